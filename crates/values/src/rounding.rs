//! The rounding rules of the house; the only places where a fraction of a cent disappears.
//!
//! Half up, away from zero, to whole cents. Splits always add up to what was split. The rules
//! are handbook section 3.1; its worked numbers are the tests.

mod discount;
mod split;
mod tax;

use crate::Money;

pub use discount::{allocate_discount, discount_total};
pub use split::{split_evenly, split_evenly_first, split_weighted};
pub use tax::{TaxInclusive, TaxRounding, split_tax, tax_by_line, tax_inclusive, tax_total};

/// A quotient rounded half up, away from zero. Panics when the divisor is zero.
pub fn divide_half_up(dividend: i128, divisor: i128) -> i128 {
    let quotient = dividend / divisor;
    let remainder = (dividend % divisor).unsigned_abs();
    let to_next = divisor.unsigned_abs() - remainder;
    let away = if (dividend < 0) == (divisor < 0) { 1 } else { -1 };
    if remainder >= to_next { quotient + away } else { quotient }
}

/// The part of a periodic amount that falls on some of its days, rounded half up.
/// Panics when the period has no days.
pub fn prorate(amount: Money, charged_days: u32, period_days: u32) -> Money {
    assert!(period_days > 0, "a period has at least one day");
    let product = i128::from(amount.as_cents()) * i128::from(charged_days);
    Money::from_wide(divide_half_up(product, i128::from(period_days)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halves_round_away_from_zero() {
        for (dividend, divisor, quotient) in
            [(5, 2, 3), (-5, 2, -3), (5, -2, -3), (4, 3, 1), (-4, 3, -1), (5, 3, 2), (0, 7, 0)]
        {
            assert_eq!(divide_half_up(dividend, divisor), quotient, "{dividend}/{divisor}");
        }
    }

    /// Handbook oracle T07: $49.00 a month starting on the 18th, the start day charged.
    #[test]
    fn t07_proration() {
        assert_eq!(prorate(Money::cents(4_900), 13, 30), Money::cents(2_123));
        assert_eq!(prorate(Money::cents(4_900), 13, 31), Money::cents(2_055));
    }
}
