//! Take a role.

use super::{MANAGE, records, require_staff_and_branch};
use office::{Command, Desk, Duty, Refusal, Scope, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Id, noun};

/// Takes a role from a person; her sessions end, so that it holds at once.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct TakeRole {
    /// The person.
    pub staff: Id<noun::Staff>,
    /// The branch.
    pub branch: Id<noun::Branch>,
    /// The role's name.
    pub role: String,
}

/// She holds the role no more.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
pub struct RoleTaken {
    /// The person.
    pub staff: Id<noun::Staff>,
}

impl Command for TakeRole {
    const NAME: &'static str = "staff.take_role";
    const TITLE: &'static str = "Take a role";
    const DUTY: Duty = MANAGE;
    const SHAPE: Shape = Shape::ActsOn("staff");
    const SCOPE: Scope = Scope::Company;
    type Receipt = RoleTaken;

    fn perform(self, desk: &mut Desk<'_>) -> Result<RoleTaken, Refusal> {
        require_staff_and_branch(desk, self.staff, self.branch)?;
        desk.subject(self.staff);
        match records::remove_role(desk, self.staff, self.branch, &self.role)? {
            0 => Err(Refusal::NotFound { what: "role" }),
            _ => {
                crate::sign_in::records::mark_all_ended(desk, self.staff)?;
                Ok(RoleTaken { staff: self.staff })
            }
        }
    }
}
