//! What the links have in common that the console prints: the demo's cast, a forgotten
//! password, a new company's set-up.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::Instant;

/// A link is good for a day.
pub(super) const LENGTH_SECONDS: i64 = 24 * 60 * 60;

pub(super) const HASH_WORDS: &str = "Enter the SHA-256 of the link's secret, 64 hex digits.";

/// How often a link signs somebody in.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Copy, Debug, Default, PartialEq, Eq)]
#[serde(rename_all = "snake_case")]
pub enum LinkUse {
    /// Once; whoever finds it later stands before a closed door.
    #[default]
    Once,
    /// As often as one likes, in a demo branch only, where nothing is anybody's.
    Again,
}

/// A link was made.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
pub struct LinkMade {
    /// When it runs out.
    pub ends_at: Instant,
}
