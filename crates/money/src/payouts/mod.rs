//! Payouts: what a processor pays into our bank, less its fees (handbook P12, T26). Each is a
//! row with what it is made of; its net is what the bank's line says. Payments in it are
//! settled. What no payment stands for stays open in the clearing account until it is matched.
//!
//! Read first: `rules.rs` (which account an item comes from), then [`RecordPayout`].

mod fetch;
mod listing;
mod match_item;
mod pages;
mod record;
pub mod records;
mod rules;
#[cfg(test)]
mod tests;

pub use fetch::FETCH;
pub(crate) use fetch::fetch_job;
pub use match_item::{MatchPayoutItem, PayoutItemMatched};
pub use record::{PayoutRecorded, RecordPayout};

use crate::payments::SETTLE;
use office::{NounEntry, entry};

/// What this duty brings.
pub const NOUN: NounEntry = NounEntry {
    noun: "payouts",
    title: "Payouts",
    sentence: "What processors paid into the bank, less their fees, payment by payment.",
    read: crate::draws::READ,
    commands: &[entry::<RecordPayout>(), entry::<MatchPayoutItem>()],
    pages: pages::PAGES,
    listings: &[&listing::LISTING],
    gates: &[],
};

/// Who may record payouts.
const KEEP: office::Duty = SETTLE;
