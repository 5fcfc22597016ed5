//! The refunds' rows.

use office::{Desk, Refusal};
use store::{Reader, args, from_row, sql};
use values::{Day, Id, Instant, Money, noun};

crate::words::stored_word! {
    /// How a refund is paid.
    PaidHow "a way of paying a refund" {
        /// By our check.
        Check => "check" "Check",
        /// Back onto the card, by the processor.
        Card => "card" "Card",
        /// By bank transfer.
        Ach => "ach" "ACH",
    }
}

/// A refund.
#[derive(Clone, Debug, PartialEq)]
pub struct RefundRow {
    /// Its id.
    pub id: Id<noun::Refund>,
    /// Its number.
    pub number: String,
    /// Whose.
    pub customer: Id<noun::Customer>,
    /// The credit it comes from; the oldest open ones when none is named.
    pub credit: Option<Id<noun::Credit>>,
    /// How much.
    pub amount: Money,
    /// Why.
    pub reason: String,
    /// When it was asked.
    pub asked_at: Instant,
    /// By whom.
    pub asked_by: Id<noun::Staff>,
    /// Her name.
    pub asked_by_name: String,
    /// When it was approved.
    pub approved_at: Option<Instant>,
    /// By whom.
    pub approved_by_name: Option<String>,
    /// When it was declined.
    pub declined_at: Option<Instant>,
    /// Why.
    pub decline_reason: String,
    /// When it was paid.
    pub paid_at: Option<Instant>,
    /// On which day.
    pub paid_on: Option<Day>,
    /// The check's number or the processor's reference.
    pub reference: String,
    /// Counts its changes.
    pub version: i64,
}
from_row!(RefundRow {
    id,
    number,
    customer,
    credit,
    amount,
    reason,
    asked_at,
    asked_by,
    asked_by_name,
    approved_at,
    approved_by_name,
    declined_at,
    decline_reason,
    paid_at,
    paid_on,
    reference,
    version
});

impl RefundRow {
    /// Refuses unless it waits for an answer.
    pub(super) fn require_waiting(&self) -> Result<(), Refusal> {
        let (code, words) = match (self.approved_at, self.declined_at) {
            (None, None) => return Ok(()),
            (Some(_), _) => ("refunds.approved", format!("{} was approved before.", self.number)),
            (_, Some(_)) => ("refunds.declined", format!("{} was declined before.", self.number)),
        };
        Err(Refusal::conflict_with(code, words, format!("/refunds/{}", self.id), "See the refund"))
    }
}

/// The refund of this id, in this branch.
pub fn find_refund(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    refund: Id<noun::Refund>,
) -> Result<Option<RefundRow>, store::Error> {
    reader.find(
        sql!(
            "SELECT r.id, r.number, r.customer_id, r.credit_id, r.amount_cents, r.reason, \
             r.asked_at, r.asked_by, a.name, r.approved_at, p.name, r.declined_at, \
             r.decline_reason, r.paid_at, r.paid_on, r.reference, r.version FROM refunds r \
             JOIN staff a ON a.id = r.asked_by LEFT JOIN staff p ON p.id = r.approved_by \
             WHERE r.branch_id = $1 AND r.id = $2"
        ),
        args![branch, refund],
    )
}

/// The refund of this id, or the refusal every command gives.
pub(crate) fn require(desk: &mut Desk<'_>, refund: Id<noun::Refund>) -> Result<RefundRow, Refusal> {
    let branch = desk.branch();
    find_refund(desk, branch, refund)?.ok_or(Refusal::NotFound { what: "refund" })
}

/// What is asked of a customer's credits and not answered yet.
pub(crate) fn waiting(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    customer: Id<noun::Customer>,
) -> Result<Money, store::Error> {
    let (sum,): (Money,) = reader.one(
        sql!(
            "SELECT CAST(COALESCE(SUM(amount_cents), 0) AS BIGINT) FROM refunds \
             WHERE branch_id = $1 AND customer_id = $2 AND approved_at IS NULL \
             AND declined_at IS NULL"
        ),
        args![branch, customer],
    )?;
    Ok(sum)
}

/// Writes a refund that is asked.
pub(super) fn insert_refund(
    desk: &mut Desk<'_>,
    refund: Id<noun::Refund>,
    number: &str,
    asked: &super::AskRefund,
) -> Result<(), Refusal> {
    let (branch, who, now) = (desk.branch(), desk.who(), desk.now());
    desk.exec(
        sql!(
            "INSERT INTO refunds (id, branch_id, number, customer_id, credit_id, amount_cents, \
             reason, asked_at, asked_by, approved_alone, decline_reason, paid_how, reference, \
             version) VALUES ($2, $1, $3, $4, $5, $6, $7, $8, $9, FALSE, '', '', '', 1)"
        ),
        args![
            branch,
            refund,
            number,
            asked.customer,
            asked.credit,
            asked.amount_cents,
            asked.reason.trim(),
            now,
            who
        ],
    )?;
    Ok(())
}

/// Notes that a refund was approved.
pub(super) fn mark_approved(
    desk: &mut Desk<'_>,
    refund: Id<noun::Refund>,
    hands: crate::Hands,
) -> Result<(), Refusal> {
    let (branch, who, now) = (desk.branch(), desk.who(), desk.now());
    desk.exec(
        sql!(
            "UPDATE refunds SET approved_at = $3, approved_by = $4, approved_alone = $5, \
             version = version + 1 WHERE branch_id = $1 AND id = $2"
        ),
        args![branch, refund, now, who, hands.is_alone()],
    )?;
    Ok(())
}

/// Notes that a refund was declined.
pub(super) fn mark_declined(
    desk: &mut Desk<'_>,
    refund: Id<noun::Refund>,
    reason: &str,
) -> Result<(), Refusal> {
    let (branch, who, now) = (desk.branch(), desk.who(), desk.now());
    desk.exec(
        sql!(
            "UPDATE refunds SET declined_at = $3, declined_by = $4, decline_reason = $5, \
             version = version + 1 WHERE branch_id = $1 AND id = $2"
        ),
        args![branch, refund, now, who, reason],
    )?;
    Ok(())
}

/// Notes that a refund was paid.
pub(super) fn mark_paid(
    desk: &mut Desk<'_>,
    refund: Id<noun::Refund>,
    paid_on: Day,
    how: PaidHow,
    reference: &str,
) -> Result<(), Refusal> {
    let (branch, who, now) = (desk.branch(), desk.who(), desk.now());
    desk.exec(
        sql!(
            "UPDATE refunds SET paid_at = $3, paid_by = $4, paid_on = $5, paid_how = $6, \
             reference = $7, version = version + 1 WHERE branch_id = $1 AND id = $2"
        ),
        args![branch, refund, now, who, paid_on, how, reference],
    )?;
    Ok(())
}
