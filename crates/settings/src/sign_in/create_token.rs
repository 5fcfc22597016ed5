//! Making a token: how a program signs in. The secret is shown once.

use super::{MANAGE, records};
use office::{Command, Desk, Duty, Problems, Refusal, Scope, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Id, noun};

/// Makes a token that acts for the person who makes it, in her branch.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct CreateToken {
    /// What it is for: "till", "website".
    pub name: String,
    /// What it may do: `payments:write`, `customers:read`, `all`.
    pub scopes: Vec<String>,
    /// SHA-256 of the secret, which only its holder knows.
    pub token_hash: String,
    /// After how many days it runs out; never, when blank.
    #[serde(default)]
    pub days: Option<i64>,
}

/// The token is good from now on.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
pub struct TokenCreated {
    /// The token.
    pub token: Id<noun::Token>,
}

impl Command for CreateToken {
    const NAME: &'static str = "sign_in.create_token";
    const TITLE: &'static str = "Create a token";
    const DUTY: Duty = MANAGE;
    const SHAPE: Shape = Shape::Does;
    const SCOPE: Scope = Scope::Company;
    type Receipt = TokenCreated;

    fn problems(&self) -> Problems {
        let mut problems = Problems::none()
            .when(self.name.trim().is_empty(), "name", "Enter what the token is for.")
            .when(self.token_hash.len() != 64, "token_hash", "Enter a SHA-256, 64 hex digits.")
            .when(self.scopes.is_empty(), "scopes", "Enter at least one scope.")
            .when(self.days.is_some_and(|days| days < 1), "days", "Enter 1 day or more.");
        for (place, scope) in self.scopes.iter().enumerate() {
            let plain = |letter: char| letter.is_ascii_lowercase() || "_.:".contains(letter);
            if scope.is_empty() || !scope.chars().all(plain) {
                problems.add(
                    format!("scopes[{place}]"),
                    "Enter a scope such as payments:write, customers:read or all.",
                );
            }
        }
        problems
    }

    fn perform(self, desk: &mut Desk<'_>) -> Result<TokenCreated, Refusal> {
        let ends_at = self.days.map(|days| desk.now().plus_seconds(days * 24 * 60 * 60));
        let scopes = self.scopes.join(" ");
        let name = self.name.trim();
        let token = records::insert_token(desk, name, &scopes, &self.token_hash, ends_at)?;
        desk.subject(token);
        Ok(TokenCreated { token })
    }
}
