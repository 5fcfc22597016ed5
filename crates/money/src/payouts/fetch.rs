//! Asking a processor what a payout is made of, once it has told that there is one.

use super::RecordPayout;
use crate::processors::{self, ProcessorName};
use office::jobs::{JobKind, NewJob, Work};
use office::{Desk, Refusal};
use serde::{Deserialize, Serialize};
use values::{Id, noun};

/// The job that asks for a payout.
pub const FETCH: JobKind =
    JobKind { name: "payouts.fetch", title: "Ask what a payout is made of", work: fetch };

#[derive(Serialize, Deserialize)]
struct ToFetch {
    processor: ProcessorName,
    reference: String,
}

/// Puts the asking in line; the same payout is asked for once.
pub(crate) fn fetch_job(
    desk: &mut Desk<'_>,
    processor: ProcessorName,
    reference: &str,
) -> Result<Id<noun::Job>, Refusal> {
    let new = NewJob {
        kind: FETCH.name,
        title: reference,
        business_key: &format!("{}:{reference}", processor.word()),
        rows_known: 1,
        due_at: None,
    };
    desk.enqueue(&new, &ToFetch { processor, reference: reference.to_owned() })
}

fn fetch(work: &mut Work<'_>) -> Result<(), Refusal> {
    let (branch, job) = (work.job.branch, work.job.id);
    let ToFetch { processor, reference } = work.payload()?;
    let told = processors::of_branch(work.office(), branch, processor)?.payout(&reference)?;
    let record = RecordPayout {
        processor,
        reference,
        paid_on: told.arrives_on,
        net_cents: told.net,
        items: told.items,
        job: Some(job),
    };
    work.run(1, record)?;
    Ok(())
}
