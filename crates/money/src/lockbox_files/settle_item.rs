//! Settle a lockbox check that waits without posting it: it was posted before, or the bank has
//! sent it back.

use super::{TAKE, records};
use office::{Command, Desk, Duty, Problems, Refusal, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Id, noun};

/// Says why a check of a lockbox file is not posted.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct SettleLockboxItem {
    /// Which check.
    pub lockbox_item: Id<noun::LockboxItem>,
    /// What became of it.
    pub reason: String,
}

/// It waits no more.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct LockboxItemSettled {
    /// The check.
    pub lockbox_item: Id<noun::LockboxItem>,
}

impl Command for SettleLockboxItem {
    const NAME: &'static str = "lockbox_files.settle_item";
    const TITLE: &'static str = "Settle a lockbox check that waits";
    const DUTY: Duty = TAKE;
    const SHAPE: Shape = Shape::ActsOn("lockbox_item");
    type Receipt = LockboxItemSettled;

    fn problems(&self) -> Problems {
        Problems::none().when(self.reason.trim().is_empty(), "reason", "Say what became of it.")
    }

    fn perform(self, desk: &mut Desk<'_>) -> Result<LockboxItemSettled, Refusal> {
        records::require_waiting(desk, self.lockbox_item)?;
        records::mark_settled(desk, self.lockbox_item, self.reason.trim())?;
        desk.change(self.lockbox_item, &"waits", &"settled")?;
        Ok(LockboxItemSettled { lockbox_item: self.lockbox_item })
    }
}
