//! Open a fund: cash from the bank into one person's keeping.

use super::{KEEP, records};
use books::Source;
use books::accounts::{OPENING_BALANCES, OPERATING, PETTY_CASH};
use books::entries::{self, NewEntry, NewLine};
use office::{Command, Desk, Duty, Problems, Refusal, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Id, Money, noun};

books::stored_word! {
    /// Where a new fund's cash comes from.
    CashFrom "a source of petty cash" {
        /// Out of the bank.
        Bank => "bank" "The bank",
        /// It lay there before the books began here.
        BeforeTheBooks => "before_the_books" "It lay there before these books",
    }
}

/// Opens a fund.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct OpenPettyFund {
    /// What it is called, such as `Front counter`.
    pub name: String,
    /// Who keeps the cash and answers for it.
    pub custodian: Id<noun::Staff>,
    /// What it always comes back to.
    pub imprest_cents: Money,
    /// Where the cash comes from; the bank when left out.
    #[serde(default)]
    pub cash_from: Option<CashFrom>,
}

/// The fund is open.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct PettyFundOpened {
    /// The fund.
    pub petty_fund: Id<noun::PettyFund>,
    /// What it holds.
    pub imprest_cents: Money,
    /// The entry.
    pub entry: Id<noun::Entry>,
}

impl Command for OpenPettyFund {
    const NAME: &'static str = "petty_funds.open";
    const TITLE: &'static str = "Open a petty cash fund";
    const DUTY: Duty = KEEP;
    const SHAPE: Shape = Shape::Makes;
    type Receipt = PettyFundOpened;

    fn problems(&self) -> Problems {
        Problems::none()
            .when(self.name.trim().is_empty(), "name", "Say what the fund is called.")
            .when(!self.imprest_cents.is_positive(), "imprest_cents", "Enter an amount above zero.")
    }

    fn perform(self, desk: &mut Desk<'_>) -> Result<PettyFundOpened, Refusal> {
        let custodian = records::require_custodian(desk, self.custodian)?;
        let (fund, name) = (desk.id(), self.name.trim());
        let imprest = self.imprest_cents;
        records::insert_fund(desk, fund, name, self.custodian, imprest)?;
        let against = match self.cash_from {
            None | Some(CashFrom::Bank) => OPERATING,
            Some(CashFrom::BeforeTheBooks) => OPENING_BALANCES,
        };
        let entry = NewEntry {
            day: desk.today(),
            memo: format!("Petty cash {name}, kept by {custodian}"),
            source: Source::of(fund),
            lines: vec![
                NewLine { account: PETTY_CASH, amount: imprest, customer: None },
                NewLine { account: against, amount: -imprest, customer: None },
            ],
        };
        let entry = entries::post(desk, entry)?;
        let all = (Money::ZERO, imprest);
        records::insert_imprest(desk, fund, all, "Opened", entry)?;
        desk.search_put(fund, &format!("petty cash {name} {custodian}"))?;
        desk.subject(fund);
        Ok(PettyFundOpened { petty_fund: fund, imprest_cents: imprest, entry })
    }
}
