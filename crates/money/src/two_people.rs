//! What takes two people: whoever counted does not verify, whoever posted does not void.
//!
//! A branch of fewer than three people may say that it is a small office. Then one person may
//! do both, and the receipt in the journal says that she was alone.

use office::{Desk, Refusal};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Id, noun};

/// How many people had a hand in it.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Copy, PartialEq, Eq, Debug)]
#[serde(rename_all = "snake_case")]
pub enum Hands {
    /// Two, as it should be.
    Two,
    /// One: the branch is a small office.
    One,
}

impl Hands {
    /// Whether one person did both.
    pub fn is_alone(self) -> bool {
        self == Hands::One
    }
}

/// Refuses when whoever is at the desk is the `first` person, unless the branch is a small
/// office. `words` say what happened and what to do.
pub fn require_another(
    desk: &Desk<'_>,
    first: Id<noun::Staff>,
    code: &'static str,
    words: &str,
) -> Result<Hands, Refusal> {
    match (desk.who() == first, desk.branch_face().small_office) {
        (false, _) => Ok(Hands::Two),
        (true, true) => Ok(Hands::One),
        (true, false) => Err(Refusal::conflict(code, words)),
    }
}
