//! What I did lately: one's own lines of the branch's journal, each with the way to take it
//! back while it can be.
//!
//! Taking back is a second, ordinary command, so nothing here changes anything: the page only
//! says which lines have one. Read first: [`records::list_done`], then `pages.rs`.

mod pages;
mod records;

use office::{NounEntry, duty, page};

/// For how many days what was done stands here.
const KEPT_DAYS: i64 = 30;

/// What this duty brings.
pub const NOUN: NounEntry = NounEntry {
    noun: "journal",
    title: "Recently done",
    sentence: "What I did in the last 30 days, and the way to take it back.",
    read: duty::SIGNED_IN,
    commands: &[],
    pages: &[page("/journal", duty::SIGNED_IN, pages::show)],
    listings: &[],
    gates: &[],
};
