//! End a mandate: she takes her leave back, or her card or account is no longer there.

use super::{EndCause, KEEP, records};
use office::{Command, Desk, Duty, Problems, Refusal, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Id, noun};

/// Ends a mandate.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct EndMandate {
    /// The mandate.
    pub mandate: Id<noun::Mandate>,
    /// Why.
    pub reason: String,
    /// What it was; that she asked, when nothing is said.
    #[serde(default)]
    pub cause: EndCause,
}

/// Nothing is drawn by it any more.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct MandateEnded {
    /// The mandate.
    pub mandate: Id<noun::Mandate>,
}

impl Command for EndMandate {
    const NAME: &'static str = "mandates.end";
    const TITLE: &'static str = "End AutoPay";
    const DUTY: Duty = KEEP;
    const SHAPE: Shape = Shape::ActsOn("mandate");
    type Receipt = MandateEnded;

    fn problems(&self) -> Problems {
        Problems::none().when(self.reason.trim().is_empty(), "reason", "Say why.")
    }

    fn perform(self, desk: &mut Desk<'_>) -> Result<MandateEnded, Refusal> {
        let row = records::require_standing(desk, self.mandate)?;
        records::mark_ended(desk, self.mandate, self.reason.trim(), self.cause)?;
        desk.subject(self.mandate);
        desk.subject(row.customer);
        Ok(MandateEnded { mandate: self.mandate })
    }
}

/// Ends a mandate for a reason of the bank's or the processor's; nothing is done when it has
/// ended meanwhile.
pub(crate) fn end_because(
    desk: &mut Desk<'_>,
    mandate: Id<noun::Mandate>,
    cause: EndCause,
    reason: String,
) -> Result<(), Refusal> {
    let branch = desk.branch();
    let row = records::find_mandate(desk, branch, mandate)?;
    if row.is_some_and(|row| row.ended_at.is_none()) {
        desk.perform(EndMandate { mandate, reason, cause })?;
    }
    Ok(())
}
