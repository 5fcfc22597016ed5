//! What is noted on a deposit's row as its day goes on.

use super::Cause;
use crate::two_people::Hands;
use office::{Desk, Refusal};
use store::{args, sql};
use values::{Day, Id, Instant, Money, noun};

/// Notes why cash is over or short.
pub(in crate::deposits) fn mark_explained(
    desk: &mut Desk<'_>,
    deposit: Id<noun::Deposit>,
    difference: Money,
    cause: Cause,
    explanation: &str,
) -> Result<(), Refusal> {
    let (branch, who, now) = (desk.branch(), desk.who(), desk.now());
    desk.exec(
        sql!(
            "UPDATE deposits SET explained_cents = $3, cause = $4, explanation = $5, \
             explained_at = $6, explained_by = $7, version = version + 1 \
             WHERE branch_id = $1 AND id = $2"
        ),
        args![branch, deposit, difference, cause, explanation, now, who],
    )?;
    Ok(())
}

/// Notes that a difference beyond the tolerance was looked at and allowed.
pub(in crate::deposits) fn mark_allowed(
    desk: &mut Desk<'_>,
    deposit: Id<noun::Deposit>,
    difference: Money,
    note: &str,
) -> Result<(), Refusal> {
    let (branch, who, now) = (desk.branch(), desk.who(), desk.now());
    desk.exec(
        sql!(
            "UPDATE deposits SET allowed_cents = $3, allowed_note = $4, allowed_at = $5, \
             allowed_by = $6, version = version + 1 WHERE branch_id = $1 AND id = $2"
        ),
        args![branch, deposit, difference, note, now, who],
    )?;
    Ok(())
}

/// Notes the second signature, and what it is under.
pub(in crate::deposits) fn mark_verified(
    desk: &mut Desk<'_>,
    deposit: Id<noun::Deposit>,
    posted: Money,
    items: u32,
    hands: Hands,
) -> Result<(), Refusal> {
    let (branch, who, now) = (desk.branch(), desk.who(), desk.now());
    desk.exec(
        sql!(
            "UPDATE deposits SET verified_at = $3, verified_by = $4, verified_cents = $5, \
             verified_items = $6, verified_alone = $7, version = version + 1 \
             WHERE branch_id = $1 AND id = $2"
        ),
        args![branch, deposit, now, who, posted, items, hands.is_alone()],
    )?;
    Ok(())
}

/// What a closed deposit came to.
pub(in crate::deposits) struct Closing<'c> {
    pub total: Money,
    pub over_short: Money,
    pub items: u32,
    pub bag: &'c str,
    pub entry: Id<noun::Entry>,
}

/// Closes a deposit.
pub(in crate::deposits) fn mark_closed(
    desk: &mut Desk<'_>,
    deposit: Id<noun::Deposit>,
    closing: &Closing<'_>,
) -> Result<(), Refusal> {
    let (branch, who, now) = (desk.branch(), desk.who(), desk.now());
    desk.exec(
        sql!(
            "UPDATE deposits SET closed_at = $3, closed_by = $4, total_cents = $5, \
             over_short_cents = $6, items = $7, bag = $8, entry_id = $9, \
             version = version + 1 WHERE branch_id = $1 AND id = $2"
        ),
        args![
            branch,
            deposit,
            now,
            who,
            closing.total,
            closing.over_short,
            closing.items,
            closing.bag,
            closing.entry
        ],
    )?;
    Ok(())
}

/// Opens a closed deposit again: the count stays, the second signature is due anew.
pub(in crate::deposits) fn mark_reopened(
    desk: &mut Desk<'_>,
    deposit: Id<noun::Deposit>,
) -> Result<(), Refusal> {
    let branch = desk.branch();
    desk.exec(
        sql!(
            "UPDATE deposits SET closed_at = NULL, closed_by = NULL, total_cents = NULL, \
             over_short_cents = NULL, items = NULL, entry_id = NULL, verified_at = NULL, \
             verified_by = NULL, verified_alone = FALSE, verified_cents = NULL, \
             verified_items = NULL, version = version + 1 WHERE branch_id = $1 AND id = $2"
        ),
        args![branch, deposit],
    )?;
    Ok(())
}

/// Notes that the bank has credited the deposit.
pub(crate) fn mark_confirmed(
    desk: &mut Desk<'_>,
    deposit: Id<noun::Deposit>,
    confirmed_on: Day,
    bank_reference: &str,
) -> Result<(), Refusal> {
    let (branch, who, now) = (desk.branch(), desk.who(), desk.now());
    desk.exec(
        sql!(
            "UPDATE deposits SET confirmed_at = $3, confirmed_by = $4, confirmed_on = $5, \
             bank_reference = $6, version = version + 1 WHERE branch_id = $1 AND id = $2"
        ),
        args![branch, deposit, now, who, confirmed_on, bank_reference],
    )?;
    Ok(())
}

/// Takes a confirmation back that was made at this instant; one made at another stays.
pub(crate) fn mark_unconfirmed(
    desk: &mut Desk<'_>,
    deposit: Id<noun::Deposit>,
    confirmed_at: Instant,
) -> Result<(), Refusal> {
    let branch = desk.branch();
    desk.exec(
        sql!(
            "UPDATE deposits SET confirmed_at = NULL, confirmed_by = NULL, confirmed_on = NULL, \
             bank_reference = '', version = version + 1 \
             WHERE branch_id = $1 AND id = $2 AND confirmed_at = $3"
        ),
        args![branch, deposit, confirmed_at],
    )?;
    Ok(())
}
