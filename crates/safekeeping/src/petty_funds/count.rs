//! Count a fund by denomination.

use super::{PAY, records};
use money::deposits::Drawer;
use office::{Command, Desk, Duty, Refusal, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Id, Money, noun};

/// Saves what was counted. Counting again replaces the count, and the earlier one is kept.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct CountPettyFund {
    /// Which fund.
    pub petty_fund: Id<noun::PettyFund>,
    /// Its cash by denomination.
    #[serde(default)]
    pub drawer: Drawer,
}

/// The count is saved.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct PettyFundCounted {
    /// The fund.
    pub petty_fund: Id<noun::PettyFund>,
    /// What was counted.
    pub counted_cents: Money,
    /// Cash over (above zero) or short (below).
    pub over_short_cents: Money,
}

impl Command for CountPettyFund {
    const NAME: &'static str = "petty_funds.count";
    const TITLE: &'static str = "Count petty cash";
    const DUTY: Duty = PAY;
    const SHAPE: Shape = Shape::ActsOn("petty_fund");
    type Receipt = PettyFundCounted;

    fn perform(self, desk: &mut Desk<'_>) -> Result<PettyFundCounted, Refusal> {
        let fund = records::require_open(desk, self.petty_fund)?;
        records::insert_count(desk, &fund, &self.drawer)?;
        let counted = self.drawer.total();
        desk.change(fund.id, &fund.cash(), &counted)?;
        let over_short_cents = counted - fund.cash();
        Ok(PettyFundCounted { petty_fund: fund.id, counted_cents: counted, over_short_cents })
    }
}
