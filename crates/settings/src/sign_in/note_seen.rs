//! Noting that a session is being used, so that one at which nobody sits ends by itself.

use super::records;
use office::{Command, Desk, Duty, Refusal, Shape, duty};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Id, noun};

/// Notes that a session is being used. No door offers it; the web server runs it quietly,
/// without a journal line, at most once a minute.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct NoteSeen {
    /// The session.
    pub session: Id<noun::Session>,
}

/// It was noted.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
pub struct SeenNoted {}

impl Command for NoteSeen {
    const NAME: &'static str = "sign_in.note_seen";
    const TITLE: &'static str = "Note that a session is used";
    const DUTY: Duty = duty::OPERATE;
    const SHAPE: Shape = Shape::ActsOn("session");
    type Receipt = SeenNoted;

    fn perform(self, desk: &mut Desk<'_>) -> Result<SeenNoted, Refusal> {
        records::mark_seen(desk, self.session)?;
        Ok(SeenNoted {})
    }
}
