//! Signing in: a person shows who she is once, and is then known by a session until she
//! signs out. Programs show a token instead. There is no default password: a new company
//! starts with a one-time link that the console prints.
//!
//! Passwords are kept as Argon2id hashes; sessions, links and tokens only as SHA-256 of
//! the random secret, so that a stolen file signs nobody in.

pub mod links;
mod me;
pub mod pages;
pub mod passwords;
pub mod records;
pub mod sessions;
mod set_up;
pub mod tokens;

pub use links::{LinkMade, MakeLink, MakeSetUpLink};
pub use sessions::{ChooseBranch, EndSession, StartSession};
pub use set_up::{SetUp, set_up_from};
pub use tokens::{CreateToken, RevokeToken, TokenCreated, scopes_allow};

use office::{Duty, NounEntry, entry};

/// To make tokens for programs and end other people's sessions.
pub const MANAGE: Duty = Duty::new("sign_in.manage", "Manage sign-in");

/// What this duty brings.
pub const NOUN: NounEntry = NounEntry {
    noun: "sign_in",
    title: "Signing in",
    sentence: "Who is signed in, by which device, and which programs may act for us.",
    read: MANAGE,
    commands: &[
        entry::<StartSession>(),
        entry::<EndSession>(),
        entry::<ChooseBranch>(),
        entry::<MakeLink>(),
        entry::<MakeSetUpLink>(),
        entry::<SetUp>(),
        entry::<CreateToken>(),
        entry::<RevokeToken>(),
        entry::<passwords::SetPassword>(),
    ],
    pages: me::PAGES,
    listings: &[],
    gates: &[],
};

/// The stored form of a secret: SHA-256 in hex.
pub fn token_hash(secret: &str) -> String {
    office::chance::to_hex(&office::canonical::digest(&[secret.as_bytes()]))
}
