//! Finish undoing an import: every customer it brought was tried.

use super::{BRING, records};
use office::{Command, Desk, Duty, Refusal, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Id, noun};

/// Says that an import was tried to its end.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct FinishUndo {
    /// The import.
    pub import: Id<noun::Import>,
}

/// How it ended.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
pub struct UndoFinished {
    /// How many customers stay, for somebody has worked with them since.
    pub staying: i64,
}

impl Command for FinishUndo {
    const NAME: &'static str = "imports.finish_undo";
    const TITLE: &'static str = "Finish undoing an import";
    const DUTY: Duty = BRING;
    const SHAPE: Shape = Shape::Does;
    type Receipt = UndoFinished;

    fn perform(self, desk: &mut Desk<'_>) -> Result<UndoFinished, Refusal> {
        let branch = desk.branch();
        let import = records::require(desk, branch, self.import)?;
        if import.rows_not_undone == 0 {
            records::mark_undone(desk, self.import)?;
        }
        desk.subject(self.import);
        Ok(UndoFinished { staying: import.rows_not_undone })
    }
}
