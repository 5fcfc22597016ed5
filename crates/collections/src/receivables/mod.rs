//! Watch the receivables: who owes how much since when, and why.
//!
//! Everything is computed for a day, today or any before: what was opened until then,
//! less what came off until then. Credits that are not applied stand beside the buckets
//! and never hide what is old.

mod aging;
mod allow;
mod explain;
mod listing;
mod pages;
pub mod records;
pub mod sentence;
#[cfg(test)]
mod story;

pub use aging::{Aging, Basis, Bucket, aging};
pub(crate) use allow::IS_ALLOWED_FOR;
pub use allow::{ALLOW, AllowancePosted, PostAllowance};
pub use explain::{Explanation, Line, OpenItem, Part, explain};
pub use pages::{Shown, explanation_sheet};

use office::{Duty, NounEntry, entry, page};

/// See what customers owe.
pub const READ: Duty = Duty::new("receivables.read", "See what customers owe");

/// What the receivables bring to the house.
pub const NOUN: NounEntry = NounEntry {
    noun: "receivables",
    title: "Receivables",
    sentence: "What customers owe and how old it is, on any day, proved against the books.",
    read: READ,
    commands: &[entry::<PostAllowance>()],
    pages: &[
        page("/receivables", READ, pages::show_list),
        page("/receivables/charges", READ, pages::show_charges),
        page("/receivables/credits", READ, pages::show_credits),
        page("/receivables/allowance", READ, pages::allowance::show),
        page("/receivables/{customer}", READ, pages::show_customer),
    ],
    listings: &[&listing::LISTING, &listing::CHARGES, &listing::CREDITS],
    gates: &[],
};
