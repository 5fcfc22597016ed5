//! Hold a mandate: nothing is drawn by it until it is resumed.

use super::{KEEP, records};
use office::{Command, Desk, Duty, Errand, Problems, Refusal, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Id, noun};

/// Holds a mandate.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct HoldMandate {
    /// The mandate.
    pub mandate: Id<noun::Mandate>,
    /// Why.
    pub reason: String,
}

/// Nothing is drawn by it.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct MandateHeld {
    /// The mandate.
    pub mandate: Id<noun::Mandate>,
}

impl Command for HoldMandate {
    const NAME: &'static str = "mandates.hold";
    const TITLE: &'static str = "Hold AutoPay";
    const DUTY: Duty = KEEP;
    const SHAPE: Shape = Shape::ActsOn("mandate");
    type Receipt = MandateHeld;

    fn problems(&self) -> Problems {
        Problems::none().when(self.reason.trim().is_empty(), "reason", "Say why.")
    }

    fn perform(self, desk: &mut Desk<'_>) -> Result<MandateHeld, Refusal> {
        let row = records::require_standing(desk, self.mandate)?;
        if row.held_at.is_some() {
            return Err(Refusal::conflict("mandates.held", "It is held already."));
        }
        records::mark_held(desk, self.mandate, self.reason.trim())?;
        desk.subject(self.mandate);
        desk.subject(row.customer);
        Ok(MandateHeld { mandate: self.mandate })
    }

    fn reversal(receipt: &MandateHeld) -> Option<Errand> {
        Some(Errand::of(super::ResumeMandate { mandate: receipt.mandate }))
    }
}
