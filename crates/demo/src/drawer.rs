//! A drawer that holds an amount, in the bills and coins a person would find.

use money::deposits::Drawer;
use values::Money;

/// The amount in few pieces, none of them a fifty, a two, a dollar coin or a half dollar.
pub fn holding(amount: Money) -> Drawer {
    let mut left = amount.as_cents();
    let mut take = |cents: i64| {
        let pieces = left / cents;
        left -= pieces * cents;
        u32::try_from(pieces).unwrap_or(0)
    };
    Drawer {
        bills_100: take(10_000),
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
