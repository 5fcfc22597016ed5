//! Rates: tax, discount, interest and commission as whole millionths.

use std::fmt;
use std::iter::Sum;
use std::ops::{Add, Sub};
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::rounding::divide_half_up;
use crate::schema::value_schema;
use crate::{Money, ParseError, quantity};

/// A share of an amount in whole millionths: 7.375 % is 73,750.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Rate(i64);

value_schema!(Rate, "Rate", {
    "type": "integer",
    "format": "int64",
    "x-kind": "rate",
    "description": "A rate in whole millionths: 73750 is 7.375%",
});

const OVERFLOW: &str = "a rate overflowed 64 bits of millionths";
const ADVICE: &str = "Enter a rate such as 7.375% or 0.07375.";

impl Rate {
    /// A rate of nothing.
    pub const ZERO: Rate = Rate(0);
    /// The whole amount, 100 %.
    pub const WHOLE: Rate = Rate(1_000_000);

    /// A rate of whole millionths.
    pub const fn millionths(millionths: i64) -> Rate {
        Rate(millionths)
    }

    /// A rate of whole percents.
    pub const fn percent(percent: i64) -> Rate {
        Rate(percent.checked_mul(10_000).expect(OVERFLOW))
    }

    /// Reads `7.375%` or the fraction `0.07375`. A number of one or more without a percent
    /// sign is refused, because 7 could be 7 % or 700 %.
    pub fn parse(text: &str) -> Result<Rate, ParseError> {
        let text = text.trim();
        let (number, decimals) = match text.strip_suffix('%') {
            Some(number) => (number.trim_end(), 4),
            None => (text, 6),
        };
        let millionths = quantity::scaled(number, decimals).ok_or(ParseError::new(ADVICE))?;
        if decimals == 6 && millionths.unsigned_abs() >= 1_000_000 {
            return Err(ParseError::new(ADVICE));
        }
        Ok(Rate(millionths))
    }

    /// The rate in whole millionths.
    pub const fn as_millionths(self) -> i64 {
        self.0
    }

    /// Whether the rate is zero.
    pub const fn is_zero(self) -> bool {
        self.0 == 0
    }

    /// This share of an amount, rounded half up to cents, away from zero.
    pub fn of(self, amount: Money) -> Money {
        let product = i128::from(self.0) * i128::from(amount.as_cents());
        Money::from_wide(divide_half_up(product, 1_000_000))
    }
}

/// Prints as percent without needless zeros: `7.375%`, `8%`.
impl fmt::Display for Rate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&format!("{}%", quantity::trimmed(self.0, 4)))
    }
}

impl fmt::Debug for Rate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

impl FromStr for Rate {
    type Err = ParseError;

    fn from_str(text: &str) -> Result<Rate, ParseError> {
        Rate::parse(text)
    }
}

impl Add for Rate {
    type Output = Rate;

    fn add(self, other: Rate) -> Rate {
        Rate(self.0.checked_add(other.0).expect(OVERFLOW))
    }
}

impl Sub for Rate {
    type Output = Rate;

    fn sub(self, other: Rate) -> Rate {
        Rate(self.0.checked_sub(other.0).expect(OVERFLOW))
    }
}

impl Sum for Rate {
    fn sum<I: Iterator<Item = Rate>>(rates: I) -> Rate {
        rates.fold(Rate::ZERO, Add::add)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn reads_percents_and_fractions() {
        for (text, millionths, printed) in [
            ("7.375%", 73_750, "7.375%"),
            ("0.07375", 73_750, "7.375%"),
            (" 8 % ", 80_000, "8%"),
            (".5%", 5_000, "0.5%"),
            ("100%", 1_000_000, "100%"),
            ("-2.75%", -27_500, "-2.75%"),
            ("0", 0, "0%"),
        ] {
            assert_eq!(Rate::parse(text), Ok(Rate::millionths(millionths)), "{text}");
            assert_eq!(Rate::millionths(millionths).to_string(), printed);
        }
        for text in ["", "%", "7", "1.0", "7.37512%", "0.0000001", "seven", "7%%", "1,5%"] {
            assert!(Rate::parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn rounds_half_up_away_from_zero() {
        // 179.50 at 3 % is 5.385, the half-up case of handbook oracle T16.
        assert_eq!(Rate::percent(3).of(Money::cents(17_950)), Money::cents(539));
        assert_eq!(Rate::percent(3).of(Money::cents(-17_950)), Money::cents(-539));
        assert_eq!(Rate::millionths(27_500).of(Money::cents(81_515)), Money::cents(2_242));
    }

    proptest! {
        #[test]
        fn what_is_printed_is_read_back(millionths in any::<i64>()) {
            let rate = Rate::millionths(millionths);
            prop_assert_eq!(Rate::parse(&rate.to_string()), Ok(rate));
        }
    }
}
