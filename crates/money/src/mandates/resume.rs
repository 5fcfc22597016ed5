//! Resume a mandate that was held.

use super::{KEEP, records};
use office::{Command, Desk, Duty, Refusal, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Id, noun};

/// Resumes a mandate.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct ResumeMandate {
    /// The mandate.
    pub mandate: Id<noun::Mandate>,
}

/// It is drawn by again, from the next run on.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct MandateResumed {
    /// The mandate.
    pub mandate: Id<noun::Mandate>,
}

impl Command for ResumeMandate {
    const NAME: &'static str = "mandates.resume";
    const TITLE: &'static str = "Resume AutoPay";
    const DUTY: Duty = KEEP;
    const SHAPE: Shape = Shape::ActsOn("mandate");
    type Receipt = MandateResumed;

    fn perform(self, desk: &mut Desk<'_>) -> Result<MandateResumed, Refusal> {
        let row = records::require_standing(desk, self.mandate)?;
        if row.held_at.is_none() {
            return Err(Refusal::conflict("mandates.not_held", "It is not held."));
        }
        records::mark_resumed(desk, self.mandate)?;
        desk.subject(self.mandate);
        desk.subject(row.customer);
        Ok(MandateResumed { mandate: self.mandate })
    }
}
