//! The batches' rows.

use office::{Desk, Refusal};
use store::{Reader, args, from_row, sql};
use values::{Day, Id, Instant, noun};

/// A batch.
#[derive(Clone, Debug, PartialEq)]
pub struct BatchRow {
    /// Its id.
    pub id: Id<noun::Batch>,
    /// Its number: `CK-0302`.
    pub number: String,
    /// The day whose money it is.
    pub day: Day,
    /// The deposit its money goes into.
    pub deposit: Id<noun::Deposit>,
    /// What was noted when it was opened.
    pub note: String,
    /// When it was opened.
    pub opened_at: Instant,
    /// By whom.
    pub opened_by_name: String,
    /// When its tape was keyed.
    pub keyed_at: Option<Instant>,
    /// By whom.
    pub keyed_by_name: Option<String>,
    /// When it was balanced.
    pub closed_at: Option<Instant>,
    /// When its deposit was verified.
    pub deposit_verified_at: Option<Instant>,
    /// Counts its changes.
    pub version: i64,
}
from_row!(BatchRow {
    id,
    number,
    day,
    deposit,
    note,
    opened_at,
    opened_by_name,
    keyed_at,
    keyed_by_name,
    closed_at,
    deposit_verified_at,
    version
});

/// The batch of this id, in this branch.
pub fn find_batch(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    batch: Id<noun::Batch>,
) -> Result<Option<BatchRow>, store::Error> {
    reader.find(
        sql!(
            "SELECT b.id, b.number, b.day, b.deposit_id, b.note, b.opened_at, o.name, \
             b.keyed_at, k.name, b.closed_at, d.verified_at, b.version FROM batches b \
             JOIN deposits d ON d.id = b.deposit_id JOIN staff o ON o.id = b.opened_by \
             LEFT JOIN staff k ON k.id = b.keyed_by WHERE b.branch_id = $1 AND b.id = $2"
        ),
        args![branch, batch],
    )
}

/// The batch, while lines may be posted into it.
pub fn require_open(desk: &mut Desk<'_>, batch: Id<noun::Batch>) -> Result<BatchRow, Refusal> {
    let branch = desk.branch();
    let row = find_batch(desk, branch, batch)?.ok_or(Refusal::NotFound { what: "batch" })?;
    if row.closed_at.is_some() {
        return Err(Refusal::conflict_with(
            "batches.closed",
            format!("{} is balanced and closed. Open another batch.", row.number),
            "/payments/post",
            "Open a batch",
        ));
    }
    if row.deposit_verified_at.is_some() {
        return Err(Refusal::conflict_with(
            "batches.deposit_verified",
            format!(
                "The deposit of {} was verified already. Open another batch for what came in \
                 since.",
                row.number
            ),
            "/payments/post",
            "Open a batch",
        ));
    }
    Ok(row)
}
