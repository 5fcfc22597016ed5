//! Send sales tax to a jurisdiction: what is owed for all days up to one, less what the law lets
//! us keep for filing in time.

use super::records::{self, NewRemittance};
use super::{SEND, TakeBackTax};
use books::Source;
use books::accounts::{OPERATING, OTHER_INCOME, SALES_TAX};
use books::entries::{self, NewEntry, NewLine};
use office::{Command, Desk, Duty, Errand, Problems, Refusal, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Day, Id, Money, noun};

/// Sends sales tax to a jurisdiction.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct SendTax {
    /// To whom, as it stands on invoices: `Florida`.
    pub jurisdiction: String,
    /// The last day of the return.
    pub through_on: Day,
    /// How much is paid.
    pub amount_cents: Money,
    /// What is kept for filing in time; nothing when left out.
    #[serde(default)]
    pub kept_cents: Option<Money>,
    /// The day it is paid; today when left out.
    #[serde(default)]
    pub paid_on: Option<Day>,
    /// The confirmation's number.
    pub reference: String,
}

/// It is sent.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct TaxSent {
    /// What was sent.
    pub remittance: Id<noun::TaxRemittance>,
    /// Its number.
    pub number: String,
    /// What is still owed there for these days.
    pub left_cents: Money,
}

impl Command for SendTax {
    const NAME: &'static str = "sales_taxes.send";
    const TITLE: &'static str = "Send sales tax";
    const DUTY: Duty = SEND;
    const SHAPE: Shape = Shape::Makes;
    type Receipt = TaxSent;

    fn problems(&self) -> Problems {
        let kept_is_off = self.kept_cents.is_some_and(Money::is_negative);
        let reference_words = "Enter the number of the confirmation, or of our check.";
        Problems::none()
            .when(self.jurisdiction.trim().is_empty(), "jurisdiction", "Choose to whom.")
            .when(!self.amount_cents.is_positive(), "amount_cents", "Enter an amount above zero.")
            .when(kept_is_off, "kept_cents", "Enter what is kept, or leave it blank.")
            .when(self.reference.trim().is_empty(), "reference", reference_words)
    }

    fn perform(self, desk: &mut Desk<'_>) -> Result<TaxSent, Refusal> {
        let (branch, today) = (desk.branch(), desk.today());
        let (jurisdiction, through_on) = (self.jurisdiction.trim(), self.through_on);
        let kept = self.kept_cents.unwrap_or(Money::ZERO);
        let paid_on = self.paid_on.unwrap_or(today);
        if paid_on > today {
            return Err(Refusal::invalid("paid_on", "Enter today or a day before it."));
        }
        if through_on > paid_on {
            let words = "Enter a day that is not after the payment's.";
            return Err(Refusal::invalid("through_on", words));
        }
        let Some(owed) = records::find_owed(desk, branch, jurisdiction, through_on)? else {
            let words = format!("No invoice ever asked for tax of {jurisdiction}.");
            return Err(Refusal::conflict_with(
                "sales_taxes.unknown_jurisdiction",
                words,
                "/sales-taxes",
                "See who is owed",
            ));
        };
        let left = owed - self.amount_cents - kept;
        if left.is_negative() {
            let words = format!(
                "{jurisdiction} is owed {owed} through {}. Enter that or less, or correct what \
                 is owed first.",
                through_on.us()
            );
            return Err(Refusal::invalid("amount_cents", words));
        }
        let remittance: Id<noun::TaxRemittance> = desk.id();
        let number = desk.document_number("tax_remittances")?;
        let of = |account, amount| NewLine { account, amount, customer: None };
        let entry = NewEntry {
            day: paid_on,
            memo: format!("Sales tax {number} to {jurisdiction} through {}", through_on.us()),
            source: Source::of(remittance),
            lines: vec![
                of(SALES_TAX, self.amount_cents + kept),
                of(OPERATING, -self.amount_cents),
                of(OTHER_INCOME, -kept),
            ],
        };
        let entry = entries::post(desk, entry)?;
        let new = NewRemittance {
            id: remittance,
            number: &number,
            jurisdiction,
            through_on,
            amount: self.amount_cents,
            kept,
            paid_on,
            reference: self.reference.trim(),
            entry,
        };
        records::insert_remittance(desk, &new)?;
        desk.subject(remittance);
        Ok(TaxSent { remittance, number, left_cents: left })
    }

    fn reversal(receipt: &TaxSent) -> Option<Errand> {
        let reason = String::from("Taken back at once");
        Some(Errand::of(TakeBackTax { remittance: receipt.remittance, reason }))
    }
}
