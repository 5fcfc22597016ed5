//! The rows of ACH files. A file's text holds account numbers, so it is kept closed.

use office::{Desk, Refusal, Vault};
use store::{Reader, args, from_row, sql};
use values::{Day, Id, Instant, Money, Sealed, noun};

/// A debit that waits for a file.
pub(super) struct Waiting {
    pub draw: Id<noun::Draw>,
    pub name: String,
    pub amount: Money,
    pub mandate: Option<Id<noun::Mandate>>,
    pub last4: String,
    pub retry_of: Option<Id<noun::Draw>>,
}
from_row!(Waiting { draw, name, amount, mandate, last4, retry_of });

/// Every debit that waits for a file.
pub(super) fn list_waiting(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
) -> Result<Vec<Waiting>, store::Error> {
    reader.all(
        sql!(
            "SELECT d.id, c.name, d.amount_cents, d.mandate_id, COALESCE(m.last4, ''), \
             d.retry_of FROM draws d JOIN customer_face c ON c.branch_id = d.branch_id \
             AND c.id = d.customer_id LEFT JOIN mandates m ON m.id = d.mandate_id \
             WHERE d.branch_id = $1 AND d.processor = 'bank' AND d.taken_at IS NULL \
             AND d.declined_at IS NULL ORDER BY d.id"
        ),
        args![branch],
    )
}

/// How many debits wait, and what they come to.
pub(super) fn sum_waiting(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
) -> Result<(i64, Money), store::Error> {
    reader.one(
        sql!(
            "SELECT COUNT(*), CAST(COALESCE(SUM(amount_cents), 0) AS BIGINT) FROM draws \
             WHERE branch_id = $1 AND processor = 'bank' AND taken_at IS NULL \
             AND declined_at IS NULL"
        ),
        args![branch],
    )
}

/// The number of the next file's first debit: no number is used twice.
pub(super) fn next_sequence(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
) -> Result<u32, store::Error> {
    let (last,): (i64,) = reader.one(
        sql!(
            "SELECT CAST(COALESCE(MAX(last_sequence), 0) AS BIGINT) FROM ach_files \
             WHERE branch_id = $1"
        ),
        args![branch],
    )?;
    Ok(u32::try_from(last + 1).unwrap_or(1))
}

/// How many files were made today.
pub(super) fn count_made_on(desk: &mut Desk<'_>, branch: Id<noun::Branch>) -> Result<i64, Refusal> {
    let today = desk.today();
    let (count,): (i64,) = desk.one(
        sql!("SELECT COUNT(*) FROM ach_files WHERE branch_id = $1 AND made_on = $2"),
        args![branch, today],
    )?;
    Ok(count)
}

/// A file.
pub(crate) struct AchFileRow {
    pub made_on: Day,
    pub made_by: Id<noun::Staff>,
    pub made_by_name: String,
    pub settle_on: Day,
    pub debits: i64,
    pub total: Money,
    pub released_at: Option<Instant>,
    pub released_by_name: Option<String>,
}
from_row!(AchFileRow {
    made_on,
    made_by,
    made_by_name,
    settle_on,
    debits,
    total,
    released_at,
    released_by_name
});

/// The file of this id, in this branch.
pub(crate) fn find_file(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    file: Id<noun::AchFile>,
) -> Result<Option<AchFileRow>, store::Error> {
    reader.find(
        sql!(
            "SELECT f.made_on, f.made_by, s.name, f.settle_on, f.debits, f.total_cents, \
             f.released_at, r.name FROM ach_files f JOIN staff s ON s.id = f.made_by \
             LEFT JOIN staff r ON r.id = f.released_by WHERE f.branch_id = $1 AND f.id = $2"
        ),
        args![branch, file],
    )
}

/// Whether somebody has entered an account that the file debits.
pub(super) fn has_account_entered_by(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    file: Id<noun::AchFile>,
    who: Id<noun::Staff>,
) -> Result<bool, store::Error> {
    let (count,): (i64,) = reader.one(
        sql!(
            "SELECT COUNT(*) FROM draws d JOIN mandates m ON m.id = d.mandate_id \
             WHERE d.branch_id = $1 AND d.ach_file_id = $2 AND m.signed_by = $3"
        ),
        args![branch, file, who],
    )?;
    Ok(count > 0)
}

fn place_of(file: Id<noun::AchFile>) -> String {
    format!("ach_files:{file}")
}

/// The text of a file, opened to be sent.
pub(super) fn open_file(
    reader: &mut Reader<'_>,
    vault: &Vault,
    branch: Id<noun::Branch>,
    file: Id<noun::AchFile>,
) -> Result<Sealed, Refusal> {
    let (closed,): (String,) = reader.one(
        sql!("SELECT content_closed FROM ach_files WHERE branch_id = $1 AND id = $2"),
        args![branch, file],
    )?;
    vault.open(&place_of(file), &closed)
}

/// A file to be written.
pub(super) struct NewFile {
    pub id: Id<noun::AchFile>,
    pub settle_on: Day,
    pub debits: i64,
    pub total: Money,
    pub last_sequence: u64,
}

/// Writes a file; its text is closed first.
pub(super) fn insert_file(
    desk: &mut Desk<'_>,
    new: &NewFile,
    text: &Sealed,
) -> Result<(), Refusal> {
    let (branch, who, now, today) = (desk.branch(), desk.who(), desk.now(), desk.today());
    let closed = desk.close_text(&place_of(new.id), text);
    let last_sequence = i64::try_from(new.last_sequence).unwrap_or_default();
    desk.exec(
        sql!(
            "INSERT INTO ach_files (id, branch_id, made_on, made_at, made_by, settle_on, debits, \
             total_cents, last_sequence, content_closed) \
             VALUES ($2, $1, $3, $4, $5, $6, $7, $8, $9, $10)"
        ),
        args![
            branch,
            new.id,
            today,
            now,
            who,
            new.settle_on,
            new.debits,
            new.total,
            last_sequence,
            &closed
        ],
    )?;
    Ok(())
}

/// Notes which file a draw is in, and its number there.
pub(super) fn mark_in_file(
    desk: &mut Desk<'_>,
    draw: Id<noun::Draw>,
    file: Id<noun::AchFile>,
    trace: u64,
) -> Result<(), Refusal> {
    let branch = desk.branch();
    let trace = i64::try_from(trace).unwrap_or_default();
    desk.exec(
        sql!("UPDATE draws SET ach_file_id = $3, trace = $4 WHERE branch_id = $1 AND id = $2"),
        args![branch, draw, file, trace],
    )?;
    Ok(())
}

/// Notes who let a file go.
pub(super) fn mark_released(desk: &mut Desk<'_>, file: Id<noun::AchFile>) -> Result<(), Refusal> {
    let (branch, who, now) = (desk.branch(), desk.who(), desk.now());
    desk.exec(
        sql!(
            "UPDATE ach_files SET released_at = $3, released_by = $4 \
             WHERE branch_id = $1 AND id = $2"
        ),
        args![branch, file, now, who],
    )?;
    Ok(())
}
