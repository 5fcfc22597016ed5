//! Moving the balance of an agreement, and the two accounts it stands on.

use super::records::{self, Kind};
use super::rules::unbilled_change;
use crate::invoices::records::Invoice;
use books::Source;
use books::accounts::{DEFERRED, UNBILLED};
use books::entries::{NewEntry, NewLine};
use dispatch::work_orders;
use office::{Desk, Refusal};
use values::{Day, Id, Money, noun};

/// One movement of an agreement's balance.
pub(super) struct Move {
    pub customer: Id<noun::Customer>,
    pub agreement: Id<noun::Agreement>,
    pub kind: Kind,
    /// Billed is above zero; earned, given back and voided are below.
    pub amount: Money,
    pub on: Day,
    pub invoice: Option<Id<noun::Invoice>>,
    pub work_order: Option<Id<noun::WorkOrder>>,
}

/// Writes a movement whose whole amount was or will be posted to 2200, and answers what goes
/// from there to 1110.
pub(super) fn note(desk: &mut Desk<'_>, one: &Move) -> Result<Money, Refusal> {
    let branch = desk.branch();
    let before = records::balance(desk, branch, one.agreement)?;
    records::insert_move(desk, one)?;
    desk.subject(one.agreement);
    Ok(unbilled_change(before, before + one.amount))
}

/// The same, with an entry of its own for what goes to 1110.
pub(super) fn note_and_level(desk: &mut Desk<'_>, one: &Move, memo: &str) -> Result<(), Refusal> {
    let unbilled = note(desk, one)?;
    if unbilled.is_zero() {
        return Ok(());
    }
    let of = |account, amount| NewLine { account, amount, customer: Some(one.customer) };
    let entry = NewEntry {
        day: one.on,
        memo: memo.to_owned(),
        source: Source::of(one.agreement),
        lines: vec![of(UNBILLED, unbilled), of(DEFERRED, -unbilled)],
    };
    books::entries::post(desk, entry)?;
    Ok(())
}

/// An invoice that billed ahead is voided: its visits are to be billed again. Refuses once
/// one of them was done.
pub(crate) fn take_back(desk: &mut Desk<'_>, invoice: &Invoice) -> Result<(), Refusal> {
    let branch = desk.branch();
    let billed = records::list_moves_of_invoice(desk, branch, invoice.id)?;
    for (customer, agreement, amount) in billed {
        if records::count_earned_of_invoice(desk, branch, invoice.id)? > 0 {
            return Err(Refusal::conflict_with(
                "deferrals.earned",
                format!(
                    "Visits that invoice {} paid for were done. Give back what was not earned \
                     instead.",
                    invoice.number
                ),
                format!("/agreements/{agreement}"),
                "Open the agreement",
            ));
        }
        let back = Move {
            customer,
            agreement,
            kind: Kind::Voided,
            amount: -amount,
            on: invoice.invoiced_on,
            invoice: None,
            work_order: None,
        };
        note_and_level(desk, &back, &format!("Invoice {} voided", invoice.number))?;
    }
    for order in records::list_linked(desk, branch, invoice.id)? {
        work_orders::records::mark_invoiced(desk, order, None)?;
    }
    records::mark_not_ahead(desk, invoice.id)?;
    Ok(())
}
