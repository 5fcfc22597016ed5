//! Keep the chart of accounts: one list for the company, in which every branch posts.
//!
//! An account's id is its number, so code names the accounts it posts to as constants.

mod add;
mod listing;
mod pages;
pub mod records;
mod rename;
mod words;

pub use add::{AccountAdded, AddAccount};
pub use rename::{AccountRenamed, RenameAccount};
pub use words::{AccountKind, Side};

use office::{Duty, NounEntry, entry, page};
use serde::{Deserialize, Serialize};
use store::V;
use values::{Id, noun};

/// Read the chart, balances and entries.
pub const READ: Duty = Duty::new("accounts.read", "Read the books");

/// Add and rename accounts.
pub const KEEP: Duty = Duty::new("accounts.keep", "Keep the chart of accounts");

/// An account of the ledger, by its number.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Account(pub i64);

impl Account {
    /// The account as an id, for commands and links.
    pub const fn id(self) -> Id<noun::Account> {
        Id::new(self.0)
    }
}

impl From<Id<noun::Account>> for Account {
    fn from(id: Id<noun::Account>) -> Account {
        Account(id.get())
    }
}

impl<'v> From<Account> for V<'v> {
    fn from(account: Account) -> V<'v> {
        V::Int(account.0)
    }
}

impl store::FromValue for Account {
    const SORT: &'static str = "an account's number";

    fn from_value(value: V<'_>) -> Option<Account> {
        i64::from_value(value).map(Account)
    }
}

/// The bank account deposits go to.
pub const OPERATING: Account = Account(1000);
/// The petty cash tin.
pub const PETTY_CASH: Account = Account(1020);
/// The change kept in the drawer.
pub const DRAWER_FLOAT: Account = Account(1030);
/// Cash, checks and money orders that have not gone to the bank.
pub const UNDEPOSITED: Account = Account(1050);
/// Card payments captured and not settled.
pub const CARD_CLEARING: Account = Account(1060);
/// ACH debits sent and not settled.
pub const ACH_CLEARING: Account = Account(1065);
/// Checks the bank opened and has, and that no line of it has shown yet.
pub const LOCKBOX_CLEARING: Account = Account(1070);
/// What customers owe: the sum of open charges.
pub const RECEIVABLE: Account = Account(1100);
/// Work done for even-billing customers and not billed.
pub const UNBILLED: Account = Account(1110);
/// What we expect not to collect.
pub const ALLOWANCE: Account = Account(1190);
/// Sales tax collected for the states.
pub const SALES_TAX: Account = Account(2100);
/// What customers have to their good: the sum of open credits.
pub const UNAPPLIED: Account = Account(2150);
/// Billed ahead of the work.
pub const DEFERRED: Account = Account(2200);
/// Refunds approved and not paid.
pub const REFUNDS_PAYABLE: Account = Account(2250);
/// What is set aside for states because nobody claims it.
pub const UNCLAIMED: Account = Account(2400);
/// The other side of balances brought in from an older system.
pub const OPENING_BALANCES: Account = Account(3000);
/// Revenue of recurring pest control.
pub const REVENUE_RECURRING: Account = Account(4000);
/// Revenue of initial services.
pub const REVENUE_INITIAL: Account = Account(4010);
/// Revenue of termite work.
pub const REVENUE_TERMITE: Account = Account(4020);
/// Revenue of mosquito work.
pub const REVENUE_MOSQUITO: Account = Account(4030);
/// Revenue of lawn work.
pub const REVENUE_LAWN: Account = Account(4040);
/// Revenue of one-time services.
pub const REVENUE_ONE_TIME: Account = Account(4050);
/// Revenue of renewals.
pub const REVENUE_RENEWAL: Account = Account(4060);
/// Prepay and promotional discounts, shown gross.
pub const DISCOUNTS: Account = Account(4100);
/// Credits and allowances given.
pub const ALLOWANCES: Account = Account(4110);
/// Late fees charged.
pub const LATE_FEES: Account = Account(4200);
/// Returned-item fees charged.
pub const RETURNED_ITEM_FEES: Account = Account(4210);
/// Trip and cancellation fees charged.
pub const TRIP_FEES: Account = Account(4220);
/// Small income, such as what is kept for filing a return in time.
pub const OTHER_INCOME: Account = Account(4290);
/// What card processors keep.
pub const MERCHANT_FEES: Account = Account(6200);
/// What the bank charges.
pub const BANK_CHARGES: Account = Account(6210);
/// What agencies keep.
pub const AGENCY_COMMISSIONS: Account = Account(6220);
/// Receivables given up.
pub const BAD_DEBT: Account = Account(6300);
/// Cash counted over or short.
pub const OVER_SHORT: Account = Account(6310);

/// Accounts that stand for a list kept beside the ledger: only documents move them, and
/// each of their lines names its customer.
pub const CONTROLS: [Account; 2] = [RECEIVABLE, UNAPPLIED];

/// What the accounts bring to the house.
pub const NOUN: NounEntry = NounEntry {
    noun: "accounts",
    title: "Accounts",
    sentence: "The chart of accounts and what stands in each account.",
    read: READ,
    commands: &[entry::<AddAccount>(), entry::<RenameAccount>()],
    pages: &[
        page("/accounts", READ, pages::show_list),
        page("/accounts/lines", READ, pages::show_lines),
        page("/accounts/new", KEEP, pages::show_new),
        page("/accounts/{account}", READ, pages::show_account),
    ],
    listings: &[&listing::LISTING, &listing::LINES],
    gates: &[],
};
