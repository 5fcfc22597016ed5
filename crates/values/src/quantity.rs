//! Quantities: hours, gallons, square feet, in whole ten-thousandths.

use std::fmt;
use std::iter::Sum;
use std::ops::{Add, Neg, Sub};
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::rounding::divide_half_up;
use crate::schema::value_schema;
use crate::{Money, ParseError};

/// How much of something, in whole ten-thousandths: 2.5 is 25,000.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Quantity(i64);

value_schema!(Quantity, "Quantity", {
    "type": "integer",
    "format": "int64",
    "x-kind": "quantity",
    "description": "A quantity in whole ten-thousandths: 25000 is 2.5",
});

const OVERFLOW: &str = "a quantity overflowed 64 bits of ten-thousandths";

impl Quantity {
    /// Nothing.
    pub const ZERO: Quantity = Quantity(0);
    /// One of it.
    pub const ONE: Quantity = Quantity(10_000);

    /// A quantity of whole ten-thousandths.
    pub const fn ten_thousandths(ten_thousandths: i64) -> Quantity {
        Quantity(ten_thousandths)
    }

    /// A whole number of it.
    pub const fn whole(count: i64) -> Quantity {
        Quantity(count.checked_mul(10_000).expect(OVERFLOW))
    }

    /// Reads a typed quantity with at most four decimals, such as `2.5`.
    pub fn parse(text: &str) -> Result<Quantity, ParseError> {
        scaled(text.trim(), 4).map(Quantity).ok_or(ParseError::new(
            "Enter a quantity such as 2 or 1.25, with at most four decimals.",
        ))
    }

    /// The quantity in whole ten-thousandths.
    pub const fn as_ten_thousandths(self) -> i64 {
        self.0
    }

    /// Whether there is none of it.
    pub const fn is_zero(self) -> bool {
        self.0 == 0
    }

    /// Whether it is below zero.
    pub const fn is_negative(self) -> bool {
        self.0 < 0
    }

    /// The quantity at a price each, rounded half up to cents, away from zero.
    pub fn times(self, price: Money) -> Money {
        let product = i128::from(self.0) * i128::from(price.as_cents());
        Money::from_wide(divide_half_up(product, 10_000))
    }
}

/// Prints without needless zeros: `2`, `2.5`, `-0.125`.
impl fmt::Display for Quantity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&trimmed(self.0, 4))
    }
}

impl fmt::Debug for Quantity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

impl FromStr for Quantity {
    type Err = ParseError;

    fn from_str(text: &str) -> Result<Quantity, ParseError> {
        Quantity::parse(text)
    }
}

impl Add for Quantity {
    type Output = Quantity;

    fn add(self, other: Quantity) -> Quantity {
        Quantity(self.0.checked_add(other.0).expect(OVERFLOW))
    }
}

impl Sub for Quantity {
    type Output = Quantity;

    fn sub(self, other: Quantity) -> Quantity {
        Quantity(self.0.checked_sub(other.0).expect(OVERFLOW))
    }
}

impl Neg for Quantity {
    type Output = Quantity;

    fn neg(self) -> Quantity {
        Quantity(self.0.checked_neg().expect(OVERFLOW))
    }
}

impl Sum for Quantity {
    fn sum<I: Iterator<Item = Quantity>>(quantities: I) -> Quantity {
        quantities.fold(Quantity::ZERO, Add::add)
    }
}

/// A decimal text as a whole number of 10^-`decimals`; nothing when it is not one, or finer.
pub(crate) fn scaled(text: &str, decimals: usize) -> Option<i64> {
    let (negative, digits) = match text.strip_prefix(['-', '\u{2212}']) {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let all_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let finer = fraction.trim_end_matches('0').len() > decimals;
    if whole.len() + fraction.len() == 0 || !all_digits(whole) || !all_digits(fraction) || finer {
        return None;
    }
    let kept: String = fraction.chars().chain(std::iter::repeat('0')).take(decimals).collect();
    let magnitude: i128 = format!("{whole}{kept}").parse().ok()?;
    i64::try_from(if negative { -magnitude } else { magnitude }).ok()
}

/// A whole number of 10^-`decimals` as decimal text without trailing zeros.
pub(crate) fn trimmed(value: i64, decimals: usize) -> String {
    let digits = format!("{:0>width$}", value.unsigned_abs(), width = decimals + 1);
    let (whole, fraction) = digits.split_at(digits.len() - decimals);
    let sign = if value < 0 { "-" } else { "" };
    match fraction.trim_end_matches('0') {
        "" => format!("{sign}{whole}"),
        fraction => format!("{sign}{whole}.{fraction}"),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn extends_a_line_half_up() {
        let price = Money::cents(3_333);
        assert_eq!(Quantity::parse("1.5").unwrap().times(price), Money::cents(5_000));
        assert_eq!(Quantity::parse("-1.5").unwrap().times(price), Money::cents(-5_000));
        assert_eq!(Quantity::ONE.times(price), price);
    }

    #[test]
    fn refuses_what_is_no_quantity() {
        for text in ["", ".", "-", "1.00001", "1,5", "two", "1.2.3", "--1", "99999999999999999999"]
        {
            assert!(Quantity::parse(text).is_err(), "{text}");
        }
        assert_eq!(Quantity::parse("1.50000"), Ok(Quantity::ten_thousandths(15_000)));
    }

    proptest! {
        #[test]
        fn what_is_printed_is_read_back(value in any::<i64>()) {
            let quantity = Quantity::ten_thousandths(value);
            prop_assert_eq!(Quantity::parse(&quantity.to_string()), Ok(quantity));
        }
    }
}
