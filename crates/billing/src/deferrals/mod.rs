//! Keep what was billed before it was earned, and earned before it was billed.
//!
//! Each agreement that is not billed visit by visit has a balance: what was billed less what
//! was earned. Above zero we owe the work (account 2200); below zero the customer owes what
//! is not billed yet (account 1110). Every billing, every verified visit and every giving
//! back moves it, and the two accounts follow by one rule (handbook P3 to P7, P20).
//!
//! Read first: [`rules`], then [`BillAhead`] and [`on_work_verified`].

mod bill;
mod earn;
mod give_back;
mod listing;
mod moves;
mod pages;
mod proofs;
pub mod records;
pub mod rules;
#[cfg(test)]
mod story;

pub(crate) use bill::weigh_due;
pub use bill::{AheadBilled, BillAhead};
pub use earn::on_work_verified;
pub use give_back::{GiveBack, GivenBack, PrepayDiscount};
pub(crate) use moves::take_back;
pub use proofs::proofs;
pub(crate) use proofs::{ROLLS_FORWARD, found};

use crate::{credits, invoices};
use office::{Gate, NounEntry, entry};

/// What this duty brings. Who may see invoices may see what of them is earned.
pub const NOUN: NounEntry = NounEntry {
    noun: "deferrals",
    title: "Billed and earned",
    sentence: "What was billed before the work, and what work was done before its bill.",
    read: invoices::READ,
    commands: &[entry::<BillAhead>(), entry::<GiveBack>()],
    pages: pages::PAGES,
    listings: &[&listing::LISTING, &listing::NOT_DONE],
    gates: &[Gate {
        name: "billed_not_done",
        title: "Billed, not done",
        href: "/deferrals/not-done",
        count: |reader, branch, today| Ok(records::count_not_done(reader, branch, today)?),
    }],
};

/// Giving back what was not earned takes the duty of giving credits.
const GIVE: office::Duty = credits::ISSUE_ANY;
