//! Keep the mail log: what two people found when they opened the mail, written down before
//! anything is posted, so that no check is lost between the envelope and the books.

pub mod listing;
mod pages;
pub mod record;
pub mod records;
pub mod witness;

pub use record::{LogRecorded, LoggedItem, RecordLog};
pub use witness::{LogWitnessed, WitnessLog};

use office::{Duty, NounEntry, entry};

/// See the mail log.
pub const READ: Duty = crate::deposits::READ;

/// Open the mail, log it, witness it.
pub const KEEP: Duty = Duty::new("remittance_logs.keep", "Open the mail and log it");

/// What this duty brings.
pub const NOUN: NounEntry = NounEntry {
    noun: "remittance_logs",
    title: "Mail log",
    sentence: "Checks and money orders found in the mail, logged by two people.",
    read: READ,
    commands: &[entry::<RecordLog>(), entry::<WitnessLog>()],
    pages: pages::PAGES,
    listings: &[&listing::LISTING],
    gates: &[],
};
