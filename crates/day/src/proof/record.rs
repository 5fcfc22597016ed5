//! Write down what a proof found.

use super::{ASK, Check, Meant, Proof, records};
use office::jobs::{JobRow, RowOutcome};
use office::{Command, Desk, Duty, Refusal, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Id, Instant, noun};

/// Writes down what the proof found. No door offers it: only the job runs it.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub(super) struct RecordProof {
    /// The job that proved.
    pub job: Id<noun::Job>,
    /// When the rows were read.
    pub read_at: Instant,
    /// What was found.
    pub checks: Vec<Check>,
}

/// It is written down.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
pub(super) struct ProofRecorded {
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
        label: Meant::of(&check.name).map_or(check.name.as_str(), |m| m.title).into(),
        outcome: match check.ok {
            true => RowOutcome::Done,
            false => RowOutcome::Refused,
        },
        words: check.detail.clone(),
        href: "/proof".into(),
        amount_cents: 0,
    }
}
