//! A discount on a whole invoice, and the share of it each line carries.

use super::split_weighted;
use crate::{Money, Rate};

/// What a rate of discount takes off lines that together come to this, rounded once.
pub fn discount_total(lines: &[Money], rate: Rate) -> Money {
    rate.of(lines.iter().sum())
}

/// Each line's share of a discount, by largest remainder over the lines' amounts.
///
/// Lines at or below zero carry none of it. Panics when no line is above zero and there is
/// a discount to carry.
pub fn allocate_discount(discount: Money, lines: &[Money]) -> Vec<Money> {
    let weights: Vec<i64> = lines.iter().map(|line| line.as_cents().max(0)).collect();
    split_weighted(discount, &weights)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Handbook oracle T04: 5 % over 45.00, 33.33 and 19.99.
    #[test]
    fn t04_discount_allocation() {
        let lines = [4_500, 3_333, 1_999].map(Money::cents);
        let discount = discount_total(&lines, Rate::percent(5));
        assert_eq!(discount, Money::cents(492));
        let shares = allocate_discount(discount, &lines);
        assert_eq!(shares, [225, 167, 100].map(Money::cents));
        let nets: Vec<Money> =
            lines.iter().zip(&shares).map(|(line, share)| *line - *share).collect();
        assert_eq!(nets, [4_275, 3_166, 1_899].map(Money::cents));
    }

    #[test]
    fn a_credit_line_carries_no_discount() {
        let lines = [10_000, -2_000].map(Money::cents);
        assert_eq!(allocate_discount(Money::cents(400), &lines), [400, 0].map(Money::cents));
    }
}
