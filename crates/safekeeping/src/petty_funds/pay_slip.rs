//! Pay a slip out of a fund.

use super::records::{self, FundRow, NewSlip};
use super::{PAY, VoidPettySlip};
use books::Account;
use books::accounts::{AccountKind, records::find_account};
use books::periods;
use office::{Command, Desk, Duty, Errand, Problems, Refusal, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Day, Id, Money, noun};

/// Pays out of a fund.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct PayPettySlip {
    /// Which fund.
    pub petty_fund: Id<noun::PettyFund>,
    /// How much.
    pub amount_cents: Money,
    /// To whom.
    pub paid_to: String,
    /// What for.
    pub purpose: String,
    /// The expense account it will stand on.
    pub account: Id<noun::Account>,
    /// The receipt, so that it is found again: its number, or what it is of.
    #[serde(default)]
    pub receipt: String,
    /// Why there is none.
    #[serde(default)]
    pub no_receipt_reason: String,
    /// The day it was paid; today when left out.
    #[serde(default)]
    pub paid_on: Option<Day>,
}

/// The slip is paid.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct PettySlipPaid {
    /// The slip.
    pub petty_slip: Id<noun::PettySlip>,
    /// The fund.
    pub petty_fund: Id<noun::PettyFund>,
    /// Its number.
    pub number: String,
    /// What should be left in the fund.
    pub cash_cents: Money,
}

impl Command for PayPettySlip {
    const NAME: &'static str = "petty_funds.pay_slip";
    const TITLE: &'static str = "Pay a slip out of petty cash";
    const DUTY: Duty = PAY;
    const SHAPE: Shape = Shape::ActsOn("petty_fund");
    type Receipt = PettySlipPaid;

    fn problems(&self) -> Problems {
        let (receipt, reason) = (self.receipt.trim(), self.no_receipt_reason.trim());
        Problems::none()
            .when(!self.amount_cents.is_positive(), "amount_cents", "Enter an amount above zero.")
            .when(self.paid_to.trim().is_empty(), "paid_to", "Say who was paid.")
            .when(self.purpose.trim().is_empty(), "purpose", "Say what it was for.")
            .when(
                receipt.is_empty() && reason.is_empty(),
                "receipt",
                "Enter the receipt, or say why there is none.",
            )
            .when(
                !receipt.is_empty() && !reason.is_empty(),
                "no_receipt_reason",
                "There is a receipt. Leave this blank.",
            )
    }

    fn perform(self, desk: &mut Desk<'_>) -> Result<PettySlipPaid, Refusal> {
        let fund = records::require_open(desk, self.petty_fund)?;
        let paid_on = self.require_day(desk, &fund)?;
        let account = self.require_expense(desk)?;
        self.require_cash(desk, &fund)?;
        let (slip, number) = (desk.id(), desk.document_number("petty_slips")?);
        let new = NewSlip {
            id: slip,
            number: &number,
            fund: fund.id,
            paid_on,
            paid_to: self.paid_to.trim(),
            purpose: self.purpose.trim(),
            account,
            amount: self.amount_cents,
            receipt: self.receipt.trim(),
            no_receipt_reason: self.no_receipt_reason.trim(),
        };
        records::insert_slip(desk, &new)?;
        records::mark_moved(desk, fund.id)?;
        let left = fund.cash() - self.amount_cents;
        desk.change(fund.id, &fund.cash(), &left)?;
        let petty_fund = fund.id;
        Ok(PettySlipPaid { petty_slip: slip, petty_fund, number, cash_cents: left })
    }

    fn reversal(receipt: &PettySlipPaid) -> Option<Errand> {
        Some(Errand::of(VoidPettySlip {
            petty_fund: receipt.petty_fund,
            petty_slip: receipt.petty_slip,
            reason: String::from("Taken back at once"),
        }))
    }
}

impl PayPettySlip {
    /// A day of an open month, no later than today and no earlier than the fund.
    fn require_day(&self, desk: &mut Desk<'_>, fund: &FundRow) -> Result<Day, Refusal> {
        let paid_on = self.paid_on.unwrap_or(desk.today());
        if paid_on > desk.today() || paid_on < fund.opened_on {
            let words = format!("Enter a day from {} to today.", fund.opened_on.us());
            return Err(Refusal::invalid("paid_on", words));
        }
        periods::require_open(desk, paid_on)?;
        Ok(paid_on)
    }

    fn require_expense(&self, desk: &mut Desk<'_>) -> Result<Account, Refusal> {
        let account = Account::from(self.account);
        let row = find_account(desk, account)?;
        match row.is_some_and(|row| row.kind == AccountKind::Expense) {
            true => Ok(account),
            false => Err(Refusal::invalid("account", "Choose an expense account.")),
        }
    }

    /// No more than the branch lets be paid at a counter, and no more than lies in the fund.
    fn require_cash(&self, desk: &mut Desk<'_>, fund: &FundRow) -> Result<(), Refusal> {
        let branch = desk.branch();
        let limit = settings::preferences::money(desk, branch, "petty_slip_limit_cents")?;
        if self.amount_cents > limit {
            return Err(Refusal::conflict_with(
                "petty_funds.over_slip_limit",
                format!("A slip is at most {limit}. Pay it by check, or change the limit."),
                "/preferences?name=petty_slip_limit_cents",
                "See the limit",
            ));
        }
        if self.amount_cents > fund.cash() {
            return Err(Refusal::conflict_with(
                "petty_funds.more_than_cash",
                format!("{} holds {}. Replenish it, or pay by check.", fund.name, fund.cash()),
                format!("/petty-funds/{}", fund.id),
                "See the fund",
            ));
        }
        Ok(())
    }
}
