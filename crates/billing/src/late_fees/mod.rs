//! Charge who does not pay in time, and waive it with a reason (handbook P21, 2.13, 6.6).
//!
//! A late fee is off until the branch sets a rate. It is simple: a share of what is open of
//! invoices, never of other fees, once a month for each customer, on what is past due for longer
//! than the days of grace. A state's rule caps the rate and may lengthen the grace; where no rule
//! is known no fee is charged. A customer's billing options may say never, or a rate of her own.
//!
//! Read first: [`rules`], then [`ChargeLateFee`].

mod charge;
mod charge_chunk;
mod listing;
mod pages;
pub mod records;
pub mod rules;
mod start;
#[cfg(test)]
mod story;
mod waive;

pub use charge::{ChargeLateFee, LateFeeCharged};
pub use charge_chunk::ChargeChunk;
pub use start::{CHARGE_LATE_FEES, LateFeesStarted, StartLateFees};
pub use waive::{LateFeeWaived, WaiveCause, WaiveLateFee};

use office::{Duty, NounEntry, entry};

/// To see late fees.
pub const READ: Duty = Duty::new("late_fees.read", "See late fees");

/// To charge and waive late fees.
pub const CHARGE: Duty = Duty::new("late_fees.charge", "Charge and waive late fees");

/// What this duty brings.
pub const NOUN: NounEntry = NounEntry {
    noun: "late_fees",
    title: "Late fees",
    sentence: "What customers are charged who pay late, and what was waived.",
    read: READ,
    commands: &[
        entry::<StartLateFees>(),
        entry::<ChargeLateFee>(),
        entry::<ChargeChunk>(),
        entry::<WaiveLateFee>(),
    ],
    pages: pages::PAGES,
    listings: &[&listing::LISTING],
    gates: &[],
};
