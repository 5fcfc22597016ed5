//! Signing in: a person shows who she is once, and is then known by a session until she
//! signs out. Programs show a token instead. There is no default password: a new company
//! starts with a one-time link that the console prints.
//!
//! Passwords are kept as Argon2id hashes; sessions, links and tokens only as SHA-256 of
//! the random secret, so that a stolen file signs nobody in.

mod choose_branch;
mod count_failure;
mod create_token;
mod end_session;
mod follow_link;
mod links;
mod make_link;
mod make_set_up_link;
mod me;
mod note_seen;
pub mod pages;
pub mod passwords;
pub mod records;
mod revoke_token;
mod scopes;
mod set_password;
mod set_up;
mod start_session;

pub use choose_branch::ChooseBranch;
pub use create_token::{CreateToken, TokenCreated};
pub use end_session::EndSession;
pub use follow_link::FollowLink;
pub use links::{LinkMade, LinkUse};
pub use make_link::MakeLink;
pub use make_set_up_link::MakeSetUpLink;
pub use note_seen::NoteSeen;
pub use revoke_token::RevokeToken;
pub use scopes::scopes_allow;
pub use set_password::SetPassword;
pub use set_up::{SetUp, set_up_from};
pub use start_session::StartSession;

use office::{Duty, NounEntry, entry};

/// To make tokens for programs and end other people's sessions.
pub const MANAGE: Duty = Duty::new("sign_in.manage", "Manage sign-in");

/// A session ends by itself after twelve hours: a working day and its evening.
const LENGTH_SECONDS: i64 = 12 * 60 * 60;

/// How long a session may rest before what it did last is written down again. Ends by
/// resting are so many seconds late at most.
pub const SEEN_EVERY_SECONDS: i64 = 60;

/// What this duty brings.
pub const NOUN: NounEntry = NounEntry {
    noun: "sign_in",
    title: "Signing in",
    sentence: "Who is signed in, by which device, and which programs may act for us.",
    read: MANAGE,
    commands: &[
        entry::<StartSession>(),
        entry::<FollowLink>(),
        entry::<EndSession>(),
        entry::<ChooseBranch>(),
        entry::<MakeLink>(),
        entry::<MakeSetUpLink>(),
        entry::<SetUp>(),
        entry::<CreateToken>(),
        entry::<RevokeToken>(),
        entry::<SetPassword>(),
    ],
    pages: me::PAGES,
    listings: &[],
    gates: &[],
};

/// The stored form of a secret: SHA-256 in hex.
pub fn token_hash(secret: &str) -> String {
    office::chance::to_hex(&office::canonical::digest(&[secret.as_bytes()]))
}
