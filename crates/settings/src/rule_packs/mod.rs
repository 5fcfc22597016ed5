//! Rule packs: what the law and the house ask, as dated rows with their source. A page that shows a
//! rule says "policy check", never "legal advice"; where two rules might hold, the
//! strictest does.

mod clocks;
mod draws;
mod fees;
mod house;
mod pack;
mod pages;
pub mod records;
mod set_rate;
mod taxes;
mod unclaimed;

pub use clocks::{CoolingOff, cooling_off, stale_after_months};
pub use draws::{ach_return_rate, card_notice_days, decline_retry_days};
pub use fees::{LateFeeCap, deducts_bad_debt, late_fee_cap, returned_item_fee};
pub use house::{PriceLeave, field_calendar, price_leave};
pub use set_rate::{RateSet, SetRate};
pub use taxes::{CustomerClass, TaxAnswer, TaxAsk, TaxPart, tax_for};
pub use unclaimed::{UnclaimedDays, unclaimed_days};

use office::{Duty, NounEntry, entry};

/// To keep the company's own tax rates.
pub const MANAGE: Duty = Duty::new("rule_packs.manage", "Manage tax rates and rules");

/// What this duty brings.
pub const NOUN: NounEntry = NounEntry {
    noun: "rule_packs",
    title: "Rules",
    sentence: "What the law asks where we work, from when, and who says so.",
    read: office::duty::SIGNED_IN,
    commands: &[entry::<SetRate>()],
    pages: pages::PAGES,
    listings: &[&records::LISTING],
    gates: &[],
};
