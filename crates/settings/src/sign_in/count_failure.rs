//! Counting a wrong password, so that further tries have to wait.

use super::records;
use office::{Command, Desk, Duty, Refusal, Scope, Shape, duty};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Id, noun};

/// Counts a wrong try.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct CountFailure {
    /// Whose password it was.
    pub staff: Id<noun::Staff>,
}

/// The wrong try was counted.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
pub struct FailureCounted {}

impl Command for CountFailure {
    const NAME: &'static str = "sign_in.count_failure";
    const TITLE: &'static str = "Count a wrong password";
    const DUTY: Duty = duty::OPERATE;
    const SHAPE: Shape = Shape::Does;
    const SCOPE: Scope = Scope::Company;
    type Receipt = FailureCounted;

    fn perform(self, desk: &mut Desk<'_>) -> Result<FailureCounted, Refusal> {
        records::mark_failure(desk, self.staff)?;
        desk.subject(self.staff);
        Ok(FailureCounted {})
    }
}
