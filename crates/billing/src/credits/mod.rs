//! Credits: what we give back on an invoice, and why. A credit pays its own invoice first;
//! what is left of it stands to the customer's good.

mod issue;
pub mod listing;
mod pages;
pub mod records;

pub use issue::{CreditIssued, IssueCredit};

use office::{Duty, NounEntry, entry};

/// To see credits.
pub const READ: Duty = Duty::new("credits.read", "See credits");

/// To give credits up to the branch's limit.
pub const ISSUE: Duty = Duty::new("credits.issue", "Give credits");

/// To give credits of any amount.
pub const ISSUE_ANY: Duty = Duty::new("credits.issue_any", "Give credits over the limit");

/// What this duty brings.
pub const NOUN: NounEntry = NounEntry {
    noun: "credits",
    title: "Credits",
    sentence: "What we gave back, on which invoice, and why.",
    read: READ,
    commands: &[entry::<IssueCredit>()],
    pages: pages::PAGES,
    listings: &[&listing::LISTING],
    gates: &[],
};
