//! Follow every dollar: the whole life of a payment on one page, from the hand it came in by
//! to the statement it was proved against, each step with who, when and its lines in the books.
//!
//! The steps are rows of other rooms, put in order by one list; the page, the API, the
//! command line, CSV and print all read that list. Read first: `listing.rs` (what is a step),
//! then `life.rs` (the page) and `search.rs` (which payment is meant).

mod life;
pub mod listing;
mod records;
mod search;
#[cfg(test)]
mod story;

use money::payments::READ;
use office::NounEntry;

/// What following a dollar brings to the house.
pub const NOUN: NounEntry = NounEntry {
    noun: "biographies",
    title: "Follow a dollar",
    sentence: "The whole life of a payment, found by its check, amount, deposit or bank line.",
    read: READ,
    commands: &[],
    pages: &[
        office::page("/biographies", READ, search::show),
        office::page("/biographies/{id}", READ, life::show),
    ],
    listings: &[&listing::LISTING],
    gates: &[],
};
