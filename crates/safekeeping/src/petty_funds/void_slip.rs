//! Void a slip: the cash went back into the fund.

use super::{PAY, records};
use office::{Command, Desk, Duty, Problems, Refusal, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Id, Money, noun};

/// Voids a slip that was not replenished yet.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct VoidPettySlip {
    /// The fund it was paid out of.
    pub petty_fund: Id<noun::PettyFund>,
    /// Which slip.
    pub petty_slip: Id<noun::PettySlip>,
    /// Why.
    pub reason: String,
}

/// The slip is void.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct PettySlipVoided {
    /// The slip.
    pub petty_slip: Id<noun::PettySlip>,
    /// What should be in the fund again.
    pub cash_cents: Money,
}

impl Command for VoidPettySlip {
    const NAME: &'static str = "petty_funds.void_slip";
    const TITLE: &'static str = "Void a petty cash slip";
    const DUTY: Duty = PAY;
    const SHAPE: Shape = Shape::ActsOn("petty_fund");
    type Receipt = PettySlipVoided;

    fn problems(&self) -> Problems {
        let is_blank = self.reason.trim().is_empty();
        Problems::none().when(is_blank, "reason", "Say why the slip is void.")
    }

    fn perform(self, desk: &mut Desk<'_>) -> Result<PettySlipVoided, Refusal> {
        let branch = desk.branch();
        let fund = records::require_open(desk, self.petty_fund)?;
        let slip = records::find_slip(desk, branch, self.petty_slip)?
            .filter(|slip| slip.fund == fund.id)
            .ok_or(Refusal::NotFound { what: "slip" })?;
        let refuse = |code, words: String| {
            let href = format!("/petty-funds/{}", fund.id);
            Err(Refusal::conflict_with(code, words, href, "See the fund"))
        };
        if slip.is_voided {
            return refuse("petty_funds.slip_voided", format!("{} is void.", slip.number));
        }
        if slip.replenishment.is_some() {
            let words = format!(
                "{} was replenished and stands in the books. Post an adjustment instead.",
                slip.number
            );
            return refuse("petty_funds.slip_replenished", words);
        }
        records::mark_voided(desk, slip.id, self.reason.trim())?;
        records::mark_moved(desk, fund.id)?;
        let cash = fund.cash() + slip.amount;
        desk.change(fund.id, &fund.cash(), &cash)?;
        Ok(PettySlipVoided { petty_slip: slip.id, cash_cents: cash })
    }
}
