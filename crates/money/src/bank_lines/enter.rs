//! Enter a line of the bank by hand: one that no file brings, or that a file could not.

use super::{MATCH, records};
use crate::bank_accounts::records::require_open;
use crate::bank_imports::SettleBankProblem;
use crate::bank_imports::records::closed_until;
use office::{Command, Desk, Duty, Problems, Refusal, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Day, Id, Money, noun};

/// Enters a line as the bank's paper statement has it.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct EnterBankLine {
    /// The bank account.
    pub bank_account: Id<noun::BankAccount>,
    /// The day the bank posted it.
    pub posted_on: Day,
    /// How much: money in above zero, money out below.
    pub amount_cents: Money,
    /// What the bank says about it.
    pub words: String,
    /// The check's number, when it is one.
    #[serde(default)]
    pub check_number: String,
    /// The line of a file that waited and is entered by this.
    #[serde(default)]
    pub bank_problem: Option<Id<noun::BankProblem>>,
}

/// It is entered.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct BankLineEntered {
    /// The line.
    pub bank_line: Id<noun::BankLine>,
}

impl Command for EnterBankLine {
    const NAME: &'static str = "bank_lines.enter";
    const TITLE: &'static str = "Enter a line of the bank";
    const DUTY: Duty = MATCH;
    const SHAPE: Shape = Shape::Makes;
    type Receipt = BankLineEntered;

    fn problems(&self) -> Problems {
        Problems::none()
            .when(self.amount_cents.is_zero(), "amount_cents", "Enter the amount, out below zero.")
            .when(self.words.trim().is_empty(), "words", "Enter what the bank says about it.")
    }

    fn perform(self, desk: &mut Desk<'_>) -> Result<BankLineEntered, Refusal> {
        let account = require_open(desk, self.bank_account)?;
        let branch = desk.branch();
        let closed = closed_until(desk, branch, account.id)?;
        let first = closed.map_or(account.starts_on, |until| until.plus_days(1));
        if self.posted_on < first || self.posted_on > desk.today() {
            let words = format!("Enter a day from {} to today.", first.us());
            return Err(Refusal::invalid("posted_on", words));
        }
        let bank_line = desk.id();
        records::insert_line_by_hand(desk, bank_line, &self)?;
        if let Some(bank_problem) = self.bank_problem {
            let reason = String::from("Entered by hand");
            desk.perform(SettleBankProblem { bank_problem, reason })?;
        }
        desk.subject(bank_line);
        desk.subject(account.id);
        Ok(BankLineEntered { bank_line })
    }
}
