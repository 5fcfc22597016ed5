//! Write the work of every agreement ahead: a job that goes through them in chunks.

use super::{GenerateWork, PLAN};
use front_desk::agreements;
use office::jobs::{Going, JobKind, JobRow, NewJob, RowOutcome, Work};
use office::{Command, Desk, Duty, Refusal, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Day, Id, noun};

/// How many agreements one transaction takes.
const CHUNK: i64 = 200;

/// The job behind [`GenerateAllWork`].
pub const GENERATE: JobKind =
    JobKind { name: "work_orders.generate", title: "Write work ahead", work: generate };

/// Writes the work orders of all agreements until a day.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct GenerateAllWork {
    /// The last day.
    pub until: Day,
}

/// The work goes on in the background.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
pub struct GenerationStarted {
    /// The job.
    pub job: Id<noun::Job>,
}

impl Command for GenerateAllWork {
    const NAME: &'static str = "work_orders.generate_all";
    const TITLE: &'static str = "Write all work ahead";
    const DUTY: Duty = PLAN;
    const SHAPE: Shape = Shape::Does;
    type Receipt = GenerationStarted;

    fn perform(self, desk: &mut Desk<'_>) -> Result<GenerationStarted, Refusal> {
        let (now, title) = (desk.now().as_micros(), self.until.long());
        let branch = desk.branch();
        let rows_known = agreements::records::count_standing(desk, branch)?;
        let key = format!("{}:{now}", self.until);
        let new = NewJob {
            kind: GENERATE.name,
            title: &title,
            business_key: &key,
            rows_known,
            due_at: None,
        };
        let job = desk.enqueue(&new, &self)?;
        desk.subject(job);
        Ok(GenerationStarted { job })
    }
}

/// One chunk of the job: the agreements behind `after`.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct GenerateChunk {
    /// The job.
    pub job: Id<noun::Job>,
    /// The agreements of this chunk.
    pub agreements: Vec<Id<noun::Agreement>>,
    /// The last day.
    pub until: Day,
    /// How many rows stand before this chunk.
    pub rows_before: i64,
}

/// What came of a chunk.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
pub struct ChunkGenerated {
    /// How many work orders were written.
    pub work_orders: i64,
}

impl Command for GenerateChunk {
    const NAME: &'static str = "work_orders.generate_chunk";
    const TITLE: &'static str = "Write some work ahead";
    const DUTY: Duty = PLAN;
    const SHAPE: Shape = Shape::Does;
    type Receipt = ChunkGenerated;

    fn perform(self, desk: &mut Desk<'_>) -> Result<ChunkGenerated, Refusal> {
        let mut rows = Vec::with_capacity(self.agreements.len());
        let mut written = 0;
        for (place, agreement) in (self.rows_before + 1..).zip(&self.agreements) {
            let (agreement, until) = (*agreement, Some(self.until));
            let made = desk.attempt(GenerateWork { agreement, from_on: None, until });
            let (outcome, words) = match made {
                Ok(made) if made.work_orders.is_empty() => {
                    (RowOutcome::Skipped, "Nothing to write".to_owned())
                }
                Ok(made) => {
                    written += i64::try_from(made.work_orders.len()).unwrap_or(i64::MAX);
                    (RowOutcome::Done, format!("{} work orders", made.work_orders.len()))
                }
                Err(refusal) => (RowOutcome::Refused, refusal.words()),
            };
            rows.push(JobRow {
                place,
                label: format!("Agreement {agreement}"),
                outcome,
                words,
                href: format!("/agreements/{agreement}"),
                amount_cents: 0,
            });
        }
        let done = self.rows_before + i64::try_from(rows.len()).unwrap_or(0);
        desk.finish_chunk(self.job, &rows, done)?;
        Ok(ChunkGenerated { work_orders: written })
    }
}

fn generate(work: &mut Work<'_>) -> Result<(), Refusal> {
    let asked: GenerateAllWork = work.payload()?;
    let branch = work.job.branch;
    let mut after = Id::new(0);
    let mut skip = work.job.rows_done;
    let mut chunk = 0;
    loop {
        let agreements = work.office().read(|reader| {
            Ok(agreements::records::list_standing_ids(reader, branch, after, CHUNK)?)
        })?;
        // What was signed or cancelled meanwhile is known at the end.
        let Some(last) = agreements.last() else { return work.know(work.job.rows_done) };
        after = *last;
        chunk += 1;
        let many = i64::try_from(agreements.len()).unwrap_or(0);
        // What was done before a restart is stepped over.
        if skip >= many {
            skip -= many;
            continue;
        }
        if work.going()? == Going::Cancelled {
            return Ok(());
        }
        let rows_before = work.job.rows_done;
        let command =
            GenerateChunk { job: work.job.id, agreements, until: asked.until, rows_before };
        work.run(chunk, command)?;
    }
}
