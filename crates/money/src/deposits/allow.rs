//! Allow a difference beyond the branch's tolerance: somebody other than the counter has
//! looked at it.

use super::rules::OverShort;
use super::{ALLOW, count, records};
use crate::two_people::{self, Hands};
use office::{Command, Desk, Duty, Problems, Refusal, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Id, Money, noun};

/// Allows the deposit to close although the cash differs by more than the tolerance.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct AllowDeposit {
    /// Which deposit.
    pub deposit: Id<noun::Deposit>,
    /// What was looked at, and what follows from it.
    pub reason: String,
}

/// The difference is allowed.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct DifferenceAllowed {
    /// The deposit.
    pub deposit: Id<noun::Deposit>,
    /// The difference.
    pub over_short_cents: Money,
    /// Whether the counter herself allowed it, as a small office may.
    pub hands: Hands,
}

impl Command for AllowDeposit {
    const NAME: &'static str = "deposits.allow";
    const TITLE: &'static str = "Allow cash over or short by more";
    const DUTY: Duty = ALLOW;
    const SHAPE: Shape = Shape::ActsOn("deposit");
    type Receipt = DifferenceAllowed;

    fn problems(&self) -> Problems {
        Problems::none().when(
            self.reason.trim().is_empty(),
            "reason",
            "Say what you looked at and what follows from it.",
        )
    }

    fn perform(self, desk: &mut Desk<'_>) -> Result<DifferenceAllowed, Refusal> {
        let (count, off) = count::require_difference(desk, self.deposit)?;
        let OverShort::Beyond(difference) = off else {
            return Err(Refusal::conflict(
                "deposits.within_tolerance",
                format!(
                    "The cash is {}, which an explanation is enough for.",
                    count::words_of(off)
                ),
            ));
        };
        let hands = two_people::require_another(
            desk,
            count.counted_by,
            "deposits.counter_cannot_allow",
            "You counted this drawer. Ask somebody else to look at the difference.",
        )?;
        let before = records::require(desk, self.deposit)?;
        records::mark_allowed(desk, self.deposit, difference, self.reason.trim())?;
        desk.change(self.deposit, &before.allowed, &difference)?;
        Ok(DifferenceAllowed { deposit: self.deposit, over_short_cents: difference, hands })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::payments::Method;
    use crate::testing::Desktop;

    fn allow(deposit: Id<noun::Deposit>) -> AllowDeposit {
        AllowDeposit { deposit, reason: "Searched the drawer and the envelopes; lost.".into() }
    }

    #[test]
    fn somebody_else_allows_more_than_the_tolerance() {
        let desk = Desktop::new();
        let deposit = desk.post(desk.rivera, Method::Cash, 31_500).deposit.unwrap();
        desk.count_cash(deposit, 30_999);
        let own = desk.run(allow(deposit)).unwrap_err();
        assert_eq!(own.code(), "deposits.counter_cannot_allow");
        let allowed = desk.run_as(desk.ruth, allow(deposit)).unwrap();
        assert_eq!(allowed.over_short_cents, Money::cents(-501));
        assert_eq!(allowed.hands, Hands::Two);
        let blank = AllowDeposit { reason: " ".into(), ..allow(deposit) };
        assert_eq!(desk.run(blank).unwrap_err().status(), 422);
        let refusal = desk.run_as(desk.stranger, allow(deposit)).unwrap_err();
        assert_eq!(refusal, Refusal::NotAllowed { duty: ALLOW });
    }

    #[test]
    fn within_the_tolerance_there_is_nothing_to_allow() {
        let desk = Desktop::new();
        let deposit = desk.post(desk.rivera, Method::Cash, 31_500).deposit.unwrap();
        desk.count_cash(deposit, 31_000);
        let refusal = desk.run_as(desk.ruth, allow(deposit)).unwrap_err();
        assert_eq!(refusal.code(), "deposits.within_tolerance");
    }

    #[test]
    fn a_small_office_may_and_it_is_journalled() {
        let desk = Desktop::new();
        desk.make_small();
        let deposit = desk.post(desk.rivera, Method::Cash, 31_500).deposit.unwrap();
        desk.count_cash(deposit, 30_000);
        assert_eq!(desk.run(allow(deposit)).unwrap().hands, Hands::One);
    }
}
