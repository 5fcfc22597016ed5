//! The rows of lockbox files and their checks.

use super::take::LockboxFileTaken;
use office::{Desk, Refusal};
use store::{Reader, V, args, from_row, sql};
use values::{Day, Id, Instant, Money, noun};

/// A lockbox file.
#[derive(Clone, Debug, PartialEq)]
pub struct FileRow {
    /// Its id.
    pub id: Id<noun::LockboxFile>,
    /// Its mark on the shelf.
    pub file: String,
    /// Its name.
    pub name: String,
    /// The job that reads it.
    pub job: Id<noun::Job>,
    /// How many jobs have tried.
    pub jobs: i64,
    /// How many checks it has.
    pub checks: i64,
    /// What they come to.
    pub total: Money,
    /// How many were posted.
    pub posted_items: i64,
    /// What those come to.
    pub posted: Money,
    /// How many were put on hold.
    pub held_items: i64,
    /// What those come to.
    pub held: Money,
    /// How many were kept waiting.
    pub waiting_items: i64,
    /// What those come to.
    pub waiting: Money,
    /// When it began.
    pub started_at: Instant,
    /// Who sent it.
    pub started_by_name: String,
    /// When it was taken.
    pub taken_at: Option<Instant>,
    /// When it was refused.
    pub refused_at: Option<Instant>,
    /// Why.
    pub refused_why: String,
}
from_row!(FileRow {
    id,
    file,
    name,
    job,
    jobs,
    checks,
    total,
    posted_items,
    posted,
    held_items,
    held,
    waiting_items,
    waiting,
    started_at,
    started_by_name,
    taken_at,
    refused_at,
    refused_why
});

/// The file of this id, in this branch.
pub fn find_file(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    id: Id<noun::LockboxFile>,
) -> Result<Option<FileRow>, store::Error> {
    reader.find(
        sql!(
            "SELECT f.id, f.file, f.name, f.job_id, f.jobs, f.checks, f.total_cents, \
             f.posted_items, f.posted_cents, f.held_items, f.held_cents, f.waiting_items, \
             f.waiting_cents, f.started_at, s.name, f.taken_at, f.refused_at, f.refused_why \
             FROM lockbox_files f JOIN staff s ON s.id = f.started_by \
             WHERE f.branch_id = $1 AND f.id = $2"
        ),
        args![branch, id],
    )
}

/// The row of these bytes that was not refused.
pub(super) fn find_of_file(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    file: &str,
) -> Result<Option<FileRow>, store::Error> {
    let found: Option<(Id<noun::LockboxFile>,)> = reader.find(
        sql!(
            "SELECT id FROM lockbox_files WHERE branch_id = $1 AND file = $2 \
             AND refused_at IS NULL"
        ),
        args![branch, file],
    )?;
    match found {
        Some((id,)) => find_file(reader, branch, id),
        None => Ok(None),
    }
}

/// How many checks wait.
pub fn count_waiting(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
) -> Result<i64, store::Error> {
    let (count,): (i64,) = reader.one(
        sql!(
            "SELECT COUNT(*) FROM lockbox_items WHERE branch_id = $1 AND payment_id IS NULL \
             AND settled_at IS NULL"
        ),
        args![branch],
    )?;
    Ok(count)
}

/// The name of a file that has brought the same check since a day, and posted or settled it.
pub(super) fn find_twin(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    twin_key: &str,
    since: Day,
) -> Result<Option<String>, store::Error> {
    let found: Option<(String,)> = reader.find(
        sql!(
            "SELECT f.name FROM lockbox_items i JOIN lockbox_files f ON f.id = i.lockbox_file_id \
             WHERE i.branch_id = $1 AND i.twin_key = $2 AND i.received_on >= $3 LIMIT 1"
        ),
        args![branch, twin_key, since],
    )?;
    Ok(found.map(|(name,)| name))
}

/// A check that waits.
#[derive(Clone, Debug, PartialEq)]
pub struct WaitingRow {
    /// The day the bank received it.
    pub received_on: Option<Day>,
    /// Its number.
    pub check_number: String,
    /// The bank it is drawn on.
    pub bank: String,
    /// Who wrote it.
    pub payer: String,
    /// How much; nothing when that could not be read.
    pub amount: Money,
}
from_row!(WaitingRow { received_on, check_number, bank, payer, amount });

/// The check, or the refusal when it waits no more.
pub(super) fn require_waiting(
    desk: &mut Desk<'_>,
    id: Id<noun::LockboxItem>,
) -> Result<WaitingRow, Refusal> {
    let branch = desk.branch();
    let found: Option<(Option<Id<noun::Payment>>, Option<Instant>)> = desk.find(
        sql!("SELECT payment_id, settled_at FROM lockbox_items WHERE branch_id = $1 AND id = $2"),
        args![branch, id],
    )?;
    match found {
        None => Err(Refusal::NotFound { what: "lockbox check" }),
        Some((None, None)) => desk.one(
            sql!(
                "SELECT received_on, check_number, bank, payer, amount_cents FROM lockbox_items \
                 WHERE branch_id = $1 AND id = $2"
            ),
            args![branch, id],
        ),
        Some(_) => {
            let words = "The check was posted or settled before.";
            Err(Refusal::conflict("lockbox_files.settled", words))
        }
    }
}

/// A check on its way into the rows.
pub(super) struct NewItem {
    pub line: i64,
    pub lockbox: String,
    pub batch: String,
    pub received_on: Option<Day>,
    pub check_number: String,
    pub bank: String,
    pub payer: String,
    pub customer_number: String,
    pub invoices: String,
    pub image: String,
    pub twin_key: String,
    pub amount: Money,
    pub why: String,
    pub payment: Option<Id<noun::Payment>>,
}

impl NewItem {
    /// A line that could not be read as a check.
    pub fn unread(line: i64, why: String) -> NewItem {
        NewItem {
            line,
            lockbox: String::new(),
            batch: String::new(),
            received_on: None,
            check_number: String::new(),
            bank: String::new(),
            payer: String::new(),
            customer_number: String::new(),
            invoices: String::new(),
            image: String::new(),
            twin_key: String::new(),
            amount: Money::ZERO,
            why,
            payment: None,
        }
    }
}

/// Writes a file.
pub(super) fn insert_file(
    desk: &mut Desk<'_>,
    id: Id<noun::LockboxFile>,
    file: &str,
    name: &str,
    job: Id<noun::Job>,
) -> Result<(), Refusal> {
    let (branch, who, now) = (desk.branch(), desk.who(), desk.now());
    desk.exec(
        sql!(
            "INSERT INTO lockbox_files (id, branch_id, file, name, job_id, jobs, checks, \
             total_cents, posted_items, posted_cents, held_items, held_cents, waiting_items, \
             waiting_cents, started_at, started_by, refused_why) \
             VALUES ($2, $1, $3, $4, $5, 1, 0, 0, 0, 0, 0, 0, 0, 0, $6, $7, '')"
        ),
        args![branch, id, file, name, job, now, who],
    )?;
    Ok(())
}

/// Notes another job that reads it.
pub(super) fn mark_resumed(
    desk: &mut Desk<'_>,
    id: Id<noun::LockboxFile>,
    job: Id<noun::Job>,
) -> Result<(), Refusal> {
    let branch = desk.branch();
    desk.exec(
        sql!(
            "UPDATE lockbox_files SET job_id = $3, jobs = jobs + 1 \
             WHERE branch_id = $1 AND id = $2"
        ),
        args![branch, id, job],
    )?;
    Ok(())
}

/// Writes a file's checks.
pub(super) fn insert_items(
    desk: &mut Desk<'_>,
    file: Id<noun::LockboxFile>,
    items: &[NewItem],
) -> Result<(), Refusal> {
    let branch = desk.branch();
    let rows: Vec<_> = items
        .iter()
        .map(|item| {
            let id: Id<noun::LockboxItem> = desk.id();
            [
                V::from(id),
                V::from(branch),
                V::from(file),
                V::from(item.line),
                V::from(item.lockbox.as_str()),
                V::from(item.batch.as_str()),
                V::from(item.received_on),
                V::from(item.check_number.as_str()),
                V::from(item.bank.as_str()),
                V::from(item.payer.as_str()),
                V::from(item.customer_number.as_str()),
                V::from(item.invoices.as_str()),
                V::from(item.image.as_str()),
                V::from(item.twin_key.as_str()),
                V::from(item.amount),
                V::from(item.why.as_str()),
                V::from(item.payment),
                V::from(""),
            ]
        })
        .collect();
    let columns = [
        "id",
        "branch_id",
        "lockbox_file_id",
        "line",
        "box",
        "batch",
        "received_on",
        "check_number",
        "bank",
        "payer",
        "customer_number",
        "invoices",
        "image",
        "twin_key",
        "amount_cents",
        "why",
        "payment_id",
        "settled_how",
    ];
    desk.insert_many("lockbox_items", columns, rows)?;
    Ok(())
}

/// Notes what became of a file.
pub(super) fn mark_taken(
    desk: &mut Desk<'_>,
    id: Id<noun::LockboxFile>,
    counts: &LockboxFileTaken,
) -> Result<(), Refusal> {
    let (branch, now) = (desk.branch(), desk.now());
    desk.exec(
        sql!(
            "UPDATE lockbox_files SET taken_at = $3, checks = $4, total_cents = $5, \
             posted_items = $6, posted_cents = $7, held_items = $8, held_cents = $9, \
             waiting_items = $10, waiting_cents = $11 WHERE branch_id = $1 AND id = $2"
        ),
        args![
            branch,
            id,
            now,
            counts.checks,
            counts.total_cents,
            counts.posted_items,
            counts.posted_cents,
            counts.held_items,
            counts.held_cents,
            counts.waiting_items,
            counts.waiting_cents
        ],
    )?;
    Ok(())
}

/// Notes that nothing of a file may be posted.
pub(super) fn mark_refused(
    desk: &mut Desk<'_>,
    id: Id<noun::LockboxFile>,
    why: &str,
) -> Result<(), Refusal> {
    let (branch, now) = (desk.branch(), desk.now());
    desk.exec(
        sql!(
            "UPDATE lockbox_files SET refused_at = $3, refused_why = $4 \
             WHERE branch_id = $1 AND id = $2"
        ),
        args![branch, id, now, why],
    )?;
    Ok(())
}

/// Notes the payment a check became.
pub(super) fn mark_posted(
    desk: &mut Desk<'_>,
    id: Id<noun::LockboxItem>,
    payment: Id<noun::Payment>,
) -> Result<(), Refusal> {
    let branch = desk.branch();
    desk.exec(
        sql!("UPDATE lockbox_items SET payment_id = $3 WHERE branch_id = $1 AND id = $2"),
        args![branch, id, payment],
    )?;
    Ok(())
}

/// Notes what became of a check that is not posted.
pub(super) fn mark_settled(
    desk: &mut Desk<'_>,
    id: Id<noun::LockboxItem>,
    how: &str,
) -> Result<(), Refusal> {
    let (branch, who, now) = (desk.branch(), desk.who(), desk.now());
    desk.exec(
        sql!(
            "UPDATE lockbox_items SET settled_at = $3, settled_by = $4, settled_how = $5 \
             WHERE branch_id = $1 AND id = $2"
        ),
        args![branch, id, now, who, how],
    )?;
    Ok(())
}
