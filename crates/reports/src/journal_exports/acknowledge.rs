//! Note that a journal arrived.

use super::{SEND, records};
use office::{Command, Desk, Duty, Problems, Refusal, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Id, noun};

/// Notes that whoever was sent a journal has it.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct AcknowledgeJournal {
    /// The export.
    pub journal_export: Id<noun::JournalExport>,
    /// Their words or their reference.
    pub acknowledgement: String,
}

/// They have it.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct JournalAcknowledged {
    /// The export.
    pub journal_export: Id<noun::JournalExport>,
}

impl Command for AcknowledgeJournal {
    const NAME: &'static str = "journal_exports.acknowledge";
    const TITLE: &'static str = "Note that a journal arrived";
    const DUTY: Duty = SEND;
    const SHAPE: Shape = Shape::ActsOn("journal_export");
    type Receipt = JournalAcknowledged;

    fn problems(&self) -> Problems {
        let is_blank = self.acknowledgement.trim().is_empty();
        Problems::none().when(is_blank, "acknowledgement", "Enter their words or their reference.")
    }

    fn perform(self, desk: &mut Desk<'_>) -> Result<JournalAcknowledged, Refusal> {
        let branch = desk.branch();
        let row = records::require(desk, branch, self.journal_export)?;
        if row.acknowledged_at.is_some() {
            let words = format!("It was acknowledged: {}.", row.acknowledgement);
            return Err(Refusal::conflict("journal_exports.acknowledged", words));
        }
        records::mark_acknowledged(desk, row.id, self.acknowledgement.trim())?;
        desk.subject(row.id);
        Ok(JournalAcknowledged { journal_export: row.id })
    }
}
