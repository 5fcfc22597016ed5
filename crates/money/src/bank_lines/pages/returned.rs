//! Payments that a line of the bank may have taken back, with the way to record it.

use crate::bank_lines::records::{self, LineRow};
use crate::bank_lines::words::BankKind;
use crate::returns;
use office::{Refusal, View};
use ui::prelude::*;

/// Payments the bank may have taken back with this line.
pub(super) fn returned(view: &mut View<'_, '_>, line: &LineRow) -> Result<Html, Refusal> {
    let is_return = matches!(line.kind, BankKind::ReturnedCheck | BankKind::ReturnedAch);
    let may_be = is_return || line.kind == BankKind::Other && line.amount.is_negative();
    if !may_be || !view.me.may(returns::RECORD) {
        return Ok(Html::empty());
    }
    let branch = view.branch();
    let found = records::list_returnable(view.reader, branch, line.amount.abs(), line.posted_on)?;
    if found.is_empty() {
        return Ok(Html::empty());
    }
    let rows = found.iter().map(|one| {
        let is_named = !one.reference.is_empty()
            && (one.reference == line.check_number || line.words.contains(&one.reference));
        let href = format!("/returns/new?payment={}", one.payment);
        let words = if is_named { "the bank names it" } else { "" };
        Row::new([
            Cell::from(one.day),
            Cell::from(link(one.number.as_str(), &format!("/payments/{}", one.payment))),
            Cell::from(one.name.as_str()),
            Cell::from(one.reference.as_str()),
            Cell::from(quiet(words)),
            Cell::from(one.amount),
        ])
        .action(Button::link("Record the return").href(href).html())
    });
    let table = Table::ledger("Payments that may have come back")
        .density(Density::Dense)
        .column(Column::day("Day"))
        .column(Column::id("Payment"))
        .column(Column::name("Of").wide())
        .column(Column::number("No."))
        .column(Column::text("For"))
        .column(Column::money("Amount"))
        .column(Column::action())
        .rows(rows);
    let fact = "its entry then stands among the books' lines";
    Ok(Sheet::new("Did a payment come back?").fact(fact).flush(table.html()).html())
}
