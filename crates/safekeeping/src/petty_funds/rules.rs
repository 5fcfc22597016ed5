//! What a fund should hold, when it is low and when its count is due. No database.

use values::{Day, Money};

/// A fund is counted once in so many days, at the latest.
pub const COUNT_EVERY_DAYS: i64 = 31;

/// A count in the last days of a month is its count at the month's end.
pub const MONTH_END_DAYS: i64 = 7;

/// A fund is low when less than one part in so many of its imprest is left.
const LOW_PART: i64 = 4;

/// Whether so little is left that the next slip may be refused.
pub fn is_low(cash: Money, imprest: Money) -> bool {
    cash.times(LOW_PART) < imprest
}

/// The day on which a fund is to be counted, by its last count or its opening.
pub fn count_due_on(last: Day) -> Day {
    last.plus_days(COUNT_EVERY_DAYS)
}

/// What comes back into a fund: its slips, and what the cash is short (or less what it is
/// over), so that it holds its imprest again (handbook P28).
pub fn to_replenish(slips: Money, over_short: Money) -> Money {
    slips - over_short
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cents(cents: i64) -> Money {
        Money::cents(cents)
    }

    /// Handbook P28: 46.20, 112.85 and 18.00 in slips, short 1.50: 178.55 comes back.
    #[test]
    fn p28_slips_and_what_is_short_come_back() {
        let slips = cents(4_620) + cents(11_285) + cents(1_800);
        assert_eq!(to_replenish(slips, cents(-150)), cents(17_855));
        assert_eq!(to_replenish(slips, cents(25)), cents(17_680));
    }

    #[test]
    fn a_fund_is_low_under_a_quarter_of_its_imprest() {
        assert!(!is_low(cents(7_500), cents(30_000)), "a quarter is enough");
        assert!(is_low(cents(7_499), cents(30_000)));
    }

    #[test]
    fn a_count_holds_for_a_month() {
        assert_eq!(count_due_on(Day::ymd(2026, 1, 31)), Day::ymd(2026, 3, 3));
    }
}
