//! Bill all verified work: a job that issues one invoice per work order, in chunks.

use super::{ISSUE, IssueInvoice};
use crate::deferrals;
use dispatch::work_orders;
use office::jobs::{Going, JobKind, JobRow, NewJob, RowOutcome, Work};
use office::{Command, Desk, Duty, Refusal, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Id, noun};

/// How many work orders one transaction bills.
const CHUNK: i64 = 100;

/// The job behind [`IssueAllInvoices`].
pub const ISSUE_ALL: JobKind =
    JobKind { name: "invoices.issue_all", title: "Bill verified work", work: bill };

/// Bills all verified work of the branch.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct IssueAllInvoices {}

/// The billing goes on in the background.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
pub struct BillingStarted {
    /// The job.
    pub job: Id<noun::Job>,
    /// How many work orders wait.
    pub waiting: i64,
}

impl Command for IssueAllInvoices {
    const NAME: &'static str = "invoices.issue_all";
    const TITLE: &'static str = "Bill all verified work";
    const DUTY: Duty = ISSUE;
    const SHAPE: Shape = Shape::Does;
    type Receipt = BillingStarted;

    fn perform(self, desk: &mut Desk<'_>) -> Result<BillingStarted, Refusal> {
        let branch = desk.branch();
        let waiting = work_orders::records::count_to_bill(desk, branch)?;
        if waiting == 0 {
            return Err(Refusal::conflict_with(
                "invoices.nothing_to_bill",
                "Everything verified is billed.",
                "/invoices",
                "See the invoices",
            ));
        }
        let title = format!("Work verified until {}", desk.today().long());
        let key = desk.now().as_micros().to_string();
        let new = NewJob {
            kind: ISSUE_ALL.name,
            title: &title,
            business_key: &key,
            rows_known: waiting,
            due_at: None,
        };
        let job = desk.enqueue(&new, &self)?;
        desk.subject(job);
        Ok(BillingStarted { job, waiting })
    }
}

/// One chunk of the job.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct BillChunk {
    /// The job.
    pub job: Id<noun::Job>,
    /// The work orders of this chunk.
    pub work_orders: Vec<Id<noun::WorkOrder>>,
    /// How many rows stand before it.
    pub rows_before: i64,
}

/// What came of a chunk.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
pub struct ChunkBilled {
    /// How many invoices were issued.
    pub invoices: i64,
    /// The work orders that could not be billed.
    pub refused: Vec<Id<noun::WorkOrder>>,
}

impl Command for BillChunk {
    const NAME: &'static str = "invoices.issue_chunk";
    const TITLE: &'static str = "Bill some verified work";
    const DUTY: Duty = ISSUE;
    const SHAPE: Shape = Shape::Does;
    type Receipt = ChunkBilled;

    fn perform(self, desk: &mut Desk<'_>) -> Result<ChunkBilled, Refusal> {
        let branch = desk.branch();
        let mut rows = Vec::with_capacity(self.work_orders.len());
        let mut receipt = ChunkBilled { invoices: 0, refused: Vec::new() };
        for (place, id) in (self.rows_before + 1..).zip(&self.work_orders) {
            let order = work_orders::records::require(desk, branch, *id)?;
            let issued = desk.attempt(IssueInvoice {
                work_orders: vec![*id],
                ..IssueInvoice::to(order.customer)
            });
            let label = format!("Work order {}", order.number);
            rows.push(match issued {
                Ok(issued) => {
                    receipt.invoices += 1;
                    JobRow {
                        place,
                        label,
                        outcome: RowOutcome::Done,
                        words: format!("Invoice {}", issued.number),
                        href: format!("/invoices/{}", issued.invoice),
                        amount_cents: issued.total_cents.as_cents(),
                    }
                }
                Err(refusal) => {
                    receipt.refused.push(*id);
                    JobRow {
                        place,
                        label,
                        outcome: RowOutcome::Refused,
                        words: refusal.sentence(),
                        href: format!("/work-orders/{id}"),
                        amount_cents: order.price.as_cents(),
                    }
                }
            });
        }
        let done = self.rows_before + i64::try_from(rows.len()).unwrap_or(0);
        desk.finish_chunk(self.job, &rows, done)?;
        Ok(receipt)
    }
}

/// What is billed leaves the list by itself, so the next chunk is always at its top; what
/// was refused is stepped over.
fn bill(work: &mut Work<'_>) -> Result<(), Refusal> {
    let branch = work.job.branch;
    // What waits for a billing day is the billing run's business.
    let waiting =
        work.office().read(|reader| Ok(deferrals::records::list_waiting(reader, branch)?))?;
    let mut refused: Vec<Id<noun::WorkOrder>> = waiting.into_iter().map(|(id, _)| id).collect();
    let mut chunk = work.job.rows_done;
    loop {
        let most = CHUNK + i64::try_from(refused.len()).unwrap_or(0);
        let work_orders = work
            .office()
            .read(|reader| Ok(work_orders::records::list_to_bill(reader, branch, most)?))?;
        let work_orders: Vec<_> =
            work_orders.into_iter().filter(|id| !refused.contains(id)).collect();
        if work_orders.is_empty() || work.going()? == Going::Cancelled {
            return Ok(());
        }
        chunk += 1;
        let (job, rows_before) = (work.job.id, work.job.rows_done);
        let receipt = work.run(chunk, BillChunk { job, work_orders, rows_before })?;
        refused.extend(receipt.refused);
    }
}
