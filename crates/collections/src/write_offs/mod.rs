//! Give up collecting what will not be paid: asked with a cause, approved by another person
//! when it is over the branch's limit (handbook P23), taken up again when it is paid after all
//! (P24).
//!
//! Nothing moves when a write-off is asked. Approving it takes the amount off the charge, against
//! the allowance for doubtful accounts; where the state lets bad debt be deducted, the tax in it
//! goes back against the tax we owe. A write-off forgives nothing: what of it was not taken up
//! again is still shown on the customer's account.
//!
//! Read first: [`rules`], then [`ApproveWriteOff`].

mod approve;
mod ask;
mod decline;
mod listing;
mod pages;
mod proofs;
pub mod records;
mod reinstate;
pub mod rules;
#[cfg(test)]
mod story;

pub use approve::{ApproveWriteOff, WriteOffApproved};
pub use ask::{AskWriteOff, WriteOffAsked};
pub use decline::{DeclineWriteOff, WriteOffDeclined};
pub use proofs::proofs;
pub use records::Cause;
pub use reinstate::{ReinstateWriteOff, WriteOffReinstated};

use office::closing::{Found, MonthCheck};
use office::{Duty, NounEntry, entry, page};

/// See write-offs.
pub const READ: Duty = Duty::new("write_offs.read", "See write-offs");

/// Ask for a write-off, and take it up again when it is paid after all.
pub const ASK: Duty = Duty::new("write_offs.ask", "Ask for write-offs and take them up again");

/// Approve or decline what was asked.
pub const APPROVE: Duty = Duty::new("write_offs.approve", "Approve write-offs");

/// Every write-off was approved or declined (handbook 3.7, ninth point).
pub(crate) const ARE_ANSWERED: MonthCheck = MonthCheck {
    title: "Write-offs are answered",
    href: "/write-offs?state=asked",
    look: |reader, branch, _| {
        let left = records::count_waiting(reader, branch)?;
        let none = "Every write-off was approved or declined.";
        Ok(Found::left(left, none, "write-off waits", "write-offs wait"))
    },
};

/// What this duty brings.
pub const NOUN: NounEntry = NounEntry {
    noun: "write_offs",
    title: "Write-offs",
    sentence: "What we gave up collecting, why, who approved it, and what was paid after all.",
    read: READ,
    commands: &[
        entry::<AskWriteOff>(),
        entry::<ApproveWriteOff>(),
        entry::<DeclineWriteOff>(),
        entry::<ReinstateWriteOff>(),
    ],
    pages: &[
        page("/write-offs", READ, pages::list),
        page("/write-offs/new", ASK, pages::new),
        page("/write-offs/{id}", READ, pages::show),
    ],
    listings: &[&listing::LISTING],
    gates: &[],
};
