//! Withdraw a letter: it is printed no more.

use super::{KEEP, records};
use office::{Command, Desk, Duty, Refusal, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Id, noun};

/// Withdraws a letter.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct WithdrawLetterTemplate {
    /// Which letter.
    pub letter_template: Id<noun::LetterTemplate>,
}

/// It is withdrawn.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct LetterTemplateWithdrawn {
    /// The letter.
    pub letter_template: Id<noun::LetterTemplate>,
}

impl Command for WithdrawLetterTemplate {
    const NAME: &'static str = "letter_templates.withdraw";
    const TITLE: &'static str = "Withdraw a letter";
    const DUTY: Duty = KEEP;
    const SHAPE: Shape = Shape::ActsOn("letter_template");
    type Receipt = LetterTemplateWithdrawn;

    fn perform(self, desk: &mut Desk<'_>) -> Result<LetterTemplateWithdrawn, Refusal> {
        let letter = records::require_kept(desk, self.letter_template)?;
        records::mark_withdrawn(desk, letter.id)?;
        desk.change(letter.id, &"kept", &"withdrawn")?;
        Ok(LetterTemplateWithdrawn { letter_template: letter.id })
    }
}
