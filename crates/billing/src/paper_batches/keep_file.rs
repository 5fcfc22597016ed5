//! Keep the file of a batch that is printed.

use super::records;
use crate::invoices::ISSUE;
use office::{Command, Desk, Duty, Refusal, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Id, noun};

/// Keeps the file of a batch that is printed.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct KeepPaperFile {
    /// The job.
    pub job: Id<noun::Job>,
    /// The batch.
    pub batch: Id<noun::PaperBatch>,
    /// How many papers it has.
    pub papers: i64,
    /// What the shelf finds it by.
    pub file: String,
    /// How many bytes it has.
    pub bytes: i64,
}

/// It is kept.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
pub struct PaperFileKept {
    /// The batch.
    pub paper_batch: Id<noun::PaperBatch>,
}

impl Command for KeepPaperFile {
    const NAME: &'static str = "paper_batches.keep_file";
    const TITLE: &'static str = "Keep the file of a batch";
    const DUTY: Duty = ISSUE;
    const SHAPE: Shape = Shape::Does;
    type Receipt = PaperFileKept;

    fn perform(self, desk: &mut Desk<'_>) -> Result<PaperFileKept, Refusal> {
        let branch = desk.branch();
        let batch = records::require(desk, branch, self.batch)?;
        if batch.job != self.job {
            return Err(Refusal::NotFound { what: "paper batch" });
        }
        let file = (self.file.as_str(), self.bytes, self.papers);
        records::mark_printed(desk, batch.id, file)?;
        desk.subject(batch.id);
        Ok(PaperFileKept { paper_batch: batch.id })
    }
}
