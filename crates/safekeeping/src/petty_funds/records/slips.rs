//! The slips' rows.

use books::Account;
use office::{Desk, Refusal};
use store::{Reader, args, from_row, sql};
use values::{Day, Id, Money, noun};

/// Marks the ids of replenishments.
pub enum Replenishment {}

/// A slip.
#[derive(Clone, Debug, PartialEq)]
pub struct SlipRow {
    /// Its id.
    pub id: Id<noun::PettySlip>,
    /// Its number.
    pub number: String,
    /// The fund it was paid out of.
    pub fund: Id<noun::PettyFund>,
    /// The day it was paid.
    pub paid_on: Day,
    /// To whom.
    pub paid_to: String,
    /// What for.
    pub purpose: String,
    /// The account it will stand on.
    pub account: Account,
    /// That account's name.
    pub account_name: String,
    /// How much.
    pub amount: Money,
    /// The receipt, as the office finds it again; blank when there is none.
    pub receipt: String,
    /// Why there is none.
    pub no_receipt_reason: String,
    /// Whether it was voided.
    pub is_voided: bool,
    /// What replenished it.
    pub replenishment: Option<Id<Replenishment>>,
}
from_row!(SlipRow {
    id,
    number,
    fund,
    paid_on,
    paid_to,
    purpose,
    account,
    account_name,
    amount,
    receipt,
    no_receipt_reason,
    is_voided,
    replenishment
});

/// The slip of this id, in this branch.
pub(in crate::petty_funds) fn find_slip(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    slip: Id<noun::PettySlip>,
) -> Result<Option<SlipRow>, store::Error> {
    reader.find(
        sql!(
            "SELECT p.id, p.number, p.fund_id, p.paid_on, p.paid_to, p.purpose, p.account_id, \
             a.name, p.amount_cents, p.receipt, p.no_receipt_reason, p.voided_at IS NOT NULL, \
             p.replenishment_id FROM petty_slips p JOIN accounts a ON a.id = p.account_id \
             WHERE p.branch_id = $1 AND p.id = $2"
        ),
        args![branch, slip],
    )
}

/// The slips of a fund that wait to be replenished, the oldest first.
pub(in crate::petty_funds) fn list_waiting(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    fund: Id<noun::PettyFund>,
) -> Result<Vec<SlipRow>, store::Error> {
    reader.all(
        sql!(
            "SELECT p.id, p.number, p.fund_id, p.paid_on, p.paid_to, p.purpose, p.account_id, \
             a.name, p.amount_cents, p.receipt, p.no_receipt_reason, p.voided_at IS NOT NULL, \
             p.replenishment_id FROM petty_slips p JOIN accounts a ON a.id = p.account_id \
             WHERE p.branch_id = $1 AND p.fund_id = $2 AND p.voided_at IS NULL \
             AND p.replenishment_id IS NULL ORDER BY p.paid_on, p.id"
        ),
        args![branch, fund],
    )
}

/// What waits of a fund, by the account it will stand on.
pub(in crate::petty_funds) fn sum_by_account(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    fund: Id<noun::PettyFund>,
) -> Result<Vec<(Account, String, Money)>, store::Error> {
    reader.all(
        sql!(
            "SELECT a.id, a.name, CAST(SUM(p.amount_cents) AS BIGINT) FROM petty_slips p \
             JOIN accounts a ON a.id = p.account_id WHERE p.branch_id = $1 AND p.fund_id = $2 \
             AND p.voided_at IS NULL AND p.replenishment_id IS NULL \
             GROUP BY a.id, a.name ORDER BY a.id"
        ),
        args![branch, fund],
    )
}

/// A slip as it is paid.
pub(in crate::petty_funds) struct NewSlip<'n> {
    pub id: Id<noun::PettySlip>,
    pub number: &'n str,
    pub fund: Id<noun::PettyFund>,
    pub paid_on: Day,
    pub paid_to: &'n str,
    pub purpose: &'n str,
    pub account: Account,
    pub amount: Money,
    pub receipt: &'n str,
    pub no_receipt_reason: &'n str,
}

/// Writes a slip.
pub(in crate::petty_funds) fn insert_slip(
    desk: &mut Desk<'_>,
    new: &NewSlip<'_>,
) -> Result<(), Refusal> {
    let (branch, who, now) = (desk.branch(), desk.who(), desk.now());
    desk.exec(
        sql!(
            "INSERT INTO petty_slips (id, branch_id, number, fund_id, paid_on, paid_to, purpose, \
             account_id, amount_cents, receipt, no_receipt_reason, paid_at, paid_by, \
             void_reason, version) \
             VALUES ($2, $1, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, '', 1)"
        ),
        args![
            branch,
            new.id,
            new.number,
            new.fund,
            new.paid_on,
            new.paid_to,
            new.purpose,
            new.account,
            new.amount,
            new.receipt,
            new.no_receipt_reason,
            now,
            who
        ],
    )?;
    Ok(())
}

/// Notes that a slip was voided.
pub(in crate::petty_funds) fn mark_voided(
    desk: &mut Desk<'_>,
    slip: Id<noun::PettySlip>,
    reason: &str,
) -> Result<(), Refusal> {
    let (branch, who, now) = (desk.branch(), desk.who(), desk.now());
    desk.exec(
        sql!(
            "UPDATE petty_slips SET voided_at = $3, voided_by = $4, void_reason = $5, \
             version = version + 1 WHERE branch_id = $1 AND id = $2"
        ),
        args![branch, slip, now, who, reason],
    )?;
    Ok(())
}
