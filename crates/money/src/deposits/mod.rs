//! Process the daily deposit: open it, count the drawer blind, explain what is over or short,
//! have a second person sign, close it, and take it to the bank.
//!
//! One deposit holds one day's cash, checks and money orders. It opens by itself with the
//! first of them. Money that comes in after the count goes into the day's next deposit.
//!
//! Read first: `rules.rs` (what it comes to), `conditions.rs` (what must hold before it
//! closes), then [`close`](mod@close).

pub mod allow;
pub mod close;
pub mod conditions;
pub mod confirm;
pub mod count;
pub mod drawer;
pub mod explain;
pub mod intake;
pub mod listing;
pub mod open;
mod pages;
pub mod receive_envelope;
pub mod records;
pub mod reopen;
pub mod rules;
pub mod seal;
pub mod verify;

pub use allow::{AllowDeposit, DifferenceAllowed};
pub use close::{CloseDeposit, DepositClosed};
pub use confirm::{ConfirmDeposit, DepositConfirmed};
pub use count::{CountDeposit, DepositCounted};
pub use drawer::Drawer;
pub use explain::{DifferenceExplained, ExplainDeposit};
pub use open::{DepositOpened, OpenDeposit};
pub use receive_envelope::{EnvelopeReceived, ReceiveEnvelope};
pub use records::Cause;
pub use reopen::{DepositReopened, ReopenDeposit};
pub use rules::Tally;
pub use verify::{DepositVerified, VerifyDeposit};

use office::closing::{Found, MonthCheck};
use office::{Duty, Gate, NounEntry, Refusal, entry};
use store::Reader;
use values::{Day, Id, Money, noun};

/// See deposits.
pub const READ: Duty = Duty::new("deposits.read", "See deposits");

/// Count the drawer, take in envelopes, explain what is over or short, close.
pub const COUNT: Duty = Duty::new("deposits.count", "Count and close deposits");

/// Verify what somebody else has counted.
pub const VERIFY: Duty = Duty::new("deposits.verify", "Verify deposits");

/// Allow a difference beyond the tolerance.
pub const ALLOW: Duty = Duty::new("deposits.allow", "Allow cash over or short by more");

/// Reopen a closed deposit.
pub const REOPEN: Duty = Duty::new("deposits.reopen", "Reopen closed deposits");

/// What this duty brings.
pub const NOUN: NounEntry = NounEntry {
    noun: "deposits",
    title: "Deposits",
    sentence: "Each day's money on its way to the bank: counted, verified, closed.",
    read: READ,
    commands: &[
        entry::<OpenDeposit>(),
        entry::<ReceiveEnvelope>(),
        entry::<CountDeposit>(),
        entry::<ExplainDeposit>(),
        entry::<AllowDeposit>(),
        entry::<VerifyDeposit>(),
        entry::<CloseDeposit>(),
        entry::<ReopenDeposit>(),
        entry::<ConfirmDeposit>(),
    ],
    pages: pages::PAGES,
    listings: &[&listing::LISTING],
    gates: &[
        Gate {
            name: "deposit_not_closed",
            title: "Deposit not closed",
            href: "/deposits",
            count: count_not_closed,
        },
        Gate {
            name: "over_short_not_explained",
            title: "Over or short, not explained",
            href: "/deposits",
            count: count_not_explained,
        },
    ],
};

/// The deposits of the month are closed (handbook 3.7, third point).
pub(crate) const ARE_CLOSED: MonthCheck = MonthCheck {
    title: "Deposits are closed",
    href: "/deposits",
    look: |reader, branch, end| {
        let left = count_not_closed(reader, branch, end)?;
        let none = "Every deposit of the month is closed.";
        Ok(Found::left(left, none, "deposit is not closed", "deposits are not closed"))
    },
};

/// And the bank has confirmed them.
pub(crate) const ARE_CONFIRMED: MonthCheck = MonthCheck {
    title: "The bank has the deposits",
    href: "/deposits",
    look: |reader, branch, end| {
        let left = records::count_unconfirmed_until(reader, branch, end)?;
        let none = "The bank has confirmed every deposit of the month.";
        Ok(Found::left(left, none, "deposit is not confirmed", "deposits are not confirmed"))
    },
};

/// What the branch posts as over or short with a reason alone.
pub(crate) fn tolerance(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
) -> Result<Money, store::Error> {
    settings::preferences::money(reader, branch, "cash_tolerance_cents")
}

fn count_not_closed(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    day: Day,
) -> Result<i64, Refusal> {
    Ok(i64::try_from(records::list_open(reader, branch, day)?.len()).unwrap_or(i64::MAX))
}

fn count_not_explained(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    day: Day,
) -> Result<i64, Refusal> {
    let tolerance = tolerance(reader, branch)?;
    let mut count = 0;
    for deposit in records::list_open(reader, branch, day)? {
        let Some(row) = records::find_deposit(reader, branch, deposit)? else {
            continue;
        };
        let before = records::before_closing(reader, branch, &row, tolerance)?;
        let is_cash = |code: &str| code.starts_with("deposits.over_");
        let open = before.conditions().into_iter().filter(|one| !one.is_met());
        count += i64::from(open.map(|one| one.code).any(is_cash));
    }
    Ok(count)
}
