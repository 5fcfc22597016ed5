//! Replenish a fund: its slips go to their expense accounts, and it holds its imprest again.

use super::records::{self, CountRow, FundRow, NewReplenishment};
use super::{REPLENISH, rules};
use books::Source;
use books::accounts::{OPERATING, OVER_SHORT};
use books::entries::{self, NewEntry, NewLine};
use money::Hands;
use office::{Command, Desk, Duty, Refusal, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Id, Money, noun};

/// Replenishes a fund that was counted.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct ReplenishPettyFund {
    /// Which fund.
    pub petty_fund: Id<noun::PettyFund>,
    /// Why the cash is over or short, when it is.
    #[serde(default)]
    pub reason: String,
}

/// The fund holds its imprest again.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct PettyFundReplenished {
    /// The fund.
    pub petty_fund: Id<noun::PettyFund>,
    /// What the slips come to.
    pub slip_cents: Money,
    /// Cash over (above zero) or short (below).
    pub over_short_cents: Money,
    /// What comes out of the bank into the fund; below zero when cash goes to the bank.
    pub amount_cents: Money,
    /// The entry.
    pub entry: Id<noun::Entry>,
    /// Whether whoever keeps the cash replenished it herself, as a small office may.
    pub hands: Hands,
}

impl Command for ReplenishPettyFund {
    const NAME: &'static str = "petty_funds.replenish";
    const TITLE: &'static str = "Replenish petty cash";
    const DUTY: Duty = REPLENISH;
    const SHAPE: Shape = Shape::ActsOn("petty_fund");
    type Receipt = PettyFundReplenished;

    fn perform(self, desk: &mut Desk<'_>) -> Result<PettyFundReplenished, Refusal> {
        let fund = records::require_open(desk, self.petty_fund)?;
        let count = records::require_count(desk, &fund)?;
        if fund.slip_count == 0 && count.over_short().is_zero() {
            let words =
                format!("{} holds its {}. There is nothing to do.", fund.name, fund.imprest);
            return Err(Refusal::conflict("petty_funds.nothing_to_replenish", words));
        }
        let hands = require_another(desk, &fund, &count, &self.reason)?;
        let amount = rules::to_replenish(fund.slips, count.over_short());
        let mut lines = expense_lines(desk, &fund, &count)?;
        lines.push(NewLine { account: OPERATING, amount: -amount, customer: None });
        let memo = format!("Petty cash {} replenished", fund.name);
        let source = Source::of(fund.id);
        let entry = entries::post(desk, NewEntry { day: desk.today(), memo, source, lines })?;
        let (slips, reason) = (fund.slips, self.reason.trim());
        let new =
            NewReplenishment { fund: fund.id, count: &count, slips, amount, reason, entry, hands };
        records::insert_replenishment(desk, &new)?;
        records::mark_moved(desk, fund.id)?;
        desk.change(fund.id, &fund.cash(), &fund.imprest)?;
        Ok(PettyFundReplenished {
            petty_fund: fund.id,
            slip_cents: slips,
            over_short_cents: count.over_short(),
            amount_cents: amount,
            entry,
            hands,
        })
    }
}

/// Handbook P28: what waits, on its expense accounts, and what the cash is off to 6310.
pub(super) fn expense_lines(
    desk: &mut Desk<'_>,
    fund: &FundRow,
    count: &CountRow,
) -> Result<Vec<NewLine>, Refusal> {
    let branch = desk.branch();
    let mut lines: Vec<NewLine> = records::sum_by_account(desk, branch, fund.id)?
        .into_iter()
        .map(|(account, _, amount)| NewLine { account, amount, customer: None })
        .collect();
    lines.push(NewLine { account: OVER_SHORT, amount: -count.over_short(), customer: None });
    Ok(lines)
}

/// Another person than who keeps the cash, and a word why when it is off.
pub(super) fn require_another(
    desk: &Desk<'_>,
    fund: &FundRow,
    count: &CountRow,
    reason: &str,
) -> Result<Hands, Refusal> {
    if !count.over_short().is_zero() && reason.trim().is_empty() {
        let off = money::deposits::rules::off_words(count.over_short());
        let words = format!("The cash is {off}. Say why, or have it counted again.");
        return Err(Refusal::invalid("reason", words));
    }
    let words = format!("You keep {}. Ask a second person to sign for it.", fund.name);
    money::require_another(desk, fund.custodian, "petty_funds.custodian_cannot", &words)
}
