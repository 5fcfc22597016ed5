//! Close a fund: its slips go to their accounts, and its cash goes to the bank.

use super::records::{self, NewReplenishment};
use super::{KEEP, replenish, rules};
use books::Source;
use books::accounts::{OPERATING, PETTY_CASH};
use books::entries::{self, NewEntry, NewLine};
use money::Hands;
use office::{Command, Desk, Duty, Refusal, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Id, Money, noun};

/// Closes a fund that was counted.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct ClosePettyFund {
    /// Which fund.
    pub petty_fund: Id<noun::PettyFund>,
    /// Why the cash is over or short, when it is.
    #[serde(default)]
    pub reason: String,
}

/// The fund is closed.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct PettyFundClosed {
    /// The fund.
    pub petty_fund: Id<noun::PettyFund>,
    /// The cash that goes to the bank.
    pub cash_cents: Money,
    /// The entry.
    pub entry: Id<noun::Entry>,
    /// Whether whoever keeps the cash closed it herself, as a small office may.
    pub hands: Hands,
}

impl Command for ClosePettyFund {
    const NAME: &'static str = "petty_funds.close";
    const TITLE: &'static str = "Close a petty cash fund";
    const DUTY: Duty = KEEP;
    const SHAPE: Shape = Shape::ActsOn("petty_fund");
    type Receipt = PettyFundClosed;

    fn perform(self, desk: &mut Desk<'_>) -> Result<PettyFundClosed, Refusal> {
        let fund = records::require_open(desk, self.petty_fund)?;
        let count = records::require_count(desk, &fund)?;
        let hands = replenish::require_another(desk, &fund, &count, &self.reason)?;
        let mut lines = replenish::expense_lines(desk, &fund, &count)?;
        lines.push(NewLine { account: OPERATING, amount: count.counted, customer: None });
        lines.push(NewLine { account: PETTY_CASH, amount: -fund.imprest, customer: None });
        let memo = format!("Petty cash {} closed", fund.name);
        let (day, source) = (desk.today(), Source::of(fund.id));
        let entry = entries::post(desk, NewEntry { day, memo, source, lines })?;
        let amount = rules::to_replenish(fund.slips, count.over_short());
        let (slips, reason) = (fund.slips, self.reason.trim());
        let new =
            NewReplenishment { fund: fund.id, count: &count, slips, amount, reason, entry, hands };
        records::insert_replenishment(desk, &new)?;
        let nothing = (fund.imprest, Money::ZERO);
        records::insert_imprest(desk, fund.id, nothing, "Closed", entry)?;
        records::mark_closed(desk, fund.id)?;
        desk.change(fund.id, &fund.imprest, &Money::ZERO)?;
        Ok(PettyFundClosed { petty_fund: fund.id, cash_cents: count.counted, entry, hands })
    }
}
