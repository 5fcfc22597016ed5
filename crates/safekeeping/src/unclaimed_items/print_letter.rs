//! Say that the letter to the owner was printed and goes to the post.

use super::KEEP;
use super::records::{self, LetterHow};
use office::{Command, Desk, Duty, Refusal, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Day, Id, noun};

/// Notes that the letter was printed: her days to answer run.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct PrintUnclaimedLetter {
    /// The money.
    pub unclaimed_item: Id<noun::UnclaimedItem>,
}

/// It is on paper.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct UnclaimedLetterPrinted {
    /// The money.
    pub unclaimed_item: Id<noun::UnclaimedItem>,
    /// By when the state gets it if she does not answer.
    pub report_on: Day,
}

impl Command for PrintUnclaimedLetter {
    const NAME: &'static str = "unclaimed_items.print_letter";
    const TITLE: &'static str = "Note that the letter was printed";
    const DUTY: Duty = KEEP;
    const SHAPE: Shape = Shape::ActsOn("unclaimed_item");
    type Receipt = UnclaimedLetterPrinted;

    fn perform(self, desk: &mut Desk<'_>) -> Result<UnclaimedLetterPrinted, Refusal> {
        let row = records::require_waiting(desk, self.unclaimed_item)?;
        records::mark_written(desk, row.id, LetterHow::Print, "")?;
        desk.subject(row.id);
        desk.subject(row.customer);
        Ok(UnclaimedLetterPrinted { unclaimed_item: row.id, report_on: row.report_on })
    }
}
