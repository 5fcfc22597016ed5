//! Take back what was noted as sent: the bank refused it, or it was noted twice.

use super::{SEND, records};
use office::{Command, Desk, Duty, Problems, Refusal, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Id, Money, noun};

/// Takes back a remittance of sales tax; its entry is reversed today.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct TakeBackTax {
    /// What was sent.
    pub remittance: Id<noun::TaxRemittance>,
    /// Why.
    pub reason: String,
}

/// It is owed again.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct TaxTakenBack {
    /// What was sent.
    pub remittance: Id<noun::TaxRemittance>,
    /// How much is owed again.
    pub owed_cents: Money,
}

impl Command for TakeBackTax {
    const NAME: &'static str = "sales_taxes.take_back";
    const TITLE: &'static str = "Take it back";
    const DUTY: Duty = SEND;
    const SHAPE: Shape = Shape::ActsOn("remittance");
    type Receipt = TaxTakenBack;

    fn problems(&self) -> Problems {
        Problems::none().when(self.reason.trim().is_empty(), "reason", "Enter why.")
    }

    fn perform(self, desk: &mut Desk<'_>) -> Result<TaxTakenBack, Refusal> {
        let (branch, today) = (desk.branch(), desk.today());
        let row = records::find_remittance(desk, branch, self.remittance)?
            .ok_or(Refusal::NotFound { what: "remittance of sales tax" })?;
        if row.taken_back_at.is_some() {
            let words = format!("{} was taken back before.", row.number);
            return Err(Refusal::conflict("sales_taxes.taken_back_already", words));
        }
        let reason = self.reason.trim();
        let memo = format!("Sales tax {} taken back: {reason}", row.number);
        books::entries::reverse(desk, row.entry, today, memo)?;
        records::mark_taken_back(desk, row.id, reason)?;
        desk.change(row.id, &"sent", &"taken back")?;
        Ok(TaxTakenBack { remittance: row.id, owed_cents: row.amount + row.kept })
    }
}
