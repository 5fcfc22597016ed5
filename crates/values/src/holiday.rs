//! The federal holidays of the United States, computed (5 U.S.C. 6103).

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{Day, Weekday};

/// A federal holiday.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
#[schemars(inline)]
pub enum Holiday {
    /// 1 January.
    NewYearsDay,
    /// The third Monday of January.
    MartinLutherKingDay,
    /// Washington's Birthday, the third Monday of February.
    PresidentsDay,
    /// The last Monday of May.
    MemorialDay,
    /// 19 June.
    Juneteenth,
    /// 4 July.
    IndependenceDay,
    /// The first Monday of September.
    LaborDay,
    /// The second Monday of October.
    ColumbusDay,
    /// 11 November.
    VeteransDay,
    /// The fourth Thursday of November.
    ThanksgivingDay,
    /// 25 December.
    ChristmasDay,
}

impl Holiday {
    /// All eleven, in the order of the year.
    pub const ALL: [Holiday; 11] = [
        Holiday::NewYearsDay,
        Holiday::MartinLutherKingDay,
        Holiday::PresidentsDay,
        Holiday::MemorialDay,
        Holiday::Juneteenth,
        Holiday::IndependenceDay,
        Holiday::LaborDay,
        Holiday::ColumbusDay,
        Holiday::VeteransDay,
        Holiday::ThanksgivingDay,
        Holiday::ChristmasDay,
    ];

    /// Whether the holiday itself, not a day it is observed on instead, falls on this day.
    pub fn is_on(self, day: Day) -> bool {
        let nth_weekday = |month, nth, weekday| {
            day.month() == month && day.weekday() == weekday && (day.day() - 1) / 7 + 1 == nth
        };
        let date = |month, number| day.month() == month && day.day() == number;
        match self {
            Holiday::NewYearsDay => date(1, 1),
            Holiday::MartinLutherKingDay => nth_weekday(1, 3, Weekday::Monday),
            Holiday::PresidentsDay => nth_weekday(2, 3, Weekday::Monday),
            Holiday::MemorialDay => {
                day.month() == 5 && day.weekday() == Weekday::Monday && day.day() > 31 - 7
            }
            Holiday::Juneteenth => date(6, 19),
            Holiday::IndependenceDay => date(7, 4),
            Holiday::LaborDay => nth_weekday(9, 1, Weekday::Monday),
            Holiday::ColumbusDay => nth_weekday(10, 2, Weekday::Monday),
            Holiday::VeteransDay => date(11, 11),
            Holiday::ThanksgivingDay => nth_weekday(11, 4, Weekday::Thursday),
            Holiday::ChristmasDay => date(12, 25),
        }
    }

    /// The English name.
    pub fn name(self) -> &'static str {
        match self {
            Holiday::NewYearsDay => "New Year's Day",
            Holiday::MartinLutherKingDay => "Martin Luther King Jr. Day",
            Holiday::PresidentsDay => "Presidents' Day",
            Holiday::MemorialDay => "Memorial Day",
            Holiday::Juneteenth => "Juneteenth",
            Holiday::IndependenceDay => "Independence Day",
            Holiday::LaborDay => "Labor Day",
            Holiday::ColumbusDay => "Columbus Day",
            Holiday::VeteransDay => "Veterans Day",
            Holiday::ThanksgivingDay => "Thanksgiving Day",
            Holiday::ChristmasDay => "Christmas Day",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_holidays_of_2026() {
        let mut found = Vec::new();
        let mut day = Day::ymd(2026, 1, 1);
        while day.year() == 2026 {
            found.extend(Holiday::ALL.iter().filter(|holiday| holiday.is_on(day)).map(|_| day));
            day = day.plus_days(1);
        }
        let expected = [
            (1, 1),
            (1, 19),
            (2, 16),
            (5, 25),
            (6, 19),
            (7, 4),
            (9, 7),
            (10, 12),
            (11, 11),
            (11, 26),
            (12, 25),
        ];
        assert_eq!(found, expected.map(|(month, day)| Day::ymd(2026, month, day)));
    }

    /// The calendar facts handbook section 12 relies on.
    #[test]
    fn calendar_facts_of_the_handbook() {
        assert!(Holiday::VeteransDay.is_on(Day::ymd(2026, 11, 11)));
        assert_eq!(Day::ymd(2026, 11, 11).weekday(), Weekday::Wednesday);
        assert!(Holiday::ThanksgivingDay.is_on(Day::ymd(2026, 11, 26)));
        assert!(Holiday::MemorialDay.is_on(Day::ymd(2027, 5, 31)));
    }
}
