//! Cancelling a job: what is done stays done, the rest is left.

use super::records;
use crate::{Command, Desk, Duty, Problems, Refusal, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Id, noun};

/// To cancel background work.
pub const CANCEL: Duty = Duty::new("jobs.cancel", "Cancel background work");

/// Cancels a job.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct CancelJob {
    /// The job.
    pub job: Id<noun::Job>,
    /// Why.
    pub reason: String,
}

/// The job stops after the chunk it is in.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
pub struct JobCancelled {
    /// The job.
    pub job: Id<noun::Job>,
}

impl Command for CancelJob {
    const NAME: &'static str = "jobs.cancel";
    const TITLE: &'static str = "Cancel background work";
    const DUTY: Duty = CANCEL;
    const SHAPE: Shape = Shape::ActsOn("job");
    type Receipt = JobCancelled;

    fn problems(&self) -> Problems {
        Problems::none().when(self.reason.trim().is_empty(), "reason", "Enter why.")
    }

    fn perform(self, desk: &mut Desk<'_>) -> Result<JobCancelled, Refusal> {
        let branch = desk.branch();
        records::find_job(desk, branch, self.job)?.ok_or(Refusal::NotFound { what: "job" })?;
        desk.subject(self.job);
        match records::mark_cancelled(desk, self.job)? {
            0 => Err(Refusal::conflict(
                "jobs.ended",
                "This work has ended already. Undo its rows from its page instead.",
            )),
            _ => Ok(JobCancelled { job: self.job }),
        }
    }
}
