//! Draw on a day after all whose draw was skipped.

use super::{KEEP, records};
use office::{Command, Desk, Duty, Refusal, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Day, Id, noun};

/// Draws on that day after all.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct TakeBackSkip {
    /// The mandate.
    pub mandate: Id<noun::Mandate>,
    /// The day that was skipped.
    pub skip_on: Day,
}

/// It is drawn on that day after all.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct SkipTakenBack {
    /// The mandate.
    pub mandate: Id<noun::Mandate>,
}

impl Command for TakeBackSkip {
    const NAME: &'static str = "mandates.take_back_skip";
    const TITLE: &'static str = "Draw after all";
    const DUTY: Duty = KEEP;
    const SHAPE: Shape = Shape::ActsOn("mandate");
    type Receipt = SkipTakenBack;

    fn perform(self, desk: &mut Desk<'_>) -> Result<SkipTakenBack, Refusal> {
        let row = records::require_standing(desk, self.mandate)?;
        if records::mark_skip_taken_back(desk, row.id, self.skip_on)? == 0 {
            let words = format!("The draw of {} is not skipped.", self.skip_on.long());
            return Err(Refusal::conflict("mandates.not_skipped", words));
        }
        desk.subject(row.id);
        desk.subject(row.customer);
        Ok(SkipTakenBack { mandate: row.id })
    }
}
