//! The rows of write-offs.

mod sums;

pub(super) use sums::{count_off, count_waiting, sum_came_off, sum_left};

use billing::invoices::records::Invoice;
use money::Hands;
use office::{Desk, Refusal};
use store::{Migration, Reader, args, from_row, sql};
use values::{Id, Instant, Money, noun};

/// The table.
pub const MIGRATION: Migration = Migration {
    name: "0130_write_offs",
    sql: "
CREATE TABLE write_offs (
  id {pk}, branch_id {id} NOT NULL, number {text} NOT NULL, customer_id {id} NOT NULL,
  charge_id {id} NOT NULL REFERENCES charges (id), document {text} NOT NULL,
  amount_cents {money} NOT NULL, tax_cents {money} NOT NULL,
  cause {text} NOT NULL, reason {text} NOT NULL,
  asked_at {instant} NOT NULL, asked_by {id} NOT NULL REFERENCES staff (id),
  approved_at {instant}, approved_by {id} REFERENCES staff (id), approved_alone {bool} NOT NULL,
  application_id {id} REFERENCES applications (id), entry_id {id} REFERENCES entries (id),
  declined_at {instant}, declined_by {id} REFERENCES staff (id), decline_reason {text} NOT NULL,
  reinstated_cents {money} NOT NULL, version {count} NOT NULL,
  CHECK (amount_cents > 0), CHECK (approved_at IS NULL OR declined_at IS NULL),
  CHECK (reinstated_cents BETWEEN 0 AND amount_cents)
){strict};
CREATE UNIQUE INDEX write_offs_number ON write_offs (branch_id, number);
CREATE INDEX write_offs_asked ON write_offs (branch_id, asked_at, id);
CREATE INDEX write_offs_customer ON write_offs (branch_id, customer_id, id);
CREATE INDEX write_offs_charge ON write_offs (branch_id, charge_id);
CREATE INDEX write_offs_amount ON write_offs (branch_id, amount_cents, id);
",
};

books::stored_word! {
    /// Why a charge is given up.
    Cause "a cause of a write-off" {
        /// Everything was tried.
        Uncollectible => "uncollectible" "Nothing more can be done",
        /// Bankruptcy.
        Bankruptcy => "bankruptcy" "Bankruptcy",
        /// Deceased, and no estate.
        Deceased => "deceased" "Deceased",
        /// Moved away, nobody knows where.
        MovedAway => "moved_away" "Moved away, not found",
        /// Too little to go after.
        SmallBalance => "small_balance" "Too little to go after",
        /// What is left after a settlement.
        Settlement => "settlement" "Settled for less",
    }
}

/// A write-off.
#[derive(Clone, Debug, PartialEq)]
pub struct WriteOffRow {
    /// Its id.
    pub id: Id<noun::WriteOff>,
    /// Its number.
    pub number: String,
    /// Whose.
    pub customer: Id<noun::Customer>,
    /// What was owed.
    pub charge: Id<noun::Charge>,
    /// Its document's number.
    pub document: String,
    /// How much.
    pub amount: Money,
    /// The tax in it that is not owed any more.
    pub tax: Money,
    /// The cause.
    pub cause: Cause,
    /// What was tried.
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
    /// What came off the charge and is still off it.
    pub application: Option<Id<noun::Application>>,
    /// The entry in the books.
    pub entry: Option<Id<noun::Entry>>,
    /// What of it was taken up again.
    pub reinstated: Money,
}
from_row!(WriteOffRow {
    id,
    number,
    customer,
    charge,
    document,
    amount,
    tax,
    cause,
    reason,
    asked_at,
    asked_by,
    asked_by_name,
    approved_at,
    approved_by_name,
    declined_at,
    decline_reason,
    application,
    entry,
    reinstated
});

impl WriteOffRow {
    /// What of it is written off now.
    pub fn left(&self) -> Money {
        match self.approved_at {
            Some(_) => self.amount - self.reinstated,
            None => Money::ZERO,
        }
    }

    /// Refuses unless it waits for an answer.
    pub(super) fn require_waiting(&self) -> Result<(), Refusal> {
        let (code, words) = match (self.approved_at, self.declined_at) {
            (None, None) => return Ok(()),
            (Some(_), _) => {
                ("write_offs.approved", format!("{} was approved before.", self.number))
            }
            (_, Some(_)) => {
                ("write_offs.declined", format!("{} was declined before.", self.number))
            }
        };
        let href = format!("/write-offs/{}", self.id);
        Err(Refusal::conflict_with(code, words, href, "See the write-off"))
    }
}

/// The write-off of this id, in this branch.
pub fn find_write_off(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    write_off: Id<noun::WriteOff>,
) -> Result<Option<WriteOffRow>, store::Error> {
    reader.find(
        sql!(
            "SELECT w.id, w.number, w.customer_id, w.charge_id, w.document, w.amount_cents, \
             w.tax_cents, w.cause, w.reason, w.asked_at, w.asked_by, a.name, w.approved_at, \
             p.name, w.declined_at, w.decline_reason, w.application_id, w.entry_id, \
             w.reinstated_cents FROM write_offs w JOIN staff a ON a.id = w.asked_by \
             LEFT JOIN staff p ON p.id = w.approved_by WHERE w.branch_id = $1 AND w.id = $2"
        ),
        args![branch, write_off],
    )
}

/// The write-off of this id, or the refusal every command gives.
pub(super) fn require(
    desk: &mut Desk<'_>,
    write_off: Id<noun::WriteOff>,
) -> Result<WriteOffRow, Refusal> {
    let branch = desk.branch();
    find_write_off(desk, branch, write_off)?.ok_or(Refusal::NotFound { what: "write-off" })
}

/// A customer's number and name.
pub(super) fn find_face(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    customer: Id<noun::Customer>,
) -> Result<Option<(String, String)>, store::Error> {
    reader.find(
        sql!("SELECT number, name FROM customer_face WHERE branch_id = $1 AND id = $2"),
        args![branch, customer],
    )
}

/// The state whose tax stands on an invoice: where the work was, else where its bills go.
pub(super) fn find_state(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    invoice: &Invoice,
) -> Result<Option<String>, store::Error> {
    if let Some(place) = invoice.location {
        let place = front_desk::locations::records::find_location(reader, branch, place)?;
        return Ok(place.map(|place| place.state));
    }
    let payer = front_desk::customers::find_customer(reader, branch, invoice.customer)?;
    Ok(payer.map(|payer| payer.bill_to().state))
}

/// What is asked of a charge and not answered yet.
pub(super) fn waiting(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    charge: Id<noun::Charge>,
) -> Result<Money, store::Error> {
    let (sum,): (Money,) = reader.one(
        sql!(
            "SELECT CAST(COALESCE(SUM(amount_cents), 0) AS BIGINT) FROM write_offs \
             WHERE branch_id = $1 AND charge_id = $2 AND approved_at IS NULL \
             AND declined_at IS NULL"
        ),
        args![branch, charge],
    )?;
    Ok(sum)
}

/// What of a charge is written off now.
pub(super) fn written_off(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    charge: Id<noun::Charge>,
) -> Result<Money, store::Error> {
    let (sum,): (Money,) = reader.one(
        sql!(
            "SELECT CAST(COALESCE(SUM(amount_cents - reinstated_cents), 0) AS BIGINT) \
             FROM write_offs WHERE branch_id = $1 AND charge_id = $2 AND approved_at IS NOT NULL"
        ),
        args![branch, charge],
    )?;
    Ok(sum)
}

/// A write-off as it is asked.
pub(super) struct NewWriteOff<'n> {
    pub id: Id<noun::WriteOff>,
    pub number: &'n str,
    pub customer: Id<noun::Customer>,
    pub charge: Id<noun::Charge>,
    pub document: &'n str,
    pub amount: Money,
    pub cause: Cause,
    pub reason: &'n str,
}

/// Writes a write-off that is asked.
pub(super) fn insert_write_off(desk: &mut Desk<'_>, new: &NewWriteOff<'_>) -> Result<(), Refusal> {
    let (branch, who, now) = (desk.branch(), desk.who(), desk.now());
    desk.exec(
        sql!(
            "INSERT INTO write_offs (id, branch_id, number, customer_id, charge_id, document, \
             amount_cents, tax_cents, cause, reason, asked_at, asked_by, approved_alone, \
             decline_reason, reinstated_cents, version) \
             VALUES ($2, $1, $3, $4, $5, $6, $7, 0, $8, $9, $10, $11, FALSE, '', 0, 1)"
        ),
        args![
            branch,
            new.id,
            new.number,
            new.customer,
            new.charge,
            new.document,
            new.amount,
            new.cause,
            new.reason,
            now,
            who
        ],
    )?;
    Ok(())
}

/// What approving a write-off made.
pub(super) struct Approved {
    pub application: Id<noun::Application>,
    pub entry: Id<noun::Entry>,
    pub tax: Money,
    pub hands: Hands,
}

/// Notes that a write-off was approved.
pub(super) fn mark_approved(
    desk: &mut Desk<'_>,
    write_off: Id<noun::WriteOff>,
    made: &Approved,
) -> Result<(), Refusal> {
    let (branch, who, now) = (desk.branch(), desk.who(), desk.now());
    desk.exec(
        sql!(
            "UPDATE write_offs SET approved_at = $3, approved_by = $4, approved_alone = $5, \
             application_id = $6, entry_id = $7, tax_cents = $8, version = version + 1 \
             WHERE branch_id = $1 AND id = $2"
        ),
        args![
            branch,
            write_off,
            now,
            who,
            made.hands.is_alone(),
            made.application,
            made.entry,
            made.tax
        ],
    )?;
    Ok(())
}

/// Notes that a write-off was declined.
pub(super) fn mark_declined(
    desk: &mut Desk<'_>,
    write_off: Id<noun::WriteOff>,
    reason: &str,
) -> Result<(), Refusal> {
    let (branch, who, now) = (desk.branch(), desk.who(), desk.now());
    desk.exec(
        sql!(
            "UPDATE write_offs SET declined_at = $3, declined_by = $4, decline_reason = $5, \
             version = version + 1 WHERE branch_id = $1 AND id = $2"
        ),
        args![branch, write_off, now, who, reason],
    )?;
    Ok(())
}

/// How a write-off stands once some of it was taken up again.
pub(super) struct Reinstated {
    /// What is still off the charge.
    pub application: Option<Id<noun::Application>>,
    /// All that was taken up again so far.
    pub amount: Money,
}

/// Notes what was taken up again.
pub(super) fn mark_reinstated(
    desk: &mut Desk<'_>,
    write_off: Id<noun::WriteOff>,
    sums: &Reinstated,
) -> Result<(), Refusal> {
    let branch = desk.branch();
    desk.exec(
        sql!(
            "UPDATE write_offs SET application_id = $3, reinstated_cents = $4, \
             version = version + 1 WHERE branch_id = $1 AND id = $2"
        ),
        args![branch, write_off, sums.application, sums.amount],
    )?;
    Ok(())
}
