//! The manual: one page in the office's words for each duty, on one sheet, so that the
//! browser's own search finds everything.

mod pages;

use office::{NounEntry, duty, page};

/// What this duty brings.
pub const NOUN: NounEntry = NounEntry {
    noun: "help",
    title: "Manual",
    sentence: "How each duty is done, on screen and on the command line.",
    read: duty::SIGNED_IN,
    commands: &[],
    pages: &[page("/help", duty::SIGNED_IN, pages::show)],
    listings: &[],
    gates: &[],
};
