//! Keep the branch's bank accounts: each is tied to one account of the ledger, begins on a day
//! with the bank's own balance, and is shown by the last four of its digits. Nothing more of
//! its number is kept.
//!
//! What the books had posted before the first day counts as cleared, but for the lines that are
//! named as not yet at the bank. Where books and bank then differ, the difference is posted to
//! the opening balances, so that both begin at one figure.
//!
//! Read first: [`open`](mod@open), then `records.rs` (what a balance at the bank is made of).

pub mod close;
pub mod listing;
pub mod open;
mod pages;
pub mod records;

pub use close::{BankAccountClosed, CloseBankAccount};
pub use open::{BankAccountOpened, OpenBankAccount};
pub use records::{BankAccountRow, find_bank_account};

use office::{Duty, NounEntry, entry, page};

/// See bank accounts and their lines.
pub const READ: Duty = Duty::new("bank_accounts.read", "See bank accounts and their lines");

/// Open and close bank accounts.
pub const KEEP: Duty = Duty::new("bank_accounts.keep", "Keep the branch's bank accounts");

/// What this duty brings.
pub const NOUN: NounEntry = NounEntry {
    noun: "bank_accounts",
    title: "Bank accounts",
    sentence: "The branch's accounts at the bank, and how they stand with the books.",
    read: READ,
    commands: &[entry::<OpenBankAccount>(), entry::<CloseBankAccount>()],
    pages: &[
        page("/bank-accounts", READ, pages::show_list),
        page("/bank-accounts/new", KEEP, pages::show_new),
        page("/bank-accounts/{id}", READ, pages::show),
    ],
    listings: &[&listing::LISTING],
    gates: &[],
};
