//! Fees that depend on an amount in steps, as statutes on returned checks set them.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{Money, Rate};

/// A fee by the amount it is for: fixed up to each step, then a share with a floor.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FeeScale {
    /// The steps, from the lowest amount to the highest.
    pub steps: Vec<FeeStep>,
    /// The fee for amounts over the highest step.
    pub beyond: FeeBeyond,
}

/// A fixed fee for amounts up to a limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FeeStep {
    /// The highest amount of this step.
    pub up_to_cents: Money,
    /// Its fee.
    pub fee_cents: Money,
}

/// A share of the amount, but at least a floor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FeeBeyond {
    /// The least fee.
    pub at_least_cents: Money,
    /// The share of the amount, when it comes to more.
    pub rate: Rate,
}

impl FeeScale {
    /// The fee for an amount, rounded half up to cents.
    pub fn fee_for(&self, amount: Money) -> Money {
        match self.steps.iter().find(|step| amount <= step.up_to_cents) {
            Some(step) => step.fee_cents,
            None => self.beyond.at_least_cents.max(self.beyond.rate.of(amount)),
        }
    }

    /// Whether the limits rise from step to step, without which a step could never apply.
    pub fn is_rising(&self) -> bool {
        self.steps.windows(2).all(|pair| pair[0].up_to_cents < pair[1].up_to_cents)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Handbook oracle T23: Florida's returned-item fee.
    #[test]
    fn t23_florida_returned_item_fee() {
        let step = |up_to, fee| FeeStep {
            up_to_cents: Money::dollars(up_to),
            fee_cents: Money::dollars(fee),
        };
        let florida = FeeScale {
            steps: vec![step(50, 25), step(300, 30)],
            beyond: FeeBeyond { at_least_cents: Money::dollars(40), rate: Rate::percent(5) },
        };
        assert!(florida.is_rising());
        for (amount, fee) in
            [(5_000, 2_500), (5_001, 3_000), (30_000, 3_000), (30_001, 4_000), (90_000, 4_500)]
        {
            assert_eq!(florida.fee_for(Money::cents(amount)), Money::cents(fee), "{amount}");
        }
    }
}
