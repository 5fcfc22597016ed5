//! Invoices: the bill for verified work. Numbers have no holes; an issued invoice is never
//! changed. It is voided while its month is open and nothing was paid on it; after that a
//! credit corrects it.
//!
//! Words: *gross* is quantity times price, *net* is gross less discount, the *total* is net
//! and tax. Read first: [`rules`], then [`IssueInvoice`].

mod issue;
mod issue_all;
mod lines;
pub mod listing;
mod mail;
mod pages;
pub mod paper;
pub mod records;
pub mod rules;
mod shares;
#[cfg(test)]
mod story;
mod void;

pub(crate) use issue::issue_lines;
pub use issue::{ExtraLine, InvoiceIssued, IssueInvoice};
pub use issue_all::{BillChunk, ISSUE_ALL, IssueAllInvoices};
pub(crate) use lines::{Ahead, Line, Place, ahead, gather};
pub use mail::{InvoiceMailed, MailInvoice};
pub(crate) use shares::{Weighed, weigh};
pub use void::{InvoiceVoided, VoidInvoice};

use crate::deferrals;
use dispatch::work_orders::records::count_to_bill;
use office::{Duty, Gate, NounEntry, entry};

/// To see invoices.
pub const READ: Duty = Duty::new("invoices.read", "See invoices");

/// To issue and mail invoices.
pub const ISSUE: Duty = Duty::new("invoices.issue", "Issue invoices");

/// To void invoices.
pub const VOID: Duty = Duty::new("invoices.void", "Void invoices");

/// What this duty brings.
pub const NOUN: NounEntry = NounEntry {
    noun: "invoices",
    title: "Invoices",
    sentence: "What we have billed, what is paid of it, and what is still to be billed.",
    read: READ,
    commands: &[
        entry::<IssueInvoice>(),
        entry::<IssueAllInvoices>(),
        entry::<BillChunk>(),
        entry::<MailInvoice>(),
        entry::<VoidInvoice>(),
    ],
    pages: pages::PAGES,
    listings: &[&listing::LISTING],
    gates: &[Gate {
        name: "done_not_billed",
        title: "Done, not billed",
        href: "/work-orders?stage=verified",
        count: |reader, branch, today| {
            let all = count_to_bill(reader, branch)?;
            Ok(all - deferrals::records::count_may_wait(reader, branch, today)?)
        },
    }],
};
