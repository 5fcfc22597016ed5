//! Say whether one person may do here what otherwise takes two.

use super::records::Hands;
use super::{MANAGE, records};
use office::{Command, Desk, Duty, Problems, Refusal, Scope, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Id, noun};

/// Says whether one person may do here what otherwise takes two.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct SetSmallOffice {
    /// The branch.
    pub branch: Id<noun::Branch>,
    /// Whether fewer than three people work here.
    pub small_office: bool,
    /// Why.
    pub reason: String,
}

/// It is so from now on.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
pub struct SmallOfficeSet {
    /// The branch.
    pub branch: Id<noun::Branch>,
}

impl Command for SetSmallOffice {
    const NAME: &'static str = "branches.set_small_office";
    const TITLE: &'static str = "Set the small office rule";
    const DUTY: Duty = MANAGE;
    const SHAPE: Shape = Shape::ActsOn("branch");
    const SCOPE: Scope = Scope::Company;
    type Receipt = SmallOfficeSet;

    fn problems(&self) -> Problems {
        Problems::none().when(self.reason.trim().is_empty(), "reason", "Enter why.")
    }

    fn perform(self, desk: &mut Desk<'_>) -> Result<SmallOfficeSet, Refusal> {
        let before = office::records::find_branch(desk, self.branch)?
            .ok_or(Refusal::NotFound { what: "branch" })?;
        let hands = match self.small_office {
            true => Hands::OneMayDo,
            false => Hands::TwoAlways,
        };
        records::mark_small_office(desk, self.branch, hands)?;
        desk.change(self.branch, &before.small_office, &self.small_office)?;
        Ok(SmallOfficeSet { branch: self.branch })
    }
}
