//! Look at the day: what is late, what must be done before the money goes to the bank and
//! before the office closes, who has it, and the one thing to do about each.
//!
//! Nothing is kept here: a line is there while its room says it is to be done, and gone when
//! it is done.
//!
//! Read first: `moment.rs` (deadlines), `lines/` (what becomes a line), `pages.rs`.

mod lines;
mod moment;
mod pages;
mod records;
mod side;
#[cfg(test)]
mod story;

use office::{NounEntry, duty, page};
use store::Migration;

/// What Today brings to the house.
pub const NOUN: NounEntry = NounEntry {
    noun: "today",
    title: "Today",
    sentence: "What is late, what must be done today and by when, and what keeps the day open.",
    read: duty::SIGNED_IN,
    commands: &[],
    pages: &[page("/", duty::SIGNED_IN, pages::show)],
    listings: &[],
    gates: &[],
};

/// Today asks for purchase orders by the day they run out, over all agreements.
pub const MIGRATION: Migration = Migration {
    name: "0901_today",
    sql: "
CREATE INDEX agreements_po_expires ON agreements (branch_id, po_expires_on, id)
  WHERE po_expires_on IS NOT NULL AND cancelled_at IS NULL;
",
};
