//! Have the books proved in the background: it reads everything, so it waits its turn and
//! nobody waits for it.

use super::{ASK, Check, Proof, prove, records};
use office::jobs::{JobKind, JobRow, NewJob, RowOutcome, Work};
use office::{Command, Desk, Duty, Refusal, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Id, Instant, noun};

/// The job behind [`AskProof`].
pub const PROVE_JOB: JobKind = JobKind { name: "proof.prove", title: "Prove the books", work };

/// Has the branch's books proved.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct AskProof {}

/// The proof goes on in the background.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
pub struct ProofAsked {
    /// The job.
    pub job: Id<noun::Job>,
}

impl Command for AskProof {
    const NAME: &'static str = "proof.ask";
    const TITLE: &'static str = "Prove the books";
    const DUTY: Duty = ASK;
    const SHAPE: Shape = Shape::Does;
    type Receipt = ProofAsked;

    fn perform(self, desk: &mut Desk<'_>) -> Result<ProofAsked, Refusal> {
        let (branch, now) = (desk.branch(), desk.now());
        if let Some(job) = records::find_running(desk, branch, hour_ago(now))? {
            return Ok(ProofAsked { job });
        }
        let title = format!("The books of {}", desk.today().long());
        let key = now.as_micros().to_string();
        let new = NewJob {
            kind: PROVE_JOB.name,
            title: &title,
            business_key: &key,
            rows_known: 0,
            due_at: None,
        };
        let job = desk.enqueue(&new, &self)?;
        desk.subject(job);
        Ok(ProofAsked { job })
    }
}

/// A proof that has not ended within an hour will not.
pub(super) fn hour_ago(now: Instant) -> Instant {
    now.plus_seconds(-60 * 60)
}

/// Writes down what the proof found. No door offers it: only the job runs it.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
struct RecordProof {
    job: Id<noun::Job>,
    read_at: Instant,
    checks: Vec<Check>,
}

/// It is written down.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
struct ProofRecorded {
    proved: bool,
}

impl Command for RecordProof {
    const NAME: &'static str = "proof.record";
    const TITLE: &'static str = "Write down a proof";
    const DUTY: Duty = ASK;
    const SHAPE: Shape = Shape::Does;
    type Receipt = ProofRecorded;

    fn perform(self, desk: &mut Desk<'_>) -> Result<ProofRecorded, Refusal> {
        desk.subject(self.job);
        let proof = Proof::of(self.checks);
        records::insert_run(desk, self.job, self.read_at, &proof)?;
        let rows: Vec<JobRow> = (1..).zip(&proof.checks).map(row).collect();
        let done = i64::try_from(rows.len()).unwrap_or(i64::MAX);
        desk.finish_chunk(self.job, &rows, done)?;
        Ok(ProofRecorded { proved: proof.proved })
    }
}

fn row((place, check): (i64, &Check)) -> JobRow {
    JobRow {
        place,
        label: super::Meant::of(&check.name).map_or(check.name.as_str(), |m| m.title).into(),
        outcome: match check.ok {
            true => RowOutcome::Done,
            false => RowOutcome::Refused,
        },
        words: check.detail.clone(),
        href: "/proof".into(),
        amount_cents: 0,
    }
}

fn work(work: &mut Work<'_>) -> Result<(), Refusal> {
    let (job, branch) = (work.job.id, work.job.branch);
    let read_at = work.office().now();
    let proof = work.office().read(|reader| {
        let branch = office::records::find_branch(reader, branch)?;
        prove(reader, branch.as_slice())
    })?;
    let checks = proof.checks;
    work.run(1, RecordProof { job, read_at, checks })?;
    Ok(())
}
