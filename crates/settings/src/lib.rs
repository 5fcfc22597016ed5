//! Settings: the company and its branches, who works here and what they may do, how
//! they sign in, and the dated rules of law and house.

pub mod branches;
mod help;
pub mod jobs;
pub mod preferences;
pub mod rule_packs;
pub mod sign_in;
pub mod staff;

#[cfg(test)]
mod pages_story;

/// What this room brings.
pub const ROOM: office::Room = office::Room {
    name: "settings",
    nouns: &[
        branches::NOUN,
        staff::NOUN,
        sign_in::NOUN,
        rule_packs::NOUN,
        preferences::NOUN,
        jobs::NOUN,
    ],
    migrations: &[
        sign_in::records::MIGRATION,
        rule_packs::records::MIGRATION,
        preferences::records::MIGRATION,
        sign_in::records::LIMITS,
    ],
    jobs: &[office::mail::SEND],
};
