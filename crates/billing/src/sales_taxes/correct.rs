//! Correct what is owed to a jurisdiction: the cents a return rounds off, a penalty, what an
//! audit found, or what was owed before this program was used.

use super::SEND;
use super::records::{self, ChangeKind, NewChange};
use super::shares::Share;
use books::accounts::SALES_TAX;
use books::entries::{self, NewEntry, NewLine};
use books::{Account, Source};
use office::{Command, Desk, Duty, Errand, Problems, Refusal, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Day, Id, Money, noun};

/// Corrects what is owed to a jurisdiction.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct CorrectTax {
    /// To whom, as it stands on invoices: `Florida`.
    pub jurisdiction: String,
    /// How much more is owed; below zero when less is.
    pub more_cents: Money,
    /// The account on the other side, such as 3000 for what was owed before.
    pub account: Id<noun::Account>,
    /// The day in the books; today when left out.
    #[serde(default)]
    pub on: Option<Day>,
    /// Why.
    pub reason: String,
}

/// It is corrected.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct TaxCorrected {
    /// The change.
    pub change: Id<noun::TaxChange>,
    /// To whom.
    pub jurisdiction: String,
    /// How much more is owed.
    pub more_cents: Money,
    /// The account on the other side.
    pub account: Id<noun::Account>,
    /// Its entry in the books.
    pub entry: Id<noun::Entry>,
}

impl Command for CorrectTax {
    const NAME: &'static str = "sales_taxes.correct";
    const TITLE: &'static str = "Correct sales tax";
    const DUTY: Duty = SEND;
    const SHAPE: Shape = Shape::Does;
    type Receipt = TaxCorrected;

    fn problems(&self) -> Problems {
        Problems::none()
            .when(self.jurisdiction.trim().is_empty(), "jurisdiction", "Enter to whom.")
            .when(self.more_cents.is_zero(), "more_cents", "Enter how much more or less is owed.")
            .when(self.reason.trim().is_empty(), "reason", "Enter why.")
    }

    fn perform(self, desk: &mut Desk<'_>) -> Result<TaxCorrected, Refusal> {
        let (today, other) = (desk.today(), Account::from(self.account));
        let on = self.on.unwrap_or(today);
        if on > today {
            return Err(Refusal::invalid("on", "Enter today or a day before it."));
        }
        let is_own = other == SALES_TAX || books::accounts::CONTROLS.contains(&other);
        if is_own || books::accounts::records::find_account(desk, other)?.is_none() {
            let words = "Choose an account other than 1100, 2100 and 2150.";
            return Err(Refusal::invalid("account", words));
        }
        let (jurisdiction, reason) = (self.jurisdiction.trim(), self.reason.trim());
        let of = |account, amount| NewLine { account, amount, customer: None };
        let change: Id<noun::TaxChange> = desk.id();
        let entry = NewEntry {
            day: on,
            memo: format!("Sales tax of {jurisdiction} corrected: {reason}"),
            source: Source::of(change),
            lines: vec![of(other, self.more_cents), of(SALES_TAX, -self.more_cents)],
        };
        let entry = entries::post(desk, entry)?;
        let new = NewChange {
            id: change,
            jurisdiction,
            kind: ChangeKind::Correction,
            moved_on: on,
            invoice: None,
            document: reason,
            share: Share { taxable: Money::ZERO, tax: self.more_cents },
            entry: Some(entry),
        };
        records::insert_change(desk, &new)?;
        desk.subject(change);
        Ok(TaxCorrected {
            change,
            jurisdiction: jurisdiction.to_owned(),
            more_cents: self.more_cents,
            account: self.account,
            entry,
        })
    }

    fn reversal(receipt: &TaxCorrected) -> Option<Errand> {
        Some(Errand::of(CorrectTax {
            jurisdiction: receipt.jurisdiction.clone(),
            more_cents: -receipt.more_cents,
            account: receipt.account,
            on: None,
            reason: String::from("Taken back at once"),
        }))
    }
}
