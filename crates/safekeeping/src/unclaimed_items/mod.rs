//! Unclaimed money: what is a customer's and lies here so long that her state wants it.
//!
//! A credit nobody uses and a refund check nobody cashes belong to their owner for years. Each
//! state says after how many years of silence such money is dormant, when its owner must be
//! written to, and by which day it goes to the state (handbook 3.9; the rows are the rule
//! pack's). Every night the branch's books are looked through. What is found waits for its
//! owner's letter, then for her answer; when none comes it is set aside, and a second person
//! reports it to the state and pays (handbook P30).
//!
//! Rules: the state is that of her last known address, else the branch's; whatever she does last
//! (pays, calls, answers) begins the years anew; where the law wants a letter nothing is set
//! aside before it is out and her days to answer are over; account 2400 is what is set aside.
//!
//! Read first: [`rules`], then [`LookForUnclaimed`] and [`SetAsideUnclaimed`].

mod answer;
mod letter;
mod listing;
mod look;
mod pages;
mod print_letter;
mod proofs;
pub mod records;
mod report;
pub mod rules;
mod send_letter;
mod set_aside;
#[cfg(test)]
mod story;
mod take_back_report;

pub use answer::{AnswerUnclaimed, UnclaimedAnswered};
pub use look::{LOOK_JOB, LookForUnclaimed, NIGHTLY, UnclaimedLookedFor};
pub use print_letter::{PrintUnclaimedLetter, UnclaimedLetterPrinted};
pub use proofs::proofs;
pub use report::{ReportUnclaimed, UnclaimedReported};
pub use send_letter::{SendUnclaimedLetter, UnclaimedLetterSent};
pub use set_aside::{SetAsideUnclaimed, UnclaimedSetAside};
pub use take_back_report::{TakeBackUnclaimedReport, UnclaimedReportTakenBack};

use office::{Duty, NounEntry, entry};

/// See unclaimed money.
pub const READ: Duty = Duty::new("unclaimed_items.read", "See unclaimed money");

/// Look for it, write to owners, note their answers, set it aside.
pub const KEEP: Duty = Duty::new("unclaimed_items.keep", "Write to owners of unclaimed money");

/// Report it to a state and pay.
pub const REPORT: Duty = Duty::new("unclaimed_items.report", "Pay unclaimed money to a state");

/// What this duty brings.
pub const NOUN: NounEntry = NounEntry {
    noun: "unclaimed_items",
    title: "Unclaimed money",
    sentence: "Credits and refund checks whose owner is silent, until she answers or the state \
               gets them.",
    read: READ,
    commands: &[
        entry::<LookForUnclaimed>(),
        entry::<SendUnclaimedLetter>(),
        entry::<PrintUnclaimedLetter>(),
        entry::<AnswerUnclaimed>(),
        entry::<SetAsideUnclaimed>(),
        entry::<ReportUnclaimed>(),
        entry::<TakeBackUnclaimedReport>(),
    ],
    pages: pages::PAGES,
    listings: &[&listing::LISTING, &listing::OWNERS, &listing::REPORTS],
    gates: &[],
};
