//! Asking a processor for a draw: begun in one transaction, asked outside of any, recorded in
//! another. Whatever happens in between, asking again under the same key is safe.

use super::line::{PAGE_TO_COME, ToTake};
use super::records::{self, DrawRow, DrawState};
use super::{BeginDraw, RecordDraw};
use crate::processors::{self, Ask, DrawOutcome, Processor};
use office::Refusal;
use office::jobs::{JobKind, Work};

/// The job behind a draw.
pub const TAKE: JobKind =
    JobKind { name: "draws.take", title: "Ask for a card or bank draw", work: take };

/// Processors remember a once-key for a day; after this a draw is looked for by its key first.
const REMEMBERED_SECONDS: i64 = 20 * 60 * 60;

fn take(work: &mut Work<'_>) -> Result<(), Refusal> {
    let (branch, ToTake { draw }) = (work.job.branch, work.payload()?);
    let row = work.office().read(|reader| Ok(records::find_draw(reader, branch, draw)?))?;
    let row = row.ok_or(Refusal::NotFound { what: "draw" })?;
    if !matches!(row.state(), DrawState::Asked | DrawState::InDoubt) {
        return Ok(());
    }
    let job = work.job.id;
    // The key of a chunk is the job's; each try of this job is a chunk of its own.
    let chunk = row.tries * 2;
    work.run(chunk + 1, BeginDraw { draw, tries: row.tries })?;
    let outcome = {
        let office = work.office();
        let processor = processors::of_branch(office, branch, row.processor)?;
        let since = row.tried_at.map_or(0, |at| at.seconds_until(office.now()));
        ask(&*processor, &row, since)?
    };
    match outcome {
        Some(outcome) => {
            work.run(chunk + 2, RecordDraw { draw, outcome, job: Some(job) })?;
            Ok(())
        }
        None => Ok(()),
    }
}

/// Asks, as the draw is meant; none while a page's payment is not decided.
fn ask(
    processor: &dyn Processor,
    row: &DrawRow,
    since_tried: i64,
) -> Result<Option<DrawOutcome>, Refusal> {
    if row.page == PAGE_TO_COME {
        return processor.look_up(&row.once);
    }
    if !row.page.is_empty() {
        return processor.page_outcome(&row.page);
    }
    if row.refund.is_some() {
        return processor.refund(&row.processor_method, row.amount, &row.once).map(Some);
    }
    if since_tried > REMEMBERED_SECONDS
        && let Some(known) = processor.look_up(&row.once)?
    {
        return Ok(Some(known));
    }
    let ask = Ask {
        amount: row.amount,
        processor_customer: &row.processor_customer,
        processor_method: &row.processor_method,
        purpose: &row.purpose,
        once: &row.once,
    };
    processor.charge(&ask).map(Some)
}
