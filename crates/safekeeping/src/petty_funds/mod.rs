//! Petty cash: a fund of a fixed amount in one person's keeping, for what is bought at a counter.
//!
//! A fund is opened with its imprest, the amount it always comes back to. What is paid out of it
//! is a slip, with its receipt or why there is none. Nothing reaches an expense account yet:
//! account 1020 stands at the imprest until the fund is counted by denomination and a second
//! person replenishes it, which posts the slips and what the cash is over or short (handbook
//! P28). So the cash and the slips that wait are always the imprest.
//!
//! Rules: a slip is no more than the fund's cash, and no more than the branch lets a counter
//! have; whoever keeps the cash does not replenish it; nothing is replenished that was not
//! counted since it last moved.
//!
//! Read first: [`rules`], then [`PayPettySlip`] and [`ReplenishPettyFund`].

mod change;
mod close;
mod count;
mod listing;
mod open;
mod pages;
mod pay_slip;
mod proofs;
pub mod records;
mod replenish;
pub mod rules;
#[cfg(test)]
mod story;
mod void_slip;

pub use change::{ChangePettyFund, PettyFundChanged};
pub use close::{ClosePettyFund, PettyFundClosed};
pub use count::{CountPettyFund, PettyFundCounted};
pub use open::{OpenPettyFund, PettyFundOpened};
pub use pay_slip::{PayPettySlip, PettySlipPaid};
pub use proofs::proofs;
pub use replenish::{PettyFundReplenished, ReplenishPettyFund};
pub use void_slip::{PettySlipVoided, VoidPettySlip};

use office::closing::{Found, MonthCheck};
use office::{Duty, NounEntry, entry};

/// See petty cash.
pub const READ: Duty = Duty::new("petty_funds.read", "See petty cash");

/// Pay slips out of a fund and count it.
pub const PAY: Duty = Duty::new("petty_funds.pay", "Pay out of petty cash and count it");

/// Replenish a fund that somebody else keeps.
pub const REPLENISH: Duty = Duty::new("petty_funds.replenish", "Replenish petty cash");

/// Open, change and close funds.
pub const KEEP: Duty = Duty::new("petty_funds.keep", "Open, change and close petty cash funds");

/// Every fund was counted at the month's end, and no slip of the month waits (handbook 3.7,
/// tenth point).
pub(crate) const ARE_COUNTED: MonthCheck = MonthCheck {
    title: "Petty cash is counted and replenished",
    href: "/petty-funds",
    look: |reader, branch, last| {
        let since = last.plus_days(1 - rules::MONTH_END_DAYS);
        let left = records::count_unsettled(reader, branch, last, since)?;
        let none = "Every fund was counted at the month's end and its slips are in the books.";
        let one = "petty cash fund was not counted, or has slips of the month that wait";
        let several = "petty cash funds were not counted, or have slips of the month that wait";
        Ok(Found::left(left, none, one, several))
    },
};

/// What this duty brings.
pub const NOUN: NounEntry = NounEntry {
    noun: "petty_funds",
    title: "Petty cash",
    sentence: "Cash in one person's keeping, the slips paid out of it, and when it was counted.",
    read: READ,
    commands: &[
        entry::<OpenPettyFund>(),
        entry::<PayPettySlip>(),
        entry::<VoidPettySlip>(),
        entry::<CountPettyFund>(),
        entry::<ReplenishPettyFund>(),
        entry::<ChangePettyFund>(),
        entry::<ClosePettyFund>(),
    ],
    pages: pages::PAGES,
    listings: &[&listing::LISTING, &listing::SLIPS],
    gates: &[],
};
