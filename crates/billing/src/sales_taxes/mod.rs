//! Keep the sales tax apart by jurisdiction: what invoices asked for, what credits, write-offs
//! and corrections changed, and what was sent. Account 2100 is the sum of it.
//!
//! An invoice keeps its own taxes. What changes them later is split over its jurisdictions once
//! and kept as it was split, so that a return that was sent can be read again years later.
//!
//! Read first: [`shares`], then [`note`], then [`SendTax`].

mod change;
mod correct;
mod listing;
mod pages;
mod proofs;
pub mod records;
mod report;
mod send;
pub mod shares;
#[cfg(test)]
mod story;
mod take_back;

pub use change::{TaxChange, note};
pub use correct::{CorrectTax, TaxCorrected};
pub(crate) use proofs::IS_OWED;
pub use proofs::proofs;
pub use records::ChangeKind;
pub use report::{TaxReport, report};
pub use send::{SendTax, TaxSent};
pub use take_back::{TakeBackTax, TaxTakenBack};

use office::{Duty, NounEntry, entry};

/// See the sales tax.
pub const READ: Duty = Duty::new("sales_taxes.read", "See what is owed in sales tax");

/// Send it, correct it, take a sending back.
pub const SEND: Duty = Duty::new("sales_taxes.send", "Send and correct sales tax");

/// What this duty brings.
pub const NOUN: NounEntry = NounEntry {
    noun: "sales_taxes",
    title: "Sales tax",
    sentence: "What is owed to each jurisdiction in sales tax, why, and what was sent.",
    read: READ,
    commands: &[entry::<SendTax>(), entry::<TakeBackTax>(), entry::<CorrectTax>()],
    pages: pages::PAGES,
    listings: &[&listing::LISTING, &listing::REMITTANCES],
    gates: &[],
};
