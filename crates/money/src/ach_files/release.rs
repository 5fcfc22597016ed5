//! Release a file: somebody who has neither made it nor entered an account in it lets it go.

use super::{RELEASE, records};
use crate::two_people::{Hands, require_another};
use office::{Command, Desk, Duty, Refusal, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Id, noun};

/// Releases a file to the bank.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct ReleaseAchFile {
    /// The file.
    pub ach_file: Id<noun::AchFile>,
}

/// It may be sent now, once.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct AchFileReleased {
    /// The file.
    pub ach_file: Id<noun::AchFile>,
    /// Whether another person released it.
    pub hands: Hands,
}

impl Command for ReleaseAchFile {
    const NAME: &'static str = "ach_files.release";
    const TITLE: &'static str = "Release an ACH file";
    const DUTY: Duty = RELEASE;
    const SHAPE: Shape = Shape::ActsOn("ach_file");
    type Receipt = AchFileReleased;

    fn perform(self, desk: &mut Desk<'_>) -> Result<AchFileReleased, Refusal> {
        let (branch, who) = (desk.branch(), desk.who());
        let row = records::find_file(desk, branch, self.ach_file)?
            .ok_or(Refusal::NotFound { what: "ACH file" })?;
        if row.released_at.is_some() {
            let words = "It was released before. A file is sent once.";
            return Err(Refusal::conflict("ach_files.released", words));
        }
        let words = "You made this file. Ask somebody else to release it.";
        let hands = require_another(desk, row.made_by, "ach_files.same_person", words)?;
        if records::has_account_entered_by(desk, branch, self.ach_file, who)? {
            let words = "You entered an account in this file. Ask somebody else to release it.";
            require_another(desk, who, "ach_files.own_account", words)?;
        }
        records::mark_released(desk, self.ach_file)?;
        desk.subject(self.ach_file);
        Ok(AchFileReleased { ach_file: self.ach_file, hands })
    }
}
