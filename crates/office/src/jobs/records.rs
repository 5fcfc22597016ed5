//! The rows of jobs and of their results.

use super::{JobRow, NewJob};
use crate::{Desk, Refusal};
use store::{Migration, Reader, V, args, from_row, sql};
use values::{Id, Instant, noun};

/// The tables of jobs.
pub const MIGRATION: Migration = Migration {
    name: "0003_jobs",
    sql: "
CREATE TABLE jobs (
  id {pk}, branch_id {id} NOT NULL, kind {text} NOT NULL, title {text} NOT NULL,
  business_key {text} NOT NULL, payload {json} NOT NULL, asked_by {id} NOT NULL,
  asked_at {instant} NOT NULL, due_at {instant} NOT NULL, rows_known {id} NOT NULL,
  rows_done {id} NOT NULL, rows_refused {id} NOT NULL, attempts {id} NOT NULL,
  started_at {instant}, lease_until {instant}, cancelled_at {instant},
  finished_at {instant}, outcome {text} NOT NULL
){strict};
CREATE UNIQUE INDEX jobs_key ON jobs (branch_id, kind, business_key);
CREATE INDEX jobs_asked ON jobs (branch_id, asked_at, id);
CREATE INDEX jobs_due ON jobs (due_at) WHERE finished_at IS NULL;
CREATE TABLE job_rows (
  id {pk}, branch_id {id} NOT NULL, job_id {id} NOT NULL REFERENCES jobs (id),
  place {id} NOT NULL, label {text} NOT NULL, outcome {text} NOT NULL,
  words {text} NOT NULL, href {text} NOT NULL, amount_cents {money} NOT NULL
){strict};
CREATE INDEX job_rows_place ON job_rows (branch_id, job_id, place, id);
",
};

/// A job keeps what its kind was called when it was put in line, so that lists and files say it.
pub const WORK_MIGRATION: Migration = Migration {
    name: "0110_job_work",
    sql: "
ALTER TABLE jobs ADD COLUMN work {text} NOT NULL DEFAULT '';
",
};

/// A job as it stands.
#[derive(Clone, Debug)]
pub struct Job {
    /// Its id.
    pub id: Id<noun::Job>,
    /// Its branch.
    pub branch: Id<noun::Branch>,
    /// The kind's name.
    pub kind: String,
    /// What it is about.
    pub title: String,
    /// What it was asked with.
    pub payload: String,
    /// Who asked.
    pub asked_by: Id<noun::Staff>,
    /// When.
    pub asked_at: Instant,
    /// How many rows it has, as far as is known.
    pub rows_known: i64,
    /// How many are done.
    pub rows_done: i64,
    /// How many of these were refused.
    pub rows_refused: i64,
    /// When it was first taken up.
    pub started_at: Option<Instant>,
    /// When it was cancelled.
    pub cancelled_at: Option<Instant>,
    /// When it ended.
    pub finished_at: Option<Instant>,
    /// How it ended, in words.
    pub outcome: String,
}
from_row!(Job {
    id,
    branch,
    kind,
    title,
    payload,
    asked_by,
    asked_at,
    rows_known,
    rows_done,
    rows_refused,
    started_at,
    cancelled_at,
    finished_at,
    outcome
});

/// A job of a branch.
pub fn find_job(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    job: Id<noun::Job>,
) -> Result<Option<Job>, store::Error> {
    reader.find(
        sql!(
            "SELECT id, branch_id, kind, title, payload, asked_by, asked_at, rows_known, \
             rows_done, rows_refused, started_at, cancelled_at, finished_at, outcome \
             FROM jobs WHERE branch_id = $1 AND id = $2"
        ),
        args![branch, job],
    )
}

/// The job of a kind that was put in line under this key before.
pub(crate) fn find_by_key(
    desk: &mut Desk<'_>,
    kind: &str,
    key: &str,
) -> Result<Option<Id<noun::Job>>, Refusal> {
    let found: Option<(Id<noun::Job>,)> = desk.find(
        sql!("SELECT id FROM jobs WHERE branch_id = $1 AND kind = $2 AND business_key = $3"),
        args![desk.branch(), kind, key],
    )?;
    Ok(found.map(|(id,)| id))
}

/// Writes a job.
pub(crate) fn insert_job(
    desk: &mut Desk<'_>,
    job: &NewJob<'_>,
    payload: &str,
) -> Result<Id<noun::Job>, Refusal> {
    let id = desk.id();
    let work = desk.inner.rooms.job_kind(job.kind).map_or(job.kind, |kind| kind.title);
    desk.exec(
        sql!(
            "INSERT INTO jobs (id, branch_id, kind, title, business_key, payload, asked_by, \
             asked_at, due_at, rows_known, rows_done, rows_refused, attempts, outcome, work) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 0, 0, 0, '', $11)"
        ),
        args![
            id,
            desk.branch(),
            job.kind,
            job.title,
            job.business_key,
            payload,
            desk.who(),
            desk.now(),
            job.due_at.unwrap_or(desk.now()),
            job.rows_known,
            work
        ],
    )?;
    Ok(id)
}

/// A branch and a job of it.
type BranchJob = (Id<noun::Branch>, Id<noun::Job>);

/// The job that waits longest and that nobody works.
pub(crate) fn find_waiting(
    reader: &mut Reader<'_>,
    now: Instant,
) -> Result<Option<BranchJob>, store::Error> {
    reader.find(
        sql!(
            "SELECT branch_id, id FROM jobs WHERE finished_at IS NULL AND due_at <= $1 \
             AND (lease_until IS NULL OR lease_until <= $1) ORDER BY due_at, id LIMIT 1"
        ),
        args![now],
    )
}

/// What waits to be worked, over all branches.
pub struct Backlog {
    /// How many jobs.
    pub count: i64,
    /// Since when the first of them could have been begun.
    pub oldest: Option<Instant>,
}
from_row!(Backlog { count, oldest });

/// What waits to be worked now.
pub fn find_backlog(reader: &mut Reader<'_>, now: Instant) -> Result<Backlog, store::Error> {
    reader.one(
        sql!(
            "SELECT COUNT(branch_id), MIN(due_at) FROM jobs \
             WHERE finished_at IS NULL AND due_at <= $1"
        ),
        args![now],
    )
}

/// Takes the lease of a job; 0 when somebody else holds it or it has ended.
pub(crate) fn mark_leased(
    desk: &mut Desk<'_>,
    job: Id<noun::Job>,
    until: Instant,
) -> Result<u64, Refusal> {
    desk.exec(
        sql!(
            "UPDATE jobs SET lease_until = $4, attempts = attempts + 1, \
             started_at = COALESCE(started_at, $3) WHERE branch_id = $1 AND id = $2 \
             AND finished_at IS NULL AND (lease_until IS NULL OR lease_until <= $3)"
        ),
        args![desk.branch(), job, desk.now(), until],
    )
}

/// Keeps the lease a while longer; 0 when the job was cancelled meanwhile.
pub(crate) fn mark_alive(
    desk: &mut Desk<'_>,
    job: Id<noun::Job>,
    until: Instant,
) -> Result<u64, Refusal> {
    desk.exec(
        sql!(
            "UPDATE jobs SET lease_until = $3 WHERE branch_id = $1 AND id = $2 \
             AND finished_at IS NULL AND cancelled_at IS NULL"
        ),
        args![desk.branch(), job, until],
    )
}

/// Notes how far a job has come.
pub(crate) fn mark_progress(
    desk: &mut Desk<'_>,
    job: Id<noun::Job>,
    rows_done: i64,
    refused: i64,
) -> Result<(), Refusal> {
    desk.exec(
        sql!(
            "UPDATE jobs SET rows_done = $3, rows_refused = rows_refused + $4 \
             WHERE branch_id = $1 AND id = $2"
        ),
        args![desk.branch(), job, rows_done, refused],
    )?;
    Ok(())
}

/// Notes how many rows a job turned out to have.
pub(crate) fn mark_known(
    desk: &mut Desk<'_>,
    job: Id<noun::Job>,
    rows_known: i64,
) -> Result<(), Refusal> {
    desk.exec(
        sql!("UPDATE jobs SET rows_known = $3 WHERE branch_id = $1 AND id = $2"),
        args![desk.branch(), job, rows_known],
    )?;
    Ok(())
}

/// A job has ended; a worker whose lease was taken over changes nothing any more.
pub(crate) fn mark_finished(
    desk: &mut Desk<'_>,
    job: Id<noun::Job>,
    outcome: &str,
) -> Result<(), Refusal> {
    desk.exec(
        sql!(
            "UPDATE jobs SET finished_at = $3, outcome = $4, lease_until = NULL \
             WHERE branch_id = $1 AND id = $2 AND finished_at IS NULL"
        ),
        args![desk.branch(), job, desk.now(), outcome],
    )?;
    Ok(())
}

/// A job waits for another try.
pub(crate) fn mark_postponed(
    desk: &mut Desk<'_>,
    job: Id<noun::Job>,
    due_at: Instant,
    outcome: &str,
) -> Result<(), Refusal> {
    desk.exec(
        sql!(
            "UPDATE jobs SET due_at = $3, outcome = $4, lease_until = NULL \
             WHERE branch_id = $1 AND id = $2"
        ),
        args![desk.branch(), job, due_at, outcome],
    )?;
    Ok(())
}

/// A person cancels a job; 0 when it has ended.
pub(crate) fn mark_cancelled(desk: &mut Desk<'_>, job: Id<noun::Job>) -> Result<u64, Refusal> {
    desk.exec(
        sql!(
            "UPDATE jobs SET cancelled_at = $3 WHERE branch_id = $1 AND id = $2 \
             AND finished_at IS NULL AND cancelled_at IS NULL"
        ),
        args![desk.branch(), job, desk.now()],
    )
}

/// How often a job was taken up.
pub(crate) fn find_attempts(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    job: Id<noun::Job>,
) -> Result<Option<(i64,)>, store::Error> {
    reader.find(
        sql!("SELECT attempts FROM jobs WHERE branch_id = $1 AND id = $2"),
        args![branch, job],
    )
}

/// Writes the results of a chunk.
pub(crate) fn insert_rows(
    desk: &mut Desk<'_>,
    job: Id<noun::Job>,
    rows: &[JobRow],
) -> Result<(), Refusal> {
    let branch = desk.branch();
    let rows: Vec<_> = rows
        .iter()
        .map(|row| {
            [
                V::from(desk.id::<noun::JobRow>()),
                V::from(branch),
                V::from(job),
                V::from(row.place),
                V::from(row.label.as_str()),
                V::from(row.outcome.word()),
                V::from(row.words.as_str()),
                V::from(row.href.as_str()),
                V::from(row.amount_cents),
            ]
        })
        .collect();
    let columns =
        ["id", "branch_id", "job_id", "place", "label", "outcome", "words", "href", "amount_cents"];
    desk.insert_many("job_rows", columns, rows)?;
    Ok(())
}

/// Where the last noted row of a job leads.
pub(crate) fn find_last_href(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    job: Id<noun::Job>,
) -> Result<Option<(String,)>, store::Error> {
    reader.find(
        sql!(
            "SELECT href FROM job_rows WHERE branch_id = $1 AND job_id = $2 \
             ORDER BY place DESC, id DESC LIMIT 1"
        ),
        args![branch, job],
    )
}

/// How many rows ended how, and what they were worth.
pub fn list_outcomes(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    job: Id<noun::Job>,
) -> Result<Vec<(String, i64, i64)>, store::Error> {
    reader.all(
        sql!(
            "SELECT outcome, COUNT(*), CAST(SUM(amount_cents) AS BIGINT) FROM job_rows \
             WHERE branch_id = $1 AND job_id = $2 GROUP BY outcome ORDER BY outcome"
        ),
        args![branch, job],
    )
}
