//! Collections: what customers owe, how old it is, and why a balance is what it is.
//!
//! Read first: [`receivables::aging`] (how old what is owed is, on any day) and
//! [`receivables::explain`] (the lines that make up one customer's balance).

pub mod receivables;

/// What collections bring to the house.
pub const ROOM: office::Room =
    office::Room { name: "collections", nouns: &[receivables::NOUN], migrations: &[], jobs: &[] };
