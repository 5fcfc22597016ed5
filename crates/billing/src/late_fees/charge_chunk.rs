//! Some late fees of a month, each with its result.

use super::{CHARGE, ChargeLateFee};
use crate::billing_runs::records::name_of;
use office::jobs::{JobRow, RowOutcome};
use office::{Command, Desk, Duty, Refusal, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Id, Money, noun};

/// Charges some customers.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct ChargeChunk {
    /// The job.
    pub job: Id<noun::Job>,
    /// The customers of this chunk.
    pub customers: Vec<Id<noun::Customer>>,
    /// How many rows stand before it.
    pub rows_before: i64,
}

/// They are charged.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
pub struct ChunkCharged {
    /// How many fees.
    pub fees: i64,
    /// What they come to.
    pub total_cents: Money,
}

impl Command for ChargeChunk {
    const NAME: &'static str = "late_fees.charge_chunk";
    const TITLE: &'static str = "Charge some late fees";
    const DUTY: Duty = CHARGE;
    const SHAPE: Shape = Shape::Does;
    type Receipt = ChunkCharged;

    fn perform(self, desk: &mut Desk<'_>) -> Result<ChunkCharged, Refusal> {
        let branch = desk.branch();
        let mut receipt = ChunkCharged { fees: 0, total_cents: Money::ZERO };
        let mut rows = Vec::with_capacity(self.customers.len());
        for (place, customer) in (self.rows_before + 1..).zip(&self.customers) {
            let label = name_of(desk, branch, *customer)?;
            let (outcome, words, amount) = match desk.attempt(ChargeLateFee { customer: *customer })
            {
                Ok(charged) => {
                    receipt.fees += 1;
                    receipt.total_cents += charged.amount_cents;
                    let words = format!("Late fee {}", charged.number);
                    (RowOutcome::Done, words, charged.amount_cents)
                }
                // That none is charged is no trouble of the run's.
                Err(refusal) if refusal.code() == "late_fees.none" => {
                    (RowOutcome::Skipped, refusal.sentence(), Money::ZERO)
                }
                Err(refusal) => (RowOutcome::Refused, refusal.sentence(), Money::ZERO),
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
        let done = self.rows_before + i64::try_from(rows.len()).unwrap_or(0);
        desk.finish_chunk(self.job, &rows, done)?;
        Ok(receipt)
    }
}
