//! ACH returns: debits that a customer's bank sent back, and its notices of what to correct. A
//! file of the bank's is read once, entry by entry: a return takes its payment back, tries it
//! again as the rules of NACHA allow, or ends the mandate; a correction waits with the last day
//! it must be made by. What belongs to no debit of ours stays in the list.
//!
//! Read first: `rules.rs` (what follows a code), then [`ReadAchReturns`].

mod listing;
mod pages;
mod read;
mod records;
mod rules;
mod settle;

pub use read::{AchReturnsRead, ReadAchReturns};
pub use settle::{AchReturnSettled, SettleAchReturn};

use crate::draws::READ;
use office::{Duty, Gate, NounEntry, Refusal, entry};
use store::Reader;
use values::{Day, Id, noun};

/// Take in returns and corrections of the bank's.
pub const TAKE_IN: Duty = Duty::new("ach_returns.read", "Take in ACH returns");

/// What this duty brings.
pub const NOUN: NounEntry = NounEntry {
    noun: "ach_returns",
    title: "ACH returns",
    sentence: "Debits the bank sent back and corrections it asks for, each with its clock.",
    read: READ,
    commands: &[entry::<ReadAchReturns>(), entry::<SettleAchReturn>()],
    pages: pages::PAGES,
    listings: &[&listing::LISTING],
    gates: &[Gate {
        name: "ach_corrections_due",
        title: "ACH corrections due today",
        href: "/ach-returns?state=waiting",
        count: count_due,
    }],
};

fn count_due(reader: &mut Reader<'_>, branch: Id<noun::Branch>, day: Day) -> Result<i64, Refusal> {
    Ok(records::count_due(reader, branch, day)?)
}
