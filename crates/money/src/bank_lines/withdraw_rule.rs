//! Withdraw a saved rule; what it posted stands.

use super::{MATCH, records};
use office::{Command, Desk, Duty, Refusal, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Id, noun};

/// Withdraws a rule.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct WithdrawBankRule {
    /// Which rule.
    pub bank_rule: Id<noun::BankRule>,
}

/// It holds no more.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct BankRuleWithdrawn {
    /// The rule.
    pub bank_rule: Id<noun::BankRule>,
}

impl Command for WithdrawBankRule {
    const NAME: &'static str = "bank_lines.withdraw_rule";
    const TITLE: &'static str = "Withdraw a rule for bank lines";
    const DUTY: Duty = MATCH;
    const SHAPE: Shape = Shape::Does;
    type Receipt = BankRuleWithdrawn;

    fn perform(self, desk: &mut Desk<'_>) -> Result<BankRuleWithdrawn, Refusal> {
        match records::mark_rule_withdrawn(desk, self.bank_rule)? {
            0 => Err(Refusal::NotFound { what: "rule" }),
            _ => {
                desk.change(self.bank_rule, &"holds", &"withdrawn")?;
                Ok(BankRuleWithdrawn { bank_rule: self.bank_rule })
            }
        }
    }
}
