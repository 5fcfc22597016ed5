//! The rows of disputes.

use crate::processors::{DisputeStanding, DisputeTold, ProcessorName};
use office::{Desk, Refusal};
use store::{Reader, args, from_row, sql};
use values::{Day, Id, Instant, Money, noun};

/// A dispute.
#[derive(Clone, Debug)]
pub struct DisputeRow {
    /// Its id.
    pub id: Id<noun::Dispute>,
    /// The processor's name of it.
    pub reference: String,
    /// The payment, when it is ours.
    pub payment: Option<Id<noun::Payment>>,
    /// The last four digits of its card.
    pub last4: String,
    /// Whose.
    pub customer: Option<Id<noun::Customer>>,
    /// Her name.
    pub name: String,
    /// How much.
    pub amount: Money,
    /// The holder's reason.
    pub reason: String,
    /// The last day to answer.
    pub answer_by: Option<Day>,
    /// When we heard of it.
    pub opened_at: Instant,
    /// The return that took the payment back.
    pub returned: Option<Id<noun::Return>>,
    /// When it was answered.
    pub answered_at: Option<Instant>,
    /// What was sent.
    pub answer: String,
    /// How it stands.
    pub stands: DisputeStanding,
}
from_row!(DisputeRow {
    id,
    reference,
    payment,
    last4,
    customer,
    name,
    amount,
    reason,
    answer_by,
    opened_at,
    returned,
    answered_at,
    answer,
    stands
});

/// The dispute of this id, in this branch.
pub(crate) fn find_dispute(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    dispute: Id<noun::Dispute>,
) -> Result<Option<DisputeRow>, store::Error> {
    reader.find(
        sql!(
            "SELECT d.id, d.reference, d.payment_id, COALESCE(p.bank, ''), d.customer_id, \
             COALESCE(c.name, ''), d.amount_cents, d.reason, d.answer_by, d.opened_at, \
             d.return_id, d.answered_at, d.answer, d.stands FROM disputes d \
             LEFT JOIN payments p ON p.id = d.payment_id LEFT JOIN customer_face c \
             ON c.branch_id = d.branch_id AND c.id = d.customer_id \
             WHERE d.branch_id = $1 AND d.id = $2"
        ),
        args![branch, dispute],
    )
}

/// The dispute of this reference.
pub(super) fn find_by_reference(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    processor: ProcessorName,
    reference: &str,
) -> Result<Option<DisputeRow>, store::Error> {
    let found: Option<(Id<noun::Dispute>,)> = reader.find(
        sql!("SELECT id FROM disputes WHERE branch_id = $1 AND processor = $2 AND reference = $3"),
        args![branch, processor, reference],
    )?;
    match found {
        Some((id,)) => find_dispute(reader, branch, id),
        None => Ok(None),
    }
}

/// A payment as a processor's message names it: which, whose, how much.
type OfPayment = (Id<noun::Payment>, Id<noun::Customer>, Money);

/// The payment of a processor's reference, on its customer's account.
pub(crate) fn find_payment(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    reference: &str,
) -> Result<Option<OfPayment>, store::Error> {
    if reference.is_empty() {
        return Ok(None);
    }
    reader.find(
        sql!(
            "SELECT id, customer_id, amount_cents FROM payments WHERE branch_id = $1 \
             AND reference = $2 AND tender IN ('card', 'ach') AND voided_at IS NULL \
             AND customer_id IS NOT NULL ORDER BY id DESC LIMIT 1"
        ),
        args![branch, reference],
    )
}

/// How many disputes must be answered on a day or before it.
pub(super) fn count_due(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    day: Day,
) -> Result<i64, store::Error> {
    let (count,): (i64,) = reader.one(
        sql!(
            "SELECT COUNT(*) FROM disputes WHERE branch_id = $1 AND decided_at IS NULL \
             AND answered_at IS NULL AND answer_by <= $2"
        ),
        args![branch, day],
    )?;
    Ok(count)
}

/// Writes a dispute.
pub(super) fn insert_dispute(
    desk: &mut Desk<'_>,
    id: Id<noun::Dispute>,
    processor: ProcessorName,
    told: &DisputeTold,
    of: Option<(Id<noun::Payment>, Id<noun::Customer>)>,
    returned: Option<Id<noun::Return>>,
) -> Result<(), Refusal> {
    let (branch, now) = (desk.branch(), desk.now());
    let (payment, customer) = (of.map(|of| of.0), of.map(|of| of.1));
    desk.exec(
        sql!(
            "INSERT INTO disputes (id, branch_id, processor, reference, payment_reference, \
             payment_id, customer_id, amount_cents, reason, answer_by, opened_at, return_id, \
             answer, stands) VALUES ($2, $1, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, '', \
             'open')"
        ),
        args![
            branch,
            id,
            processor,
            &told.reference,
            &told.payment_reference,
            payment,
            customer,
            told.amount_cents,
            &told.reason,
            told.answer_by,
            now,
            returned
        ],
    )?;
    Ok(())
}

/// Notes what was sent.
pub(super) fn mark_answered(
    desk: &mut Desk<'_>,
    id: Id<noun::Dispute>,
    answer: &str,
) -> Result<(), Refusal> {
    let (branch, who, now) = (desk.branch(), desk.who(), desk.now());
    desk.exec(
        sql!(
            "UPDATE disputes SET answered_at = $3, answered_by = $4, answer = $5 \
             WHERE branch_id = $1 AND id = $2"
        ),
        args![branch, id, now, who, answer],
    )?;
    Ok(())
}

/// Notes how it was decided.
pub(super) fn mark_decided(
    desk: &mut Desk<'_>,
    id: Id<noun::Dispute>,
    stands: DisputeStanding,
    won: Option<Id<noun::Payment>>,
) -> Result<(), Refusal> {
    let (branch, now) = (desk.branch(), desk.now());
    desk.exec(
        sql!(
            "UPDATE disputes SET decided_at = $3, stands = $4, won_payment_id = $5 \
             WHERE branch_id = $1 AND id = $2"
        ),
        args![branch, id, now, stands, won],
    )?;
    Ok(())
}
