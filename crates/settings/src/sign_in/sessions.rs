//! Sessions: starting, ending, going on in another branch.

use super::records;
use office::{Command, Desk, Duty, Problems, Refusal, Shape, duty};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Id, noun};

/// A session ends by itself after twelve hours: a working day and its evening.
const LENGTH_SECONDS: i64 = 12 * 60 * 60;

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

/// Ends one's own session.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct EndSession {
    /// The session.
    pub session: Id<noun::Session>,
}

/// A session has ended.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
pub struct SessionEnded {
    /// The session.
    pub session: Id<noun::Session>,
}

impl Command for EndSession {
    const NAME: &'static str = "sign_in.end_session";
    const TITLE: &'static str = "Sign out";
    const DUTY: Duty = duty::SIGNED_IN;
    const SHAPE: Shape = Shape::ActsOn("session");
    type Receipt = SessionEnded;

    fn perform(self, desk: &mut Desk<'_>) -> Result<SessionEnded, Refusal> {
        match records::mark_ended(desk, self.session)? {
            0 => Err(Refusal::NotFound { what: "session" }),
            _ => Ok(SessionEnded { session: self.session }),
        }
    }
}

/// Goes on in another branch in which one holds a role.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct ChooseBranch {
    /// One's session.
    pub session: Id<noun::Session>,
    /// The branch to go on in.
    pub branch: Id<noun::Branch>,
}

/// The session goes on in this branch.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
pub struct BranchChosen {
    /// The branch.
    pub branch: Id<noun::Branch>,
}

impl Command for ChooseBranch {
    const NAME: &'static str = "sign_in.choose_branch";
    const TITLE: &'static str = "Go to another branch";
    const DUTY: Duty = duty::SIGNED_IN;
    const SHAPE: Shape = Shape::ActsOn("session");
    type Receipt = BranchChosen;

    fn perform(self, desk: &mut Desk<'_>) -> Result<BranchChosen, Refusal> {
        let who = desk.who();
        let hers = office::records::list_branches_of(desk, who)?;
        if !hers.iter().any(|branch| branch.id == self.branch) {
            return Err(Refusal::NotFound { what: "branch" });
        }
        match records::mark_branch(desk, self.session, self.branch)? {
            0 => Err(Refusal::NotFound { what: "session" }),
            _ => Ok(BranchChosen { branch: self.branch }),
        }
    }
}
