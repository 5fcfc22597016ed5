//! A chunk of a billing run: some customers, each whole or not at all.

use super::{BillCustomer, records};
use crate::invoices::ISSUE;
use crate::paper_batches::records::insert_run_invoices;
use office::jobs::{JobRow, RowOutcome};
use office::{Command, Desk, Duty, Refusal, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Day, Id, Money, noun};

/// Bills some customers of a run.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct BillRunChunk {
    /// The run's job.
    pub job: Id<noun::Job>,
    /// The customers of this chunk.
    pub customers: Vec<Id<noun::Customer>>,
    /// What falls due until this day.
    pub until: Day,
    /// How many rows stand before it.
    pub rows_before: i64,
}

/// What came of a chunk.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
pub struct RunChunkBilled {
    /// How many invoices were issued.
    pub invoices: i64,
    /// What they come to.
    pub total_cents: Money,
    /// How many customers could not be billed.
    pub refused: i64,
}

impl Command for BillRunChunk {
    const NAME: &'static str = "billing_runs.bill_chunk";
    const TITLE: &'static str = "Bill some customers of a run";
    const DUTY: Duty = ISSUE;
    const SHAPE: Shape = Shape::Does;
    type Receipt = RunChunkBilled;

    fn perform(self, desk: &mut Desk<'_>) -> Result<RunChunkBilled, Refusal> {
        let branch = desk.branch();
        let mut receipt = RunChunkBilled { invoices: 0, total_cents: Money::ZERO, refused: 0 };
        let mut rows = Vec::with_capacity(self.customers.len());
        let mut issued = Vec::with_capacity(self.customers.len());
        for (place, customer) in (self.rows_before + 1..).zip(&self.customers) {
            let until = Some(self.until);
            let billed = desk.attempt(BillCustomer { customer: *customer, until });
            let label = records::name_of(desk, branch, *customer)?;
            let (outcome, words, amount) = match billed {
                Ok(billed) if billed.invoices.is_empty() => {
                    (RowOutcome::Skipped, String::from("Nothing is due"), Money::ZERO)
                }
                Ok(billed) => {
                    let invoices = billed.invoices.iter();
                    let count: usize = invoices.clone().map(|one| 1 + one.also.len()).sum();
                    receipt.invoices += i64::try_from(count).unwrap_or(0);
                    receipt.total_cents += billed.total_cents;
                    let all = invoices.clone().flat_map(|one| one.also.iter().copied());
                    issued.extend(invoices.clone().map(|one| one.invoice).chain(all));
                    let numbers: Vec<&str> = invoices.map(|one| one.number.as_str()).collect();
                    let words = format!("Invoice {}", numbers.join(", "));
                    (RowOutcome::Done, words, billed.total_cents)
                }
                Err(refusal) => {
                    receipt.refused += 1;
                    (RowOutcome::Refused, refusal.sentence(), Money::ZERO)
                }
            };
            rows.push(JobRow {
                place,
                label,
                outcome,
                words,
                href: format!("/customers/{customer}"),
                amount_cents: amount.as_cents(),
            });
        }
        if let Some((run,)) = records::find_of_job(desk, branch, self.job)? {
            insert_run_invoices(desk, run, &issued)?;
        }
        let done = self.rows_before + i64::try_from(rows.len()).unwrap_or(0);
        desk.finish_chunk(self.job, &rows, done)?;
        Ok(receipt)
    }
}
