//! Draws: money that a processor is asked to take from a card or a bank account, or to give
//! back to one. A draw is a row before anybody is asked; a job asks, outside every transaction,
//! under the draw's own once-key; what the processor says is recorded by a command that posts
//! the payment. A draw that was tried and not answered is in doubt, and is asked for again by
//! its key: never taken twice, never forgotten.
//!
//! Read first: `line.rs` (how one comes to be), [`RecordDraw`] (what its outcome does), `job.rs`.

mod ask_again;
mod begin;
mod give_back;
mod job;
mod line;
mod listing;
mod pages;
mod record;
pub mod records;
#[cfg(test)]
mod tests;

pub use ask_again::{AskAgain, DrawAskedAgain};
pub use begin::{BeginDraw, DrawBegun};
pub use give_back::{GiveBackAsked, GiveRefundBack};
pub use job::TAKE;
pub(crate) use line::PAGE_TO_COME;
pub(crate) use line::{NewDraw, ask_job, put_in_line};
pub use record::{DrawDecided, DrawRecorded, RecordDraw};
pub(crate) use records::mark_page;

use office::{Duty, NounEntry, entry};

/// See what processors were asked for.
pub const READ: Duty = Duty::new("draws.read", "See card and ACH draws");

/// Ask processors for money, and record what they said.
pub const TAKE_MONEY: Duty = Duty::new("draws.take", "Take card and ACH payments");

/// What this duty brings.
pub const NOUN: NounEntry = NounEntry {
    noun: "draws",
    title: "Card and ACH draws",
    sentence: "Money asked of cards and bank accounts: taken, declined, or still in doubt.",
    read: READ,
    commands: &[
        entry::<BeginDraw>(),
        entry::<RecordDraw>(),
        entry::<AskAgain>(),
        entry::<GiveRefundBack>(),
    ],
    pages: pages::PAGES,
    listings: &[&listing::LISTING],
    gates: &[],
};
