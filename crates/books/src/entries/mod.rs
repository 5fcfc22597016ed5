//! Post entries: debits that equal credits, on a day of an open month, never changed
//! afterwards. What was wrong is reversed by another entry.
//!
//! Other rooms call [`post`] inside their commands. People post only adjustments.

mod posting;
pub mod records;

pub use posting::{NewEntry, NewLine, Source, post, post_many, reverse};

use office::{Duty, NounEntry};

/// Read the entries.
pub const READ: Duty = Duty::new("entries.read", "Read the entries of the books");

/// Post and reverse adjustments by hand.
pub const POST: Duty = Duty::new("books.post", "Post adjustments to the books");

/// What the entries bring to the house.
pub const NOUN: NounEntry = NounEntry {
    noun: "entries",
    title: "Entries",
    sentence: "Every posting to the books, with the document it comes from.",
    read: READ,
    commands: &[],
    pages: &[],
    listings: &[],
    gates: &[],
};
