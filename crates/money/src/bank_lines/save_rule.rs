//! Save a rule: lines with these words are posted to this account.

use super::r#match::require_postable;
use super::words::Direction;
use super::{MATCH, WithdrawBankRule, records};
use books::Account;
use books::accounts::OPERATING;
use office::{Command, Desk, Duty, Errand, Problems, Refusal, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Id, noun};

/// Saves a rule for lines that come again, such as the bank's fees.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct SaveBankRule {
    /// The words the bank's line has.
    pub says: String,
    /// Which way the money goes.
    pub direction: Direction,
    /// The account it is posted to: 6210 for the bank's charges.
    pub account: Id<noun::Account>,
    /// What the entry says.
    pub memo: String,
}

/// It is saved.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct BankRuleSaved {
    /// The rule.
    pub bank_rule: Id<noun::BankRule>,
}

impl Command for SaveBankRule {
    const NAME: &'static str = "bank_lines.save_rule";
    const TITLE: &'static str = "Save a rule for bank lines";
    const DUTY: Duty = MATCH;
    const SHAPE: Shape = Shape::Does;
    type Receipt = BankRuleSaved;

    fn problems(&self) -> Problems {
        let is_short = self.says.trim().chars().count() < 3;
        Problems::none()
            .when(is_short, "says", "Enter at least three letters of what the bank says.")
            .when(self.memo.trim().is_empty(), "memo", "Say what it is.")
    }

    fn perform(self, desk: &mut Desk<'_>) -> Result<BankRuleSaved, Refusal> {
        require_postable(desk, Account(self.account.get()), OPERATING, "account")?;
        let branch = desk.branch();
        let says = self.says.trim();
        let known = records::list_rules(desk, branch)?;
        let is_known = |rule: &records::RuleRow| values::fold(&rule.says) == values::fold(says);
        if known.iter().any(|rule| is_known(rule) && rule.direction == self.direction) {
            let words = format!("There is a rule for \"{says}\". Withdraw it first.");
            return Err(Refusal::conflict("bank_lines.rule_known", words));
        }
        let bank_rule = desk.id();
        records::insert_rule(desk, bank_rule, &self)?;
        desk.subject(bank_rule);
        Ok(BankRuleSaved { bank_rule })
    }

    fn reversal(receipt: &BankRuleSaved) -> Option<Errand> {
        Some(Errand::of(WithdrawBankRule { bank_rule: receipt.bank_rule }))
    }
}
