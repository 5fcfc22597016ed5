//! Working days: which days count for field work, for banks and for legal clocks.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{Day, Holiday, Weekday};

/// Which days somebody works. The named constructors are the calendars the law and the banks
/// keep; a company writes its own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct WorkCalendar {
    /// Days of the week off.
    pub rest_days: BTreeSet<Weekday>,
    /// Holidays kept.
    pub holidays: BTreeSet<Holiday>,
    /// What happens to a holiday on a weekend.
    #[serde(default)]
    pub observance: Observance,
    /// Further days off, such as the company's own.
    #[serde(default)]
    pub closed_on: BTreeSet<Day>,
}

/// What happens to a holiday that falls on a Saturday or Sunday.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Default,
    Serialize,
    Deserialize,
    JsonSchema,
)]
#[serde(rename_all = "snake_case")]
#[schemars(inline)]
pub enum Observance {
    /// Only the day itself is off.
    #[default]
    OnTheDay,
    /// Sunday's holiday is also kept on Monday, as the Federal Reserve Banks do.
    SundayToMonday,
    /// Also Saturday's on Friday, as federal offices do.
    NearestWeekday,
}

/// A calendar without a working day for longer than this is a mistake, not a closure.
const LONGEST_CLOSURE: i64 = 400;

impl WorkCalendar {
    /// Field work: Sundays off, and these holidays; one on a Sunday is kept on Monday.
    pub fn field_work(holidays: impl IntoIterator<Item = Holiday>) -> WorkCalendar {
        WorkCalendar {
            rest_days: BTreeSet::from([Weekday::Sunday]),
            holidays: holidays.into_iter().collect(),
            observance: Observance::SundayToMonday,
            closed_on: BTreeSet::new(),
        }
    }

    /// Banking days of the Federal Reserve, which rule ACH settlement and returns.
    pub fn banking() -> WorkCalendar {
        WorkCalendar {
            rest_days: BTreeSet::from([Weekday::Saturday, Weekday::Sunday]),
            ..WorkCalendar::field_work(Holiday::ALL)
        }
    }

    /// Business days of the federal cooling-off rule (16 CFR 429): Saturdays count, Sundays and
    /// federal holidays do not. A weekday a holiday is observed on does not count either,
    /// which can only give the customer more time.
    pub fn cooling_off() -> WorkCalendar {
        WorkCalendar {
            observance: Observance::NearestWeekday,
            ..WorkCalendar::field_work(Holiday::ALL)
        }
    }

    /// Monday to Friday without federal holidays, wherever they are observed.
    pub fn federal_offices() -> WorkCalendar {
        WorkCalendar { observance: Observance::NearestWeekday, ..WorkCalendar::banking() }
    }

    /// Whether the day is worked.
    pub fn is_working_day(&self, day: Day) -> bool {
        !self.rest_days.contains(&day.weekday())
            && !self.closed_on.contains(&day)
            && self.holiday_on(day).is_none()
    }

    /// The holiday kept on a day, or the one observed on it instead of the weekend.
    pub fn holiday_on(&self, day: Day) -> Option<Holiday> {
        let falls_on = |day| self.holidays.iter().copied().find(|holiday| holiday.is_on(day));
        let moved = match (self.observance, day.weekday()) {
            (Observance::OnTheDay, _) => None,
            (_, Weekday::Monday) => falls_on(day.plus_days(-1)),
            (Observance::NearestWeekday, Weekday::Friday) => falls_on(day.plus_days(1)),
            _ => None,
        };
        falls_on(day).or(moved)
    }

    /// The day itself when it is worked, otherwise the next one that is.
    pub fn on_or_after(&self, day: Day) -> Day {
        self.nearest(day, 1)
    }

    /// The day itself when it is worked, otherwise the last one before it that is.
    pub fn on_or_before(&self, day: Day) -> Day {
        self.nearest(day, -1)
    }

    /// So many working days after a day, which itself does not count; before it when
    /// negative. None after it is the first working day on or after it.
    pub fn plus(&self, day: Day, working_days: i64) -> Day {
        let step = working_days.signum();
        let counted =
            (0..working_days.abs()).fold(day, |day, _| self.nearest(day.plus_days(step), step));
        if step == 0 { self.on_or_after(day) } else { counted }
    }

    /// How many working days lie after `from`, up to and with `to`; none when it is earlier.
    pub fn count_until(&self, from: Day, to: Day) -> i64 {
        let days = (1..=from.days_until(to)).map(|ahead| from.plus_days(ahead));
        days.map(|day| i64::from(self.is_working_day(day))).sum()
    }

    fn nearest(&self, day: Day, step: i64) -> Day {
        (0..LONGEST_CLOSURE)
            .map(|away| day.plus_days(away * step))
            .find(|day| self.is_working_day(*day))
            .unwrap_or(day)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Handbook oracle T43: Thanksgiving and a Sunday do not count, a Saturday does.
    #[test]
    fn t43_cooling_off() {
        let sold = Day::ymd(2026, 11, 25);
        let calendar = WorkCalendar::cooling_off();
        let days: Vec<Day> = (1..=3).map(|n| calendar.plus(sold, n)).collect();
        assert_eq!(days, [(11, 27), (11, 28), (11, 30)].map(|(m, d)| Day::ymd(2026, m, d)));
        // Independence Day 2026 is a Saturday, observed on Friday: neither counts.
        assert_eq!(calendar.plus(Day::ymd(2026, 7, 1), 3), Day::ymd(2026, 7, 7));
    }

    /// Handbook oracle T35: Veterans Day and Thanksgiving close the banks.
    #[test]
    fn t35_banking_days() {
        let banking = WorkCalendar::banking();
        assert_eq!(banking.on_or_after(Day::ymd(2026, 11, 11)), Day::ymd(2026, 11, 12));
        assert_eq!(banking.plus(Day::ymd(2026, 11, 25), 2), Day::ymd(2026, 11, 30));
        assert_eq!(banking.on_or_after(Day::ymd(2027, 1, 24)), Day::ymd(2027, 1, 25));
        assert_eq!(banking.plus(Day::ymd(2026, 11, 20), 6), Day::ymd(2026, 12, 1));
        // A holiday on a Saturday does not close the banks on Friday.
        assert!(banking.is_working_day(Day::ymd(2026, 7, 3)));
        assert!(!WorkCalendar::federal_offices().is_working_day(Day::ymd(2026, 7, 3)));
        // One on a Sunday closes them on Monday.
        assert!(!banking.is_working_day(Day::ymd(2027, 7, 5)));
    }

    /// Handbook oracles T44 and T46: ten business days, and a branch closed on one Friday.
    #[test]
    fn t44_and_t46_business_days() {
        let offices = WorkCalendar::federal_offices();
        assert_eq!(offices.plus(Day::ymd(2026, 11, 20), 10), Day::ymd(2026, 12, 7));
        let first_day = Day::ymd(2026, 11, 23);
        assert_eq!(offices.plus(first_day, 3), Day::ymd(2026, 11, 27));
        let mut closed = offices;
        closed.closed_on.insert(Day::ymd(2026, 11, 27));
        assert_eq!(closed.plus(first_day, 3), Day::ymd(2026, 11, 30));
    }

    #[test]
    fn days_count_both_ways() {
        let calendar = WorkCalendar::banking();
        let friday = Day::ymd(2026, 3, 6);
        assert_eq!(calendar.plus(friday, 1), Day::ymd(2026, 3, 9));
        assert_eq!(calendar.plus(Day::ymd(2026, 3, 9), -1), friday);
        assert_eq!(calendar.plus(Day::ymd(2026, 3, 7), 0), Day::ymd(2026, 3, 9));
        assert_eq!(calendar.on_or_before(Day::ymd(2026, 3, 8)), friday);
        assert_eq!(calendar.count_until(friday, Day::ymd(2026, 3, 16)), 6);
        assert_eq!(calendar.count_until(friday, friday), 0);
        assert_eq!(calendar.holiday_on(Day::ymd(2026, 11, 26)), Some(Holiday::ThanksgivingDay));
    }

    #[test]
    fn a_calendar_without_working_days_does_not_hang() {
        let mut never = WorkCalendar::banking();
        never.rest_days.extend(Weekday::ALL);
        assert_eq!(never.on_or_after(Day::ymd(2026, 3, 2)), Day::ymd(2026, 3, 2));
    }

    #[test]
    fn travels_as_words() {
        let json = serde_json::to_value(WorkCalendar::field_work([Holiday::ChristmasDay])).unwrap();
        assert_eq!(
            json,
            serde_json::json!({
                "rest_days": ["sunday"],
                "holidays": ["christmas_day"],
                "observance": "sunday_to_monday",
                "closed_on": [],
            })
        );
    }

    proptest! {
        #[test]
        fn counting_agrees_with_adding(start in 10_000_i64..40_000, count in 1_i64..60) {
            let day = Day::from_days_since_epoch(start);
            for calendar in [WorkCalendar::banking(), WorkCalendar::cooling_off()] {
                let later = calendar.plus(day, count);
                prop_assert!(calendar.is_working_day(later));
                prop_assert_eq!(calendar.count_until(day, later), count);
            }
        }
    }
}
