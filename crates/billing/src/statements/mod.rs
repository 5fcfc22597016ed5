//! Statements: one customer's account on paper, for a period (handbook 3.5).
//!
//! *Open item* lists each charge that is not paid and each credit that is not used: whoever
//! pays by invoice wants it. *Balance forward* begins with the balance before the period,
//! lists everything that moved it, and ends in the balance now: a household wants that. Both
//! end in the same amount, to the cent.
//!
//! A statement is read from the open items each time; nothing of it is stored.

mod account;
pub mod listing;
mod mail;
mod pages;
pub mod paper;
#[cfg(test)]
mod story;

pub use account::{Account, AccountLine, Aged, account};
pub use mail::{MailStatement, StatementMailed};

use crate::invoices;
use office::{NounEntry, entry};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::Day;

/// What this duty brings. A statement tells of invoices: who may see and mail those, may
/// see and mail it.
pub const NOUN: NounEntry = NounEntry {
    noun: "statements",
    title: "Statements",
    sentence: "What a customer owes and why, on one sheet for her to keep.",
    read: invoices::READ,
    commands: &[entry::<MailStatement>()],
    pages: pages::PAGES,
    listings: &[&listing::LISTING],
    gates: &[],
};

/// How a statement tells what is owed.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Copy, Debug, PartialEq, Eq)]
#[serde(rename_all = "snake_case")]
pub enum StatementKind {
    /// By each open charge and credit.
    OpenItem,
    /// By the balance before and all that moved it since.
    BalanceForward,
}

impl StatementKind {
    /// Both.
    pub const ALL: [StatementKind; 2] = [StatementKind::OpenItem, StatementKind::BalanceForward];

    /// The stored word, as in addresses and on the sheet.
    pub const fn word(self) -> &'static str {
        match self {
            StatementKind::OpenItem => "open_item",
            StatementKind::BalanceForward => "balance_forward",
        }
    }

    /// As a person reads it.
    pub const fn title(self) -> &'static str {
        match self {
            StatementKind::OpenItem => "Open items",
            StatementKind::BalanceForward => "Balance forward",
        }
    }

    /// The kind of this word.
    pub fn of_word(word: &str) -> Option<StatementKind> {
        StatementKind::ALL.into_iter().find(|kind| kind.word() == word)
    }
}

/// The days a statement tells of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StatementPeriod {
    /// The first.
    pub from_on: Day,
    /// The last, which is the statement's own day.
    pub to_on: Day,
}

impl StatementPeriod {
    /// Since the first of the month before, until today: what a person who asks wants to see.
    pub fn usual(today: Day) -> StatementPeriod {
        StatementPeriod { from_on: today.first_of_month().plus_months(-1), to_on: today }
    }
}
