//! Finish an import: its file is read to the end.

use super::{BRING, records};
use office::{Command, Desk, Duty, Refusal, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Id, noun};

/// Says that a file was read to its end.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct FinishImport {
    /// The import.
    pub import: Id<noun::Import>,
}

/// It was.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
pub struct ImportFinished {
    /// The import.
    pub import: Id<noun::Import>,
}

impl Command for FinishImport {
    const NAME: &'static str = "imports.finish";
    const TITLE: &'static str = "Finish an import";
    const DUTY: Duty = BRING;
    const SHAPE: Shape = Shape::Does;
    type Receipt = ImportFinished;

    fn perform(self, desk: &mut Desk<'_>) -> Result<ImportFinished, Refusal> {
        records::mark_finished(desk, self.import)?;
        desk.subject(self.import);
        Ok(ImportFinished { import: self.import })
    }
}
