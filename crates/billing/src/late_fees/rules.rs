//! The arithmetic of a late fee. No database.

use crate::billing_options::LateFee;
use settings::rule_packs::LateFeeCap;
use values::{Day, Money, Rate};

/// An invoice that is not paid, as far as a late fee looks at it.
#[derive(Clone, Copy, Debug)]
pub struct Unpaid {
    /// The day it was to be paid by.
    pub due_on: Day,
    /// What is open of it.
    pub open: Money,
}

/// How a customer is charged.
#[derive(Clone, Copy, Debug)]
pub struct Terms {
    /// What her billing options say.
    pub late_fee: LateFee,
    /// Her own rate a month, where they say so.
    pub own_rate: Option<Rate>,
    /// The branch's rate a month; zero when it charges none.
    pub usual_rate: Rate,
    /// After how many days past due the branch charges.
    pub grace_days: i64,
}

/// A fee, and what it was worked out from.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Fee {
    /// What is past due for longer than the grace.
    pub base: Money,
    /// The rate a month, after the cap.
    pub rate: Rate,
    /// Its share, rounded once.
    pub amount: Money,
}

/// Why no fee is charged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoFee {
    /// The branch has set no rate.
    Off,
    /// Her billing options say never.
    Never,
    /// No rule of her state is known.
    NoRule,
    /// Nothing is past due for long enough.
    NothingLate,
    /// It would come to less than a cent.
    TooSmall,
}

impl NoFee {
    /// In words.
    pub const fn words(self) -> &'static str {
        match self {
            NoFee::Off => "The branch has set no late fee",
            NoFee::Never => "Her billing options say never",
            NoFee::NoRule => "No rule of her state is known, so none is charged",
            NoFee::NothingLate => "Nothing is past due for longer than the days of grace",
            NoFee::TooSmall => "It would come to less than a cent",
        }
    }
}

/// The fee of a customer on a day. The lower of her rate and the state's cap holds, and the
/// longer of the two graces.
pub fn fee(
    terms: Terms,
    cap: Option<LateFeeCap>,
    unpaid: &[Unpaid],
    on: Day,
) -> Result<Fee, NoFee> {
    let asked = match terms.late_fee {
        LateFee::Never => return Err(NoFee::Never),
        LateFee::Usual => terms.usual_rate,
        LateFee::Own => terms.own_rate.unwrap_or(terms.usual_rate),
    };
    if asked <= Rate::ZERO {
        return Err(NoFee::Off);
    }
    let cap = cap.ok_or(NoFee::NoRule)?;
    let rate = asked.min(cap.rate_a_month);
    let grace = terms.grace_days.max(cap.grace_days);
    let is_late = |one: &&Unpaid| one.due_on.days_until(on) > grace;
    let base: Money = unpaid.iter().filter(is_late).map(|one| one.open).sum();
    if !base.is_positive() {
        return Err(NoFee::NothingLate);
    }
    let amount = rate.of(base);
    match amount.is_positive() {
        true => Ok(Fee { base, rate, amount }),
        false => Err(NoFee::TooSmall),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const ON: Day = Day::ymd(2026, 3, 2);
    const FLORIDA: Option<LateFeeCap> =
        Some(LateFeeCap { rate_a_month: Rate::millionths(15_000), grace_days: 0 });

    fn terms(late_fee: LateFee, own: Option<i64>) -> Terms {
        let own_rate = own.map(Rate::millionths);
        Terms { late_fee, own_rate, usual_rate: Rate::millionths(15_000), grace_days: 30 }
    }

    fn late(days: i64, cents: i64) -> Unpaid {
        Unpaid { due_on: ON.plus_days(-days), open: Money::cents(cents) }
    }

    /// Handbook P21: 1.5 % a month of 180.67 is 2.71005, which is 2.71.
    #[test]
    fn p21_a_month_of_one_and_a_half_percent() {
        let charged = fee(terms(LateFee::Usual, None), FLORIDA, &[late(31, 18_067)], ON);
        let expected = Fee {
            base: Money::cents(18_067),
            rate: Rate::millionths(15_000),
            amount: Money::cents(271),
        };
        assert_eq!(charged, Ok(expected));
    }

    #[test]
    fn the_thirtieth_day_is_grace_and_one_sum_is_rounded_once() {
        let usual = terms(LateFee::Usual, None);
        assert_eq!(fee(usual, FLORIDA, &[late(30, 10_000)], ON), Err(NoFee::NothingLate));
        // 33.00 and 33.00: 0.99; by invoice it would be 0.495 twice, which is 1.00.
        let two = [late(40, 3_300), late(50, 3_300), late(30, 99_999)];
        assert_eq!(fee(usual, FLORIDA, &two, ON).unwrap().amount, Money::cents(99));
        assert_eq!(fee(usual, FLORIDA, &[late(40, 33)], ON), Err(NoFee::TooSmall));
    }

    #[test]
    fn the_cap_goes_before_what_was_agreed() {
        let own = terms(LateFee::Own, Some(20_000));
        let charged = fee(own, FLORIDA, &[late(45, 10_000)], ON).unwrap();
        assert_eq!((charged.rate, charged.amount), (Rate::millionths(15_000), Money::cents(150)));
        let less = terms(LateFee::Own, Some(10_000));
        assert_eq!(fee(less, FLORIDA, &[late(45, 10_000)], ON).unwrap().amount, Money::cents(100));
        let strict = Some(LateFeeCap { grace_days: 60, ..FLORIDA.unwrap() });
        assert_eq!(fee(less, strict, &[late(45, 10_000)], ON), Err(NoFee::NothingLate));
        assert_eq!(fee(less, None, &[late(45, 10_000)], ON), Err(NoFee::NoRule));
        let never = terms(LateFee::Never, None);
        assert_eq!(fee(never, FLORIDA, &[late(45, 10_000)], ON), Err(NoFee::Never));
        let off = Terms { usual_rate: Rate::ZERO, ..terms(LateFee::Usual, None) };
        assert_eq!(fee(off, FLORIDA, &[late(45, 10_000)], ON), Err(NoFee::Off));
    }

    proptest! {
        #[test]
        fn a_fee_is_never_above_the_caps_share(
            cents in 1i64..100_000_000,
            rate in 0i64..200_000,
            days in 0i64..400,
        ) {
            let terms = terms(LateFee::Own, Some(rate));
            if let Ok(charged) = fee(terms, FLORIDA, &[late(days, cents)], ON) {
                prop_assert!(days > 30);
                prop_assert!(charged.amount <= Rate::millionths(15_000).of(Money::cents(cents)));
                prop_assert!(charged.amount.is_positive());
            }
        }
    }
}
