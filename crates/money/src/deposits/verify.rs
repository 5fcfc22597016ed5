//! Verify the count: a second person has gone over it and signs.

use super::records::{self, CountRow};
use super::{VERIFY, tolerance};
use crate::two_people::{self, Hands};
use office::{Command, Desk, Duty, Refusal, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Id, Money, noun};

/// Signs what somebody else has counted.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct VerifyDeposit {
    /// Which deposit.
    pub deposit: Id<noun::Deposit>,
}

/// The count is verified.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct DepositVerified {
    /// The deposit.
    pub deposit: Id<noun::Deposit>,
    /// What goes to the bank.
    pub total_cents: Money,
    /// How many checks and money orders.
    pub items: u32,
    /// Whether the counter herself signed, as a small office may.
    pub hands: Hands,
}

impl Command for VerifyDeposit {
    const NAME: &'static str = "deposits.verify";
    const TITLE: &'static str = "Verify the deposit";
    const DUTY: Duty = VERIFY;
    const SHAPE: Shape = Shape::ActsOn("deposit");
    type Receipt = DepositVerified;

    fn perform(self, desk: &mut Desk<'_>) -> Result<DepositVerified, Refusal> {
        let row = records::require_open(desk, self.deposit)?;
        let branch = desk.branch();
        let tolerance = tolerance(desk, branch)?;
        let before = records::before_closing(desk, branch, &row, tolerance)?;
        for condition in before.before_signing() {
            if let Some(words) = condition.hindrance {
                return Err(Refusal::conflict(condition.code, words));
            }
        }
        let count = records::find_count(desk, branch, self.deposit)?
            .ok_or_else(|| Refusal::broken("a counted deposit without its count"))?;
        let hands = require_another(desk, &count)?;
        let (posted, items) = (before.posted.total(), before.posted.items());
        records::mark_verified(desk, self.deposit, posted, items, hands)?;
        desk.change(self.deposit, &row.verified_by, &desk.who())?;
        Ok(DepositVerified {
            deposit: self.deposit,
            total_cents: count.counted().total(),
            items,
            hands,
        })
    }
}

fn require_another(desk: &Desk<'_>, count: &CountRow) -> Result<Hands, Refusal> {
    two_people::require_another(
        desk,
        count.counted_by,
        "deposits.counter_cannot_verify",
        "You counted this deposit. Ask a second person to verify it under her own sign-in.",
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::payments::Method;
    use crate::testing::{Desktop, check};

    #[test]
    fn another_person_signs() {
        let desk = Desktop::new();
        let deposit = desk.post(desk.rivera, check("1042"), 12_733).deposit.unwrap();
        let early = desk.run_as(desk.ruth, VerifyDeposit { deposit }).unwrap_err();
        assert_eq!(early.code(), "deposits.not_counted");
        desk.count_all(deposit);
        let own = desk.run(VerifyDeposit { deposit }).unwrap_err();
        assert_eq!(own.code(), "deposits.counter_cannot_verify");
        let verified = desk.run_as(desk.ruth, VerifyDeposit { deposit }).unwrap();
        assert_eq!((verified.total_cents, verified.items), (Money::cents(12_733), 1));
        assert_eq!(verified.hands, Hands::Two);
        let refusal = desk.run_as(desk.stranger, VerifyDeposit { deposit }).unwrap_err();
        assert_eq!(refusal, Refusal::NotAllowed { duty: VERIFY });
    }

    #[test]
    fn nobody_signs_what_does_not_agree() {
        let desk = Desktop::new();
        let deposit = desk.post(desk.rivera, Method::Cash, 5_000).deposit.unwrap();
        desk.count_cash(deposit, 4_900);
        let short = desk.run_as(desk.ruth, VerifyDeposit { deposit }).unwrap_err();
        assert_eq!(short.code(), "deposits.over_short");
        assert!(short.words().contains("short 1.00"));
    }

    #[test]
    fn a_small_office_may_sign_alone_and_it_is_kept() {
        let desk = Desktop::new();
        desk.make_small();
        let deposit = desk.post(desk.rivera, check("1042"), 12_733).deposit.unwrap();
        desk.count_all(deposit);
        assert_eq!(desk.run(VerifyDeposit { deposit }).unwrap().hands, Hands::One);
        let row = desk.read(|reader| records::find_deposit(reader, desk.branch, deposit)).unwrap();
        assert!(row.unwrap().verified_alone);
    }
}
