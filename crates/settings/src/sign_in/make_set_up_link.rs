//! The link of a new company's set-up, printed by the console. The secret itself is only
//! printed; the row keeps its hash.

use super::links::{HASH_WORDS, LENGTH_SECONDS, LinkMade, LinkUse};
use super::records;
use office::{Command, Desk, Duty, Problems, Refusal, Scope, Shape, duty};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

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
        records::insert_link(desk, &self.token_hash, None, LinkUse::Once, ends_at)?;
        Ok(LinkMade { ends_at })
    }
}
