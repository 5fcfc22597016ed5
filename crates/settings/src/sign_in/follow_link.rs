//! Sign in by a link. The link is used up in the same transaction that starts the session,
//! so that two who follow it at once are not both let in.

use super::records;
use super::start_session::{SessionStarted, StartSession};
use office::{Command, Desk, Duty, Problems, Refusal, Shape, duty};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Starts a session for the person on the slip, whose link it is.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct FollowLink {
    /// SHA-256 of the secret in her cookie.
    pub token_hash: String,
    /// What she signs in with.
    pub device: String,
    /// SHA-256 of the secret in the link.
    pub link_hash: String,
}

impl Command for FollowLink {
    const NAME: &'static str = "sign_in.follow_link";
    const TITLE: &'static str = "Sign in by a link";
    const DUTY: Duty = duty::SIGNED_IN;
    const SHAPE: Shape = Shape::Does;
    type Receipt = SessionStarted;

    fn problems(&self) -> Problems {
        Problems::none().when(self.link_hash.len() != 64, "link_hash", super::links::HASH_WORDS)
    }

    fn perform(self, desk: &mut Desk<'_>) -> Result<SessionStarted, Refusal> {
        if records::mark_link_used(desk, &self.link_hash)? == 0 {
            return Err(Refusal::conflict_with(
                "sign_in.link_used",
                "This link has been used or has run out. Ask for another, or sign in.",
                "/sign-in",
                "Sign in",
            ));
        }
        desk.perform(StartSession { token_hash: self.token_hash, device: self.device })
    }
}
