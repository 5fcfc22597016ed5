//! How much sales tax is in what is written off. No database.

use values::Money;

/// An invoice as it stands: what of it is not credited, and the tax in that.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Taxed {
    /// With its tax.
    pub total: Money,
    /// The tax.
    pub tax: Money,
}

/// The tax in `amount` of an invoice of which `before` was written off: the share of all that is
/// written off by then, less that of before, so that parts come to the whole to the cent.
pub fn tax_in(invoice: Taxed, before: Money, amount: Money) -> Money {
    share(invoice, before + amount) - share(invoice, before)
}

fn share(invoice: Taxed, part: Money) -> Money {
    billing::invoices::rules::tax_share(part, invoice.total, invoice.tax)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn cents(cents: i64) -> Money {
        Money::cents(cents)
    }

    /// Handbook P23 and P24: 214.00 with 14.00 of tax; half of it holds half of the tax.
    #[test]
    fn p23_the_whole_holds_all_of_the_tax_and_half_of_it_half() {
        let invoice = Taxed { total: cents(21_400), tax: cents(1_400) };
        assert_eq!(tax_in(invoice, Money::ZERO, cents(21_400)), cents(1_400));
        assert_eq!(tax_in(invoice, Money::ZERO, cents(10_700)), cents(700));
        assert_eq!(tax_in(Taxed::default(), Money::ZERO, cents(100)), Money::ZERO);
    }

    proptest! {
        #[test]
        fn parts_come_to_the_whole(
            total in 1_i64..1_000_000,
            tax in 0_i64..1_000,
            cut in 0_i64..1_000_000,
        ) {
            let invoice = Taxed { total: cents(total), tax: cents(tax) };
            let (first, rest) = (cut.min(total), total - cut.min(total));
            let parts = tax_in(invoice, Money::ZERO, cents(first))
                + tax_in(invoice, cents(first), cents(rest));
            prop_assert_eq!(parts, cents(tax));
        }
    }
}
