//! Lists of rooms made visible: `office::listing` says what a list shows, this draws it.
//! Filters, chips, order, columns, kept views, files, pages and bulk work without scripts.

mod in_place;
mod menus;
mod words;

pub use in_place::{cell_form, cell_words};

use office::listing::{
    Cell as Value, ColumnFace, Direction, Kind, ListFace, Listing, Mark, Pages, RowFace, SumFace,
    face, file,
};
use office::{Answer, Page, Refusal, View};

use self::words::{lines_of, nothing_yet};
use crate::button::Button;
use crate::figures;
use crate::listing::{BulkBar, ListBar, Pager, bulk_bar, list_bar, pager};
use crate::mark::{Chip, Meaning, status};
use crate::sheet::{Sheet, empty_page, notice};
use crate::table::{Cell, Column, Row, Sorted, Table};
use crate::{Html, html};
use values::{Day, Zone};

/// The whole page of a list at its own address, or the file its address asks for.
pub fn page(view: &mut View<'_, '_>, listing: &'static Listing) -> Result<Answer, Refusal> {
    if let Some(file) = file(view, listing)? {
        return Ok(file);
    }
    let face = face(view, listing, &listing.page_path())?;
    Ok(Answer::from(Page {
        title: face.title.to_owned(),
        sentence: sentence(&face).into_string(),
        body: draw(&face).into_string(),
        keys: keys(&face),
        rail: listing.noun(),
        ..Page::default()
    }))
}

/// A list as part of another page, which stands at `path`. That page answers the list's
/// files itself, by asking `office::listing::file` first.
pub fn body(
    view: &mut View<'_, '_>,
    listing: &'static Listing,
    path: &str,
) -> Result<Html, Refusal> {
    Ok(draw(&face(view, listing, path)?))
}

/// The list with all that surrounds it.
pub fn draw(face: &ListFace) -> Html {
    let bar = list_bar(&ListBar {
        filter: menus::filter_menu(face),
        chips: face
            .chips
            .iter()
            .map(|chip| Chip::new(&chip.words).remove_href(&chip.without_href).in_force())
            .collect(),
        clear_href: Some(face.clear_href.clone()),
        right: html!("{}{}{}", menus::views(face), menus::columns(face), menus::files(face)),
    });
    let problems = face.problems.0.iter();
    let problems = problems.map(|wrong| notice(Meaning::Wrong, &wrong.words, Html::empty()));
    let sheet = Sheet::bare().flush(bar).flush(Html::join(problems));
    match face.rows.is_empty() {
        true => html!("{}{}", sheet.html(), nothing(face)),
        false => sheet.flush(table(face)).flush(bulk(face)).flush(foot(face)).html(),
    }
}

/// What the keys do here; E only where a cell may be edited.
fn keys(face: &ListFace) -> Vec<(&'static str, &'static str)> {
    let is_edited = face.columns.iter().any(|column| column.in_place.is_some());
    let edit = is_edited.then_some(("E", "edit"));
    [("J/K", "move"), ("Enter", "open"), ("F", "filter")].into_iter().chain(edit).collect()
}

/// "312 payments."
fn sentence(face: &ListFace) -> Html {
    let narrowed = match face.chips.is_empty() {
        true => "",
        false => " with these filters",
    };
    html!("{}{}.", lines_of(face.title, face.pages.total), narrowed)
}

fn nothing(face: &ListFace) -> Html {
    match face.chips.is_empty() {
        true => empty_page("Nothing here yet", nothing_yet(face.title), None, None),
        false => empty_page(
            "Nothing fits these filters",
            "Remove one of them, or clear them all.",
            Some(Button::secondary("Clear the filters").href(&face.clear_href)),
            None,
        ),
    }
}

fn table(face: &ListFace) -> Html {
    let mut table = Table::list(face.title);
    for column in &face.columns {
        table = table.column(head(column));
    }
    for (place, row) in face.rows.iter().enumerate() {
        let drawn = match place {
            0 => row_of(face, row, Cursor::Here).cursor(),
            _ => row_of(face, row, Cursor::Elsewhere),
        };
        table = table.row(drawn);
    }
    if !face.sums.is_empty() {
        table = table.row(Row::sum(sums(face)));
    }
    if !face.bulk.is_empty() {
        table = table.choosable(&bulk_id(face));
    }
    table.html()
}

fn head(column: &ColumnFace) -> Column {
    let mut head = match column.kind {
        Kind::Text => Column::text(column.title),
        Kind::Name => Column::name(column.title).wide(),
        Kind::Money => Column::money(column.title),
        Kind::Count | Kind::Rate => Column::number(column.title),
        Kind::Day => Column::day(column.title),
        Kind::Instant | Kind::Id => Column::id(column.title),
        Kind::State(_) => Column::status(column.title),
    };
    if let Some(href) = &column.sort_href {
        head = head.sort_href(href);
    }
    match column.sorted {
        Some(Direction::Up) => head.sorted(Sorted::Up),
        Some(Direction::Down) => head.sorted(Sorted::Down),
        None => head,
    }
}

/// Whether the list's cursor stands in a row when the page opens.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Cursor {
    Here,
    Elsewhere,
}

fn row_of(face: &ListFace, row: &RowFace, cursor: Cursor) -> Row {
    let cells = face.columns.iter().zip(&row.cells);
    let mut drawn = Row::new(cells.map(|(column, cell)| match &column.in_place {
        Some(href) => in_place::cell(face, row, column, cell, (href, cursor)),
        None => cell_of(cell, &face.zone, face.today),
    }));
    if let Some(href) = &row.href {
        drawn = drawn.href(href);
    }
    match face.bulk.is_empty() {
        true => drawn,
        false => drawn.value(row.id),
    }
}

fn cell_of(cell: &Value, zone: &Zone, today: Day) -> Cell {
    match cell {
        Value::Empty => Cell::Blank,
        Value::Text(text) => Cell::from(text),
        Value::Money(amount) => Cell::from(*amount),
        Value::Count(number) | Value::Id(number) => Cell::from(*number),
        Value::Rate(rate) => Cell::from(rate.to_string()),
        Value::Day(day) => Cell::from(list_day(*day, today)),
        Value::Instant(instant) => {
            let day = list_day(instant.day_in(zone), today);
            Cell::from(html!("{} {}", day, figures::clock(*instant, zone)))
        }
        Value::State(state) => match meaning(state.mark) {
            Some(meaning) => Cell::from(status(meaning, state.title)),
            None => Cell::from(state.title),
        },
    }
}

/// A day with its weekday, or with its year where that is not this one.
fn list_day(day: Day, today: Day) -> Html {
    if day.year() == today.year() { figures::day(day) } else { figures::full_day(day) }
}

fn meaning(mark: Mark) -> Option<Meaning> {
    match mark {
        Mark::Good => Some(Meaning::Good),
        Mark::Watch => Some(Meaning::Watch),
        Mark::Late => Some(Meaning::Late),
        Mark::Wrong => Some(Meaning::Wrong),
        Mark::Plain => None,
    }
}

/// The sums over all pages, each under its column.
fn sums(face: &ListFace) -> Vec<Cell> {
    let mut cells: Vec<Cell> = face
        .columns
        .iter()
        .map(|column| match face.sums.iter().find(|sum| sum.name == column.name) {
            Some(SumFace { sum: Value::Money(amount), .. }) => Cell::Total(*amount),
            Some(SumFace { sum: Value::Count(number), .. }) => Cell::from(*number),
            _ => Cell::Blank,
        })
        .collect();
    if let Some(first @ Cell::Blank) = cells.first_mut() {
        *first = Cell::from(match face.pages.total {
            1 => String::from("1 in all"),
            total => format!("{} in all", figures::grouped(total)),
        });
    }
    cells
}

fn foot(face: &ListFace) -> Html {
    let Pages { first, last, total, before_href, after_href } = face.pages.clone();
    let noun = String::new();
    pager(&Pager { first, last, total, noun, sum: Html::empty(), before_href, after_href })
}

fn bulk_id(face: &ListFace) -> String {
    format!("bulk-{}", face.name.replace('.', "-"))
}

fn bulk(face: &ListFace) -> Html {
    if face.bulk.is_empty() {
        return Html::empty();
    }
    let asks = menus::bulk_fields(face);
    let buttons = face.bulk.iter().map(|bulk| {
        Button::secondary(bulk.title).small().name_value("command", bulk.command).html()
    });
    bulk_bar(&BulkBar {
        id: bulk_id(face),
        action: format!("/bulk/{}", face.name),
        once: face.once.clone(),
        total: face.pages.total,
        query: face.query.clone(),
        buttons: html!("{}{}", asks, Html::join(buttons)),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use office::listing::{Asked, BulkFace, ChipFace, FilterFace, Totals};
    use office::schema::{FieldFace, FieldKind};
    use office::{Problem, Problems};
    use values::Money;

    const LATE: office::listing::State =
        office::listing::State { word: "late", title: "Past due", mark: Mark::Late };

    fn face(rows: Vec<RowFace>) -> ListFace {
        let column = |name, title, kind, sort_href: Option<&str>| ColumnFace {
            name,
            title,
            kind,
            sort_href: sort_href.map(str::to_owned),
            sorted: sort_href.map(|_| Direction::Down),
            in_place: None,
        };
        ListFace {
            name: "invoices.late",
            title: "Late <invoices>",
            path: "/invoices/late".to_owned(),
            query: "name=%3Cb%3E".to_owned(),
            pairs: [("name", "<b>"), ("limit", "5")]
                .map(|(name, value)| (name.to_owned(), value.to_owned()))
                .into(),
            chips: vec![ChipFace { words: "Name <b>".to_owned(), without_href: "?a&b".to_owned() }],
            clear_href: "/invoices/late?limit=5".to_owned(),
            filters: vec![FilterFace {
                name: "name",
                title: "Name",
                asked: Asked::Begins,
                value: "<b>".to_owned(),
            }],
            problems: Problems(vec![Problem { field: "x".into(), words: "Enter <a day>.".into() }]),
            columns: vec![
                column("customer", "Customer", Kind::Name, Some("/invoices/late?sort=customer")),
                column("standing", "Standing", Kind::State(&[LATE]), None),
                column("open_cents", "Open", Kind::Money, None),
            ],
            choices: Vec::new(),
            rows,
            sums: vec![SumFace {
                name: "open_cents",
                title: "Open",
                sum: Value::Money(Money::cents(-123_456)),
            }],
            pages: Pages { first: 1, last: 1, total: 1, before_href: None, after_href: None },
            views: Vec::new(),
            bulk: vec![BulkFace { command: "invoices.void", title: "Void", asks: vec![reason()] }],
            files: vec![("CSV", "/invoices/late?format=csv".to_owned())],
            totals: Totals::default(),
            zone: Zone::UTC,
            today: Day::ymd(2026, 3, 2),
            once: "k1".to_owned(),
        }
    }

    fn row() -> RowFace {
        static LATE_HERE: office::listing::State = LATE;
        RowFace {
            id: 7,
            href: Some("/invoices/7".to_owned()),
            cells: vec![
                Value::Text("O'Neil & <Sons>".to_owned()),
                Value::State(&LATE_HERE),
                Value::Money(Money::cents(-123_456)),
            ],
        }
    }

    fn reason() -> FieldFace {
        FieldFace {
            path: "reason".to_owned(),
            flag: "reason".to_owned(),
            title: "Why".to_owned(),
            kind: FieldKind::Text(None),
            required: true,
            doc: String::new(),
            choices: Vec::new(),
            when: None,
        }
    }

    #[test]
    fn a_list_is_drawn_with_all_around_it_and_escaped() {
        let drawn = draw(&face(vec![row()])).into_string();
        for part in [
            r#"<a class="db-row-link" href="/invoices/7">"#,
            "O&#39;Neil &amp; &lt;Sons&gt;",
            "Past due",
            "(1,234.56)",
            "1 in all",
            r#"aria-sort="descending""#,
            r#"action="/bulk/invoices.late""#,
            r#"name="command" value="invoices.void""#,
            r#"name="reason""#,
            r#"name="chosen" value="7" form="bulk-invoices-late""#,
            r#"name="once" value="k1""#,
            r#"action="/do/saved_views.save""#,
            r#"name="list" value="invoices.late""#,
            r#"<input type="hidden" name="limit" value="5">"#,
            "/invoices/late?format=csv",
            "Enter &lt;a day&gt;.",
        ] {
            assert!(drawn.contains(part), "{part} is missing in {drawn}");
        }
        for raw in ["<Sons>", "Name <b>", "<a day>", "Late <"] {
            assert!(!drawn.contains(raw), "{raw} is not escaped in {drawn}");
        }
        let ids = drawn.matches(r#"id="filter-name""#).count();
        assert_eq!(ids, 1, "a filter has an id of its own");
        assert!(!drawn.contains(r#"id="f-name""#), "which no form of the page can have too");
    }

    #[test]
    fn an_empty_list_says_why_and_what_to_do() {
        let narrowed = draw(&face(Vec::new())).into_string();
        assert!(narrowed.contains("Nothing fits these filters"));
        assert!(narrowed.contains("Clear the filters"));
        assert!(!narrowed.contains("db-bulk"));
        let bare = draw(&ListFace { chips: Vec::new(), ..face(Vec::new()) }).into_string();
        assert!(bare.contains("Nothing here yet"));
    }
}
