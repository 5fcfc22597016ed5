//! Ask for a charge to be written off.

use super::records::{self, Cause, NewWriteOff};
use super::{ASK, DeclineWriteOff};
use books::open_items::find_charge;
use office::{Command, Desk, Duty, Errand, Problems, Refusal, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Id, Money, noun};

/// Asks for a charge to be written off.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct AskWriteOff {
    /// What is owed.
    pub charge: Id<noun::Charge>,
    /// How much of it; all that is open when left out.
    #[serde(default)]
    pub amount_cents: Option<Money>,
    /// The cause.
    pub cause: Cause,
    /// What was tried, in the office's words.
    pub reason: String,
}

/// The write-off is asked.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct WriteOffAsked {
    /// The write-off.
    pub write_off: Id<noun::WriteOff>,
    /// Its number.
    pub number: String,
    /// How much.
    pub amount_cents: Money,
}

impl Command for AskWriteOff {
    const NAME: &'static str = "write_offs.ask";
    const TITLE: &'static str = "Ask for a write-off";
    const DUTY: Duty = ASK;
    const SHAPE: Shape = Shape::Makes;
    type Receipt = WriteOffAsked;

    fn problems(&self) -> Problems {
        let is_none = self.amount_cents.is_some_and(|amount| !amount.is_positive());
        Problems::none().when(is_none, "amount_cents", "Enter an amount above zero.").when(
            self.reason.trim().is_empty(),
            "reason",
            "Say what was tried.",
        )
    }

    fn perform(self, desk: &mut Desk<'_>) -> Result<WriteOffAsked, Refusal> {
        let branch = desk.branch();
        let charge =
            find_charge(desk, branch, self.charge)?.ok_or(Refusal::NotFound { what: "charge" })?;
        let waiting = records::waiting(desk, branch, self.charge)?;
        let left = charge.open - waiting;
        let amount = self.amount_cents.unwrap_or(left);
        if amount > left || !amount.is_positive() {
            let words = match waiting {
                Money::ZERO => format!("{} has {} open.", charge.document, charge.open),
                waiting => format!(
                    "{} has {} open, of which {waiting} is asked for already.",
                    charge.document, charge.open
                ),
            };
            let href = format!("/receivables/{}", charge.customer);
            return Err(Refusal::conflict_with(
                "write_offs.more_than_open",
                words,
                href,
                "See what is open",
            ));
        }
        let write_off = desk.id();
        let number = desk.document_number("write_offs")?;
        let new = NewWriteOff {
            id: write_off,
            number: &number,
            customer: charge.customer,
            charge: self.charge,
            document: &charge.document,
            amount,
            cause: self.cause,
            reason: self.reason.trim(),
        };
        records::insert_write_off(desk, &new)?;
        let words = format!("write-off {number} {} {}", amount.plain(), charge.document);
        desk.search_put(write_off, &words)?;
        desk.subject(write_off);
        desk.subject(charge.customer);
        Ok(WriteOffAsked { write_off, number, amount_cents: amount })
    }

    fn reversal(receipt: &WriteOffAsked) -> Option<Errand> {
        let reason = String::from("Taken back at once");
        Some(Errand::of(DeclineWriteOff { write_off: receipt.write_off, reason }))
    }
}
