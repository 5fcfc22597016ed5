//! What a deposit comes to, and what must hold before it closes, without a database.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::Money;

/// Items and what they come to.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Copy, Debug, Default, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct Tally {
    /// How many.
    #[serde(default)]
    pub items: u32,
    /// What they come to.
    #[serde(default)]
    pub amount_cents: Money,
}

impl Tally {
    /// Items and cents.
    pub const fn of(items: u32, cents: i64) -> Tally {
        Tally { items, amount_cents: Money::cents(cents) }
    }
}

/// What was posted into a deposit.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Posted {
    /// Payments in cash.
    pub cash: Tally,
    /// Checks.
    pub checks: Tally,
    /// Money orders.
    pub money_orders: Tally,
}

impl Posted {
    /// All of it.
    pub fn total(&self) -> Money {
        self.cash.amount_cents + self.paper()
    }

    /// Checks and money orders.
    pub fn paper(&self) -> Money {
        self.checks.amount_cents + self.money_orders.amount_cents
    }

    /// The items of the slip: checks and money orders. Cash is no item.
    pub fn items(&self) -> u32 {
        self.checks.items + self.money_orders.items
    }

    /// Whether nothing was posted.
    pub fn is_empty(&self) -> bool {
        self.cash.items == 0 && self.items() == 0
    }
}

/// What was counted.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Counted {
    /// Bills in the drawer.
    pub currency: Money,
    /// Coins in the drawer.
    pub coin: Money,
    /// What stays in the drawer.
    pub float: Money,
    /// Checks.
    pub checks: Tally,
    /// Money orders.
    pub money_orders: Tally,
}

impl Counted {
    /// The cash that goes to the bank.
    pub fn cash(&self) -> Money {
        self.currency + self.coin - self.float
    }

    /// Bills that go to the bank: the float is kept in bills as far as they reach.
    pub fn currency_to_bank(&self) -> Money {
        (self.currency - self.float).max(Money::ZERO)
    }

    /// Coins that go to the bank.
    pub fn coin_to_bank(&self) -> Money {
        self.cash() - self.currency_to_bank()
    }

    /// What goes to the bank.
    pub fn total(&self) -> Money {
        self.cash() + self.checks.amount_cents + self.money_orders.amount_cents
    }

    /// Cash over (above zero) or short (below) against what was posted.
    pub fn over_short(&self, posted: &Posted) -> Money {
        self.cash() - posted.cash.amount_cents
    }
}

/// How far a drawer is off.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum OverShort {
    /// It agrees.
    Agrees,
    /// Off, within what the branch posts with a reason.
    Within(Money),
    /// Off by more: a second person has to allow it.
    Beyond(Money),
}

impl OverShort {
    /// Of this difference, in a branch with this tolerance (handbook 4.8: 5.00 a drawer).
    pub fn of(difference: Money, tolerance: Money) -> OverShort {
        match difference {
            Money::ZERO => OverShort::Agrees,
            off if off.abs() <= tolerance => OverShort::Within(off),
            off => OverShort::Beyond(off),
        }
    }

    /// The difference.
    pub fn difference(self) -> Money {
        match self {
            OverShort::Agrees => Money::ZERO,
            OverShort::Within(off) | OverShort::Beyond(off) => off,
        }
    }
}

/// "short 4.50", "over 0.25".
pub fn off_words(difference: Money) -> String {
    match difference.is_negative() {
        true => format!("short {}", difference.abs()),
        false => format!("over {difference}"),
    }
}

#[cfg(test)]
mod tests {
    use super::super::drawer::{Drawer, Matter};
    use super::*;

    const FIVE: Money = Money::dollars(5);

    fn counted(drawer: &Drawer, float: Money) -> Counted {
        Counted {
            currency: drawer.of(Matter::Currency),
            coin: drawer.of(Matter::Coin),
            float,
            checks: Tally::default(),
            money_orders: Tally::default(),
        }
    }

    #[test]
    fn t24_a_drawer_short_by_four_fifty() {
        let drawer = Drawer::holding(Money::cents(84_068));
        let counted = counted(&drawer, Money::dollars(200));
        assert_eq!(counted.cash(), Money::cents(64_068));
        let posted = Posted { cash: Tally::of(9, 64_518), ..Posted::default() };
        let difference = counted.over_short(&posted);
        assert_eq!(OverShort::of(difference, FIVE), OverShort::Within(Money::cents(-450)));
        assert_eq!(off_words(difference), "short 4.50");
    }

    #[test]
    fn the_float_is_kept_in_bills_as_far_as_they_reach() {
        let mut cash = counted(&Drawer::default(), Money::dollars(150));
        (cash.currency, cash.coin) = (Money::dollars(458), Money::dollars(4));
        assert_eq!(cash.currency_to_bank(), Money::dollars(308));
        assert_eq!(cash.coin_to_bank(), Money::dollars(4));
        (cash.currency, cash.coin) = (Money::dollars(100), Money::dollars(80));
        assert_eq!(cash.currency_to_bank(), Money::ZERO);
        assert_eq!(cash.coin_to_bank(), Money::dollars(30));
    }

    #[test]
    fn tolerance_is_to_the_cent() {
        assert_eq!(OverShort::of(Money::ZERO, FIVE), OverShort::Agrees);
        assert_eq!(OverShort::of(FIVE, FIVE), OverShort::Within(FIVE));
        let beyond = Money::cents(-501);
        assert_eq!(OverShort::of(beyond, FIVE), OverShort::Beyond(beyond));
    }
}
