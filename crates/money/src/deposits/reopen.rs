//! Reopen a closed deposit: before the bank has confirmed it, with a reason, and by somebody
//! other than who closed it.

use super::{REOPEN, records};
use crate::two_people::{self, Hands};
use books::entries;
use office::{Command, Desk, Duty, Problems, Refusal, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Id, noun};

/// Reopens a closed deposit. Its entry is reversed, the count stays, and the second signature
/// is due anew.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct ReopenDeposit {
    /// Which deposit.
    pub deposit: Id<noun::Deposit>,
    /// Why.
    pub reason: String,
}

/// The deposit is open again.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct DepositReopened {
    /// The deposit.
    pub deposit: Id<noun::Deposit>,
    /// The entry that reverses its entry.
    pub reversal: Id<noun::Entry>,
    /// Whether whoever closed it reopened it, as a small office may.
    pub hands: Hands,
}

impl Command for ReopenDeposit {
    const NAME: &'static str = "deposits.reopen";
    const TITLE: &'static str = "Reopen the deposit";
    const DUTY: Duty = REOPEN;
    const SHAPE: Shape = Shape::ActsOn("deposit");
    type Receipt = DepositReopened;

    fn problems(&self) -> Problems {
        Problems::none().when(self.reason.trim().is_empty(), "reason", "Say why it is reopened.")
    }

    fn perform(self, desk: &mut Desk<'_>) -> Result<DepositReopened, Refusal> {
        let row = records::require(desk, self.deposit)?;
        let (Some(closed_by), Some(entry)) = (row.closed_by, row.entry) else {
            return Err(Refusal::conflict(
                "deposits.not_closed",
                format!("{} is not closed. Go on with it.", row.number),
            ));
        };
        if let Some(confirmed_on) = row.confirmed_on {
            return Err(Refusal::conflict(
                "deposits.confirmed",
                format!(
                    "The bank credited {} on {}. Correct what was wrong with a new entry.",
                    row.number,
                    confirmed_on.us()
                ),
            ));
        }
        let branch = desk.branch();
        if records::count_returned(desk, branch, self.deposit)? > 0 {
            return Err(Refusal::conflict(
                "deposits.has_returns",
                "The bank has returned a payment of this deposit, so it has been there.",
            ));
        }
        let hands = two_people::require_another(
            desk,
            closed_by,
            "deposits.closer_cannot_reopen",
            "You closed this deposit. Ask a second person to reopen it.",
        )?;
        let memo = format!("Deposit {} reopened", row.number);
        let reversal = entries::reverse(desk, entry, row.day, memo)?;
        records::mark_reopened(desk, self.deposit)?;
        desk.change(self.deposit, &row.total, &None::<i64>)?;
        Ok(DepositReopened { deposit: self.deposit, reversal, hands })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{Desktop, check};
    use books::accounts::{OPERATING, UNDEPOSITED};
    use values::Money;

    fn reopen(deposit: Id<noun::Deposit>) -> ReopenDeposit {
        ReopenDeposit { deposit, reason: "A check was left in the drawer".into() }
    }

    #[test]
    fn a_second_person_reopens_and_it_closes_again() {
        let desk = Desktop::new();
        let deposit = desk.post(desk.rivera, check("1042"), 12_733).deposit.unwrap();
        let early = desk.run_as(desk.ruth, reopen(deposit)).unwrap_err();
        assert_eq!(early.code(), "deposits.not_closed");
        desk.close(deposit);
        assert_eq!(desk.run(reopen(deposit)).unwrap_err().code(), "deposits.closer_cannot_reopen");
        desk.run_as(desk.ruth, reopen(deposit)).unwrap();
        assert_eq!(desk.balance(OPERATING), Money::ZERO);
        assert_eq!(desk.balance(UNDEPOSITED), Money::cents(12_733));
        let unsigned = desk.run(crate::deposits::CloseDeposit { deposit, bag: String::new() });
        assert_eq!(unsigned.unwrap_err().code(), "deposits.not_verified");
        desk.close(deposit);
        assert_eq!(desk.balance(OPERATING), Money::cents(12_733));
        desk.assert_proved();
    }

    #[test]
    fn not_once_the_bank_has_it_and_not_without_a_reason_or_the_duty() {
        let desk = Desktop::new();
        let deposit = desk.post(desk.rivera, check("1042"), 12_733).deposit.unwrap();
        desk.close(deposit);
        let blank = ReopenDeposit { reason: String::new(), ..reopen(deposit) };
        assert_eq!(desk.run_as(desk.ruth, blank).unwrap_err().status(), 422);
        let refusal = desk.run_as(desk.stranger, reopen(deposit)).unwrap_err();
        assert_eq!(refusal, Refusal::NotAllowed { duty: REOPEN });
        desk.confirm(deposit, 12_733);
        let refusal = desk.run_as(desk.ruth, reopen(deposit)).unwrap_err();
        assert_eq!(refusal.code(), "deposits.confirmed");
    }
}
