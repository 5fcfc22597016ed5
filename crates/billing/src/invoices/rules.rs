//! The arithmetic of an invoice (handbook 3.1): extension, discount, tax, total, in that
//! order, rounded half-up at each of these points and nowhere else. No database.

use settings::rule_packs::{TaxAnswer, TaxPart};
use values::rounding::{TaxRounding, allocate_discount, split_tax, tax_by_line, tax_total};
use values::{Money, Quantity, Rate};

/// A line before its arithmetic.
#[derive(Clone, Debug)]
pub struct LineDraft {
    /// How many.
    pub quantity: Quantity,
    /// The price of one.
    pub price: Money,
    /// What the rules say of its tax.
    pub tax: TaxAnswer,
}

/// A line with its arithmetic.
#[derive(Clone, Debug, PartialEq)]
pub struct LineFigures {
    /// Quantity times price.
    pub gross: Money,
    /// Its part of the discount.
    pub discount: Money,
    /// Its part of the tax.
    pub tax: Money,
    /// Why it is not taxed; blank when it is.
    pub exempt_because: String,
}

/// One jurisdiction's tax on an invoice.
#[derive(Clone, Debug, PartialEq)]
pub struct TaxFigure {
    /// Whose.
    pub jurisdiction: String,
    /// Its rate.
    pub rate: Rate,
    /// What it is asked on.
    pub taxable: Money,
    /// How much.
    pub tax: Money,
}

/// An invoice's figures.
#[derive(Clone, Debug, PartialEq)]
pub struct Figures {
    /// Its lines.
    pub lines: Vec<LineFigures>,
    /// Its taxes, by jurisdiction.
    pub taxes: Vec<TaxFigure>,
    /// The sum of the lines' gross.
    pub gross: Money,
    /// The discount.
    pub discount: Money,
    /// The tax.
    pub tax: Money,
    /// Gross less discount and tax on top.
    pub total: Money,
}

/// Works out an invoice. `discount` is spread over the lines by their worth.
pub fn figures(drafts: &[LineDraft], discount: Money, rounding: TaxRounding) -> Figures {
    let gross: Vec<Money> = drafts.iter().map(|line| line.quantity.times(line.price)).collect();
    let discounts = match discount.is_zero() {
        true => vec![Money::ZERO; gross.len()],
        false => allocate_discount(discount, &gross),
    };
    let mut lines: Vec<LineFigures> = drafts
        .iter()
        .zip(&gross)
        .zip(&discounts)
        .map(|((draft, gross), discount)| LineFigures {
            gross: *gross,
            discount: *discount,
            tax: Money::ZERO,
            exempt_because: match &draft.tax {
                TaxAnswer::Taxed(_) => String::new(),
                TaxAnswer::Exempt(why) => why.clone(),
            },
        })
        .collect();
    let mut taxes = Vec::new();
    for (parts, places) in by_jurisdictions(drafts) {
        tax_group(parts, &places, &mut lines, &mut taxes, rounding);
    }
    let sum = |of: fn(&LineFigures) -> Money| lines.iter().map(of).sum::<Money>();
    let (gross, tax) = (sum(|line| line.gross), sum(|line| line.tax));
    Figures { taxes, gross, discount, tax, total: gross - discount + tax, lines }
}

/// The places of the lines that the same jurisdictions tax, in the order of the lines.
fn by_jurisdictions(drafts: &[LineDraft]) -> Vec<(&[TaxPart], Vec<usize>)> {
    let mut groups: Vec<(&[TaxPart], Vec<usize>)> = Vec::new();
    for (place, draft) in drafts.iter().enumerate() {
        let TaxAnswer::Taxed(parts) = &draft.tax else { continue };
        match groups.iter_mut().find(|(known, _)| *known == parts.as_slice()) {
            Some((_, places)) => places.push(place),
            None => groups.push((parts, vec![place])),
        }
    }
    groups
}

fn tax_group(
    parts: &[TaxPart],
    places: &[usize],
    lines: &mut [LineFigures],
    taxes: &mut Vec<TaxFigure>,
    rounding: TaxRounding,
) {
    let nets: Vec<Money> =
        places.iter().map(|place| lines[*place].gross - lines[*place].discount).collect();
    let rates: Vec<Rate> = parts.iter().map(|part| part.rate).collect();
    let combined = Rate::millionths(rates.iter().map(|rate| rate.as_millionths()).sum());
    let tax = tax_total(&nets, combined, rounding);
    for (place, tax) in places.iter().zip(tax_by_line(&nets, combined, rounding)) {
        lines[*place].tax = tax;
    }
    if combined.as_millionths() == 0 {
        return;
    }
    let taxable = nets.iter().sum();
    for (part, tax) in parts.iter().zip(split_tax(tax, &rates)) {
        let jurisdiction = part.jurisdiction.clone();
        taxes.push(TaxFigure { jurisdiction, rate: part.rate, taxable, tax });
    }
}

/// What a credit of `net` before tax gives back in tax: in proportion to the invoice, so
/// that crediting all of it gives back all of its tax.
pub fn tax_share(net: Money, invoice_net: Money, invoice_tax: Money) -> Money {
    if invoice_net.is_zero() {
        return Money::ZERO;
    }
    let product = i128::from(net.as_cents()) * i128::from(invoice_tax.as_cents());
    let cents = values::rounding::divide_half_up(product, i128::from(invoice_net.as_cents()));
    Money::cents(i64::try_from(cents).unwrap_or(invoice_tax.as_cents()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn taxed(millionths: &[i64]) -> TaxAnswer {
        let part = |(place, rate): (usize, &i64)| TaxPart {
            jurisdiction: format!("J{place}"),
            rate: Rate::millionths(*rate),
        };
        TaxAnswer::Taxed(millionths.iter().enumerate().map(part).collect())
    }

    fn line(cents: i64, tax: TaxAnswer) -> LineDraft {
        LineDraft { quantity: Quantity::ONE, price: Money::cents(cents), tax }
    }

    fn exempt() -> TaxAnswer {
        TaxAnswer::Exempt("resale".into())
    }

    /// Handbook T02.
    #[test]
    fn an_exempt_line_bears_no_tax_and_says_why() {
        let lines =
            [line(9_500, taxed(&[73_750])), line(4_500, taxed(&[73_750])), line(3_000, exempt())];
        let figures = figures(&lines, Money::ZERO, TaxRounding::Invoice);
        assert_eq!((figures.tax, figures.total), (Money::cents(1_033), Money::cents(18_033)));
        assert_eq!(figures.lines[2].exempt_because, "resale");
    }

    /// Handbook T03.
    #[test]
    fn three_jurisdictions_share_one_rounded_tax() {
        let lines = [line(4_730, taxed(&[62_500, 5_000, 15_000]))];
        let figures = figures(&lines, Money::ZERO, TaxRounding::Invoice);
        let taxes: Vec<i64> = figures.taxes.iter().map(|one| one.tax.as_cents()).collect();
        assert_eq!(taxes, [295, 24, 71]);
        assert_eq!(figures.tax, Money::cents(390));
    }

    /// Handbook P2: ten percent off 120.00, taxed at 7 %.
    #[test]
    fn a_discount_comes_off_before_the_tax() {
        let lines = [line(12_000, taxed(&[70_000]))];
        let figures = figures(&lines, Money::cents(1_200), TaxRounding::Invoice);
        assert_eq!(figures.tax, Money::cents(756));
        assert_eq!(figures.total, Money::cents(11_556));
    }

    /// Handbook P18: a 30.00 concession on a 7 % invoice.
    #[test]
    fn a_credit_gives_its_share_of_the_tax_back() {
        let share = |net| tax_share(Money::cents(net), Money::cents(12_000), Money::cents(840));
        assert_eq!(share(3_000), Money::cents(210));
        assert_eq!(share(12_000), Money::cents(840));
    }

    proptest! {
        #[test]
        fn lines_taxes_and_total_always_add_up(
            prices in prop::collection::vec(1i64..500_000, 1..8),
            rate in 0i64..120_000,
            percent in 0i64..100,
        ) {
            let lines: Vec<LineDraft> = prices
                .iter()
                .enumerate()
                .map(|(place, cents)| {
                    let tax = match place % 3 {
                        0 => exempt(),
                        1 => taxed(&[rate, 10_000]),
                        _ => taxed(&[rate]),
                    };
                    line(*cents, tax)
                })
                .collect();
            let discount = Money::cents(prices.iter().sum::<i64>() * percent / 100);
            let figures = figures(&lines, discount, TaxRounding::Invoice);
            let sum = |of: fn(&LineFigures) -> Money| figures.lines.iter().map(of).sum::<Money>();
            prop_assert_eq!(sum(|one| one.discount), discount);
            let by_jurisdiction: Money = figures.taxes.iter().map(|one| one.tax).sum();
            prop_assert_eq!(by_jurisdiction, figures.tax);
            prop_assert_eq!(figures.gross - discount + figures.tax, figures.total);
        }
    }
}
