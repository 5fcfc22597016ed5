//! Note that somebody works again after all.

use super::{SET, records};
use office::{Command, Desk, Duty, Refusal, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Id, noun};

/// Ends an absence: its days are hers again.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct EndAbsence {
    /// Which absence.
    pub absence: Id<noun::Absence>,
}

/// It is ended.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct AbsenceEnded {
    /// Which absence.
    pub absence: Id<noun::Absence>,
}

impl Command for EndAbsence {
    const NAME: &'static str = "absences.end";
    const TITLE: &'static str = "Take an absence back";
    const DUTY: Duty = SET;
    const SHAPE: Shape = Shape::ActsOn("absence");
    type Receipt = AbsenceEnded;

    fn perform(self, desk: &mut Desk<'_>) -> Result<AbsenceEnded, Refusal> {
        let branch = desk.branch();
        let row = records::require(desk, branch, self.absence)?;
        if row.ended_at.is_some() {
            return Err(Refusal::conflict("absences.ended", "It was taken back before."));
        }
        records::mark_ended(desk, row.id)?;
        desk.subject(row.id);
        desk.subject(row.staff);
        Ok(AbsenceEnded { absence: row.id })
    }
}
