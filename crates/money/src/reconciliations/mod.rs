//! Reconcile the bank: its statement against the books, to a day.
//!
//! The bank's balance must be what its lines come to, every line of it must be in the books,
//! and what the books have beyond is listed as outstanding. Closing keeps all of this: nothing
//! of those days is matched, unmatched or taken in any more, until another person reopens it
//! with a reason.
//!
//! Read first: [`close`](mod@close), and `bank_accounts/records.rs` (the sum that always holds).

pub mod close;
pub mod listing;
pub(crate) mod pages;
pub mod records;
pub mod reopen;
mod report;

pub use close::{CloseReconciliation, ReconciliationClosed};
pub use reopen::{ReconciliationReopened, ReopenReconciliation};

use crate::bank_accounts::READ;
use office::closing::{Found, MonthCheck};
use office::{Duty, NounEntry, entry, page};

/// Close a reconciliation.
pub const CLOSE: Duty = Duty::new("reconciliations.close", "Reconcile the bank");

/// Reopen a reconciliation.
pub const REOPEN: Duty = Duty::new("reconciliations.reopen", "Reopen a reconciliation");

/// Every bank account is reconciled to the month's end or later (handbook 3.7, third point).
pub(crate) const ARE_CLOSED: MonthCheck = MonthCheck {
    title: "The bank is reconciled",
    href: "/reconciliations",
    look: |reader, branch, end| {
        let left = records::count_behind(reader, branch, end)?;
        let none = "Every bank account is reconciled to the month's end.";
        let one = "bank account is not reconciled to the month's end";
        let several = "bank accounts are not reconciled to the month's end";
        Ok(Found::left(left, none, one, several))
    },
};

/// What this duty brings.
pub const NOUN: NounEntry = NounEntry {
    noun: "reconciliations",
    title: "Reconciliations",
    sentence: "Statements of the bank that were proved against the books.",
    read: READ,
    commands: &[entry::<CloseReconciliation>(), entry::<ReopenReconciliation>()],
    pages: &[
        page("/reconciliations", READ, pages::show_list),
        page("/reconciliations/new", READ, pages::show_new),
        page("/reconciliations/{id}", READ, pages::show),
        page("/reconciliations/{id}/report", READ, pages::show_report),
    ],
    listings: &[&listing::LISTING],
    gates: &[],
};
