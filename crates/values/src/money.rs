//! Money: whole cents of US dollars in a signed 64-bit number, never a float.

mod amount_box;

use std::fmt;
use std::iter::Sum;
use std::ops::{Add, AddAssign, Neg, Sub, SubAssign};
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::ParseError;
use crate::schema::value_schema;

/// An amount of US dollars in whole cents; negative amounts are credits or shortages.
///
/// Arithmetic is checked: an overflow is a programmer error and panics, in release too,
/// because a wrong balance is worse than a refused command.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Money(i64);

value_schema!(Money, "Money", {
    "type": "integer",
    "format": "int64",
    "x-kind": "money",
    "description": "US dollars in whole cents: 128450 is $1,284.50",
});

const OVERFLOW: &str = "an amount of money overflowed 64 bits of cents";

impl Money {
    /// No money.
    pub const ZERO: Money = Money(0);

    /// An amount of whole cents.
    pub const fn cents(cents: i64) -> Money {
        Money(cents)
    }

    /// An amount of whole dollars; panics when the cents do not fit 64 bits.
    pub const fn dollars(dollars: i64) -> Money {
        Money(dollars.checked_mul(100).expect(OVERFLOW))
    }

    /// Reads what a person typed into an amount box: `$1,284.50`, `(3.00)`, `-3`, `12.5`, and
    /// sums such as `120+45*2`. Fractions of a cent are refused unless they come from a
    /// multiplication or a division, which rounds half up, away from zero.
    pub fn parse(text: &str) -> Result<Money, ParseError> {
        amount_box::evaluate(text)
    }

    /// The amount in whole cents.
    pub const fn as_cents(self) -> i64 {
        self.0
    }

    /// Whether the amount is below zero.
    pub const fn is_negative(self) -> bool {
        self.0 < 0
    }

    /// Whether the amount is exactly zero.
    pub const fn is_zero(self) -> bool {
        self.0 == 0
    }

    /// Whether the amount is above zero.
    pub const fn is_positive(self) -> bool {
        self.0 > 0
    }

    /// The amount without its sign.
    pub const fn abs(self) -> Money {
        Money(self.0.checked_abs().expect(OVERFLOW))
    }

    /// The amount a whole number of times.
    pub const fn times(self, count: i64) -> Money {
        Money(self.0.checked_mul(count).expect(OVERFLOW))
    }

    /// The sum, or nothing when it does not fit; for amounts that come from outside.
    pub const fn checked_add(self, other: Money) -> Option<Money> {
        match self.0.checked_add(other.0) {
            Some(cents) => Some(Money(cents)),
            None => None,
        }
    }

    /// The difference, or nothing when it does not fit; for amounts that come from outside.
    pub const fn checked_sub(self, other: Money) -> Option<Money> {
        match self.0.checked_sub(other.0) {
            Some(cents) => Some(Money(cents)),
            None => None,
        }
    }

    /// The amount as files and form fields want it: `-1284.50`, no grouping, no parentheses.
    pub fn plain(self) -> String {
        let cents = self.0.unsigned_abs();
        let sign = if self.0 < 0 { "-" } else { "" };
        format!("{sign}{}.{:02}", cents / 100, cents % 100)
    }

    /// Cents that were computed in wider arithmetic; panics when they do not fit.
    pub(crate) fn from_wide(cents: i128) -> Money {
        Money(i64::try_from(cents).expect(OVERFLOW))
    }
}

/// Prints accounting style: `1,284.50`, and negative amounts in parentheses: `(3.00)`.
impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let cents = self.0.unsigned_abs();
        let amount = format!("{}.{:02}", grouped(cents / 100), cents % 100);
        match self.0 < 0 {
            true => f.pad(&format!("({amount})")),
            false => f.pad(&amount),
        }
    }
}

impl fmt::Debug for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "${}", self.plain())
    }
}

/// The digits of a whole number with a comma between thousands.
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

impl FromStr for Money {
    type Err = ParseError;

    fn from_str(text: &str) -> Result<Money, ParseError> {
        Money::parse(text)
    }
}

impl Add for Money {
    type Output = Money;

    fn add(self, other: Money) -> Money {
        self.checked_add(other).expect(OVERFLOW)
    }
}

impl Sub for Money {
    type Output = Money;

    fn sub(self, other: Money) -> Money {
        self.checked_sub(other).expect(OVERFLOW)
    }
}

impl Neg for Money {
    type Output = Money;

    fn neg(self) -> Money {
        Money(self.0.checked_neg().expect(OVERFLOW))
    }
}

impl AddAssign for Money {
    fn add_assign(&mut self, other: Money) {
        *self = *self + other;
    }
}

impl SubAssign for Money {
    fn sub_assign(&mut self, other: Money) {
        *self = *self - other;
    }
}

impl Sum for Money {
    fn sum<I: Iterator<Item = Money>>(amounts: I) -> Money {
        amounts.fold(Money::ZERO, Add::add)
    }
}

impl<'a> Sum<&'a Money> for Money {
    fn sum<I: Iterator<Item = &'a Money>>(amounts: I) -> Money {
        amounts.copied().sum()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn prints_the_way_a_ledger_does() {
        for (cents, display, plain) in [
            (128_450, "1,284.50", "1284.50"),
            (-300, "(3.00)", "-3.00"),
            (0, "0.00", "0.00"),
            (-5, "(0.05)", "-0.05"),
            (123_456_789_012, "1,234,567,890.12", "1234567890.12"),
            (99_999, "999.99", "999.99"),
            (100_000, "1,000.00", "1000.00"),
        ] {
            assert_eq!(Money::cents(cents).to_string(), display);
            assert_eq!(Money::cents(cents).plain(), plain);
        }
        assert_eq!(format!("{:>10}|", Money::cents(-300)), "    (3.00)|");
        assert_eq!(i64::MIN, Money::cents(i64::MIN).as_cents());
        assert_eq!(Money::cents(i64::MIN).plain(), "-92233720368547758.08");
    }

    #[test]
    #[should_panic(expected = "overflowed 64 bits of cents")]
    fn a_sum_that_does_not_fit_panics() {
        let _ = Money::cents(i64::MAX) + Money::cents(1);
    }

    #[test]
    fn travels_as_a_whole_number_of_cents() {
        assert_eq!(serde_json::to_string(&Money::cents(-1250)).unwrap(), "-1250");
        assert_eq!(serde_json::from_str::<Money>("1250").unwrap(), Money::cents(1250));
        assert!(serde_json::from_str::<Money>("12.5").is_err());
        let schema = serde_json::to_value(schemars::schema_for!(Option<Money>)).unwrap();
        assert_eq!(schema["type"], serde_json::json!(["integer", "null"]));
        assert_eq!(schema["x-kind"], "money");
    }

    proptest! {
        #[test]
        fn what_is_printed_is_read_back(cents in any::<i64>()) {
            let amount = Money::cents(cents);
            prop_assert_eq!(Money::parse(&amount.to_string()), Ok(amount));
            prop_assert_eq!(Money::parse(&amount.plain()), Ok(amount));
            let dollars = format!("${amount}");
            prop_assert_eq!(Money::parse(&dollars), Ok(amount));
        }
    }
}
