//! The books: a double-entry ledger that every money command posts through, the months
//! it is kept in, and the list of what each customer owes and has to her good.
//!
//! Read first: [`entries::post`] (the only way into the ledger), [`open_items`] (the
//! receivables beside it), [`proofs`] (what must always hold between the two).

pub mod accounts;
pub mod entries;
pub mod exports;
mod migrations;
pub mod open_items;
#[cfg(test)]
mod pages_story;
pub mod periods;
pub mod proofs;
#[cfg(any(test, feature = "testing"))]
pub mod testing;
mod words;

pub use accounts::Account;
pub use entries::Source;
pub use proofs::{Proof, proofs};

/// What the books bring to the house.
pub const ROOM: office::Room = office::Room {
    name: "books",
    nouns: &[accounts::NOUN, entries::NOUN, periods::NOUN],
    migrations: migrations::MIGRATIONS,
    jobs: &[],
};
