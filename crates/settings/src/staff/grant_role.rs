//! Give a role.

use super::take_role::TakeRole;
use super::{MANAGE, records, require_staff_and_branch};
use office::{Command, Desk, Duty, Refusal, Scope, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Id, noun};

/// Gives a person a role in a branch.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct GrantRole {
    /// The person.
    pub staff: Id<noun::Staff>,
    /// The branch.
    pub branch: Id<noun::Branch>,
    /// The role's name: `office_manager`, `clerk`, `technician`…
    pub role: String,
}

/// She holds the role.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
pub struct RoleGranted {
    /// The person.
    pub staff: Id<noun::Staff>,
    /// The branch.
    pub branch: Id<noun::Branch>,
    /// The role's name.
    pub role: String,
}

impl Command for GrantRole {
    const NAME: &'static str = "staff.grant_role";
    const TITLE: &'static str = "Give a role";
    const DUTY: Duty = MANAGE;
    const SHAPE: Shape = Shape::ActsOn("staff");
    const SCOPE: Scope = Scope::Company;
    type Receipt = RoleGranted;

    fn perform(self, desk: &mut Desk<'_>) -> Result<RoleGranted, Refusal> {
        require_staff_and_branch(desk, self.staff, self.branch)?;
        if !desk.roles().iter().any(|role| role.name == self.role) {
            let names: Vec<_> = desk.roles().iter().map(|role| role.name).collect();
            let words = format!("Enter one of: {}.", names.join(", "));
            return Err(Refusal::invalid("role", words));
        }
        records::insert_role(desk, self.staff, self.branch, &self.role)?;
        desk.subject(self.staff);
        Ok(RoleGranted { staff: self.staff, branch: self.branch, role: self.role })
    }

    fn reversal(receipt: &RoleGranted) -> Option<office::Errand> {
        Some(office::Errand::of(TakeRole {
            staff: receipt.staff,
            branch: receipt.branch,
            role: receipt.role.clone(),
        }))
    }
}
