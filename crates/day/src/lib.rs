//! The day: what is to be done now and what keeps the day open, and the proof that
//! everything that must always hold does hold.
//!
//! This room stands behind all others: it reads their tables, and writes only what its own
//! proofs have found.
//!
//! Read first: [`today`] (the page the office opens with), [`proof::prove`].

pub mod journal;
pub mod proof;
#[cfg(test)]
mod testing;
pub mod today;

/// What this room brings.
pub const ROOM: office::Room = office::Room {
    name: "day",
    nouns: &[today::NOUN, journal::NOUN, proof::NOUN],
    migrations: &[proof::records::MIGRATION, today::MIGRATION],
    jobs: &[proof::PROVE_JOB],
};
