//! The count sheet: denominations that add as they are typed, and again on the server.

use values::Money;

use crate::figures;
use crate::table::{Column, Density, Table};
use crate::{Html, html};

/// One denomination.
#[derive(Debug, Clone)]
pub struct Denomination {
    /// "$20" or "25¢".
    pub words: String,
    /// The field's name, such as `bills_20`.
    pub name: String,
    /// What one is worth.
    pub each: Money,
    /// How many were counted.
    pub count: u32,
}

/// The count sheet's figures.
#[derive(Debug, Clone, Default)]
pub struct CountSheet {
    /// Denominations, largest first.
    pub lines: Vec<Denomination>,
    /// What stays in the drawer, a positive amount.
    pub float: Money,
}

/// The count as a table of fields. The sums under it are kept up to date while typing: "In the
/// drawer", "Stays as float" and "Cash to deposit".
pub fn count_sheet(sheet: &CountSheet) -> Html {
    let counted: Money =
        sheet.lines.iter().map(|line| line.each.times(i64::from(line.count))).sum();
    let rows = sheet.lines.iter().map(count_row);
    // Before anything is counted the float is not missing; it is only not counted yet.
    let deposit = if counted.is_zero() { Money::ZERO } else { counted - sheet.float };
    let table = Table::ledger("Count by denomination")
        .density(Density::Dense)
        .column(Column::id("Each"))
        .column(Column::field("How many"))
        .column(Column::money("Amount"))
        .raw_rows(Html::join(rows))
        .raw_rows(sum_row("db-sum", "In the drawer", "drawer", counted))
        .raw_rows(html!(
            r#"<tr class="db-minor"><td colspan="2">Stays as float</td>"#
            r#"<td class="db-k-money {class}">{float}</td></tr>"#,
            class = figures::money_class(-sheet.float),
            float = (-sheet.float).to_string()
        ))
        .raw_rows(sum_row("db-sum db-final", "Cash to deposit", "deposit", deposit));
    html!(
        r#"<div data-db-count data-float="{float}">{table}</div>"#,
        float = sheet.float.as_cents(),
        table = table.html()
    )
}

/// The count of cash that stays where it is, such as petty cash: one sum, named by `words`.
pub fn cash_count(lines: &[Denomination], words: &str) -> Html {
    let counted: Money = lines.iter().map(|line| line.each.times(i64::from(line.count))).sum();
    let table = Table::ledger("Count by denomination")
        .density(Density::Dense)
        .column(Column::id("Each"))
        .column(Column::field("How many"))
        .column(Column::money("Amount"))
        .raw_rows(Html::join(lines.iter().map(count_row)))
        .raw_rows(sum_row("db-sum db-final", words, "drawer", counted));
    html!(r#"<div data-db-count data-float="0">{}</div>"#, table.html())
}

fn count_row(line: &Denomination) -> Html {
    let amount = line.each.times(i64::from(line.count));
    html!(
        r#"<tr class="db-row"><td class="db-k-id db-t db-b">{words}</td>"#
        r#"<td class="db-k-field db-n"><input class="db-in db-num db-denomination" type="text" "#
        r#"inputmode="numeric" id="f-{name}" name="{name}" value="{count}" aria-label="How many "#
        r#"{words}" data-each="{each}"></td><td class="db-k-money {class}">"#
        r#"<output for="f-{name}">{amount}</output></td></tr>"#,
        words = line.words,
        name = line.name,
        count = line.count,
        each = line.each.as_cents(),
        class = figures::money_class(amount),
        amount = amount.to_string()
    )
}

fn sum_row(class: &str, words: &str, of: &str, amount: Money) -> Html {
    html!(
        r#"<tr class="{class}"><th colspan="2" scope="row">{words}</th>"#
        r#"<td class="db-k-money {room}"><output data-sum="{of}"{double}>{amount}</output></td>"#
        r#"</tr>"#,
        class = class,
        words = words,
        room = figures::money_class(amount),
        of = of,
        double = Html::trusted(if of == "deposit" {
            r#" class="db-dbl""#
        } else {
            ""
        }),
        amount = amount.to_string()
    )
}

/// A two-line proof under the count: what was posted, and over or short against it.
pub fn over_short(posted: Money, counted: Money) -> Html {
    let difference = counted - posted;
    let (word, class) = match difference {
        difference if difference.is_negative() => ("Short", "db-wrong"),
        difference if difference.is_positive() => ("Over", "db-wrong"),
        _ => ("Agrees", "db-good"),
    };
    html!(
        r#"<div class="db-over-short"><div><span class="db-m">Posted in cash</span>{posted}</div>"#
        r#"<div class="db-b"><span>{word}</span><span class="{class}">{difference}</span></div>"#
        r#"</div>"#,
        posted = figures::money(posted),
        word = word,
        class = class,
        difference = figures::money(difference)
    )
}
