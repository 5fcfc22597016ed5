//! The markup of a table. What decides the look stands in classes, so a list can turn into
//! rows on a phone without other markup.

use super::{Cell, Column, Density, Kind, Row, Shape, Sorted, Standing, Table};
use crate::figures;
use crate::{Html, html};

pub(super) fn table(table: &Table) -> Html {
    let choose = table.choose_form.as_ref().map(|_| {
        Html::trusted(concat!(
            r#"<th class="db-k-choose"><input type="checkbox" class="db-check" "#,
            r#"data-db-choose-page aria-label="Choose every line of this page"></th>"#,
        ))
    });
    html!(
        r#"<div class="db-scroll"><table class="{class}"{id}{cursor}><caption class="db-sr">"#
        r#"{caption}</caption><thead><tr>{choose}{heads}</tr></thead>{bodies}</table></div>"#,
        class = table_class(table),
        id = table.id.as_ref().map(|id| html!(r#" id="{id}""#, id = id)),
        cursor = Html::trusted(if table.shape == Shape::List {
            " data-db-list"
        } else {
            ""
        }),
        caption = table.caption,
        choose = choose,
        heads = Html::join(table.columns.iter().map(head)),
        bodies = bodies(table)
    )
}

fn table_class(table: &Table) -> &'static str {
    match (table.shape, table.density) {
        (Shape::List, Density::List) => "db-table db-fold db-list",
        (Shape::List, Density::Dense) => "db-table db-fold db-list db-28",
        (Shape::List, Density::Proof) => "db-table db-fold db-list db-25",
        (Shape::Grid, _) => "db-table db-fold db-28",
        (Shape::Ledger, Density::List) => "db-table",
        (Shape::Ledger, Density::Dense) => "db-table db-28",
        (Shape::Ledger, Density::Proof) => "db-table db-25",
    }
}

fn head(column: &Column) -> Html {
    let (aria, arrow) = match column.sorted {
        Some(Sorted::Up) => (r#" aria-sort="ascending""#, " ↑"),
        Some(Sorted::Down) => (r#" aria-sort="descending""#, " ↓"),
        None => ("", ""),
    };
    let words = match &column.sort_href {
        Some(href) => html!(r#"<a href="{href}">{}{}</a>"#, column.head, arrow, href = href),
        None => html!("{}{}", column.head, arrow),
    };
    html!(
        r#"<th scope="col" class="{kind}{room}{class}"{aria}>{words}</th>"#,
        kind = column.kind.class(),
        room = if column.kind == Kind::Money { " db-pos" } else { "" },
        class = column.class,
        aria = Html::trusted(aria),
        words = words
    )
}

/// A group's heading is a body of its own, so that on a phone each group becomes a card.
fn bodies(table: &Table) -> Html {
    let mut bodies = Html::empty();
    let mut rows = Html::empty();
    for row in &table.rows {
        if row.standing == Standing::Group {
            bodies.push(body(std::mem::take(&mut rows)));
            let heading = group_row(table, row);
            bodies.push(html!(r#"<tbody class="db-grp-head">{}</tbody>"#, heading));
        } else {
            rows.push(row_html(table, row));
        }
    }
    rows.push(&table.extra_rows);
    bodies.push(body(rows));
    bodies
}

fn body(rows: Html) -> Html {
    if rows.is_empty() { rows } else { html!("<tbody>{}</tbody>", rows) }
}

fn group_row(table: &Table, row: &Row) -> Html {
    let words = match row.cells.first() {
        Some(Cell::Html(words)) => words.clone(),
        _ => Html::empty(),
    };
    html!(
        r#"<tr class="db-grp"><th scope="rowgroup" colspan="{width}">{words}</th></tr>"#,
        width = table.columns.len() + usize::from(table.choose_form.is_some()),
        words = words
    )
}

fn row_html(table: &Table, row: &Row) -> Html {
    let mut cells = Html::empty();
    if let Some(form) = &table.choose_form {
        cells.push(choose_cell(form, row));
    }
    let mut at = 0;
    for cell in &row.cells {
        if let Some(column) = table.columns.get(at) {
            cells.push(cell_html(table, row, column, at, cell));
        }
        at += if let Cell::Span(width, _) = cell { usize::from(*width) } else { 1 };
    }
    if let Some(action) = &row.action {
        let also = if row.also.is_empty() {
            Html::empty()
        } else {
            html!(r#"<span class="db-also">{}</span>"#, row.also)
        };
        cells.push(html!(r#"<td class="db-k-action">{}{}</td>"#, action, also));
    }
    html!(
        r#"<tr class="{class}"{id}{current}>{cells}</tr>"#,
        class = row_class(row),
        id = row.id.as_ref().map(|id| html!(r#" id="{id}""#, id = id)),
        current = Html::trusted(if row.is_cursor { r#" aria-current="true""# } else { "" }),
        cells = cells
    )
}

fn cell_html(table: &Table, row: &Row, column: &Column, at: usize, cell: &Cell) -> Html {
    let (place, label) = match table.shape {
        Shape::Ledger => ("", Html::empty()),
        Shape::List | Shape::Grid => (phone_place(table, at), data_label(column)),
    };
    let amount = |class: &str, inside: Html| {
        html!(
            r#"<td class="db-k-money {class}{place}"{label}>{inside}</td>"#,
            class = class,
            place = place,
            label = label,
            inside = inside
        )
    };
    match cell {
        Cell::Blank => {
            html!(r#"<td class="{kind}{place}"></td>"#, kind = column.kind.class(), place = place)
        }
        Cell::Money(cents) => amount(figures::money_class(*cents), cents.to_string().into()),
        Cell::Toned(meaning, cents) => {
            let class = html!("{} {}", figures::money_class(*cents), meaning.class());
            amount(class.as_str(), html!(r#"<b class="db-b">{}</b>"#, cents.to_string()))
        }
        Cell::Total(cents) => amount(
            figures::money_class(*cents),
            html!(r#"<span class="db-dbl">{}</span>"#, cents.to_string()),
        ),
        Cell::Span(width, words) => html!(
            r#"<{tag} class="db-k-text db-span" colspan="{width}">{words}</{tag}>"#,
            tag = match row.standing == Standing::Sum && !words.is_empty() {
                true => "th",
                false => "td",
            },
            width = *width,
            words = words
        ),
        Cell::Edited(words, pencil) => html!(
            r#"<td class="{kind}{class}{place} db-edited"{label}>{words}{pencil}</td>"#,
            kind = column.kind.class(),
            class = column.class,
            place = place,
            label = label,
            words = linked(
                row,
                column,
                Lead::of(table, at),
                &html!(r#"<span data-db-words>{}</span>"#, words)
            ),
            pencil = pencil
        ),
        Cell::Html(words) => html!(
            r#"<td class="{kind}{room}{class}{place}"{label}>{words}</td>"#,
            kind = column.kind.class(),
            room = if column.kind == Kind::Money { " db-pos" } else { "" },
            class = column.class,
            place = place,
            label = label,
            words = linked(row, column, Lead::of(table, at), words)
        ),
    }
}

/// Where a cell stands on a phone: the last money column leads at right; words, days and
/// states take their places under the name, two a line.
fn phone_place(table: &Table, at: usize) -> &'static str {
    let kind = table.columns[at].kind;
    let (before, after) = (&table.columns[..at], &table.columns[at + 1..]);
    if kind == Kind::Money && !after.iter().any(|column| column.kind == Kind::Money) {
        return " db-lead";
    }
    if is_line_number(&table.columns[at]) {
        return " db-p0";
    }
    let is_small = |column: &&Column| {
        !matches!(column.kind, Kind::Name | Kind::Action | Kind::Money) && !is_line_number(column)
    };
    if !is_small(&&table.columns[at]) {
        return "";
    }
    let small = before.iter().filter(is_small).count();
    [" db-p1", " db-p2", " db-p3", " db-p4"].get(small).copied().unwrap_or(" db-p5")
}

/// The count of lines, which a phone leaves out.
fn is_line_number(column: &Column) -> bool {
    column.head.as_str() == "#"
}

/// On a phone a number without its head means nothing, so the cell carries the head along.
fn data_label(column: &Column) -> Html {
    if column.head.is_empty() || column.head.as_str().contains('<') {
        return Html::empty();
    }
    html!(r#" data-label="{}""#, column.head)
}

/// Whether a cell carries the row's link: the names do, or the first cell where no column is
/// a name.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Lead {
    Here,
    Elsewhere,
}

impl Lead {
    fn of(table: &Table, at: usize) -> Lead {
        let is_name = |column: &Column| column.kind == Kind::Name;
        let leads = match table.columns.iter().any(is_name) {
            true => is_name(&table.columns[at]),
            false => at == 0,
        };
        if leads { Lead::Here } else { Lead::Elsewhere }
    }
}

fn linked(row: &Row, column: &Column, lead: Lead, words: &Html) -> Html {
    let inner = match (&row.href, lead) {
        (Some(href), Lead::Here) => {
            html!(r#"<a class="db-row-link" href="{}">{}</a>"#, href, words)
        }
        _ => words.clone(),
    };
    // A cell that takes the rest of the width is cut by its inner box, not by the cell.
    if column.class == " db-w-rest" {
        html!(r#"<div class="db-ell">{}</div>"#, inner)
    } else {
        inner
    }
}

fn choose_cell(form: &str, row: &Row) -> Html {
    match &row.value {
        Some(value) => html!(
            r#"<td class="db-k-choose"><input type="checkbox" class="db-check" name="chosen" "#
            r#"value="{value}" form="{form}" aria-label="Choose this line"></td>"#,
            value = value,
            form = form
        ),
        None => Html::trusted(r#"<td class="db-k-choose"></td>"#),
    }
}

fn row_class(row: &Row) -> &'static str {
    match (row.standing, row.is_cursor, row.is_quiet) {
        (Standing::Sum, ..) => "db-sum",
        (Standing::Minor, ..) => "db-minor",
        (_, true, _) => "db-cur",
        (_, false, true) => "db-row db-done",
        _ => "db-row",
    }
}

#[cfg(test)]
mod tests {
    use values::Money;

    use super::*;

    fn ledger() -> Table {
        Table::ledger("Envelopes").column(Column::text("From")).column(Column::money("Differs"))
    }

    #[test]
    fn digits_of_negative_amounts_align_with_the_others() {
        let table = ledger()
            .row(Row::new([Cell::from("Luis"), Money::cents(12700).into()]))
            .row(Row::new([Cell::from("Mei"), Money::cents(-300).into()]))
            .html();
        assert!(table.as_str().contains(r#"<td class="db-k-money db-n db-pos">127.00</td>"#));
        assert!(table.as_str().contains(r#"<td class="db-k-money db-n">(3.00)</td>"#));
        assert!(table.as_str().contains(r#"db-n db-pos">Differs</th>"#), "heads hang too");
    }

    #[test]
    fn only_the_final_total_has_a_double_rule() {
        let table = ledger()
            .row(Row::sum([Cell::Span(1, "14 checks".into()), Money::cents(366_836).into()]))
            .row(Row::sum([Cell::Span(1, "16 items".into()), Cell::Total(Money::cents(377_736))]))
            .html();
        assert_eq!(table.as_str().matches("db-dbl").count(), 1);
        assert_eq!(table.as_str().matches(r#"<tr class="db-sum">"#).count(), 2);
    }

    #[test]
    fn what_a_person_typed_never_becomes_markup() {
        let table = Table::list("<i>")
            .choosable("bulk")
            .column(Column::name("Name").wide())
            .row(Row::new(["<script>alert(1)</script>"]).href("/customers/1?\"x\"").value("1"))
            .html();
        assert!(!table.as_str().contains("<script>") && !table.as_str().contains("<i>"));
        assert!(table.as_str().contains(r#"href="/customers/1?&quot;x&quot;""#));
    }

    #[test]
    fn each_group_has_its_own_body() {
        let table = Table::list("The day sheet")
            .column(Column::name("What"))
            .row(Row::group("Late now", "1 line"))
            .row(Row::new(["Wanda Pruett"]))
            .row(Row::group("Tomorrow", ""))
            .row(Row::new(["Final demand"]))
            .html();
        assert_eq!(table.as_str().matches("<tbody>").count(), 2);
        assert_eq!(table.as_str().matches(r#"<tbody class="db-grp-head">"#).count(), 2);
    }
}
