//! Run the billing: everything that is due until today, customer by customer, as each one's
//! billing options say. First it is looked at, then it goes on in the background and can be
//! taken up again; each customer is billed whole or not at all, with a result of her own.
//!
//! Read first: [`BillCustomer`] (what is due of one customer), then [`StartBillingRun`].

mod bill;
mod bill_chunk;
mod listing;
mod outlook;
mod pages;
pub mod records;
mod start;
#[cfg(test)]
mod story;

pub use bill::{BillCustomer, CustomerBilled};
pub use bill_chunk::BillRunChunk;
pub use start::{BILLING_RUN, BillingRunStarted, StartBillingRun};

use crate::invoices;
use office::closing::{Found, MonthCheck};
use office::{NounEntry, entry};

/// Nothing is done and not billed (handbook 3.7, second point).
pub(crate) const ALL_IS_BILLED: MonthCheck = MonthCheck {
    title: "Done work is billed",
    href: "/work-orders?stage=verified",
    look: |reader, branch, end| {
        let left = records::count_unbilled_until(reader, branch, end)?;
        let none = "Everything that was done and verified is billed.";
        Ok(Found::left(
            left,
            none,
            "visit is done and not billed",
            "visits are done and not billed",
        ))
    },
};

/// What this duty brings. Who may issue invoices may run the billing.
pub const NOUN: NounEntry = NounEntry {
    noun: "billing_runs",
    title: "Billing runs",
    sentence: "Everything that is due, billed customer by customer as her options say.",
    read: invoices::READ,
    commands: &[entry::<StartBillingRun>(), entry::<BillCustomer>(), entry::<BillRunChunk>()],
    pages: pages::PAGES,
    listings: &[&listing::LISTING],
    gates: &[],
};
