//! Take a match apart, with the reason.

use super::{MATCH, matching};
use office::{Command, Desk, Duty, Problems, Refusal, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Id, noun};

/// Takes a match apart.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct UnmatchLines {
    /// Which match.
    pub bank_match: Id<noun::BankMatch>,
    /// Why.
    pub reason: String,
}

/// Its lines wait again.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct LinesUnmatched {
    /// The match.
    pub bank_match: Id<noun::BankMatch>,
}

impl Command for UnmatchLines {
    const NAME: &'static str = "bank_lines.unmatch";
    const TITLE: &'static str = "Take a match apart";
    const DUTY: Duty = MATCH;
    const SHAPE: Shape = Shape::Does;
    type Receipt = LinesUnmatched;

    fn problems(&self) -> Problems {
        Problems::none().when(self.reason.trim().is_empty(), "reason", "Say why.")
    }

    fn perform(self, desk: &mut Desk<'_>) -> Result<LinesUnmatched, Refusal> {
        matching::undo(desk, self.bank_match, self.reason.trim())?;
        Ok(LinesUnmatched { bank_match: self.bank_match })
    }
}
