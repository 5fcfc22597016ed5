//! Refuse a lockbox file: it is torn or its totals do not hold.

use super::{TAKE, records};
use office::{Command, Desk, Duty, Refusal, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Id, noun};

/// Notes that nothing of a file may be posted.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct RefuseLockboxFile {
    /// The file.
    pub lockbox_file: Id<noun::LockboxFile>,
    /// Why, with the line.
    pub why: String,
}

/// It is refused.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct LockboxFileRefused {
    /// The file.
    pub lockbox_file: Id<noun::LockboxFile>,
}

impl Command for RefuseLockboxFile {
    const NAME: &'static str = "lockbox_files.refuse";
    const TITLE: &'static str = "Refuse a lockbox file";
    const DUTY: Duty = TAKE;
    const SHAPE: Shape = Shape::Does;
    type Receipt = LockboxFileRefused;

    fn perform(self, desk: &mut Desk<'_>) -> Result<LockboxFileRefused, Refusal> {
        records::mark_refused(desk, self.lockbox_file, &self.why)?;
        desk.subject(self.lockbox_file);
        Ok(LockboxFileRefused { lockbox_file: self.lockbox_file })
    }
}
