//! Change a fund: another imprest, or another person who keeps it.

use super::KEEP;
use super::records::{self, FundRow};
use books::Source;
use books::accounts::{OPERATING, PETTY_CASH};
use books::entries::{self, NewEntry, NewLine};
use office::{Command, Desk, Duty, Problems, Refusal, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Id, Money, noun};

/// Changes a fund's imprest, or hands it over.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct ChangePettyFund {
    /// Which fund.
    pub petty_fund: Id<noun::PettyFund>,
    /// What it shall always come back to; as it is when left out.
    #[serde(default)]
    pub imprest_cents: Option<Money>,
    /// Who shall keep the cash; as it is when left out.
    #[serde(default)]
    pub custodian: Option<Id<noun::Staff>>,
    /// Why.
    pub reason: String,
}

/// The fund is changed.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct PettyFundChanged {
    /// The fund.
    pub petty_fund: Id<noun::PettyFund>,
    /// What it always comes back to now.
    pub imprest_cents: Money,
    /// Who keeps it now.
    pub custodian: Id<noun::Staff>,
}

impl Command for ChangePettyFund {
    const NAME: &'static str = "petty_funds.change";
    const TITLE: &'static str = "Change a petty cash fund";
    const DUTY: Duty = KEEP;
    const SHAPE: Shape = Shape::ActsOn("petty_fund");
    type Receipt = PettyFundChanged;

    fn problems(&self) -> Problems {
        let is_none = self.imprest_cents.is_some_and(|amount| !amount.is_positive());
        let words = "Enter an amount above zero, or close the fund.";
        Problems::none().when(is_none, "imprest_cents", words).when(
            self.reason.trim().is_empty(),
            "reason",
            "Say why the fund is changed.",
        )
    }

    fn perform(self, desk: &mut Desk<'_>) -> Result<PettyFundChanged, Refusal> {
        let fund = records::require_open(desk, self.petty_fund)?;
        let imprest = self.imprest_cents.unwrap_or(fund.imprest);
        let custodian = self.custodian.unwrap_or(fund.custodian);
        if (imprest, custodian) == (fund.imprest, fund.custodian) {
            let words = "Nothing changes. Enter another amount or another person.";
            return Err(Refusal::invalid("imprest_cents", words));
        }
        if custodian != fund.custodian {
            records::require_custodian(desk, custodian)?;
            // Who takes the cash over signs for what was counted, not for what should be there.
            records::require_count(desk, &fund)?;
        }
        require_cash(&fund, imprest)?;
        records::mark_changed(desk, fund.id, custodian, imprest)?;
        if imprest != fund.imprest {
            self.post(desk, &fund, imprest)?;
        }
        let before = (fund.imprest, fund.custodian);
        desk.change(fund.id, &before, &(imprest, custodian))?;
        Ok(PettyFundChanged { petty_fund: fund.id, imprest_cents: imprest, custodian })
    }
}

impl ChangePettyFund {
    fn post(&self, desk: &mut Desk<'_>, fund: &FundRow, imprest: Money) -> Result<(), Refusal> {
        let more = imprest - fund.imprest;
        let lines = vec![
            NewLine { account: PETTY_CASH, amount: more, customer: None },
            NewLine { account: OPERATING, amount: -more, customer: None },
        ];
        let memo = format!("Petty cash {}: {}", fund.name, self.reason.trim());
        let (day, source) = (desk.today(), Source::of(fund.id));
        let entry = entries::post(desk, NewEntry { day, memo, source, lines })?;
        let change = (fund.imprest, imprest);
        records::insert_imprest(desk, fund.id, change, self.reason.trim(), entry)
    }
}

/// What goes back to the bank must lie in the fund.
fn require_cash(fund: &FundRow, imprest: Money) -> Result<(), Refusal> {
    match fund.imprest - imprest > fund.cash() {
        false => Ok(()),
        true => Err(Refusal::conflict_with(
            "petty_funds.less_than_slips",
            format!("{} of its slips wait. Replenish the fund first.", fund.slips),
            format!("/petty-funds/{}", fund.id),
            "See the fund",
        )),
    }
}
