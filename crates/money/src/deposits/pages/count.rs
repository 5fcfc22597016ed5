//! Part A: the count. It is blind: nothing on it says what was posted in cash until it is
//! saved.

use super::show::Told;
use crate::deposits::COUNT;
use crate::deposits::drawer::Pile;
use crate::deposits::rules::Tally;
use office::{Refusal, View};
use settings::preferences;
use ui::prelude::*;
use ui::{CountSheet, Denomination, count_sheet, over_short};
use values::Money;

/// The sheet: the form while it may be counted, the figures for who may only look.
pub(super) fn sheet(view: &mut View<'_, '_>, told: &Told) -> Result<Html, Refusal> {
    let branch = view.branch();
    let here = format!("/deposits/{}", told.row.id);
    let form = CommandForm::of(view, "deposits.count", &here, &here);
    let float = match (&told.count, form.typed("float_cents").and_then(|t| Money::parse(t).ok())) {
        (_, Some(typed)) => typed,
        (Some(count), None) => count.float,
        (None, None) => preferences::money(view.reader, branch, "drawer_float_cents")?,
    };
    let drawer = told.count.as_ref().map(|count| count.drawer()).unwrap_or_default();
    let is_whole = view.query.get("pieces").is_some();
    let shown = drawer.piles().into_iter().filter(|pile| is_whole || is_usual(pile));
    let lines = shown.map(|pile| {
        let name = format!("drawer[{}]", pile.name);
        let typed = form.typed(&name).map(|text| text.trim().parse().unwrap_or(0));
        Denomination {
            words: pile.words.to_owned(),
            count: typed.unwrap_or(pile.count),
            each: pile.each,
            name,
        }
    });
    let cash = count_sheet(&CountSheet { lines: lines.collect(), float });
    let sheet = Sheet::new("Count the cash").letter('A').fact(fact(view, told));
    let proof = told
        .before
        .counted
        .map(|counted| over_short(told.before.posted.cash.amount_cents, counted.cash()));
    if !view.me.may(COUNT) {
        return Ok(sheet.flush(cash).flush(proof).html());
    }
    let button = match told.count {
        None => Button::primary("Save the count").key("Alt S").wide(),
        Some(_) => Button::secondary("Save the new count").key("Alt S").wide(),
    };
    let pieces = (!is_whole).then(|| {
        html!("<p>{}</p>", link("Rolls, $1 and 50¢ coins", &format!("{here}?pieces=all")))
    });
    let content = html!(
        r#"{}{}<div class="db-sheet-body">{}</div>{}<div class="db-sheet-body">{}</div>"#,
        hidden("deposit", &told.row.id.to_string()),
        cash,
        pieces,
        papers(&form, told, float),
        button.html()
    );
    Ok(sheet.flush(form.html(content, [])).flush(proof).html())
}

/// What lies in most drawers; the rest is shown once there is some, or when it is asked for.
fn is_usual(pile: &Pile) -> bool {
    let is_rare = pile.name.starts_with("rolls") || matches!(pile.name, "coins_100" | "coins_50");
    !is_rare || pile.count > 0
}

fn fact(view: &View<'_, '_>, told: &Told) -> String {
    match &told.count {
        None => String::from("blind"),
        Some(count) => {
            let first = count.counted_by_name.split(' ').next().unwrap_or_default();
            format!("{first}, {}", count.counted_at.clock(&view.me.zone))
        }
    }
}

/// Checks, money orders and the float: how many, and what they come to.
fn papers(form: &CommandForm, told: &Told, float: Money) -> Html {
    let float = form.field(Field::money("float_cents", "Float that stays").value(float));
    let float = Row::new([Cell::from("Float"), Cell::Blank, Cell::from(float.bare())]);
    Table::ledger("Checks, money orders and the float")
        .density(Density::Dense)
        .column(Column::id("Paper"))
        .column(Column::field("How many"))
        .column(Column::field("Come to"))
        .row(paper(form, told, "checks", "Checks"))
        .row(paper(form, told, "money_orders", "Orders"))
        .row(float)
        .html()
}

/// One line of them; a tape that was keyed stands there to begin with.
fn paper(form: &CommandForm, told: &Told, name: &str, label: &str) -> Row {
    let (counted, taped) = match name {
        "checks" => (told.before.counted.map(|counted| counted.checks), told.tape),
        _ => (told.before.counted.map(|counted| counted.money_orders), told.order_tape),
    };
    let tally = counted.unwrap_or(taped);
    let (items, amount) = match tally {
        Tally { items: 0, .. } => (String::new(), String::new()),
        tally => (tally.items.to_string(), tally.amount_cents.to_string()),
    };
    let items = Field::number(&format!("{name}[items]"), format!("{label}, how many")).value(items);
    let amount =
        Field::money(&format!("{name}[amount_cents]"), format!("{label}, come to")).value(amount);
    Row::new([
        Cell::from(label),
        Cell::from(form.field(items).bare()),
        Cell::from(form.field(amount).bare()),
    ])
}
