//! A chunk of a mailing batch: each paper is a letter of its own in line, or a reason why not.

use crate::billing_runs::records::name_of;
use crate::invoices::{self, ISSUE, MailInvoice};
use crate::statements::MailStatement;
use office::jobs::{JobRow, RowOutcome};
use office::{Command, Desk, Duty, Refusal, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Id, Money, noun};

/// Puts some papers of a batch in line.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct MailPaperChunk {
    /// The job.
    pub job: Id<noun::Job>,
    /// The invoices of this chunk.
    #[serde(default)]
    pub invoices: Vec<MailInvoice>,
    /// The statements of this chunk.
    #[serde(default)]
    pub statements: Vec<MailStatement>,
    /// How many rows stand before it.
    pub rows_before: i64,
}

/// They are in line.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
pub struct PaperChunkMailed {
    /// How many letters.
    pub letters: i64,
}

impl Command for MailPaperChunk {
    const NAME: &'static str = "paper_batches.mail_chunk";
    const TITLE: &'static str = "Mail some papers of a batch";
    const DUTY: Duty = ISSUE;
    const SHAPE: Shape = Shape::Does;
    type Receipt = PaperChunkMailed;

    fn perform(self, desk: &mut Desk<'_>) -> Result<PaperChunkMailed, Refusal> {
        let branch = desk.branch();
        let mut rows = Vec::with_capacity(self.invoices.len() + self.statements.len());
        for letter in self.invoices {
            let invoice = invoices::records::require(desk, branch, letter.invoice)?;
            let label = name_of(desk, branch, invoice.customer)?;
            let href = format!("/invoices/{}", invoice.id);
            let what = format!("Invoice {}", invoice.number);
            let sent = desk.attempt(letter).map(|mailed| (mailed.to, invoice.total));
            rows.push(row((label, what, href), sent));
        }
        for letter in self.statements {
            let label = name_of(desk, branch, letter.customer)?;
            let href = format!("/statements?customer={}", letter.customer);
            let sent = desk.attempt(letter).map(|mailed| (mailed.to, mailed.amount_due_cents));
            rows.push(row((label, String::from("Statement"), href), sent));
        }
        for (place, row) in (self.rows_before + 1..).zip(&mut rows) {
            row.place = place;
        }
        let letters = rows.iter().filter(|row| row.outcome == RowOutcome::Done).count();
        let done = self.rows_before + i64::try_from(rows.len()).unwrap_or(0);
        desk.finish_chunk(self.job, &rows, done)?;
        Ok(PaperChunkMailed { letters: i64::try_from(letters).unwrap_or(0) })
    }
}

fn row(
    (label, what, href): (String, String, String),
    sent: Result<(String, Money), Refusal>,
) -> JobRow {
    let (outcome, words, amount) = match sent {
        Ok((to, amount)) => (RowOutcome::Done, format!("{what} to {to}"), amount),
        Err(refusal) => (RowOutcome::Refused, refusal.sentence(), Money::ZERO),
    };
    JobRow { place: 0, label, outcome, words, href, amount_cents: amount.as_cents() }
}
