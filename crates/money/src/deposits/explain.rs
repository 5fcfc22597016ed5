//! Explain what is over or short: the cause, and the story as it will be read next month.

use super::records::{self, Cause};
use super::{COUNT, count};
use office::{Command, Desk, Duty, Problems, Refusal, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Id, Money, noun};

/// Explains the difference between the cash counted and the cash posted.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct ExplainDeposit {
    /// Which deposit.
    pub deposit: Id<noun::Deposit>,
    /// Why it differs.
    pub cause: Cause,
    /// What happened: who, where, what was found out.
    pub explanation: String,
}

/// The difference is explained.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct DifferenceExplained {
    /// The deposit.
    pub deposit: Id<noun::Deposit>,
    /// The difference: over above zero, short below.
    pub over_short_cents: Money,
}

impl Command for ExplainDeposit {
    const NAME: &'static str = "deposits.explain";
    const TITLE: &'static str = "Explain over or short";
    const DUTY: Duty = COUNT;
    const SHAPE: Shape = Shape::ActsOn("deposit");
    type Receipt = DifferenceExplained;

    fn problems(&self) -> Problems {
        Problems::none().when(
            self.explanation.trim().is_empty(),
            "explanation",
            "Say what happened, so that it can be understood next month.",
        )
    }

    fn perform(self, desk: &mut Desk<'_>) -> Result<DifferenceExplained, Refusal> {
        let (_, off) = count::require_difference(desk, self.deposit)?;
        let before = records::require(desk, self.deposit)?;
        let difference = off.difference();
        let explanation = self.explanation.trim();
        records::mark_explained(desk, self.deposit, difference, self.cause, explanation)?;
        desk.change(
            self.deposit,
            &(before.explained, &before.explanation),
            &(difference, explanation),
        )?;
        Ok(DifferenceExplained { deposit: self.deposit, over_short_cents: difference })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::payments::Method;
    use crate::testing::Desktop;

    fn explain(deposit: Id<noun::Deposit>) -> ExplainDeposit {
        ExplainDeposit {
            deposit,
            cause: Cause::ChangeError,
            explanation: "Stop 6: a five was given back instead of two ones.".into(),
        }
    }

    #[test]
    fn a_difference_is_explained_once_it_is_counted() {
        let desk = Desktop::new();
        let deposit = desk.post(desk.rivera, Method::Cash, 31_500).deposit.unwrap();
        let early = desk.run(explain(deposit)).unwrap_err();
        assert_eq!(early.code(), "deposits.not_counted");
        desk.count_cash(deposit, 31_200);
        let explained = desk.run(explain(deposit)).unwrap();
        assert_eq!(explained.over_short_cents, Money::dollars(-3));
        let blank = ExplainDeposit { explanation: "  ".into(), ..explain(deposit) };
        assert_eq!(desk.run(blank).unwrap_err().status(), 422);
        let refusal = desk.run_as(desk.stranger, explain(deposit)).unwrap_err();
        assert_eq!(refusal, Refusal::NotAllowed { duty: COUNT });
    }

    #[test]
    fn what_agrees_needs_no_story() {
        let desk = Desktop::new();
        let deposit = desk.post(desk.rivera, Method::Cash, 31_500).deposit.unwrap();
        desk.count_cash(deposit, 31_500);
        assert_eq!(desk.run(explain(deposit)).unwrap_err().code(), "deposits.agrees");
    }
}
