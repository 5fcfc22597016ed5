//! Times the law sets: how old a check may be, and how long a buyer may think a sale over.

use super::pack;
use values::{Day, Money, WorkCalendar};

/// A buyer's time to change her mind for nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CoolingOff {
    /// The lowest price that brings it.
    pub floor: Money,
    /// How many business days it lasts.
    pub business_days: i64,
}

impl CoolingOff {
    /// The day at whose midnight the right ends, for a sale on a day.
    pub fn ends_on(&self, sold_on: Day) -> Day {
        WorkCalendar::cooling_off().plus(sold_on, self.business_days)
    }
}

/// After how many months a bank need not pay a check, by the rule that holds on a day; none
/// where no rule does.
pub fn stale_after_months(on: Day) -> Option<i64> {
    let rows = &pack::pack().stale_check;
    rows.iter().find(|row| pack::holds(row.from, row.until, on)).map(|row| row.months)
}

/// The time a sale on a day brings its buyer; none when it was sold at a place that no rule
/// knows, such as our own office. The places are `home` and `elsewhere`.
pub fn cooling_off(sold_at: &str, on: Day) -> Option<CoolingOff> {
    let rows = &pack::pack().cooling_off;
    let fits =
        |row: &&pack::CoolingOffRow| row.sold_at == sold_at && pack::holds(row.from, row.until, on);
    let row = rows.iter().find(fits)?;
    Some(CoolingOff { floor: Money::cents(row.floor), business_days: row.business_days })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 16 CFR 429: 25 dollars at her home; 130 elsewhere, since March 13, 2015.
    #[test]
    fn a_rule_holds_from_its_day() {
        let floor = |sold_at, on| cooling_off(sold_at, on).map(|rule| rule.floor.as_cents());
        let today = Day::ymd(2026, 3, 2);
        assert_eq!(floor("home", today), Some(2_500));
        assert_eq!(floor("elsewhere", today), Some(13_000));
        assert_eq!(floor("elsewhere", Day::ymd(2015, 3, 12)), None);
        assert_eq!(floor("office", today), None);
        assert_eq!(stale_after_months(today), Some(6));
        assert_eq!(stale_after_months(Day::ymd(1989, 12, 31)), None);
    }

    /// Handbook T43: Thanksgiving and a Sunday do not count, a Saturday does. Independence Day
    /// 2026 is a Saturday, observed on Friday: neither counts.
    #[test]
    fn three_business_days_to_think_it_over() {
        let ends = |sold_on| cooling_off("home", sold_on).map(|rule| rule.ends_on(sold_on));
        assert_eq!(ends(Day::ymd(2026, 11, 25)), Some(Day::ymd(2026, 11, 30)));
        assert_eq!(ends(Day::ymd(2026, 7, 1)), Some(Day::ymd(2026, 7, 7)));
    }
}
