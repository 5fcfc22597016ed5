//! The transfers' rows.

use books::open_items::records::CreditRow;
use office::{Desk, Refusal};
use store::{Reader, args, from_row, sql};
use values::{Day, Id, Instant, Money, noun};

/// The table.
pub(crate) const TABLE: &str = "
CREATE TABLE transfers (
  id {pk}, branch_id {id} NOT NULL, number {text} NOT NULL, day {day} NOT NULL,
  from_customer_id {id} NOT NULL, from_credit_id {id} NOT NULL REFERENCES credits (id),
  to_customer_id {id} NOT NULL, to_credit_id {id} NOT NULL REFERENCES credits (id),
  application_id {id} NOT NULL REFERENCES applications (id),
  amount_cents {money} NOT NULL, reason {text} NOT NULL,
  made_at {instant} NOT NULL, made_by {id} NOT NULL REFERENCES staff (id),
  taken_back_at {instant}, taken_back_by {id} REFERENCES staff (id),
  take_back_reason {text} NOT NULL, version {count} NOT NULL,
  CHECK (amount_cents > 0), CHECK (from_customer_id <> to_customer_id)
){strict};
CREATE UNIQUE INDEX transfers_number ON transfers (branch_id, number);
CREATE INDEX transfers_made ON transfers (branch_id, made_at, id);
CREATE INDEX transfers_from ON transfers (branch_id, from_customer_id, id);
CREATE INDEX transfers_to ON transfers (branch_id, to_customer_id, id);
CREATE INDEX transfers_amount ON transfers (branch_id, amount_cents, id);
CREATE INDEX transfers_from_credit ON transfers (from_credit_id);
CREATE UNIQUE INDEX transfers_to_credit ON transfers (to_credit_id);
";

/// A transfer.
#[derive(Clone, Debug, PartialEq)]
pub struct TransferRow {
    /// Its id.
    pub id: Id<noun::Transfer>,
    /// Its number.
    pub number: String,
    /// The day it counts from.
    pub day: Day,
    /// Whose account it came off.
    pub from: Id<noun::Customer>,
    /// The document of the credit it came out of.
    pub document: String,
    /// Whose account it went onto.
    pub to: Id<noun::Customer>,
    /// The credit it is there.
    pub to_credit: Id<noun::Credit>,
    /// What took it off the first credit.
    pub application: Id<noun::Application>,
    /// How much.
    pub amount: Money,
    /// Why.
    pub reason: String,
    /// When it was made.
    pub made_at: Instant,
    /// By whom.
    pub made_by_name: String,
    /// When it was taken back.
    pub taken_back_at: Option<Instant>,
    /// By whom.
    pub taken_back_by_name: Option<String>,
    /// Why.
    pub take_back_reason: String,
}
from_row!(TransferRow {
    id,
    number,
    day,
    from,
    document,
    to,
    to_credit,
    application,
    amount,
    reason,
    made_at,
    made_by_name,
    taken_back_at,
    taken_back_by_name,
    take_back_reason
});

/// The transfer of this id, in this branch.
pub fn find_transfer(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    transfer: Id<noun::Transfer>,
) -> Result<Option<TransferRow>, store::Error> {
    reader.find(
        sql!(
            "SELECT t.id, t.number, t.day, t.from_customer_id, c.document, t.to_customer_id, \
             t.to_credit_id, t.application_id, t.amount_cents, t.reason, t.made_at, m.name, \
             t.taken_back_at, b.name, t.take_back_reason FROM transfers t \
             JOIN credits c ON c.id = t.from_credit_id JOIN staff m ON m.id = t.made_by \
             LEFT JOIN staff b ON b.id = t.taken_back_by WHERE t.branch_id = $1 AND t.id = $2"
        ),
        args![branch, transfer],
    )
}

/// A transfer as it is made.
pub(super) struct NewTransfer<'n> {
    pub id: Id<noun::Transfer>,
    pub number: &'n str,
    pub from: &'n CreditRow,
    pub to: Id<noun::Customer>,
    pub to_credit: Id<noun::Credit>,
    pub application: Id<noun::Application>,
    pub amount: Money,
    pub reason: &'n str,
}

/// Writes a transfer.
pub(super) fn insert_transfer(desk: &mut Desk<'_>, new: &NewTransfer<'_>) -> Result<(), Refusal> {
    let (branch, who, now) = (desk.branch(), desk.who(), desk.now());
    let day = desk.today().max(new.from.opened_on);
    desk.exec(
        sql!(
            "INSERT INTO transfers (id, branch_id, number, day, from_customer_id, \
             from_credit_id, to_customer_id, to_credit_id, application_id, amount_cents, reason, \
             made_at, made_by, take_back_reason, version) \
             VALUES ($2, $1, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, '', 1)"
        ),
        args![
            branch,
            new.id,
            new.number,
            day,
            new.from.customer,
            new.from.id,
            new.to,
            new.to_credit,
            new.application,
            new.amount,
            new.reason,
            now,
            who
        ],
    )?;
    Ok(())
}

/// Notes that a transfer was taken back.
pub(super) fn mark_taken_back(
    desk: &mut Desk<'_>,
    transfer: Id<noun::Transfer>,
    reason: &str,
) -> Result<(), Refusal> {
    let (branch, who, now) = (desk.branch(), desk.who(), desk.now());
    desk.exec(
        sql!(
            "UPDATE transfers SET taken_back_at = $3, taken_back_by = $4, \
             take_back_reason = $5, version = version + 1 WHERE branch_id = $1 AND id = $2"
        ),
        args![branch, transfer, now, who, reason],
    )?;
    Ok(())
}

/// How many transfers are not what came off the one credit and stands as the other, and how many
/// credits call themselves transferred without a transfer.
pub(crate) fn count_off(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
) -> Result<i64, store::Error> {
    let (count,): (i64,) = reader.one(
        sql!(
            "SELECT (SELECT COUNT(*) FROM transfers t \
             JOIN applications a ON a.id = t.application_id \
             JOIN credits f ON f.id = t.from_credit_id JOIN credits k ON k.id = t.to_credit_id \
             LEFT JOIN applications b ON b.reverses_id = a.id WHERE t.branch_id = $1 \
             AND (a.amount_cents <> t.amount_cents OR a.credit_id <> f.id \
             OR a.kind <> 'transfer' OR k.amount_cents <> t.amount_cents \
             OR k.customer_id <> t.to_customer_id OR f.customer_id <> t.from_customer_id \
             OR (t.taken_back_at IS NULL) <> (b.id IS NULL) \
             OR (t.taken_back_at IS NOT NULL AND k.open_cents <> 0))) + \
             (SELECT COUNT(*) FROM credits k LEFT JOIN transfers t ON t.to_credit_id = k.id \
             WHERE k.branch_id = $1 AND k.kind = 'transfer' AND t.id IS NULL)"
        ),
        args![branch],
    )?;
    Ok(count)
}
