//! Keep the customer's file open: one page that answers a caller's first questions, tells
//! everything that ever happened, and explains the balance to the cent; and find the right
//! file by any piece of a name, telephone, street, number or amount.
//!
//! It reads every room and writes nothing. Read first: [`page`] (the Customer page),
//! [`timeline`] (how journal lines become sentences), [`find`] (what is looked for where).

pub mod find;
mod page;
mod records;
pub mod rules;
mod side;
#[cfg(test)]
mod story;
mod strip;
pub mod timeline;

use front_desk::customers::READ;
use office::{Me, NounEntry, Rooms};

/// What the customer's file brings to the house.
pub const NOUN: NounEntry = NounEntry {
    noun: "customer_file",
    title: "Customer",
    sentence: "Everything about one customer on one page, found by any piece of it.",
    read: READ,
    commands: &[],
    pages: &[
        office::page("/customers/{id}", READ, page::show),
        office::page("/find", office::duty::SIGNED_IN, find::show),
    ],
    listings: &[],
    gates: &[],
};

/// Whether she may open the page of this pattern; no page of the house leads nowhere.
pub(crate) fn may_open(rooms: &Rooms, me: &Me, pattern: &str) -> bool {
    rooms.pages().any(|page| page.path == pattern && me.may(page.duty))
}

/// Whether she may read the noun of this name.
pub(crate) fn may_read(rooms: &Rooms, me: &Me, noun: &str) -> bool {
    rooms.nouns().any(|entry| entry.noun == noun && me.may(entry.read))
}
