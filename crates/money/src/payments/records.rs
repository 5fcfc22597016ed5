//! The payments' rows.

use super::method::Kept;
use crate::deposits::Tally;
use crate::words::Tender;
use office::{Desk, Refusal};
use store::{Reader, args, from_row, sql};
use values::{Day, Id, Instant, Money, noun};

/// A payment.
#[derive(Clone, Debug, PartialEq)]
pub struct PaymentRow {
    /// Its id.
    pub id: Id<noun::Payment>,
    /// Its number: `PM-0412-26-000123`.
    pub number: String,
    /// Whose; none while it is on hold.
    pub customer: Option<Id<noun::Customer>>,
    /// What it came as.
    pub tender: Tender,
    /// The check's number, the serial, the processor's reference.
    pub reference: String,
    /// The check's bank, the issuer, the card's last four digits.
    pub bank: String,
    /// How much.
    pub amount: Money,
    /// The day it was received.
    pub received_on: Day,
    /// The day whose money it is.
    pub day: Day,
    /// The name on it, when that is not the customer's.
    pub payer: String,
    /// What was noted.
    pub memo: String,
    /// The batch it was posted in.
    pub batch: Option<Id<noun::Batch>>,
    /// The deposit it goes to the bank in; none for cards and ACH.
    pub deposit: Option<Id<noun::Deposit>>,
    /// Its credit in the open items; none while it is on hold.
    pub credit: Option<Id<noun::Credit>>,
    /// When it was entered.
    pub posted_at: Instant,
    /// By whom.
    pub posted_by: Id<noun::Staff>,
    /// Her name.
    pub posted_by_name: String,
    /// When it was voided.
    pub voided_at: Option<Instant>,
    /// When the bank took it back.
    pub returned_at: Option<Instant>,
    /// When the processor paid it out.
    pub settled_on: Option<Day>,
    /// Its deposit's number.
    pub deposit_number: Option<String>,
    /// When its deposit was closed.
    pub deposited_at: Option<Instant>,
    /// When its deposit was verified.
    pub deposit_verified_at: Option<Instant>,
    /// Counts its changes.
    pub version: i64,
}
from_row!(PaymentRow {
    id,
    number,
    customer,
    tender,
    reference,
    bank,
    amount,
    received_on,
    day,
    payer,
    memo,
    batch,
    deposit,
    credit,
    posted_at,
    posted_by,
    posted_by_name,
    voided_at,
    returned_at,
    settled_on,
    deposit_number,
    deposited_at,
    deposit_verified_at,
    version
});

impl PaymentRow {
    /// How it was made.
    pub fn kept(&self) -> Kept {
        Kept { tender: self.tender, reference: self.reference.clone(), bank: self.bank.clone() }
    }

    /// Where it is now.
    pub fn state(&self) -> PaymentState {
        match self {
            _ if self.voided_at.is_some() => PaymentState::Voided,
            _ if self.returned_at.is_some() => PaymentState::Returned,
            _ if self.customer.is_none() => PaymentState::Held,
            _ if self.deposited_at.is_some() => PaymentState::Deposited,
            _ if self.settled_on.is_some() => PaymentState::Settled,
            _ => PaymentState::Posted,
        }
    }
}

crate::words::stored_word! {
    /// Where a payment is.
    PaymentState "a state of a payment" {
        /// Entered, and nobody knows yet whose it is.
        Held => "held" "On hold",
        /// On its customer's account, and not yet at the bank.
        Posted => "posted" "Posted",
        /// Gone to the bank in a closed deposit.
        Deposited => "deposited" "Deposited",
        /// Paid out by the processor.
        Settled => "settled" "Settled",
        /// Taken back on its day.
        Voided => "voided" "Voided",
        /// Taken back by the bank.
        Returned => "returned" "Returned",
    }
}

/// The payment of this id, in this branch.
pub fn find_payment(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    payment: Id<noun::Payment>,
) -> Result<Option<PaymentRow>, store::Error> {
    reader.find(
        sql!(
            "SELECT p.id, p.number, p.customer_id, p.tender, p.reference, p.bank, \
             p.amount_cents, p.received_on, p.day, p.payer, p.memo, p.batch_id, p.deposit_id, \
             p.credit_id, p.posted_at, p.posted_by, s.name, p.voided_at, p.returned_at, \
             p.settled_on, d.number, d.closed_at, d.verified_at, p.version FROM payments p \
             JOIN staff s ON s.id = p.posted_by LEFT JOIN deposits d ON d.id = p.deposit_id \
             WHERE p.branch_id = $1 AND p.id = $2"
        ),
        args![branch, payment],
    )
}

/// The payment of this id, or the refusal every command gives.
pub fn require(desk: &mut Desk<'_>, payment: Id<noun::Payment>) -> Result<PaymentRow, Refusal> {
    let branch = desk.branch();
    find_payment(desk, branch, payment)?.ok_or(Refusal::NotFound { what: "payment" })
}

/// A payment that stands and looks like the one to be posted: customer, reference and amount
/// are the same, and its day is `since` or later. Her own payments are few: the days are
/// compared here, and "+id" sorts them, since an index by day or amount holds everybody's.
pub(super) fn find_twin(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    customer: Id<noun::Customer>,
    kept: &Kept,
    amount: Money,
    since: Day,
) -> Result<Option<(Id<noun::Payment>, String, Day)>, store::Error> {
    let alike: Vec<(Id<noun::Payment>, String, Day, Day)> = reader.all(
        sql!(
            "SELECT id, number, received_on, day FROM payments WHERE branch_id = $1 \
             AND customer_id = $2 AND reference = $3 AND amount_cents = $4 AND tender = $5 \
             AND voided_at IS NULL ORDER BY +id DESC"
        ),
        args![branch, customer, &kept.reference, amount, kept.tender],
    )?;
    let recent = alike.into_iter().find(|(_, _, _, day)| *day >= since);
    Ok(recent.map(|(payment, number, received_on, _)| (payment, number, received_on)))
}

/// A payment as it is written.
pub(super) struct NewPayment<'p> {
    pub id: Id<noun::Payment>,
    pub number: &'p str,
    pub customer: Option<Id<noun::Customer>>,
    pub credit: Option<Id<noun::Credit>>,
    pub kept: &'p Kept,
    pub amount: Money,
    pub received_on: Day,
    pub day: Day,
    pub payer: &'p str,
    pub memo: &'p str,
    pub batch: Option<Id<noun::Batch>>,
    pub deposit: Option<Id<noun::Deposit>>,
}

/// Writes a payment.
pub(super) fn insert_payment(desk: &mut Desk<'_>, new: &NewPayment<'_>) -> Result<(), Refusal> {
    let (branch, who, now) = (desk.branch(), desk.who(), desk.now());
    desk.exec(
        sql!(
            "INSERT INTO payments (id, branch_id, number, customer_id, tender, reference, \
             bank, amount_cents, received_on, day, payer, memo, batch_id, deposit_id, \
             credit_id, posted_at, posted_by, void_reason, settlement, version) \
             VALUES ($2, $1, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, \
             $17, '', '', 1)"
        ),
        args![
            branch,
            new.id,
            new.number,
            new.customer,
            new.kept.tender,
            &new.kept.reference,
            &new.kept.bank,
            new.amount,
            new.received_on,
            new.day,
            new.payer,
            new.memo,
            new.batch,
            new.deposit,
            new.credit,
            now,
            who
        ],
    )?;
    Ok(())
}

/// Gives a payment to a customer: it was on hold, or on somebody else's account.
pub(super) fn mark_customer(
    desk: &mut Desk<'_>,
    payment: Id<noun::Payment>,
    customer: Id<noun::Customer>,
    credit: Id<noun::Credit>,
) -> Result<(), Refusal> {
    let (branch, who, now) = (desk.branch(), desk.who(), desk.now());
    desk.exec(
        sql!(
            "UPDATE payments SET customer_id = $3, credit_id = $4, named_at = $5, \
             named_by = $6, version = version + 1 WHERE branch_id = $1 AND id = $2"
        ),
        args![branch, payment, customer, credit, now, who],
    )?;
    Ok(())
}

/// Moves a payment on hold to another day, as when it is a card's and was named later.
pub(super) fn mark_day(
    desk: &mut Desk<'_>,
    payment: Id<noun::Payment>,
    day: Day,
) -> Result<(), Refusal> {
    let branch = desk.branch();
    desk.exec(
        sql!("UPDATE payments SET day = $3 WHERE branch_id = $1 AND id = $2"),
        args![branch, payment, day],
    )?;
    Ok(())
}

/// Notes that a payment was voided.
pub(super) fn mark_voided(
    desk: &mut Desk<'_>,
    payment: Id<noun::Payment>,
    reason: &str,
) -> Result<(), Refusal> {
    let (branch, who, now) = (desk.branch(), desk.who(), desk.now());
    desk.exec(
        sql!(
            "UPDATE payments SET voided_at = $3, voided_by = $4, void_reason = $5, \
             version = version + 1 WHERE branch_id = $1 AND id = $2"
        ),
        args![branch, payment, now, who, reason],
    )?;
    Ok(())
}

/// Notes that the bank took a payment back.
pub(crate) fn mark_returned(
    desk: &mut Desk<'_>,
    payment: Id<noun::Payment>,
) -> Result<(), Refusal> {
    let (branch, now) = (desk.branch(), desk.now());
    desk.exec(
        sql!(
            "UPDATE payments SET returned_at = $3, version = version + 1 \
             WHERE branch_id = $1 AND id = $2"
        ),
        args![branch, payment, now],
    )?;
    Ok(())
}

/// Notes that the processor paid a payment out.
pub(crate) fn mark_settled(
    desk: &mut Desk<'_>,
    payment: Id<noun::Payment>,
    settled_on: Day,
    settlement: &str,
) -> Result<(), Refusal> {
    let branch = desk.branch();
    desk.exec(
        sql!(
            "UPDATE payments SET settled_on = $3, settlement = $4, version = version + 1 \
             WHERE branch_id = $1 AND id = $2"
        ),
        args![branch, payment, settled_on, settlement],
    )?;
    Ok(())
}

/// How many payments of a day or before are on hold.
pub fn count_held(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    day: Day,
) -> Result<i64, store::Error> {
    let (count,): (i64,) = reader.one(
        sql!(
            "SELECT COUNT(*) FROM payments WHERE branch_id = $1 AND day <= $2 \
             AND customer_id IS NULL AND voided_at IS NULL"
        ),
        args![branch, day],
    )?;
    Ok(count)
}

/// What was posted on a day, tender by tender, without what was voided or is on hold.
pub fn tallies_of_day(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    day: Day,
) -> Result<Vec<(Tender, Tally)>, store::Error> {
    let rows: Vec<(Tender, u32, Money)> = reader.all(
        sql!(
            "SELECT tender, COUNT(*), CAST(SUM(amount_cents) AS BIGINT) FROM payments \
             WHERE branch_id = $1 AND day = $2 AND voided_at IS NULL \
             AND customer_id IS NOT NULL GROUP BY tender"
        ),
        args![branch, day],
    )?;
    let mut tallies: Vec<(Tender, Tally)> = rows
        .into_iter()
        .map(|(tender, items, amount_cents)| (tender, Tally { items, amount_cents }))
        .collect();
    tallies.sort_by_key(|(tender, _)| *tender);
    Ok(tallies)
}
