//! The company's own rules that change with a day: how far below the list a price may lie, and
//! the days on which the field does not work.

use super::pack;
use values::{Day, Money, Rate, WorkCalendar};

/// How far below the list price nobody's leave is needed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PriceLeave {
    /// The share of the list price that may be let off.
    pub tolerance: Rate,
    /// For how many days leave to go lower may be used.
    pub days: i64,
}

impl PriceLeave {
    /// The lowest net price that needs nobody's leave.
    pub fn lowest(&self, list_price: Money) -> Money {
        list_price - self.tolerance.of(list_price)
    }
}

/// The rule of a day. Where none holds nothing may be let off, and leave is for the day itself.
pub fn price_leave(on: Day) -> PriceLeave {
    let rows = &pack::pack().price_leave;
    let row = rows.iter().find(|row| pack::holds(row.from, row.until, on));
    row.map_or(PriceLeave { tolerance: Rate::percent(0), days: 0 }, |row| PriceLeave {
        tolerance: Rate::millionths(row.millionths),
        days: row.days,
    })
}

/// The days the field works, as they are planned on a day: not on Sundays nor on the holidays
/// kept then.
pub fn field_calendar(on: Day) -> WorkCalendar {
    let rows = &pack::pack().field_holidays;
    let row = rows.iter().find(|row| pack::holds(row.from, row.until, on));
    WorkCalendar::field_work(row.into_iter().flat_map(|row| row.holidays.iter().copied()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tenth_off_the_list_needs_nobody_s_leave() {
        let today = price_leave(Day::ymd(2026, 3, 2));
        assert_eq!(today.lowest(Money::cents(11_900)), Money::cents(10_710));
        assert_eq!(today.days, 30);
        let before = price_leave(Day::ymd(1999, 12, 31));
        assert_eq!(before.lowest(Money::cents(11_900)), Money::cents(11_900));
    }

    #[test]
    fn the_field_rests_on_six_holidays_and_on_sundays() {
        let calendar = field_calendar(Day::ymd(2026, 3, 2));
        assert!(!calendar.is_working_day(Day::ymd(2026, 12, 25)));
        assert!(!calendar.is_working_day(Day::ymd(2026, 3, 8)), "a Sunday");
        assert!(calendar.is_working_day(Day::ymd(2026, 11, 11)), "Veterans Day is worked");
        let before = field_calendar(Day::ymd(1999, 12, 31));
        assert!(before.is_working_day(Day::ymd(1998, 12, 25)), "before the rule's first day");
    }
}
