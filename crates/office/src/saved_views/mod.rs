//! Saved views: a list with its filters, order and columns that somebody keeps under a
//! name, for herself or for everyone in the branch.

pub mod listing;
pub mod records;
mod remove;
mod save;

pub use remove::{RemoveView, ViewRemoved};
pub use save::{SaveView, ViewSaved};

use crate::{NounEntry, Room, duty, entry};

/// The duty as the registry knows it.
pub const NOUN: NounEntry = NounEntry {
    noun: "saved_views",
    title: "Saved views",
    sentence: "Lists with their filters, kept under a name for oneself or for everyone.",
    read: duty::SIGNED_IN,
    commands: &[entry::<SaveView>(), entry::<RemoveView>()],
    pages: &[],
    listings: &[&listing::LISTING],
    gates: &[],
};

/// A room of this noun alone; its table belongs to the office's own.
pub const ROOM: Room = Room { name: "saved_views", nouns: &[NOUN], migrations: &[], jobs: &[] };

/// An office with one list that views of it can be kept of.
#[cfg(test)]
fn bench() -> crate::testing::Bench {
    use crate::{Rooms, jobs, testing::Bench};
    const LISTS: NounEntry =
        NounEntry { noun: "jobs", commands: &[], listings: &[&jobs::LISTING], ..NOUN };
    let lists = Room { name: "lists", nouns: &[LISTS], migrations: &[], jobs: &[] };
    Bench::new(Rooms::default().room(ROOM).room(lists))
}
