//! Drop a pasted row that is no payment, such as the sheet's total. It is kept with the reason.

use super::{TakeUpPastedLine, records};
use crate::payments::POST;
use office::{Command, Desk, Duty, Errand, Problems, Refusal, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Id, noun};

/// Drops a pasted row.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct DropPastedLine {
    /// Which row.
    pub pasted_line: Id<noun::PastedLine>,
    /// Why it is not posted.
    pub reason: String,
}

/// It is dropped.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct PastedLineDropped {
    /// The row.
    pub pasted_line: Id<noun::PastedLine>,
    /// Its batch.
    pub batch: Id<noun::Batch>,
}

impl Command for DropPastedLine {
    const NAME: &'static str = "pasted_lines.drop";
    const TITLE: &'static str = "Drop a pasted row";
    const DUTY: Duty = POST;
    const SHAPE: Shape = Shape::ActsOn("pasted_line");
    type Receipt = PastedLineDropped;

    fn problems(&self) -> Problems {
        Problems::none().when(self.reason.trim().is_empty(), "reason", "Say why it is dropped.")
    }

    fn perform(self, desk: &mut Desk<'_>) -> Result<PastedLineDropped, Refusal> {
        let row = records::require_waiting(desk, self.pasted_line)?;
        records::mark_dropped(desk, row.id, self.reason.trim())?;
        desk.subject(row.batch);
        desk.change(row.id, &"waits", &"dropped")?;
        Ok(PastedLineDropped { pasted_line: row.id, batch: row.batch })
    }

    fn reversal(receipt: &PastedLineDropped) -> Option<Errand> {
        Some(Errand::of(TakeUpPastedLine { pasted_line: receipt.pasted_line }))
    }
}
