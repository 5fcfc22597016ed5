//! Take a write-off up again, whole or in part: somebody pays after all (handbook P24).

use super::records::{self, Reinstated};
use super::rules::{Taxed, tax_in};
use super::{ASK, approve};
use billing::sales_taxes::ChangeKind;
use books::open_items::{ApplicationKind, take_off_charge, unapply};
use office::{Command, Desk, Duty, Problems, Refusal, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Id, Money, noun};

/// Takes a write-off up again: the charge is open by so much, and can be paid.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct ReinstateWriteOff {
    /// Which write-off.
    pub write_off: Id<noun::WriteOff>,
    /// How much of it; all that is left when left out.
    #[serde(default)]
    pub amount_cents: Option<Money>,
    /// Why.
    pub reason: String,
}

/// It is taken up again.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct WriteOffReinstated {
    /// The write-off.
    pub write_off: Id<noun::WriteOff>,
    /// By how much the charge is open again.
    pub amount_cents: Money,
    /// What of it is still written off.
    pub left_cents: Money,
}

impl Command for ReinstateWriteOff {
    const NAME: &'static str = "write_offs.reinstate";
    const TITLE: &'static str = "Take it up again";
    const DUTY: Duty = ASK;
    const SHAPE: Shape = Shape::ActsOn("write_off");
    type Receipt = WriteOffReinstated;

    fn problems(&self) -> Problems {
        let is_none = self.amount_cents.is_some_and(|amount| !amount.is_positive());
        Problems::none().when(is_none, "amount_cents", "Enter an amount above zero.").when(
            self.reason.trim().is_empty(),
            "reason",
            "Say who pays, and how.",
        )
    }

    fn perform(self, desk: &mut Desk<'_>) -> Result<WriteOffReinstated, Refusal> {
        let row = records::require(desk, self.write_off)?;
        let Some(application) = row.application.filter(|_| row.left().is_positive()) else {
            let words = format!("Nothing of {} is written off.", row.number);
            return Err(Refusal::conflict("write_offs.nothing_left", words));
        };
        let left = row.left();
        let amount = self.amount_cents.unwrap_or(left);
        if amount > left {
            let words = format!("{left} of {} is written off. Enter that or less.", row.number);
            return Err(Refusal::invalid("amount_cents", words));
        }
        let day = desk.today();
        unapply(desk, application, day)?;
        let rest = left - amount;
        let again = match rest.is_positive() {
            true => {
                let kind = ApplicationKind::WriteOff;
                Some(take_off_charge(desk, row.charge, rest, kind, day)?)
            }
            false => None,
        };
        let whole = Taxed { total: row.amount, tax: row.tax };
        let tax = tax_in(whole, row.reinstated, amount);
        let memo = format!("Write-off {} taken up again: {}", row.number, self.reason.trim());
        approve::post(desk, &row, (-amount, -tax), memo)?;
        approve::note_tax(desk, &row, ChangeKind::TakenUpAgain, tax)?;
        let sums = Reinstated { application: again, amount: row.reinstated + amount };
        records::mark_reinstated(desk, self.write_off, &sums)?;
        desk.change(self.write_off, &left, &rest)?;
        desk.subject(row.customer);
        Ok(WriteOffReinstated { write_off: row.id, amount_cents: amount, left_cents: rest })
    }
}
