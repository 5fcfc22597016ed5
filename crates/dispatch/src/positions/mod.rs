//! Where places are on the map, which says how long the drive between them takes. A place that
//! nobody has pointed at is taken to be in the middle of its zip, and the list says so.
//!
//! No map of somebody else is asked: a point is copied from one, or comes with a file.

mod listing;
mod pages;
mod place;
pub mod records;
mod rules;

pub use place::{LocationPlaced, PlaceLocation};
pub use rules::{Known, Position};

use crate::appointments::READ;
use office::{Duty, NounEntry, entry, page};

/// To say where places are.
pub const PLACE: Duty = Duty::new("positions.place", "Say where places are on the map");

/// What this duty brings.
pub const NOUN: NounEntry = NounEntry {
    noun: "positions",
    title: "On the map",
    sentence: "Where the places we serve are, and which nobody has pointed at yet.",
    read: READ,
    commands: &[entry::<PlaceLocation>()],
    pages: &[
        page("/positions", READ, pages::list),
        page("/positions/{location}", READ, pages::show),
    ],
    listings: &[&listing::LISTING],
    gates: &[],
};
