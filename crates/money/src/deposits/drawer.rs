//! The cash drawer, counted by denomination.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::Money;

/// How many of each there are in the drawer. What is left out counts as none.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Copy, Debug, Default, PartialEq)]
#[serde(deny_unknown_fields, default)]
pub struct Drawer {
    /// $100 bills.
    pub bills_100: u32,
    /// $50 bills.
    pub bills_50: u32,
    /// $20 bills.
    pub bills_20: u32,
    /// $10 bills.
    pub bills_10: u32,
    /// $5 bills.
    pub bills_5: u32,
    /// $2 bills.
    pub bills_2: u32,
    /// $1 bills.
    pub bills_1: u32,
    /// Dollar coins.
    pub coins_100: u32,
    /// Half dollars.
    pub coins_50: u32,
    /// Quarters.
    pub coins_25: u32,
    /// Dimes.
    pub coins_10: u32,
    /// Nickels.
    pub coins_5: u32,
    /// Cents.
    pub coins_1: u32,
    /// Rolls of 40 quarters.
    pub rolls_25: u32,
    /// Rolls of 50 dimes.
    pub rolls_10: u32,
    /// Rolls of 40 nickels.
    pub rolls_5: u32,
    /// Rolls of 50 cents.
    pub rolls_1: u32,
}

/// What a denomination is made of; the slip lists both apart.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Matter {
    /// Bills.
    Currency,
    /// Coins, loose or rolled.
    Coin,
}

/// One line of the count.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Pile {
    /// The drawer's field.
    pub name: &'static str,
    /// "$20", "25¢", "Roll of 25¢".
    pub words: &'static str,
    /// What it is made of.
    pub matter: Matter,
    /// What one is worth.
    pub each: Money,
    /// How many.
    pub count: u32,
}

impl Pile {
    /// What the pile is worth.
    pub fn amount(&self) -> Money {
        self.each.times(i64::from(self.count))
    }
}

impl Drawer {
    /// The count line by line, the largest first.
    pub fn piles(&self) -> [Pile; 17] {
        use Matter::{Coin, Currency};
        let pile = |name, words, matter, cents, count| Pile {
            name,
            words,
            matter,
            each: Money::cents(cents),
            count,
        };
        [
            pile("bills_100", "$100", Currency, 10_000, self.bills_100),
            pile("bills_50", "$50", Currency, 5_000, self.bills_50),
            pile("bills_20", "$20", Currency, 2_000, self.bills_20),
            pile("bills_10", "$10", Currency, 1_000, self.bills_10),
            pile("bills_5", "$5", Currency, 500, self.bills_5),
            pile("bills_2", "$2", Currency, 200, self.bills_2),
            pile("bills_1", "$1", Currency, 100, self.bills_1),
            pile("coins_100", "$1 coin", Coin, 100, self.coins_100),
            pile("coins_50", "50¢", Coin, 50, self.coins_50),
            pile("coins_25", "25¢", Coin, 25, self.coins_25),
            pile("coins_10", "10¢", Coin, 10, self.coins_10),
            pile("coins_5", "5¢", Coin, 5, self.coins_5),
            pile("coins_1", "1¢", Coin, 1, self.coins_1),
            pile("rolls_25", "Roll of 25¢", Coin, 1_000, self.rolls_25),
            pile("rolls_10", "Roll of 10¢", Coin, 500, self.rolls_10),
            pile("rolls_5", "Roll of 5¢", Coin, 200, self.rolls_5),
            pile("rolls_1", "Roll of 1¢", Coin, 50, self.rolls_1),
        ]
    }

    /// What of it is of this matter.
    pub fn of(&self, matter: Matter) -> Money {
        let piles = self.piles();
        piles.iter().filter(|pile| pile.matter == matter).map(Pile::amount).sum()
    }

    /// All that is in it.
    pub fn total(&self) -> Money {
        self.piles().iter().map(Pile::amount).sum()
    }

    /// A drawer that holds this amount in the fewest bills and coins.
    pub fn holding(amount: Money) -> Drawer {
        let mut left = amount.as_cents().max(0);
        let mut take = |cents: i64| {
            let count = u32::try_from(left / cents).unwrap_or(u32::MAX);
            left -= i64::from(count) * cents;
            count
        };
        Drawer {
            bills_100: take(10_000),
            bills_50: take(5_000),
            bills_20: take(2_000),
            bills_10: take(1_000),
            bills_5: take(500),
            bills_1: take(100),
            coins_25: take(25),
            coins_10: take(10),
            coins_5: take(5),
            coins_1: take(1),
            ..Drawer::default()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The drawer of the handbook's T24.
    #[test]
    fn t24_the_drawer_adds_up() {
        let drawer = Drawer {
            bills_100: 3,
            bills_50: 1,
            bills_20: 17,
            bills_10: 6,
            bills_5: 11,
            bills_1: 23,
            coins_25: 37,
            coins_10: 22,
            coins_5: 15,
            coins_1: 48,
            ..Drawer::default()
        };
        assert_eq!(drawer.total(), Money::cents(84_068));
        assert_eq!(drawer.of(Matter::Currency), Money::dollars(828));
        assert_eq!(drawer.of(Matter::Coin), Money::cents(1_268));
    }

    #[test]
    fn rolls_are_worth_what_banks_roll() {
        let rolls =
            Drawer { rolls_25: 1, rolls_10: 1, rolls_5: 1, rolls_1: 1, ..Drawer::default() };
        assert_eq!(rolls.total(), Money::cents(1_000 + 500 + 200 + 50));
    }

    proptest! {
        #[test]
        fn any_amount_can_be_held(cents in 0_i64..5_000_000) {
            let drawer = Drawer::holding(Money::cents(cents));
            prop_assert_eq!(drawer.total(), Money::cents(cents));
        }
    }
}
