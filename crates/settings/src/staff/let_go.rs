//! Let a person go.

use super::{MANAGE, records};
use office::{Command, Desk, Duty, Problems, Refusal, Scope, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Id, noun};

/// Lets a person go: she signs in no more, her name stays on what she did.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct LetGo {
    /// The person.
    pub staff: Id<noun::Staff>,
    /// Why.
    pub reason: String,
}

/// She has left.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
pub struct StaffLeft {
    /// The person.
    pub staff: Id<noun::Staff>,
}

impl Command for LetGo {
    const NAME: &'static str = "staff.let_go";
    const TITLE: &'static str = "Let a staff member go";
    const DUTY: Duty = MANAGE;
    const SHAPE: Shape = Shape::ActsOn("staff");
    const SCOPE: Scope = Scope::Company;
    type Receipt = StaffLeft;

    fn problems(&self) -> Problems {
        Problems::none().when(self.reason.trim().is_empty(), "reason", "Enter why.")
    }

    fn perform(self, desk: &mut Desk<'_>) -> Result<StaffLeft, Refusal> {
        desk.subject(self.staff);
        match records::mark_left(desk, self.staff)? {
            0 => Err(Refusal::NotFound { what: "staff member" }),
            _ => {
                crate::sign_in::records::mark_all_ended(desk, self.staff)?;
                Ok(StaffLeft { staff: self.staff })
            }
        }
    }
}
