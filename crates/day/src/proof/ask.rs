//! Have the books proved in the background: it reads everything, so it waits its turn and
//! nobody waits for it.

use super::job::PROVE_JOB;
use super::{ASK, records};
use office::jobs::NewJob;
use office::{Command, Desk, Duty, Refusal, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Id, Instant, noun};

/// Has the branch's books proved.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct AskProof {}

/// The proof goes on in the background.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
pub struct ProofAsked {
    /// The job.
    pub job: Id<noun::Job>,
}

impl Command for AskProof {
    const NAME: &'static str = "proof.ask";
    const TITLE: &'static str = "Prove the books";
    const DUTY: Duty = ASK;
    const SHAPE: Shape = Shape::Does;
    type Receipt = ProofAsked;

    fn perform(self, desk: &mut Desk<'_>) -> Result<ProofAsked, Refusal> {
        let (branch, now) = (desk.branch(), desk.now());
        if let Some(job) = records::find_running(desk, branch, hour_ago(now))? {
            return Ok(ProofAsked { job });
        }
        let title = format!("The books of {}", desk.today().long());
        let key = now.as_micros().to_string();
        let new = NewJob {
            kind: PROVE_JOB.name,
            title: &title,
            business_key: &key,
            rows_known: 0,
            due_at: None,
        };
        let job = desk.enqueue(&new, &self)?;
        desk.subject(job);
        Ok(ProofAsked { job })
    }
}

/// A proof that has not ended within an hour will not.
pub(super) fn hour_ago(now: Instant) -> Instant {
    now.plus_seconds(-60 * 60)
}
