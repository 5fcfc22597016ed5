//! Going on in another branch.

use super::records;
use office::{Command, Desk, Duty, Refusal, Shape, duty};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Id, noun};

/// Goes on in another branch in which one holds a role.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct ChooseBranch {
    /// One's session.
    pub session: Id<noun::Session>,
    /// The branch to go on in.
    pub branch: Id<noun::Branch>,
}

/// The session goes on in this branch.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
pub struct BranchChosen {
    /// The branch.
    pub branch: Id<noun::Branch>,
}

impl Command for ChooseBranch {
    const NAME: &'static str = "sign_in.choose_branch";
    const TITLE: &'static str = "Go to another branch";
    const DUTY: Duty = duty::SIGNED_IN;
    const SHAPE: Shape = Shape::ActsOn("session");
    type Receipt = BranchChosen;

    fn perform(self, desk: &mut Desk<'_>) -> Result<BranchChosen, Refusal> {
        let who = desk.who();
        let hers = office::records::list_branches_of(desk, who)?;
        if !hers.iter().any(|branch| branch.id == self.branch) {
            return Err(Refusal::NotFound { what: "branch" });
        }
        match records::mark_branch(desk, self.session, self.branch)? {
            0 => Err(Refusal::NotFound { what: "session" }),
            _ => Ok(BranchChosen { branch: self.branch }),
        }
    }
}
