//! Set how a customer is billed: who pays which share, when, on how many papers, by when it
//! is due, under which purchase order, with what taken off, and how it is sent.
//!
//! Options hold from a day on, for all of a customer's work or for one agreement, whose own
//! go before hers. They are never edited and never touch what was billed: a change is
//! another row. Before they are set, [`preview`] shows the invoices of the next twelve
//! months and how they differ from today's.
//!
//! Read first: [`SetOptions`] (all that can be chosen), [`preview::preview`], [`rules`].

mod copy;
mod end;
mod listing;
mod pages;
pub mod preview;
pub mod records;
pub mod rules;
mod set;
#[cfg(test)]
mod story;
mod words;

pub use copy::{CopyOptions, OptionsCopied};
pub use end::{EndOptions, OptionsEnded};
pub use set::{OptionsSet, OtherPayer, SetOptions};
pub use words::{Delivery, Grouping, LateFee, StatementCycle, StatementStyle, Terms, Trigger};

use office::{Duty, NounEntry, entry};

/// To see billing options.
pub const READ: Duty = Duty::new("billing_options.read", "See billing options");

/// To set billing options.
pub const SET: Duty = Duty::new("billing_options.set", "Set billing options");

/// What this duty brings.
pub const NOUN: NounEntry = NounEntry {
    noun: "billing_options",
    title: "Billing options",
    sentence: "How customers are billed who are not billed as usual, and from when.",
    read: READ,
    commands: &[entry::<SetOptions>(), entry::<EndOptions>(), entry::<CopyOptions>()],
    pages: pages::PAGES,
    listings: &[&listing::LISTING],
    gates: &[],
};
