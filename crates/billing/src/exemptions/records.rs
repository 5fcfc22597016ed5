//! The rows of exemption certificates.

use super::{ExemptionCause, RecordExemption};
use office::{Desk, Refusal};
use store::{Migration, Reader, args, from_row, sql};
use values::{Day, Id, Instant, noun};

/// The table.
pub const MIGRATION: Migration = Migration {
    name: "0512_exemptions",
    sql: "
CREATE TABLE exemptions (
  id {pk}, branch_id {id} NOT NULL, customer_id {id} NOT NULL REFERENCES customers (id),
  number {text} NOT NULL, cause {text} NOT NULL, states {text} NOT NULL,
  valid_from {day} NOT NULL, valid_until {day}, image {text},
  recorded_by {id} NOT NULL REFERENCES staff (id), recorded_at {instant} NOT NULL,
  withdrawn_by {id} REFERENCES staff (id), withdrawn_at {instant}, withdrawn_reason {text}
){strict};
CREATE INDEX exemptions_customer ON exemptions (branch_id, customer_id, id);
CREATE INDEX exemptions_until ON exemptions (branch_id, valid_until, id);
",
};

/// A certificate's row.
#[derive(Clone, Debug, PartialEq)]
pub struct Exemption {
    /// Its id.
    pub id: Id<noun::Exemption>,
    /// Whose.
    pub customer: Id<noun::Customer>,
    /// Its number.
    pub number: String,
    /// Why she owes no tax.
    pub cause: ExemptionCause,
    /// The states it holds in, with a blank between them.
    pub states: String,
    /// The first day it holds.
    pub valid_from: Day,
    /// The last day it holds, where it has one.
    pub valid_until: Option<Day>,
    /// The mark of its picture on the shelf.
    pub image: Option<String>,
    /// When it was withdrawn, if it was.
    pub withdrawn_at: Option<Instant>,
    /// Why.
    pub withdrawn_reason: Option<String>,
}
from_row!(Exemption {
    id,
    customer,
    number,
    cause,
    states,
    valid_from,
    valid_until,
    image,
    withdrawn_at,
    withdrawn_reason
});

/// The certificate of this id in this branch.
pub fn find_exemption(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    exemption: Id<noun::Exemption>,
) -> Result<Option<Exemption>, store::Error> {
    reader.find(
        sql!(
            "SELECT id, customer_id, number, cause, states, valid_from, valid_until, image, \
             withdrawn_at, withdrawn_reason FROM exemptions WHERE branch_id = $1 AND id = $2"
        ),
        args![branch, exemption],
    )
}

/// A customer's certificates that hold on a day.
pub fn list_valid(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    customer: Id<noun::Customer>,
    on: Day,
) -> Result<Vec<Exemption>, store::Error> {
    reader.all(
        sql!(
            "SELECT id, customer_id, number, cause, states, valid_from, valid_until, image, \
             withdrawn_at, withdrawn_reason FROM exemptions WHERE branch_id = $1 \
             AND customer_id = $2 AND withdrawn_at IS NULL AND valid_from <= $3 \
             AND (valid_until IS NULL OR valid_until >= $3) ORDER BY id"
        ),
        args![branch, customer, on],
    )
}

/// Writes a certificate.
pub(super) fn insert_exemption(
    desk: &mut Desk<'_>,
    new: &RecordExemption,
    valid_from: Day,
) -> Result<Id<noun::Exemption>, Refusal> {
    let id = desk.id();
    desk.exec(
        sql!(
            "INSERT INTO exemptions (id, branch_id, customer_id, number, cause, states, \
             valid_from, valid_until, image, recorded_by, recorded_at) \
             VALUES ($2, $1, $3, $4, $5, $6, $7, $8, $9, $10, $11)"
        ),
        args![
            desk.branch(),
            id,
            new.customer,
            new.number.trim(),
            new.cause.word(),
            new.states.join(" "),
            valid_from,
            new.valid_until,
            new.image.as_deref(),
            desk.who(),
            desk.now()
        ],
    )?;
    Ok(id)
}

/// It frees nothing any more.
pub(super) fn mark_withdrawn(
    desk: &mut Desk<'_>,
    exemption: Id<noun::Exemption>,
    reason: &str,
) -> Result<u64, Refusal> {
    desk.exec(
        sql!(
            "UPDATE exemptions SET withdrawn_at = $3, withdrawn_by = $4, withdrawn_reason = $5 \
             WHERE branch_id = $1 AND id = $2 AND withdrawn_at IS NULL"
        ),
        args![desk.branch(), exemption, desk.now(), desk.who(), reason],
    )
}
