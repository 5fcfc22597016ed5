//! Move what stands to one customer's good onto another's account: a payment's rest, or a credit
//! that belongs to her other account or to a relative who pays for both.
//!
//! It comes off the one credit and is a credit of its own on the other account, in one entry
//! within account 2150, so that both balances are explained to the cent. No bank is told.
//!
//! Read first: [`MakeTransfer`], then [`TakeBackTransfer`].

mod listing;
mod make;
mod pages;
pub mod records;
mod take_back;

pub use make::{MakeTransfer, TransferMade};
pub use take_back::{TakeBackTransfer, TransferTakenBack};

use office::{Duty, NounEntry, entry};

/// See transfers.
pub const READ: Duty = Duty::new("transfers.read", "See transfers of credit");

/// Transfer credit between customers, and take it back.
pub const MAKE: Duty = Duty::new("transfers.make", "Transfer credit between customers");

/// What this duty brings.
pub const NOUN: NounEntry = NounEntry {
    noun: "transfers",
    title: "Transfers of credit",
    sentence: "What stood to one customer's good and went onto another's account, and why.",
    read: READ,
    commands: &[entry::<MakeTransfer>(), entry::<TakeBackTransfer>()],
    pages: pages::PAGES,
    listings: &[&listing::LISTING],
    gates: &[],
};
