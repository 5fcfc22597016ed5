//! What the last proof in the background found.

pub(super) mod numbers;
pub(super) mod pointers;
pub(super) mod slips;

use super::{Check, Proof};
use office::{Desk, Refusal};
use store::{Migration, Reader, args, from_row, sql};
use values::{Id, Instant, noun};

/// The table of proofs, and what Today looks for by its day.
pub const MIGRATION: Migration = Migration {
    name: "0900_proofs",
    sql: "
CREATE TABLE proof_runs (
  job_id {pk}, branch_id {id} NOT NULL, read_at {instant} NOT NULL,
  proved {bool} NOT NULL, checks {json} NOT NULL
){strict};
CREATE INDEX proof_runs_branch ON proof_runs (branch_id, read_at, job_id);
{append_only:proof_runs}
",
};

/// A proof and the moment it is about.
#[derive(Clone, Debug)]
pub struct Proved {
    /// When the rows were read.
    pub read_at: Instant,
    /// What was found.
    pub proof: Proof,
}

/// The last proof of a branch.
pub fn find_last(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
) -> Result<Option<Proved>, Refusal> {
    let found: Option<(Instant, String)> = reader.find(
        sql!(
            "SELECT read_at, checks FROM proof_runs WHERE branch_id = $1 \
             ORDER BY read_at DESC, job_id DESC LIMIT 1"
        ),
        args![branch],
    )?;
    let Some((read_at, checks)) = found else { return Ok(None) };
    let checks: Vec<Check> = serde_json::from_str(&checks)?;
    Ok(Some(Proved { read_at, proof: Proof::of(checks) }))
}

/// When a branch was last proved, and whether everything held.
pub struct LastMoment {
    /// When the rows were read.
    pub read_at: Instant,
    /// Whether every check held.
    pub proved: bool,
}
from_row!(LastMoment { read_at, proved });

/// When a branch was last proved; none before its first proof.
pub fn find_last_moment(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
) -> Result<Option<LastMoment>, store::Error> {
    reader.find(
        sql!(
            "SELECT read_at, proved FROM proof_runs WHERE branch_id = $1 \
             ORDER BY read_at DESC, job_id DESC LIMIT 1"
        ),
        args![branch],
    )
}

/// The proof that waits or is at work in a branch.
pub(super) fn find_running(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    since: Instant,
) -> Result<Option<Id<noun::Job>>, store::Error> {
    let found: Option<(Id<noun::Job>,)> = reader.find(
        sql!(
            "SELECT id FROM jobs WHERE branch_id = $1 AND asked_at >= $2 \
             AND kind = 'proof.prove' AND finished_at IS NULL ORDER BY asked_at DESC, id DESC \
             LIMIT 1"
        ),
        args![branch, since],
    )?;
    Ok(found.map(|(id,)| id))
}

/// Writes down what a proof found.
pub(super) fn insert_run(
    desk: &mut Desk<'_>,
    job: Id<noun::Job>,
    read_at: Instant,
    proof: &Proof,
) -> Result<(), Refusal> {
    let branch = desk.branch();
    let checks = serde_json::to_string(&proof.checks)?;
    desk.exec(
        sql!(
            "INSERT INTO proof_runs (job_id, branch_id, read_at, proved, checks) \
             VALUES ($2, $1, $3, $4, $5) ON CONFLICT (job_id) DO NOTHING"
        ),
        args![branch, job, read_at, proof.proved, checks],
    )?;
    Ok(())
}
