//! Post entries: debits that equal credits, on a day of an open month, never changed
//! afterwards. What was wrong is reversed by another entry.
//!
//! Other rooms call [`post`] inside their commands. People post only adjustments.

mod listing;
mod pages;
mod post;
mod posting;
pub mod records;
mod reverse;

pub use post::{AdjustmentLine, EntryPosted, PostEntry};
pub use posting::{NewEntry, NewLine, Source, post, post_many, reverse};
pub use reverse::{EntryReversed, ReverseEntry};

use office::{Duty, NounEntry, entry, page};

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
    commands: &[entry::<PostEntry>(), entry::<ReverseEntry>()],
    pages: &[
        page("/entries", READ, pages::show_list),
        page("/entries/new", POST, pages::show_new),
        page("/entries/{entry}", READ, pages::show_entry),
    ],
    listings: &[&listing::LISTING],
    gates: &[],
};

/// Where the document behind an entry or an open item is read: `invoice` 5 is at
/// `/invoices/5`.
pub fn source_href(noun: &str, id: i64) -> String {
    let plural = match noun {
        _ if noun.ends_with('s') => String::from(noun),
        "entry" => String::from("entries"),
        _ => format!("{noun}s"),
    };
    format!("/{}/{id}", office::command::kebab(&plural))
}
