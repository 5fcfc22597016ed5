//! The rows of imports. What belongs to one import is in the files below.

mod added;
mod duplicates;
mod items;
mod profiles;
mod rows;
mod sources;

pub use added::Added;
pub(super) use added::mark_added;
pub(super) use duplicates::{
    find_duplicate, insert_duplicates, mark_settled, mark_settled_with_customer,
};
pub use items::aging_in_books;
pub(super) use items::{
    NewItem, has_items_of_others, insert_items, list_items, mark_items_taken_back,
};
pub use profiles::{SavedProfile, find_profile, list_profiles};
pub(super) use profiles::{insert_profile, mark_profile};
pub(super) use rows::{NewRow, insert_rows, mark_row_undone};
pub use rows::{ShownRow, list_rows_of_verdict};
pub(super) use sources::{
    KnownSource, NewSource, find_source, insert_source, list_customers_to_undo, list_sources_of,
    mark_owed, mark_owed_retired, mark_retired,
};

use super::words::Program;
use formats::customers::Aging;
use office::{Desk, Refusal};
use store::{Reader, args, from_row, sql};
use values::{Day, Id, Instant, Money, noun};

/// An import's row.
#[derive(Clone, Debug, PartialEq)]
pub struct Import {
    /// Its id.
    pub id: Id<noun::Import>,
    /// The mark of its file on the shelf.
    pub file: String,
    /// The file's name at the one who sent it.
    pub name: String,
    /// How large the file is.
    pub bytes: i64,
    /// The program it was said to come from.
    pub program: Program,
    /// The profile it was read through; blank for none.
    pub profile: String,
    /// What its columns mean, as JSON; `null` when their names say so.
    pub mapping: String,
    /// The day its balances are as of.
    pub as_of: Day,
    /// When it was started.
    pub started_at: Instant,
    /// The job that reads it.
    pub job: Id<noun::Job>,
    /// How many jobs have read or undone it so far.
    pub jobs: i64,
    /// When its file was read to the end.
    pub finished_at: Option<Instant>,
    /// How many of its rows were read.
    pub rows_read: i64,
    /// How many brought a customer, or what a known one owes.
    pub rows_new: i64,
    /// How many say more of a customer further up.
    pub rows_more: i64,
    /// How many were known.
    pub rows_match: i64,
    /// How many said something else than before.
    pub rows_conflict: i64,
    /// How many named nobody or could not be read.
    pub rows_rejected: i64,
    /// How many of those that were brought somebody should look at.
    pub rows_marked: i64,
    /// How many customers came in as inactive.
    pub archived: i64,
    /// How many locations it brought.
    pub locations: i64,
    /// How many possible duplicates it found.
    pub duplicates: i64,
    /// What all its rows say is owed.
    pub file_cents: Money,
    /// What of it was brought to the books.
    pub brought_cents: Money,
    /// What of it was known.
    pub match_cents: Money,
    /// What of it was not brought, for its rows say something else than before.
    pub conflict_cents: Money,
    /// What of it could not be brought.
    pub rejected_cents: Money,
    /// What the source says is owed of what was brought, by age.
    pub current_cents: Money,
    /// 1 to 30 days past due.
    pub days_30_cents: Money,
    /// 31 to 60 days past due.
    pub days_60_cents: Money,
    /// 61 to 90 days past due.
    pub days_90_cents: Money,
    /// 91 days past due and more.
    pub days_over_cents: Money,
    /// The job that undoes it.
    pub undo_job: Option<Id<noun::Job>>,
    /// Why it is undone.
    pub undo_reason: Option<String>,
    /// The last customer the undoing has tried.
    pub undo_after: Option<Id<noun::Customer>>,
    /// How many customers were taken back.
    pub rows_undone: i64,
    /// How many could not be.
    pub rows_not_undone: i64,
    /// When it was undone whole.
    pub undone_at: Option<Instant>,
}
from_row!(Import {
    id,
    file,
    name,
    bytes,
    program,
    profile,
    mapping,
    as_of,
    started_at,
    job,
    jobs,
    finished_at,
    rows_read,
    rows_new,
    rows_more,
    rows_match,
    rows_conflict,
    rows_rejected,
    rows_marked,
    archived,
    locations,
    duplicates,
    file_cents,
    brought_cents,
    match_cents,
    conflict_cents,
    rejected_cents,
    current_cents,
    days_30_cents,
    days_60_cents,
    days_90_cents,
    days_over_cents,
    undo_job,
    undo_reason,
    undo_after,
    rows_undone,
    rows_not_undone,
    undone_at
});

impl Import {
    /// What the source says is owed of what was brought, by age.
    pub fn source_aging(&self) -> Aging {
        Aging {
            current_cents: self.current_cents.as_cents(),
            days_1_30_cents: self.days_30_cents.as_cents(),
            days_31_60_cents: self.days_60_cents.as_cents(),
            days_61_90_cents: self.days_90_cents.as_cents(),
            days_91_up_cents: self.days_over_cents.as_cents(),
        }
    }

    /// Whether it is over: read to its end, or undone.
    pub fn is_over(&self) -> bool {
        self.finished_at.is_some() || self.undone_at.is_some()
    }
}

/// The import of this id in this branch.
pub fn find_import(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    import: Id<noun::Import>,
) -> Result<Option<Import>, store::Error> {
    reader.find(
        sql!(
            "SELECT id, file, name, bytes, program, profile, mapping, as_of, started_at, \
             job_id, jobs, finished_at, rows_read, rows_new, rows_more, rows_match, \
             rows_conflict, rows_rejected, rows_marked, archived, locations, duplicates, \
             file_cents, brought_cents, match_cents, conflict_cents, rejected_cents, \
             current_cents, \
             days_30_cents, days_60_cents, days_90_cents, days_over_cents, undo_job_id, \
             undo_reason, undo_after, rows_undone, rows_not_undone, undone_at \
             FROM imports WHERE branch_id = $1 AND id = $2"
        ),
        args![branch, import],
    )
}

/// The import of this id, or the refusal every command gives.
pub fn require(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    import: Id<noun::Import>,
) -> Result<Import, Refusal> {
    find_import(reader, branch, import)?.ok_or(Refusal::NotFound { what: "import" })
}

/// The import that a file is being brought in by, or was, and that was not undone.
pub fn find_of_file(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    file: &str,
) -> Result<Option<Import>, store::Error> {
    let found: Option<(Id<noun::Import>,)> = reader.find(
        sql!(
            "SELECT id FROM imports WHERE branch_id = $1 AND file = $2 AND undone_at IS NULL \
             ORDER BY id DESC LIMIT 1"
        ),
        args![branch, file],
    )?;
    match found {
        Some((import,)) => find_import(reader, branch, import),
        None => Ok(None),
    }
}

/// An import as it is started.
pub(super) struct NewImport<'n> {
    pub file: &'n str,
    pub name: &'n str,
    pub bytes: i64,
    pub program: Program,
    pub profile: &'n str,
    pub mapping: &'n str,
    pub as_of: Day,
    pub job: Id<noun::Job>,
}

/// Writes an import of which nothing was read yet.
pub(super) fn insert_import(
    desk: &mut Desk<'_>,
    id: Id<noun::Import>,
    new: &NewImport<'_>,
) -> Result<(), Refusal> {
    desk.exec(
        sql!(
            "INSERT INTO imports (id, branch_id, file, name, bytes, program, profile, mapping, \
             as_of, started_at, started_by, job_id, jobs, rows_read, rows_new, rows_more, \
             rows_match, rows_conflict, rows_rejected, rows_marked, archived, locations, \
             duplicates, \
             file_cents, brought_cents, match_cents, conflict_cents, rejected_cents, \
             current_cents, days_30_cents, days_60_cents, days_90_cents, days_over_cents, \
             rows_undone, rows_not_undone) VALUES ($2, $1, $3, $4, $5, $6, $7, $8, $9, $10, \
             $11, $12, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)"
        ),
        args![
            desk.branch(),
            id,
            new.file,
            new.name,
            new.bytes,
            new.program,
            new.profile,
            new.mapping,
            new.as_of,
            desk.now(),
            desk.who(),
            new.job
        ],
    )?;
    Ok(())
}

/// Another job goes on reading.
pub(super) fn mark_resumed(
    desk: &mut Desk<'_>,
    import: Id<noun::Import>,
    job: Id<noun::Job>,
) -> Result<u64, Refusal> {
    desk.exec(
        sql!("UPDATE imports SET job_id = $3, jobs = jobs + 1 WHERE branch_id = $1 AND id = $2"),
        args![desk.branch(), import, job],
    )
}

/// The file was read to its end.
pub(super) fn mark_finished(desk: &mut Desk<'_>, import: Id<noun::Import>) -> Result<u64, Refusal> {
    desk.exec(
        sql!(
            "UPDATE imports SET finished_at = $3 WHERE branch_id = $1 AND id = $2 \
             AND finished_at IS NULL"
        ),
        args![desk.branch(), import, desk.now()],
    )
}

/// Somebody asks for the import to be undone; it is tried from its first customer on.
pub(super) fn mark_undo_asked(
    desk: &mut Desk<'_>,
    import: Id<noun::Import>,
    job: Id<noun::Job>,
    reason: &str,
) -> Result<u64, Refusal> {
    desk.exec(
        sql!(
            "UPDATE imports SET jobs = jobs + 1, undo_job_id = $3, undo_reason = $4, \
             undo_asked_at = $5, undo_asked_by = $6, undo_after = 0, rows_not_undone = 0 \
             WHERE branch_id = $1 AND id = $2"
        ),
        args![desk.branch(), import, job, reason, desk.now(), desk.who()],
    )
}

/// How far the undoing has come.
pub(super) fn mark_undone_through(
    desk: &mut Desk<'_>,
    import: Id<noun::Import>,
    after: Id<noun::Customer>,
    undone: i64,
    not_undone: i64,
) -> Result<u64, Refusal> {
    desk.exec(
        sql!(
            "UPDATE imports SET undo_after = $3, \
             rows_undone = rows_undone + CAST($4 AS BIGINT), \
             rows_not_undone = rows_not_undone + CAST($5 AS BIGINT) \
             WHERE branch_id = $1 AND id = $2"
        ),
        args![desk.branch(), import, after, undone, not_undone],
    )
}

/// All of it was taken back.
pub(super) fn mark_undone(desk: &mut Desk<'_>, import: Id<noun::Import>) -> Result<u64, Refusal> {
    desk.exec(
        sql!("UPDATE imports SET undone_at = $3 WHERE branch_id = $1 AND id = $2"),
        args![desk.branch(), import, desk.now()],
    )
}
