//! Confirm the deposit: the bank has credited it, to the cent.

use super::{COUNT, records};
use office::{Command, Desk, Duty, Problems, Refusal, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Day, Id, Money, noun};

/// Notes what the bank has credited.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct ConfirmDeposit {
    /// Which deposit.
    pub deposit: Id<noun::Deposit>,
    /// What the bank credited.
    pub amount_cents: Money,
    /// The day it did.
    pub confirmed_on: Day,
    /// The number on the bank's receipt.
    #[serde(default)]
    pub bank_reference: String,
}

/// The bank has it.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct DepositConfirmed {
    /// The deposit.
    pub deposit: Id<noun::Deposit>,
}

impl Command for ConfirmDeposit {
    const NAME: &'static str = "deposits.confirm";
    const TITLE: &'static str = "Confirm the deposit by the bank's receipt";
    const DUTY: Duty = COUNT;
    const SHAPE: Shape = Shape::ActsOn("deposit");
    type Receipt = DepositConfirmed;

    fn problems(&self) -> Problems {
        Problems::none().when(
            !self.amount_cents.is_positive(),
            "amount_cents",
            "Enter what the bank credited.",
        )
    }

    fn perform(self, desk: &mut Desk<'_>) -> Result<DepositConfirmed, Refusal> {
        let row = records::require(desk, self.deposit)?;
        let Some(total) = row.total else {
            return Err(Refusal::conflict(
                "deposits.not_closed",
                format!("{} is not closed yet. Close it before it goes to the bank.", row.number),
            ));
        };
        if row.confirmed_at.is_some() {
            return Err(Refusal::conflict(
                "deposits.confirmed",
                format!("The bank's receipt of {} was entered before.", row.number),
            ));
        }
        if total != self.amount_cents {
            return Err(Refusal::conflict(
                "deposits.bank_differs",
                format!(
                    "{} went to the bank with {total}, and the bank credited {}. Ask the bank \
                     which item differs, then reopen the deposit and mend it.",
                    row.number, self.amount_cents
                ),
            ));
        }
        if self.confirmed_on < row.day || self.confirmed_on > desk.today() {
            let words = format!("Enter a day from {} to today.", row.day.us());
            return Err(Refusal::invalid("confirmed_on", words));
        }
        let reference = self.bank_reference.trim();
        records::mark_confirmed(desk, self.deposit, self.confirmed_on, reference)?;
        desk.change(self.deposit, &None::<Day>, &self.confirmed_on)?;
        Ok(DepositConfirmed { deposit: self.deposit })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{Desktop, check};

    fn confirm(deposit: Id<noun::Deposit>, cents: i64) -> ConfirmDeposit {
        ConfirmDeposit {
            deposit,
            amount_cents: Money::cents(cents),
            confirmed_on: Day::ymd(2026, 3, 2),
            bank_reference: "R-5512".into(),
        }
    }

    #[test]
    fn only_to_the_cent_once_and_closed() {
        let desk = Desktop::new();
        let deposit = desk.post(desk.rivera, check("1042"), 12_733).deposit.unwrap();
        let early = desk.run(confirm(deposit, 12_733)).unwrap_err();
        assert_eq!(early.code(), "deposits.not_closed");
        desk.close(deposit);
        let off = desk.run(confirm(deposit, 12_732)).unwrap_err();
        assert_eq!(off.code(), "deposits.bank_differs");
        let before =
            ConfirmDeposit { confirmed_on: Day::ymd(2026, 3, 1), ..confirm(deposit, 12_733) };
        assert_eq!(desk.run(before).unwrap_err().status(), 422);
        assert_eq!(desk.run(confirm(deposit, 0)).unwrap_err().status(), 422);
        desk.run(confirm(deposit, 12_733)).unwrap();
        let again = desk.run(confirm(deposit, 12_733)).unwrap_err();
        assert_eq!(again.code(), "deposits.confirmed");
        let refusal = desk.run_as(desk.stranger, confirm(deposit, 12_733)).unwrap_err();
        assert_eq!(refusal, Refusal::NotAllowed { duty: COUNT });
    }
}
