//! Background work: what goes on, how far it has come, what came of each row.

mod pages;

use office::jobs::{CancelJob, LISTING, READ, ROWS};
use office::{NounEntry, entry, page};

/// What this duty brings.
pub const NOUN: NounEntry = NounEntry {
    noun: "jobs",
    title: "Background work",
    sentence: "Imports, runs and letters: how far they have come and what came of each row.",
    read: READ,
    commands: &[entry::<CancelJob>()],
    pages: &[page("/jobs", READ, pages::list), page("/jobs/{job}", READ, pages::one)],
    listings: &[&LISTING, &ROWS],
    gates: &[],
};
