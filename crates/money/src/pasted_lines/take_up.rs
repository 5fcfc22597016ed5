//! Take a dropped row up again.

use super::records;
use crate::batches::records::require_open;
use crate::payments::POST;
use office::{Command, Desk, Duty, Refusal, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Id, noun};

/// Takes a dropped row up again.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct TakeUpPastedLine {
    /// Which row.
    pub pasted_line: Id<noun::PastedLine>,
}

/// It waits again.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct PastedLineTakenUp {
    /// The row.
    pub pasted_line: Id<noun::PastedLine>,
    /// Its batch.
    pub batch: Id<noun::Batch>,
}

impl Command for TakeUpPastedLine {
    const NAME: &'static str = "pasted_lines.take_up";
    const TITLE: &'static str = "Take a dropped row up again";
    const DUTY: Duty = POST;
    const SHAPE: Shape = Shape::ActsOn("pasted_line");
    type Receipt = PastedLineTakenUp;

    fn perform(self, desk: &mut Desk<'_>) -> Result<PastedLineTakenUp, Refusal> {
        let branch = desk.branch();
        let row = records::find_line(desk, branch, self.pasted_line)?
            .ok_or(Refusal::NotFound { what: "pasted line" })?;
        if row.drop_reason.is_empty() {
            return Err(Refusal::conflict(
                "pasted_lines.not_dropped",
                format!("Row {} was not dropped. It is posted, or it waits.", row.place),
            ));
        }
        require_open(desk, row.batch)?;
        records::mark_taken_up(desk, row.id)?;
        desk.subject(row.batch);
        desk.change(row.id, &"dropped", &"waits")?;
        Ok(PastedLineTakenUp { pasted_line: row.id, batch: row.batch })
    }
}
