//! The best slots for a visit, found while the caller waits: what fits between the stops that
//! stand, the least added drive first, with the reason beside it. Nothing is held until it is
//! booked.
//!
//! Read first: `week.rs` (the standing days as the router sees them), then [`best`].

mod best;
mod pages;
pub(crate) mod records;
#[cfg(test)]
mod story;
mod week;

pub use best::{Ask, Offer, best};
pub(crate) use pages::sheet;

use crate::appointments::READ;
use office::{NounEntry, page};

/// What this duty brings.
pub const NOUN: NounEntry = NounEntry {
    noun: "slots",
    title: "Best slots",
    sentence: "When and by whom a visit is best done, with the drive it adds.",
    read: READ,
    commands: &[],
    pages: &[page("/slots", READ, pages::show)],
    listings: &[],
    gates: &[],
};
