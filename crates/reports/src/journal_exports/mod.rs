//! Hand a month's journal to the accountant or to headquarters, and note that they have it
//! (handbook 3.7, 11). What was posted into the month afterwards is told, so that nobody keeps
//! books by an old copy.
//!
//! Nothing is handed out by itself: somebody takes the file and sends it. Read first:
//! [`SendJournal`], then `check.rs` (what a month asks before it closes).

mod acknowledge;
mod check;
mod listing;
mod pages;
pub mod records;
mod send;
#[cfg(test)]
mod story;

pub use acknowledge::{AcknowledgeJournal, JournalAcknowledged};
pub use check::IS_ACKNOWLEDGED;
pub use send::{JournalSent, SendJournal};

use formats::ledger::LedgerFormat;
use office::{Duty, NounEntry, entry, page};

/// See what was handed out.
pub const READ: Duty = Duty::new("journal_exports.read", "See the journals handed out");

/// Hand a journal out, and note that it arrived.
pub const SEND: Duty = Duty::new("journal_exports.send", "Hand out a month's journal");

books::stored_word! {
    /// For which program a journal is written.
    #[derive(Default)]
    JournalFormat "a format of the journal" {
        /// A table, one line of an entry a row.
        #[default]
        Table => "csv" "A table (CSV)",
        /// QuickBooks Desktop.
        QuickBooks => "iif" "QuickBooks (IIF)",
        /// hledger and Ledger.
        Hledger => "hledger" "hledger",
        /// Beancount.
        Beancount => "beancount" "Beancount",
    }
}

impl JournalFormat {
    /// The format as its writer knows it.
    fn ledger(self) -> LedgerFormat {
        match self {
            JournalFormat::Table => LedgerFormat::Csv,
            JournalFormat::QuickBooks => LedgerFormat::Iif,
            JournalFormat::Hledger => LedgerFormat::Hledger,
            JournalFormat::Beancount => LedgerFormat::Beancount,
        }
    }
}

/// What handing out journals brings to the house.
pub const NOUN: NounEntry = NounEntry {
    noun: "journal_exports",
    title: "Journal exports",
    sentence: "The months' journals as they were handed out, and who has them.",
    read: READ,
    commands: &[entry::<SendJournal>(), entry::<AcknowledgeJournal>()],
    pages: &[
        page("/journal-exports", READ, pages::list),
        page("/journal-exports/new", SEND, pages::new),
        page("/journal-exports/{id}", READ, pages::show),
        page("/journal-exports/{id}/file", READ, pages::file),
    ],
    listings: &[&listing::LISTING],
    gates: &[],
};
