//! Cells that are edited where they stand: the pencil, the box, and the words after.

use super::{Cursor, Value, cell_of};
use crate::field::{Field, hidden};
use crate::icon::Icon;
use crate::table::Cell;
use crate::{Html, html};
use office::listing::{Column, ColumnFace, Kind, ListFace, OpenCell, RowFace};
use office::schema::FieldKind;
use values::{Day, Zone};

/// A cell with its pencil, which Tab reaches only in the line under the cursor.
pub(super) fn cell(
    face: &ListFace,
    row: &RowFace,
    column: &ColumnFace,
    cell: &Value,
    (href, cursor): (&str, Cursor),
) -> Cell {
    let named = face.columns.iter().position(|column| column.kind == Kind::Name);
    let whose = named.and_then(|place| row.cells.get(place)).map(|cell| cell.words(&face.zone));
    let whose = whose.filter(|whose| !whose.is_empty()).unwrap_or_else(|| row.id.to_string());
    let pencil = html!(
        r#"<button type="button" class="db-pencil" data-db-cell="{href}{id}" tabindex="{tab}" "#
        r#"aria-label="Edit {what} of {whose}">{icon}</button>"#,
        href = href,
        id = row.id,
        tab = match cursor {
            Cursor::Here => "0",
            Cursor::Elsewhere => "-1",
        },
        what = column.title.to_lowercase(),
        whose = whose,
        icon = Icon::Pencil.html()
    );
    Cell::Edited(cell_words(cell, &face.zone, face.today), pencil)
}

/// A cell's words as they stand in its list.
pub fn cell_words(cell: &Value, zone: &Zone, today: Day) -> Html {
    match cell_of(cell, zone, today) {
        Cell::Html(words) => words,
        _ => Html::text(cell.words(zone)),
    }
}

/// The open cell: one box, Enter saves, Esc leaves; `wrong` says why it was not taken.
pub fn cell_form(
    column: &Column,
    cell: &OpenCell,
    href: &str,
    once: &str,
    wrong: Option<String>,
) -> Html {
    html!(
        r#"<form class="db-cell-form" method="post" action="{href}" data-db-cell-form>"#
        r#"{once}{seen}{field}<span class="db-cell-keys" aria-hidden="true"><kbd class="db-kbd">"#
        r#"Enter</kbd><kbd class="db-kbd">Esc</kbd></span></form>"#,
        href = href,
        once = hidden("once", once),
        seen = hidden("seen", &cell.seen.to_string()),
        field = field(column, cell).error(wrong).bare()
    )
}

fn field(column: &Column, cell: &OpenCell) -> Field {
    let (name, title) = ("value", column.title);
    let field = match cell.face.kind {
        FieldKind::Choice => Field::select(name, title, choices(column, cell)),
        FieldKind::Day => Field::day(name, title),
        FieldKind::Number => Field::number(name, title),
        FieldKind::Phone => Field::phone(name, title),
        FieldKind::Email => Field::email(name, title),
        _ => Field::text(name, title),
    };
    field.value(&cell.text).autocomplete("off")
}

/// What can be chosen, in the words of the list.
fn choices(column: &Column, cell: &OpenCell) -> Vec<(String, String)> {
    let states = match column.kind {
        Kind::State(states) => states,
        _ => &[],
    };
    let words = |word: &str, title: &str| {
        let known = states.iter().find(|state| state.word == word);
        known.map_or_else(|| title.to_owned(), |state| state.title.to_owned())
    };
    let choices = cell.face.choices.iter();
    choices.map(|one| (one.word.clone(), words(&one.word, &one.title))).collect()
}
