//! Starting a session, once the door knows who she is.

use super::{LENGTH_SECONDS, records};
use office::{Command, Desk, Duty, Problems, Refusal, Shape, duty};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Id, noun};

/// Starts a session for the person on the slip, once the door knows who she is.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct StartSession {
    /// SHA-256 of the secret in her cookie.
    pub token_hash: String,
    /// What she signs in with.
    pub device: String,
}

/// A session has started.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
pub struct SessionStarted {
    /// The session.
    pub session: Id<noun::Session>,
}

impl Command for StartSession {
    const NAME: &'static str = "sign_in.start_session";
    const TITLE: &'static str = "Sign in";
    const DUTY: Duty = duty::SIGNED_IN;
    const SHAPE: Shape = Shape::Does;
    type Receipt = SessionStarted;

    fn problems(&self) -> Problems {
        Problems::none().when(
            self.token_hash.len() != 64,
            "token_hash",
            "Enter the SHA-256 of the session's secret, 64 hex digits.",
        )
    }

    fn perform(self, desk: &mut Desk<'_>) -> Result<SessionStarted, Refusal> {
        let ends_at = desk.now().plus_seconds(LENGTH_SECONDS);
        let session = records::insert_session(desk, &self.token_hash, &self.device, ends_at)?;
        records::mark_success(desk, desk.who())?;
        let who = desk.who();
        desk.subject(who);
        Ok(SessionStarted { session })
    }
}
