//! Settle a line that waits: a person has looked at it and says what became of it.

use super::{TAKE, records};
use office::{Command, Desk, Duty, Problems, Refusal, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Id, noun};

/// Says what became of a line of a file that could not be taken.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct SettleBankProblem {
    /// Which line that waits.
    pub bank_problem: Id<noun::BankProblem>,
    /// What became of it: entered by hand, or why it is left out.
    pub reason: String,
}

/// It waits no more.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct BankProblemSettled {
    /// The line.
    pub bank_problem: Id<noun::BankProblem>,
}

impl Command for SettleBankProblem {
    const NAME: &'static str = "bank_imports.settle_problem";
    const TITLE: &'static str = "Settle a line that waits";
    const DUTY: Duty = TAKE;
    const SHAPE: Shape = Shape::ActsOn("bank_problem");
    type Receipt = BankProblemSettled;

    fn problems(&self) -> Problems {
        let words = "Say what became of it.";
        Problems::none().when(self.reason.trim().is_empty(), "reason", words)
    }

    fn perform(self, desk: &mut Desk<'_>) -> Result<BankProblemSettled, Refusal> {
        let branch = desk.branch();
        let settled = records::find_problem_settled(desk, branch, self.bank_problem)?
            .ok_or(Refusal::NotFound { what: "line that waits" })?;
        if let Some(how) = settled {
            let words = format!("It was settled before: {how}");
            return Err(Refusal::conflict("bank_imports.settled", words));
        }
        records::mark_settled(desk, self.bank_problem, self.reason.trim())?;
        desk.change(self.bank_problem, &"waits", &"settled")?;
        Ok(BankProblemSettled { bank_problem: self.bank_problem })
    }
}
