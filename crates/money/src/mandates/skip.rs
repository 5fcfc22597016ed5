//! Skip one draw of one customer: on that day nothing is drawn from her, and the run says why.

use super::{KEEP, TakeBackSkip, records};
use office::{Command, Desk, Duty, Errand, Problems, Refusal, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Day, Id, noun};

/// Skips the draw of one day.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct SkipDraw {
    /// The mandate.
    pub mandate: Id<noun::Mandate>,
    /// The day of the run; today when left out.
    #[serde(default)]
    pub skip_on: Option<Day>,
    /// Why.
    pub reason: String,
}

/// Nothing is drawn on that day.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct DrawSkipped {
    /// The mandate.
    pub mandate: Id<noun::Mandate>,
    /// The day.
    pub skip_on: Day,
}

impl Command for SkipDraw {
    const NAME: &'static str = "mandates.skip";
    const TITLE: &'static str = "Skip one AutoPay draw";
    const DUTY: Duty = KEEP;
    const SHAPE: Shape = Shape::ActsOn("mandate");
    type Receipt = DrawSkipped;

    fn problems(&self) -> Problems {
        Problems::none().when(self.reason.trim().is_empty(), "reason", "Say why.")
    }

    fn perform(self, desk: &mut Desk<'_>) -> Result<DrawSkipped, Refusal> {
        let row = records::require_standing(desk, self.mandate)?;
        let (branch, today) = (desk.branch(), desk.today());
        let skip_on = self.skip_on.unwrap_or(today);
        if skip_on < today {
            return Err(Refusal::invalid("skip_on", "Enter today or a day to come."));
        }
        if records::find_skip(desk, branch, row.id, skip_on)?.is_some() {
            let words = format!("The draw of {} is skipped already.", skip_on.long());
            return Err(Refusal::conflict("mandates.skipped", words));
        }
        if records::in_line_of(desk, branch, row.id)?.is_positive() && skip_on == today {
            let words = "It is being drawn already. Look at the draw.";
            return Err(Refusal::conflict("mandates.in_line", words));
        }
        records::insert_skip(desk, row.id, skip_on, self.reason.trim())?;
        desk.subject(row.id);
        desk.subject(row.customer);
        Ok(DrawSkipped { mandate: row.id, skip_on })
    }

    fn reversal(receipt: &DrawSkipped) -> Option<Errand> {
        let DrawSkipped { mandate, skip_on } = *receipt;
        Some(Errand::of(TakeBackSkip { mandate, skip_on }))
    }
}
