//! Sales tax: rounded once per invoice or once per line, split over lines and jurisdictions.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::split::largest_remainder;
use super::{divide_half_up, split_weighted};
use crate::{Money, Rate};

/// Where tax is rounded; a branch setting, because states let the seller choose.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(inline)]
pub enum TaxRounding {
    /// Once on the invoice's taxable total.
    #[default]
    Invoice,
    /// On each line by itself.
    Line,
}

/// The tax on taxable lines (net of discounts) at the combined rate of their jurisdictions.
pub fn tax_total(taxable: &[Money], rate: Rate, rounding: TaxRounding) -> Money {
    match rounding {
        TaxRounding::Invoice => rate.of(taxable.iter().sum()),
        TaxRounding::Line => taxable.iter().map(|line| rate.of(*line)).sum(),
    }
}

/// The tax of each line; the lines' taxes add up to [`tax_total`] of the same arguments.
pub fn tax_by_line(taxable: &[Money], rate: Rate, rounding: TaxRounding) -> Vec<Money> {
    if rounding == TaxRounding::Line {
        return taxable.iter().map(|line| rate.of(*line)).collect();
    }
    // A refund mirrors the invoice it undoes, so the larger side decides the sign.
    let total = tax_total(taxable, rate, rounding);
    let sign = if total.is_negative() { -1 } else { 1 };
    let exact =
        |line: &Money| sign * i128::from(line.as_cents()) * i128::from(rate.as_millionths());
    let shares: Vec<i128> = taxable.iter().map(exact).collect();
    largest_remainder(sign * i128::from(total.as_cents()), &shares, 1_000_000)
        .into_iter()
        .map(|cents| Money::from_wide(cents * sign))
        .collect()
}

/// A combined-rate tax split over its jurisdictions' rates, so that the parts add up to it.
/// Panics when every rate is zero and the tax is not, or when a rate is negative.
pub fn split_tax(tax: Money, jurisdictions: &[Rate]) -> Vec<Money> {
    let weights: Vec<i64> = jurisdictions.iter().map(|rate| rate.as_millionths()).collect();
    split_weighted(tax, &weights)
}

/// A price that already holds its tax, taken apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TaxInclusive {
    /// The price without tax.
    pub net: Money,
    /// The tax inside the price.
    pub tax: Money,
}

/// Takes the tax out of a price that includes it; net and tax add up to the price.
/// Panics at a rate of -100 %.
pub fn tax_inclusive(price: Money, rate: Rate) -> TaxInclusive {
    let scaled = i128::from(price.as_cents()) * 1_000_000;
    let net =
        Money::from_wide(divide_half_up(scaled, 1_000_000 + i128::from(rate.as_millionths())));
    TaxInclusive { net, tax: price - net }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn rate(text: &str) -> Rate {
        Rate::parse(text).unwrap()
    }

    /// Handbook oracle T01: the same lines differ by a cent between the two levels.
    #[test]
    fn t01_line_and_invoice_level() {
        let lines = [Money::cents(1_010); 3];
        let rate = rate("8.875%");
        assert_eq!(tax_total(&lines, rate, TaxRounding::Line), Money::cents(270));
        assert_eq!(tax_total(&lines, rate, TaxRounding::Invoice), Money::cents(269));
        assert_eq!(tax_by_line(&lines, rate, TaxRounding::Line), [90; 3].map(Money::cents));
        assert_eq!(tax_by_line(&lines, rate, TaxRounding::Invoice), [90, 90, 89].map(Money::cents));
    }

    /// Handbook oracle T02: an exempt line stays out of the base.
    #[test]
    fn t02_exempt_line() {
        let (taxable, exempt) = ([9_500, 4_500].map(Money::cents), Money::cents(3_000));
        let tax = tax_total(&taxable, rate("7.375%"), TaxRounding::Invoice);
        assert_eq!(tax, Money::cents(1_033));
        assert_eq!(taxable.iter().sum::<Money>() + exempt + tax, Money::cents(18_033));
        assert_eq!(
            tax_by_line(&taxable, rate("7.375%"), TaxRounding::Line),
            [701, 332].map(Money::cents)
        );
    }

    /// Handbook oracle T03: three jurisdictions share one rounding.
    #[test]
    fn t03_jurisdictions() {
        let rates = ["6.25%", "0.5%", "1.5%"].map(rate);
        let base = [Money::cents(4_730)];
        let tax = tax_total(&base, rates.into_iter().sum(), TaxRounding::Invoice);
        assert_eq!(tax, Money::cents(390));
        let naive: Money = rates.iter().map(|rate| rate.of(base[0])).sum();
        assert_eq!(naive, Money::cents(391), "rounding each by itself is a cent too much");
        assert_eq!(split_tax(tax, &rates), [295, 24, 71].map(Money::cents));
    }

    /// Handbook oracle T06: the tax inside a price.
    #[test]
    fn t06_tax_inclusive() {
        let parts = tax_inclusive(Money::cents(10_725), rate("7.25%"));
        assert_eq!(parts, TaxInclusive { net: Money::cents(10_000), tax: Money::cents(725) });
    }

    proptest! {
        #[test]
        fn line_taxes_add_up(
            lines in prop::collection::vec(-1_000_000_i64..10_000_000, 1..20),
            millionths in 0_i64..250_000,
        ) {
            let lines: Vec<Money> = lines.into_iter().map(Money::cents).collect();
            let rate = Rate::millionths(millionths);
            for rounding in [TaxRounding::Invoice, TaxRounding::Line] {
                let by_line = tax_by_line(&lines, rate, rounding);
                prop_assert_eq!(by_line.iter().sum::<Money>(), tax_total(&lines, rate, rounding));
                for (tax, line) in by_line.iter().zip(&lines) {
                    prop_assert!((*tax - rate.of(*line)).abs() <= Money::cents(1));
                }
            }
        }

        #[test]
        fn jurisdictions_add_up(
            tax in -1_000_000_i64..1_000_000,
            rates in prop::collection::vec(1_i64..100_000, 1..8),
        ) {
            let rates: Vec<Rate> = rates.into_iter().map(Rate::millionths).collect();
            let tax = Money::cents(tax);
            prop_assert_eq!(split_tax(tax, &rates).iter().sum::<Money>(), tax);
        }

        #[test]
        fn an_inclusive_price_comes_apart_and_together(
            price in 0_i64..100_000_000,
            millionths in 0_i64..250_000,
        ) {
            let rate = Rate::millionths(millionths);
            let parts = tax_inclusive(Money::cents(price), rate);
            prop_assert_eq!(parts.net + parts.tax, Money::cents(price));
            prop_assert!((rate.of(parts.net) - parts.tax).abs() <= Money::cents(1));
        }
    }
}
