//! How a change of an invoice's tax falls on its jurisdictions (handbook 3.1: by largest
//! remainder, so that the parts add to the whole). No database.

use values::Money;
use values::rounding::{divide_half_up, split_weighted};

/// What one jurisdiction has of an invoice.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Share {
    /// What is taxed.
    pub taxable: Money,
    /// The tax on it.
    pub tax: Money,
}

impl Share {
    fn less(self, other: Share) -> Share {
        Share { taxable: self.taxable - other.taxable, tax: self.tax - other.tax }
    }
}

/// Splits a change of `tax`, below zero when less is owed, over jurisdictions that were asked
/// `asked`, and of which `taken` was taken back before. What is taken back comes from what is
/// left of each, and what is put on again goes where it was taken: however many changes there
/// are, a jurisdiction never gives back more than it was asked for, and the last change leaves
/// nothing behind.
pub fn split(tax: Money, asked: &[Share], taken: &[Share]) -> Vec<Share> {
    let from: Vec<Share> = match tax.is_negative() {
        true => asked.iter().zip(taken).map(|(asked, taken)| asked.less(*taken)).collect(),
        false => taken.to_vec(),
    };
    let is_enough = from.iter().all(|share| !share.tax.is_negative())
        && from.iter().map(|share| share.tax).sum::<Money>() >= tax.abs();
    let from = if is_enough { from } else { asked.to_vec() };
    let weights: Vec<i64> = from.iter().map(|share| share.tax.as_cents()).collect();
    let parts = split_weighted(tax, &weights);
    parts.into_iter().zip(from).map(|(tax, from)| part_of(from, tax)).collect()
}

/// The part of a share that so much of its tax stands for; its whole tax is its whole.
fn part_of(share: Share, tax: Money) -> Share {
    if share.tax.is_zero() {
        return Share { taxable: Money::ZERO, tax };
    }
    let product = i128::from(share.taxable.as_cents()) * i128::from(tax.as_cents());
    let cents = divide_half_up(product, i128::from(share.tax.as_cents()));
    let taxable = i64::try_from(cents).map_or(share.taxable, Money::cents);
    Share { taxable, tax }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn share(taxable: i64, tax: i64) -> Share {
        Share { taxable: Money::cents(taxable), tax: Money::cents(tax) }
    }

    /// 6 and 1.5 percent of 200.00: half of it is given back, then the rest.
    #[test]
    fn a_credit_takes_back_each_jurisdictions_share() {
        let asked = [share(20_000, 1_200), share(20_000, 300)];
        let none = [Share::default(); 2];
        let half = split(Money::cents(-750), &asked, &none);
        assert_eq!(half, [share(-10_000, -600), share(-10_000, -150)]);
        let taken = [share(10_000, 600), share(10_000, 150)];
        let rest = split(Money::cents(-750), &asked, &taken);
        assert_eq!(rest, half);
        let again = split(Money::cents(750), &asked, &taken);
        assert_eq!(again, [share(10_000, 600), share(10_000, 150)]);
    }

    /// More than is left can only be a mistake elsewhere; it is still told whole.
    #[test]
    fn what_exceeds_the_invoice_is_split_as_the_invoice_was() {
        let asked = [share(20_000, 1_200), share(20_000, 300)];
        let parts = split(Money::cents(-1_000), &asked, &asked);
        assert_eq!(parts.iter().map(|part| part.tax).sum::<Money>(), Money::cents(-1_000));
    }

    proptest! {
        /// Cut an invoice's tax into credits of any size: each jurisdiction gives back exactly
        /// what it was asked, and never more on the way.
        #[test]
        fn changes_come_to_the_whole(
            taxes in proptest::collection::vec((1_i64..500_000, 0_i64..40_000), 1..5),
            cuts in proptest::collection::vec(1_i64..30_000, 0..8),
        ) {
            let asked: Vec<Share> = taxes.iter().map(|(base, tax)| share(*base, *tax)).collect();
            let mut left: i64 = taxes.iter().map(|(_, tax)| *tax).sum();
            let mut taken = vec![Share::default(); asked.len()];
            for cut in cuts.into_iter().chain([i64::MAX]) {
                let cut = cut.min(left);
                left -= cut;
                let parts = split(Money::cents(-cut), &asked, &taken);
                prop_assert_eq!(parts.iter().map(|p| p.tax).sum::<Money>(), Money::cents(-cut));
                for ((taken, part), asked) in taken.iter_mut().zip(&parts).zip(&asked) {
                    *taken = taken.less(*part);
                    prop_assert!(!taken.tax.is_negative() && taken.tax <= asked.tax);
                }
            }
            for (taken, asked) in taken.iter().zip(&asked).filter(|(_, a)| !a.tax.is_zero()) {
                prop_assert_eq!(taken, asked);
            }
        }
    }
}
