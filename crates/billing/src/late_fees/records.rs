//! The rows of late fees, and who may be charged one.

use super::rules::{Fee, Unpaid};
use office::{Desk, Refusal};
use store::{Migration, Reader, args, from_row, sql};
use values::{Day, Id, Instant, Money, Rate, noun};

/// The table. A customer has one a month at most, also when it was waived; a fee is never
/// changed, waiving it is a dated fact.
pub const MIGRATION: Migration = Migration {
    name: "0523_late_fees",
    sql: "
CREATE TABLE late_fees (
  id {pk}, branch_id {id} NOT NULL, number {text} NOT NULL,
  customer_id {id} NOT NULL REFERENCES customers (id), month_on {day} NOT NULL,
  charged_on {day} NOT NULL, base_cents {money} NOT NULL, rate_millionths {rate} NOT NULL,
  amount_cents {money} NOT NULL, basis {text} NOT NULL,
  charge_id {id} NOT NULL REFERENCES charges (id),
  entry_id {id} NOT NULL REFERENCES entries (id),
  charged_by {id} NOT NULL REFERENCES staff (id), charged_at {instant} NOT NULL,
  waived_by {id}, waived_at {instant}, waive_cause {text}, waive_reason {text}
){strict};
CREATE UNIQUE INDEX late_fees_number ON late_fees (branch_id, number);
CREATE UNIQUE INDEX late_fees_month ON late_fees (branch_id, customer_id, month_on);
CREATE INDEX late_fees_day ON late_fees (branch_id, charged_on, id);
",
};

/// A late fee as it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct LateFeeRow {
    /// Its id.
    pub id: Id<noun::LateFee>,
    /// Its number.
    pub number: String,
    /// Whose.
    pub customer: Id<noun::Customer>,
    /// The day it was charged.
    pub charged_on: Day,
    /// What was past due.
    pub base: Money,
    /// The rate a month.
    pub rate: Rate,
    /// How much.
    pub amount: Money,
    /// Why just that.
    pub basis: String,
    /// What is open of it.
    pub open: Money,
    /// The open item.
    pub charge: Id<noun::Charge>,
    /// The entry in the books.
    pub entry: Id<noun::Entry>,
    /// When it was waived.
    pub waived_at: Option<Instant>,
    /// Why, in the office's words.
    pub waive_reason: Option<String>,
}
from_row!(LateFeeRow {
    id,
    number,
    customer,
    charged_on,
    base,
    rate,
    amount,
    basis,
    open,
    charge,
    entry,
    waived_at,
    waive_reason
});

/// The late fee of this id, or the refusal every command gives.
pub fn require(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    id: Id<noun::LateFee>,
) -> Result<LateFeeRow, Refusal> {
    let row = reader.find(
        sql!(
            "SELECT f.id, f.number, f.customer_id, f.charged_on, f.base_cents, \
             f.rate_millionths, f.amount_cents, f.basis, c.open_cents, f.charge_id, f.entry_id, \
             f.waived_at, f.waive_reason FROM late_fees f \
             JOIN charges c ON c.branch_id = f.branch_id AND c.id = f.charge_id \
             WHERE f.branch_id = $1 AND f.id = $2"
        ),
        args![branch, id],
    )?;
    row.ok_or(Refusal::NotFound { what: "late fee" })
}

/// The number of a customer's late fee of a month.
pub(super) fn find_of_month(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    customer: Id<noun::Customer>,
    month_on: Day,
) -> Result<Option<(String,)>, store::Error> {
    reader.find(
        sql!(
            "SELECT number FROM late_fees WHERE branch_id = $1 AND customer_id = $2 \
             AND month_on = $3"
        ),
        args![branch, customer, month_on],
    )
}

/// A customer's invoices that are not paid; fees bear no fee.
pub(super) fn list_unpaid(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    customer: Id<noun::Customer>,
) -> Result<Vec<Unpaid>, store::Error> {
    let rows: Vec<(Day, Money)> = reader.all(
        sql!(
            "SELECT due_on, open_cents FROM charges WHERE branch_id = $1 AND customer_id = $2 \
             AND kind <> 'fee' AND open_cents > 0 ORDER BY due_on, id"
        ),
        args![branch, customer],
    )?;
    Ok(rows.into_iter().map(|(due_on, open)| Unpaid { due_on, open }).collect())
}

/// The next customers, by id, with an invoice due before a day, who have no late fee of the
/// month yet.
pub(super) fn list_late(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    (due_before, month_on): (Day, Day),
    (after, most): (Id<noun::Customer>, i64),
) -> Result<Vec<Id<noun::Customer>>, store::Error> {
    let rows: Vec<(Id<noun::Customer>,)> = reader.all(
        sql!(
            "SELECT DISTINCT c.customer_id FROM charges c WHERE c.branch_id = $1 \
             AND c.due_on < $2 AND c.kind <> 'fee' AND c.open_cents > 0 \
             AND c.customer_id > $4 AND NOT EXISTS (SELECT 1 FROM late_fees f \
             WHERE f.branch_id = c.branch_id AND f.customer_id = c.customer_id \
             AND f.month_on = $3) ORDER BY c.customer_id LIMIT $5"
        ),
        args![branch, due_before, month_on, after, most],
    )?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// How many they are.
pub(super) fn count_late(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    due_before: Day,
    month_on: Day,
) -> Result<i64, store::Error> {
    let (count,): (i64,) = reader.one(
        sql!(
            "SELECT COUNT(DISTINCT c.customer_id) FROM charges c WHERE c.branch_id = $1 \
             AND c.due_on < $2 AND c.kind <> 'fee' AND c.open_cents > 0 \
             AND NOT EXISTS (SELECT 1 FROM late_fees f WHERE f.branch_id = c.branch_id \
             AND f.customer_id = c.customer_id AND f.month_on = $3)"
        ),
        args![branch, due_before, month_on],
    )?;
    Ok(count)
}

/// A fee to be written.
pub(super) struct NewLateFee<'f> {
    pub id: Id<noun::LateFee>,
    pub number: &'f str,
    pub customer: Id<noun::Customer>,
    pub on: Day,
    pub fee: Fee,
    pub basis: &'f str,
    pub charge: Id<noun::Charge>,
    pub entry: Id<noun::Entry>,
}

/// Writes a late fee.
pub(super) fn insert_late_fee(desk: &mut Desk<'_>, new: &NewLateFee<'_>) -> Result<(), Refusal> {
    desk.exec(
        sql!(
            "INSERT INTO late_fees (id, branch_id, number, customer_id, month_on, charged_on, \
             base_cents, rate_millionths, amount_cents, basis, charge_id, entry_id, \
             charged_by, charged_at) \
             VALUES ($2, $1, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)"
        ),
        args![
            desk.branch(),
            new.id,
            new.number,
            new.customer,
            new.on.first_of_month(),
            new.on,
            new.fee.base,
            new.fee.rate,
            new.fee.amount,
            new.basis,
            new.charge,
            new.entry,
            desk.who(),
            desk.now()
        ],
    )?;
    Ok(())
}

/// It was waived.
pub(super) fn mark_waived(
    desk: &mut Desk<'_>,
    id: Id<noun::LateFee>,
    (cause, reason): (&str, &str),
) -> Result<u64, Refusal> {
    desk.exec(
        sql!(
            "UPDATE late_fees SET waived_at = $3, waived_by = $4, waive_cause = $5, \
             waive_reason = $6 WHERE branch_id = $1 AND id = $2 AND waived_at IS NULL"
        ),
        args![desk.branch(), id, desk.now(), desk.who(), cause, reason],
    )
}
