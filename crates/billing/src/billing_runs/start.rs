//! Start a billing run: a job that goes through everybody of whom something may be due.

use super::{BillRunChunk, records};
use crate::invoices::ISSUE;
use office::jobs::{Going, JobKind, NewJob, Work};
use office::{Command, Desk, Duty, Refusal, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Day, Id, noun};

/// How many customers one transaction bills.
const CHUNK: i64 = 100;

/// The job behind [`StartBillingRun`].
pub const BILLING_RUN: JobKind =
    JobKind { name: "billing_runs.start", title: "Run the billing", work: run };

/// Runs the billing of the branch.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct StartBillingRun {
    /// What falls due until this day; until today when nothing is said.
    #[serde(default)]
    pub until: Option<Day>,
}

/// The run goes on in the background.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct BillingRunStarted {
    /// The run.
    pub billing_run: Id<noun::BillingRun>,
    /// Its job.
    pub job: Id<noun::Job>,
    /// How many customers it goes through.
    pub customers: i64,
}

/// What the job is asked with.
#[derive(Serialize, Deserialize)]
struct Asked {
    until: Day,
}

impl Command for StartBillingRun {
    const NAME: &'static str = "billing_runs.start";
    const TITLE: &'static str = "Run the billing";
    const DUTY: Duty = ISSUE;
    const SHAPE: Shape = Shape::Does;
    type Receipt = BillingRunStarted;

    fn perform(self, desk: &mut Desk<'_>) -> Result<BillingRunStarted, Refusal> {
        let (branch, today) = (desk.branch(), desk.today());
        let until = self.until.unwrap_or(today);
        if until > today {
            return Err(Refusal::invalid("until", "This day is to come. Enter today."));
        }
        let customers = records::count_customers(desk, branch)?;
        if customers == 0 {
            return Err(Refusal::conflict_with(
                "billing_runs.nothing_is_due",
                "There is nobody of whom something may be due.",
                "/invoices",
                "See the invoices",
            ));
        }
        let billing_run: Id<noun::BillingRun> = desk.id();
        let new = NewJob {
            kind: BILLING_RUN.name,
            title: &format!("Due until {}", until.long()),
            business_key: &billing_run.to_string(),
            rows_known: customers,
            due_at: None,
        };
        let job = desk.enqueue(&new, &Asked { until })?;
        records::insert_run(desk, billing_run, until, job)?;
        desk.subject(billing_run);
        desk.subject(job);
        Ok(BillingRunStarted { billing_run, job, customers })
    }
}

/// Customers in the order of their ids; after a restart behind the last one that was noted,
/// for each chunk is noted in the transaction that bills it.
fn run(work: &mut Work<'_>) -> Result<(), Refusal> {
    let (branch, job) = (work.job.branch, work.job.id);
    let Asked { until } = work.payload()?;
    let mut after = Id::new(work.last_subject()?.unwrap_or(0));
    loop {
        let office = work.office();
        let customers =
            office.read(|reader| Ok(records::list_customers(reader, branch, after, CHUNK)?))?;
        let Some(last) = customers.last() else { return Ok(()) };
        after = *last;
        if work.going()? == Going::Cancelled {
            return Ok(());
        }
        let rows_before = work.job.rows_done;
        work.run(rows_before, BillRunChunk { job, customers, until, rows_before })?;
    }
}
