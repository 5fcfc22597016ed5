//! Keep the price list: what we do for customers, how long it takes and what it costs.
//!
//! The list belongs to the company, so that every branch bills the same work under the
//! same code. A price is a dated row: a new one never changes what was agreed or billed.

mod add;
mod edit;
pub mod listing;
mod pages;
pub mod records;
mod reprice;
mod restore;
mod retire;
mod words;

pub use add::{AddService, ServiceAdded};
pub use edit::{EditService, ServiceEdited};
pub use records::{Service, find_by_code, find_service, list_services};
pub use reprice::{RepriceService, ServiceRepriced};
pub use restore::{RestoreService, ServiceRestored};
pub use retire::{RetireService, ServiceRetired};
pub use words::TaxCode;

use office::{Duty, NounEntry, entry};

/// Read the price list.
pub const READ: Duty = Duty::new("services.read", "Read the price list");

/// Add services, set prices, retire services.
pub const KEEP: Duty = Duty::new("services.keep", "Keep the price list");

/// What this duty brings.
pub const NOUN: NounEntry = NounEntry {
    noun: "services",
    title: "Services",
    sentence: "What we do for customers, how long it takes and what it costs.",
    read: READ,
    commands: &[
        entry::<AddService>(),
        entry::<EditService>(),
        entry::<RepriceService>(),
        entry::<RetireService>(),
        entry::<RestoreService>(),
    ],
    pages: pages::PAGES,
    listings: &[&listing::LISTING],
    gates: &[],
};
