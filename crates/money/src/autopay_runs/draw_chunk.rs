//! A chunk of an AutoPay run: some mandates, each drawn whole or not at all.

use crate::draws::{NewDraw, TAKE_MONEY, put_in_line};
use crate::mandates::records::{self as mandates, MandateRow};
use crate::mandates::rules::{self, Due, Plan};
use office::jobs::{JobRow, RowOutcome};
use office::{Command, Desk, Duty, Refusal, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use store::Reader;
use values::{Day, Id, Money, noun};

/// Draws some mandates of a run.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct DrawAutopayChunk {
    /// The run's job.
    pub job: Id<noun::Job>,
    /// The run.
    pub autopay_run: Id<noun::AutopayRun>,
    /// The mandates of this chunk.
    pub mandates: Vec<Id<noun::Mandate>>,
    /// The run's day.
    pub on: Day,
    /// How many rows stand before it.
    pub rows_before: i64,
}

/// What came of a chunk.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct AutopayChunkDrawn {
    /// How many draws are in line.
    pub draws: i64,
    /// What they come to.
    pub total_cents: Money,
}

impl Command for DrawAutopayChunk {
    const NAME: &'static str = "autopay_runs.draw_chunk";
    const TITLE: &'static str = "Draw some mandates of a run";
    const DUTY: Duty = TAKE_MONEY;
    const SHAPE: Shape = Shape::Does;
    type Receipt = AutopayChunkDrawn;

    fn perform(self, desk: &mut Desk<'_>) -> Result<AutopayChunkDrawn, Refusal> {
        let branch = desk.branch();
        let mut receipt = AutopayChunkDrawn { draws: 0, total_cents: Money::ZERO };
        let mut rows = Vec::with_capacity(self.mandates.len());
        for (place, mandate) in (self.rows_before + 1..).zip(&self.mandates) {
            let row = mandates::find_mandate(desk, branch, *mandate)?
                .ok_or(Refusal::NotFound { what: "mandate" })?;
            let plan = plan_of(desk, branch, &row, self.on)?;
            let is_tried_later = matches!(plan, Plan::Skip(_)) && row.retry_on.is_some();
            let (outcome, words, amount, href) = match plan {
                Plan::Draw(amount) => {
                    let draw = self.draw(desk, &row, amount)?;
                    receipt.draws += 1;
                    receipt.total_cents += amount;
                    let words = format!("Drawn from {}", row.method_words());
                    (RowOutcome::Done, words, amount, format!("/draws/{draw}"))
                }
                Plan::Skip(words) => {
                    let href = format!("/mandates/{mandate}");
                    (RowOutcome::Skipped, words, Money::ZERO, href)
                }
                Plan::Nothing => {
                    let words = String::from("Nothing is due");
                    (RowOutcome::Skipped, words, Money::ZERO, format!("/mandates/{mandate}"))
                }
                Plan::Look(words) => {
                    (RowOutcome::Marked, words, Money::ZERO, format!("/mandates/{mandate}"))
                }
            };
            let next_on = row.run_day.map(|day| rules::next_on(day, self.on));
            if !is_tried_later {
                mandates::mark_run(desk, *mandate, next_on)?;
            }
            let amount_cents = amount.as_cents();
            rows.push(JobRow { place, label: row.name, outcome, words, href, amount_cents });
        }
        let done = self.rows_before + i64::try_from(rows.len()).unwrap_or(0);
        desk.finish_chunk(self.job, &rows, done)?;
        Ok(receipt)
    }
}

impl DrawAutopayChunk {
    fn draw(
        &self,
        desk: &mut Desk<'_>,
        row: &MandateRow,
        amount: Money,
    ) -> Result<Id<noun::Draw>, Refusal> {
        put_in_line(
            desk,
            NewDraw {
                processor: row.processor,
                processor_customer: row.processor_customer.clone(),
                processor_method: row.processor_method.clone(),
                purpose: format!("AutoPay of {}", self.on.us()),
                // A day draws a mandate once, however many runs it has.
                once: format!("auto-{}-{}", row.id, self.on),
                mandate: Some(row.id),
                run: Some(self.autopay_run),
                ..NewDraw::of(row.customer, row.tender, amount)
            },
        )
    }
}

/// What a run on a day would do with a mandate; its preview asks the same.
pub(super) fn plan_of(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    row: &MandateRow,
    on: Day,
) -> Result<Plan, store::Error> {
    let due = mandates::due_of(reader, branch, row.customer, on)?;
    let in_line = mandates::in_line_of(reader, branch, row.id)?;
    let once = format!("auto-{}-{on}", row.id);
    if crate::draws::records::find_by_once(reader, branch, &once)?.is_some() {
        return Ok(Plan::Nothing);
    }
    let plan = rules::plan(Due { due, cap: row.cap, in_line, expires_on: row.expires_on }, on);
    match mandates::find_skip(reader, branch, row.id, on)? {
        Some((reason, by)) if plan != Plan::Nothing => {
            Ok(Plan::Skip(format!("Skipped by {by}: {reason}")))
        }
        _ => Ok(plan),
    }
}
