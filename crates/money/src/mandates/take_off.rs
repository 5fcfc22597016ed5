//! Take AutoPay off: her card or account is gone and she pays otherwise. A mandate that stands
//! ends; one that has ended leaves the queue of what is gone.

use super::{EndCause, KEEP, records};
use office::{Command, Desk, Duty, Problems, Refusal, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Id, noun};

/// Takes AutoPay off a customer.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct TakeAutopayOff {
    /// The mandate.
    pub mandate: Id<noun::Mandate>,
    /// Why, such as how she pays now.
    pub note: String,
}

/// She is not on AutoPay any more.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct AutopayTakenOff {
    /// The mandate.
    pub mandate: Id<noun::Mandate>,
}

impl Command for TakeAutopayOff {
    const NAME: &'static str = "mandates.take_off";
    const TITLE: &'static str = "Take AutoPay off";
    const DUTY: Duty = KEEP;
    const SHAPE: Shape = Shape::ActsOn("mandate");
    type Receipt = AutopayTakenOff;

    fn problems(&self) -> Problems {
        Problems::none().when(self.note.trim().is_empty(), "note", "Say how she pays now.")
    }

    fn perform(self, desk: &mut Desk<'_>) -> Result<AutopayTakenOff, Refusal> {
        let branch = desk.branch();
        let row = records::find_mandate(desk, branch, self.mandate)?
            .ok_or(Refusal::NotFound { what: "mandate" })?;
        match (row.ended_at, row.end_cause) {
            (None, _) => {
                records::mark_ended(desk, row.id, self.note.trim(), EndCause::TakenOff)?;
            }
            (_, Some(EndCause::TakenOff)) => {
                return Err(Refusal::conflict("mandates.off", "AutoPay was taken off before."));
            }
            _ => records::mark_taken_off(desk, row.id)?,
        }
        desk.change(row.id, &row.end_cause, &Some(EndCause::TakenOff))?;
        desk.subject(row.id);
        desk.subject(row.customer);
        Ok(AutopayTakenOff { mandate: row.id })
    }
}
