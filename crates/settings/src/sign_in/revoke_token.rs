//! Revoking a token.

use super::{MANAGE, records};
use office::{Command, Desk, Duty, Problems, Refusal, Scope, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Id, noun};

/// Ends a token at once.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct RevokeToken {
    /// The token.
    pub token: Id<noun::Token>,
    /// Why.
    pub reason: String,
}

/// The token is good no more.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
pub struct TokenRevoked {
    /// The token.
    pub token: Id<noun::Token>,
}

impl Command for RevokeToken {
    const NAME: &'static str = "sign_in.revoke_token";
    const TITLE: &'static str = "Revoke a token";
    const DUTY: Duty = MANAGE;
    const SHAPE: Shape = Shape::ActsOn("token");
    const SCOPE: Scope = Scope::Company;
    type Receipt = TokenRevoked;

    fn problems(&self) -> Problems {
        Problems::none().when(self.reason.trim().is_empty(), "reason", "Enter why.")
    }

    fn perform(self, desk: &mut Desk<'_>) -> Result<TokenRevoked, Refusal> {
        desk.subject(self.token);
        match records::mark_revoked(desk, self.token)? {
            0 => Err(Refusal::NotFound { what: "token" }),
            _ => Ok(TokenRevoked { token: self.token }),
        }
    }
}
