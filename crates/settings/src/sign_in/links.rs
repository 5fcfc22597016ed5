//! Links good for a day, printed by the console: the demo's cast, a forgotten password, a new
//! company's set-up. The secret itself is only printed; the row keeps its hash.

use super::{MANAGE, records};
use office::{Command, Desk, Duty, Problems, Refusal, Scope, Shape, duty};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Id, Instant, noun};

/// A link is good for a day.
const LENGTH_SECONDS: i64 = 24 * 60 * 60;

const HASH_WORDS: &str = "Enter the SHA-256 of the link's secret, 64 hex digits.";

/// Lets a person sign in by a link, on this machine only.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct MakeLink {
    /// Whom it signs in.
    pub staff: Id<noun::Staff>,
    /// SHA-256 of the secret in the link.
    pub token_hash: String,
}

/// A link was made.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
pub struct LinkMade {
    /// When it runs out.
    pub ends_at: Instant,
}

impl Command for MakeLink {
    const NAME: &'static str = "sign_in.make_link";
    const TITLE: &'static str = "Make a sign-in link";
    const DUTY: Duty = MANAGE;
    const SHAPE: Shape = Shape::Does;
    const SCOPE: Scope = Scope::Company;
    type Receipt = LinkMade;

    fn problems(&self) -> Problems {
        Problems::none().when(self.token_hash.len() != 64, "token_hash", HASH_WORDS)
    }

    fn perform(self, desk: &mut Desk<'_>) -> Result<LinkMade, Refusal> {
        office::records::find_staff(desk, self.staff)?
            .ok_or(Refusal::NotFound { what: "staff member" })?;
        let ends_at = desk.now().plus_seconds(LENGTH_SECONDS);
        records::insert_link(desk, &self.token_hash, Some(self.staff), ends_at)?;
        desk.subject(self.staff);
        Ok(LinkMade { ends_at })
    }
}

/// Lets whoever reads the console name the company and its first person.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct MakeSetUpLink {
    /// SHA-256 of the secret in the link.
    pub token_hash: String,
}

impl Command for MakeSetUpLink {
    const NAME: &'static str = "sign_in.make_set_up_link";
    const TITLE: &'static str = "Make a set-up link";
    const DUTY: Duty = duty::OPERATE;
    const SHAPE: Shape = Shape::Does;
    const SCOPE: Scope = Scope::Company;
    type Receipt = LinkMade;

    fn problems(&self) -> Problems {
        Problems::none().when(self.token_hash.len() != 64, "token_hash", HASH_WORDS)
    }

    fn perform(self, desk: &mut Desk<'_>) -> Result<LinkMade, Refusal> {
        if !office::records::list_branches(desk)?.is_empty() {
            return Err(Refusal::conflict_with(
                "sign_in.already_set_up",
                "This company is set up already. Sign in instead.",
                "/sign-in",
                "Sign in",
            ));
        }
        let ends_at = desk.now().plus_seconds(LENGTH_SECONDS);
        records::insert_link(desk, &self.token_hash, None, ends_at)?;
        Ok(LinkMade { ends_at })
    }
}
