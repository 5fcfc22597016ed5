//! Long work: imports, runs, letters, mail. A job is a row written in the transaction
//! that asks for it; it is worked in chunks, each a command of its own, so it can be
//! watched, cancelled and taken up again after a restart, and it ends in a result a row.
//!
//! A lease of sixty seconds decides who works a job, and is kept while the worker lives;
//! `serve` and `worker` work what waits, and a console command works its own job in its own
//! process. Work that comes back every day is put in line by the [`Planner`].

mod cancel;
mod daily;
mod listing;
mod plan_daily;
pub mod records;
mod work;

pub use cancel::{CANCEL, CancelJob, JobCancelled};
pub use daily::{Daily, DailyWork, Planned, Planner};
pub use listing::{LISTING, ROWS};
pub use work::{Going, Work, work_job, work_waiting};

use crate::{Desk, Duty, Refusal};
use serde::Serialize;
use values::{Id, Instant, noun};

/// To see background work and its results.
pub const READ: Duty = Duty::new("jobs.read", "See background work");

/// A kind of job, as a room registers it.
#[derive(Clone, Copy)]
pub struct JobKind {
    /// Stable name: `imports.customers`.
    pub name: &'static str,
    /// "Import customers".
    pub title: &'static str,
    /// Works it from where it stands; called again after a restart.
    pub work: fn(&mut Work<'_>) -> Result<(), Refusal>,
}

/// A job to be put in line.
pub struct NewJob<'j> {
    /// The kind's name.
    pub kind: &'static str,
    /// What it is about, for its page: "customers.csv".
    pub title: &'j str,
    /// The same key of the same kind is put in line once only.
    pub business_key: &'j str,
    /// How many rows it has, as far as is known.
    pub rows_known: i64,
    /// Not before; now, when none.
    pub due_at: Option<Instant>,
}

/// What came of one row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowOutcome {
    /// It was done.
    Done,
    /// There was nothing to do.
    Skipped,
    /// It was done, and somebody should look at it.
    Marked,
    /// It was refused; nothing of it was done.
    Refused,
}

impl RowOutcome {
    /// The stored word.
    pub fn word(self) -> &'static str {
        match self {
            RowOutcome::Done => "done",
            RowOutcome::Skipped => "skipped",
            RowOutcome::Marked => "marked",
            RowOutcome::Refused => "refused",
        }
    }
}

/// The result of one row of a job.
#[derive(Clone, Debug)]
pub struct JobRow {
    /// Its place in the source: a line number.
    pub place: i64,
    /// What it was about: a name.
    pub label: String,
    /// What came of it.
    pub outcome: RowOutcome,
    /// In words.
    pub words: String,
    /// Where it leads, or nothing.
    pub href: String,
    /// What it was worth in cents.
    pub amount_cents: i64,
}

impl Desk<'_> {
    /// Puts a job in line, in this transaction; the id of the one that is there already
    /// when its business key was used before.
    pub fn enqueue<P: Serialize>(
        &mut self,
        job: &NewJob<'_>,
        payload: &P,
    ) -> Result<Id<noun::Job>, Refusal> {
        if let Some(known) = records::find_by_key(self, job.kind, job.business_key)? {
            return Ok(known);
        }
        let payload = crate::canonical::text(payload)?;
        records::insert_job(self, job, &payload)
    }

    /// Writes the results of a chunk and how far the job has come, in the chunk's own
    /// transaction, so that a restart goes on exactly behind it.
    pub fn finish_chunk(
        &mut self,
        job: Id<noun::Job>,
        rows: &[JobRow],
        rows_done: i64,
    ) -> Result<(), Refusal> {
        records::insert_rows(self, job, rows)?;
        let refused = rows.iter().filter(|row| row.outcome == RowOutcome::Refused).count();
        let refused = i64::try_from(refused).unwrap_or(i64::MAX);
        records::mark_progress(self, job, rows_done, refused)
    }
}
