//! Start an AutoPay run: a job that goes through every mandate that is due.

use super::{DrawAutopayChunk, records};
use crate::draws::TAKE_MONEY;
use crate::mandates::records::{count_due, list_due};
use office::jobs::{Going, JobKind, NewJob, Work};
use office::{Command, Desk, Duty, Refusal, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Day, Id, noun};

/// How many mandates one transaction draws.
const CHUNK: i64 = 100;

/// The job behind [`StartAutopayRun`].
pub const AUTOPAY_RUN: JobKind =
    JobKind { name: "autopay_runs.start", title: "Run AutoPay", work: run };

/// Runs AutoPay for today.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct StartAutopayRun {}

/// The run goes on in the background.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct AutopayRunStarted {
    /// The run.
    pub autopay_run: Id<noun::AutopayRun>,
    /// Its job.
    pub job: Id<noun::Job>,
    /// How many mandates it goes through.
    pub mandates: i64,
}

/// What the job is asked with.
#[derive(Serialize, Deserialize)]
struct ToRun {
    autopay_run: Id<noun::AutopayRun>,
    on: Day,
}

impl Command for StartAutopayRun {
    const NAME: &'static str = "autopay_runs.start";
    const TITLE: &'static str = "Run AutoPay";
    const DUTY: Duty = TAKE_MONEY;
    const SHAPE: Shape = Shape::Does;
    type Receipt = AutopayRunStarted;

    fn perform(self, desk: &mut Desk<'_>) -> Result<AutopayRunStarted, Refusal> {
        let (branch, on) = (desk.branch(), desk.today());
        let mandates = count_due(desk, branch, on)?;
        if mandates == 0 {
            let words = "Nobody's AutoPay is due today.";
            return Err(Refusal::conflict("autopay_runs.nobody_is_due", words));
        }
        let autopay_run: Id<noun::AutopayRun> = desk.id();
        let new = NewJob {
            kind: AUTOPAY_RUN.name,
            title: &on.long(),
            business_key: &autopay_run.to_string(),
            rows_known: mandates,
            due_at: None,
        };
        let job = desk.enqueue(&new, &ToRun { autopay_run, on })?;
        records::insert_run(desk, autopay_run, on, job)?;
        desk.subject(autopay_run);
        desk.subject(job);
        Ok(AutopayRunStarted { autopay_run, job, mandates })
    }
}

/// Mandates in the order of their ids. After a restart it begins anew: who was drawn has a draw
/// in line or nothing due, and a chunk that was done is not done again.
fn run(work: &mut Work<'_>) -> Result<(), Refusal> {
    let (branch, job) = (work.job.branch, work.job.id);
    let ToRun { autopay_run, on } = work.payload()?;
    let mut after = Id::new(0);
    loop {
        let office = work.office();
        let mandates = office.read(|reader| Ok(list_due(reader, branch, on, after, CHUNK)?))?;
        let Some(last) = mandates.last() else { return Ok(()) };
        after = *last;
        if work.going()? == Going::Cancelled {
            return Ok(());
        }
        let (chunk, rows_before) = (after.get(), work.job.rows_done);
        work.run(chunk, DrawAutopayChunk { job, autopay_run, mandates, on, rows_before })?;
    }
}
