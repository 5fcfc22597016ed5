//! Note the papers that went through the press, as a printing job goes on.

use crate::invoices::ISSUE;
use office::jobs::{JobRow, RowOutcome};
use office::{Command, Desk, Duty, Refusal, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Id, Money, noun};

/// Notes papers that went through the press.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct KeepPrinted {
    /// The job.
    pub job: Id<noun::Job>,
    /// The papers.
    pub rows: Vec<PrintedRow>,
    /// How many went through in all.
    pub done: i64,
}

/// One paper.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct PrintedRow {
    /// Its place in the batch.
    pub place: i64,
    /// Whose.
    pub label: String,
    /// What it is.
    pub words: String,
    /// Where it is read.
    pub href: String,
    /// What it asks for.
    pub amount_cents: Money,
}

impl PrintedRow {
    pub(super) fn of(row: JobRow) -> PrintedRow {
        let JobRow { place, label, words, href, amount_cents, .. } = row;
        PrintedRow { place, label, words, href, amount_cents: Money::cents(amount_cents) }
    }
}

/// They are noted.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
pub struct PrintedKept {
    /// How many went through in all.
    pub done: i64,
}

impl Command for KeepPrinted {
    const NAME: &'static str = "paper_batches.keep_printed";
    const TITLE: &'static str = "Note printed papers";
    const DUTY: Duty = ISSUE;
    const SHAPE: Shape = Shape::Does;
    type Receipt = PrintedKept;

    fn perform(self, desk: &mut Desk<'_>) -> Result<PrintedKept, Refusal> {
        let rows: Vec<JobRow> = self
            .rows
            .into_iter()
            .map(|row| JobRow {
                place: row.place,
                label: row.label,
                outcome: RowOutcome::Done,
                words: row.words,
                href: row.href,
                amount_cents: row.amount_cents.as_cents(),
            })
            .collect();
        desk.finish_chunk(self.job, &rows, self.done)?;
        Ok(PrintedKept { done: self.done })
    }
}
