//! Note that a dispute was answered: what was sent to the processor, and when.

use super::{ANSWER, records};
use crate::processors::DisputeStanding;
use office::{Command, Desk, Duty, Problems, Refusal, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Id, noun};

/// Notes that a dispute was answered.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct AnswerDispute {
    /// The dispute.
    pub dispute: Id<noun::Dispute>,
    /// What was sent: the signed agreement, the service report, or that we accept it.
    pub answer: String,
}

/// It is answered.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct DisputeAnswered {
    /// The dispute.
    pub dispute: Id<noun::Dispute>,
}

impl Command for AnswerDispute {
    const NAME: &'static str = "disputes.answer";
    const TITLE: &'static str = "Note the answer to a dispute";
    const DUTY: Duty = ANSWER;
    const SHAPE: Shape = Shape::ActsOn("dispute");
    type Receipt = DisputeAnswered;

    fn problems(&self) -> Problems {
        let blank = self.answer.trim().is_empty();
        Problems::none().when(blank, "answer", "Say what was sent to the processor.")
    }

    fn perform(self, desk: &mut Desk<'_>) -> Result<DisputeAnswered, Refusal> {
        let branch = desk.branch();
        let row = records::find_dispute(desk, branch, self.dispute)?
            .ok_or(Refusal::NotFound { what: "dispute" })?;
        if row.stands != DisputeStanding::Open {
            let words = format!("It is {} already.", row.stands.title().to_lowercase());
            return Err(Refusal::conflict("disputes.decided", words));
        }
        records::mark_answered(desk, self.dispute, self.answer.trim())?;
        desk.subject(self.dispute);
        Ok(DisputeAnswered { dispute: self.dispute })
    }
}
