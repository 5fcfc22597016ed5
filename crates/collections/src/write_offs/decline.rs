//! Decline a write-off: the charge stays owed.

use super::{APPROVE, records};
use office::{Command, Desk, Duty, Problems, Refusal, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Id, noun};

/// Declines a write-off.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct DeclineWriteOff {
    /// Which write-off.
    pub write_off: Id<noun::WriteOff>,
    /// Why.
    pub reason: String,
}

/// The write-off is declined.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct WriteOffDeclined {
    /// The write-off.
    pub write_off: Id<noun::WriteOff>,
}

impl Command for DeclineWriteOff {
    const NAME: &'static str = "write_offs.decline";
    const TITLE: &'static str = "Decline the write-off";
    const DUTY: Duty = APPROVE;
    const SHAPE: Shape = Shape::ActsOn("write_off");
    type Receipt = WriteOffDeclined;

    fn problems(&self) -> Problems {
        let is_blank = self.reason.trim().is_empty();
        Problems::none().when(is_blank, "reason", "Say why it is declined.")
    }

    fn perform(self, desk: &mut Desk<'_>) -> Result<WriteOffDeclined, Refusal> {
        let row = records::require(desk, self.write_off)?;
        row.require_waiting()?;
        records::mark_declined(desk, self.write_off, self.reason.trim())?;
        desk.change(self.write_off, &"asked", &"declined")?;
        desk.subject(row.customer);
        Ok(WriteOffDeclined { write_off: self.write_off })
    }
}
