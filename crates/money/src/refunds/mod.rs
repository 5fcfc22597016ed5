//! Refund what stands to a customer's good: asked with a reason, approved by another person
//! when it is over the branch's limit, and paid (handbook P19).
//!
//! Nothing moves when a refund is asked. Approving it takes the money off the customer's
//! credits; paying it takes it off the bank.

pub mod approve;
pub mod ask;
pub mod decline;
pub mod listing;
mod pages;
pub mod pay;
pub mod records;

pub use approve::{ApproveRefund, RefundApproved};
pub use ask::{AskRefund, RefundAsked};
pub use decline::{DeclineRefund, RefundDeclined};
pub use pay::{PayRefund, RefundPaid};
pub use records::PaidHow;

use office::{Duty, NounEntry, entry};

/// See refunds.
pub const READ: Duty = Duty::new("refunds.read", "See refunds");

/// Ask for a refund.
pub const ASK: Duty = Duty::new("refunds.ask", "Ask for refunds");

/// Approve or decline what was asked.
pub const APPROVE: Duty = Duty::new("refunds.approve", "Approve refunds");

/// Pay what was approved.
pub const PAY: Duty = Duty::new("refunds.pay", "Pay refunds");

/// What this duty brings.
pub const NOUN: NounEntry = NounEntry {
    noun: "refunds",
    title: "Refunds",
    sentence: "Money given back to customers: asked, approved, paid.",
    read: READ,
    commands: &[
        entry::<AskRefund>(),
        entry::<ApproveRefund>(),
        entry::<DeclineRefund>(),
        entry::<PayRefund>(),
    ],
    pages: pages::PAGES,
    listings: &[&listing::LISTING],
    gates: &[],
};
