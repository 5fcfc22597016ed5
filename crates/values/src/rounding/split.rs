//! Splitting an amount into parts that add up to it.

use super::divide_half_up;
use crate::Money;

/// Parts of an even split by cumulative rounding: part k is what the first k parts come to
/// less what the first k-1 came to, so no two parts differ by more than a cent.
/// Panics when there are no parts.
pub fn split_evenly(total: Money, parts: usize) -> Vec<Money> {
    assert!(parts > 0, "an amount is split into at least one part");
    let cents = i128::from(total.as_cents());
    let up_to = |k: usize| divide_half_up(cents * wide(k), wide(parts));
    (1..=parts).map(|k| Money::from_wide(up_to(k) - up_to(k - 1))).collect()
}

/// Parts of a payment plan: equal, with every leftover cent on the first instalment.
/// Panics when there are no parts.
pub fn split_evenly_first(total: Money, parts: usize) -> Vec<Money> {
    assert!(parts > 0, "an amount is split into at least one part");
    let cents = i128::from(total.as_cents());
    let each = cents / wide(parts);
    let mut split = vec![Money::from_wide(each); parts];
    split[0] = Money::from_wide(cents - each * (wide(parts) - 1));
    split
}

/// Parts in proportion to weights, by largest remainder: each part is cut to whole cents,
/// then the leftover cents go to the largest remainders, ties to the lowest line.
///
/// Panics when a weight is negative, or when every weight is zero and the amount is not.
pub fn split_weighted(total: Money, weights: &[i64]) -> Vec<Money> {
    assert!(weights.iter().all(|weight| *weight >= 0), "weights are not negative");
    let whole: i128 = weights.iter().map(|weight| i128::from(*weight)).sum();
    if total.is_zero() {
        return vec![Money::ZERO; weights.len()];
    }
    assert!(whole > 0, "an amount is split over at least one weight");
    let size = i128::from(total.as_cents()).abs();
    let shares: Vec<i128> = weights.iter().map(|weight| size * i128::from(*weight)).collect();
    let sign = if total.is_negative() { -1 } else { 1 };
    largest_remainder(size, &shares, whole)
        .into_iter()
        .map(|cents| Money::from_wide(cents * sign))
        .collect()
}

/// Whole numbers that add up to `total`, near the exact `shares / divisor`.
///
/// The leftover after cutting every share down must be between zero and the number of shares,
/// which holds whenever `total` is the rounded sum of the shares.
pub(super) fn largest_remainder(total: i128, shares: &[i128], divisor: i128) -> Vec<i128> {
    let mut parts: Vec<i128> = shares.iter().map(|share| share.div_euclid(divisor)).collect();
    let leftover = total - parts.iter().sum::<i128>();
    let leftover = usize::try_from(leftover).expect("shares do not exceed the total");
    assert!(leftover <= parts.len(), "shares add up to the total");
    let mut order: Vec<usize> = (0..shares.len()).collect();
    order.sort_by_key(|&line| (-shares[line].rem_euclid(divisor), line));
    for &line in &order[..leftover] {
        parts[line] += 1;
    }
    parts
}

fn wide(count: usize) -> i128 {
    i128::try_from(count).expect("a count of parts fits 127 bits")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn cents(amounts: &[Money]) -> Vec<i64> {
        amounts.iter().map(|amount| amount.as_cents()).collect()
    }

    #[test]
    fn cumulative_rounding_spreads_the_cents() {
        assert_eq!(cents(&split_evenly(Money::cents(10_000), 3)), [3_333, 3_334, 3_333]);
        assert_eq!(cents(&split_evenly(Money::cents(-10_000), 3)), [-3_333, -3_334, -3_333]);
        assert_eq!(cents(&split_evenly(Money::cents(45_600), 4)), [11_400; 4]);
    }

    /// Handbook oracle T08: 60/40 of 128.41.
    #[test]
    fn t08_split_billing() {
        assert_eq!(cents(&split_weighted(Money::cents(12_841), &[60, 40])), [7_705, 5_136]);
    }

    /// Handbook oracle T21: a payment plan of four.
    #[test]
    fn t21_payment_plan() {
        let plan = split_evenly_first(Money::cents(34_785), 4);
        assert_eq!(cents(&plan), [8_697, 8_696, 8_696, 8_696]);
        assert_eq!(
            cents(&split_evenly_first(Money::cents(10_003), 4)),
            [2_503, 2_500, 2_500, 2_500]
        );
    }

    #[test]
    fn ties_go_to_the_lowest_line() {
        assert_eq!(cents(&split_weighted(Money::cents(100), &[1, 1, 1])), [34, 33, 33]);
        assert_eq!(cents(&split_weighted(Money::cents(-100), &[1, 1, 1])), [-34, -33, -33]);
        assert_eq!(cents(&split_weighted(Money::cents(5), &[0, 1, 0])), [0, 5, 0]);
        assert_eq!(cents(&split_weighted(Money::ZERO, &[0, 0])), [0, 0]);
    }

    proptest! {
        #[test]
        fn even_splits_add_up(total in any::<i64>(), parts in 1_usize..400) {
            let total = Money::cents(total);
            let split = split_evenly(total, parts);
            prop_assert_eq!(split.iter().sum::<Money>(), total);
            let (least, most) = (split.iter().min().unwrap(), split.iter().max().unwrap());
            prop_assert!(*most - *least <= Money::cents(1));
            prop_assert_eq!(split_evenly_first(total, parts).iter().sum::<Money>(), total);
        }

        #[test]
        fn weighted_splits_add_up(
            total in any::<i64>(),
            mut weights in prop::collection::vec(0_i64..i64::MAX, 1..30),
        ) {
            weights[0] += 1;
            let total = Money::cents(total.max(i64::MIN + 1));
            let split = split_weighted(total, &weights);
            prop_assert_eq!(split.iter().sum::<Money>(), total);
            let whole: i128 = weights.iter().map(|weight| i128::from(*weight)).sum();
            for (part, weight) in split.iter().zip(&weights) {
                let exact = i128::from(total.as_cents()) * i128::from(*weight);
                let off = (i128::from(part.as_cents()) * whole - exact).abs();
                prop_assert!(off < whole, "within one cent of the exact share");
            }
        }
    }
}
