//! Which day of its month a visit nominally falls on.

use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{Day, Weekday};

/// Which day of its month a visit nominally falls on.
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
pub enum Placement {
    /// The anchor's own day of the month; of a shorter month, the last.
    #[default]
    SameDay,
    /// This day of the month; of a shorter month, the last.
    DayOfMonth(DayOfMonth),
    /// A weekday by its count in the month.
    NthWeekday(NthWeekday),
}

/// A day of the month.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(deny_unknown_fields)]
#[schemars(inline)]
pub struct DayOfMonth {
    /// 1 to 31.
    #[schemars(range(min = 1, max = 31))]
    pub day: i8,
}

/// A weekday by its count in the month, such as the second Tuesday.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(deny_unknown_fields)]
#[schemars(inline)]
pub struct NthWeekday {
    /// Which of them.
    pub nth: Nth,
    /// The day of the week.
    pub weekday: Weekday,
}

/// Which of a month's equal weekdays. There is no fifth, for most months have none.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
#[schemars(inline)]
#[allow(missing_docs)] // The names say it all.
pub enum Nth {
    First,
    Second,
    Third,
    Fourth,
    Last,
}

impl Placement {
    /// The placement's day in the month that begins with `first`, for an anchor on this day of
    /// its month.
    pub(super) fn in_month(self, first: Day, anchor_day: i8) -> Day {
        match self {
            Placement::SameDay => cut_to_month(first, anchor_day),
            Placement::DayOfMonth(DayOfMonth { day }) => cut_to_month(first, day),
            Placement::NthWeekday(NthWeekday { nth, weekday }) => match nth {
                Nth::Last => {
                    let last = first.last_of_month();
                    let back = last.weekday().from_sunday() - weekday.from_sunday();
                    last.plus_days(-back.rem_euclid(7))
                }
                nth => {
                    let ahead = weekday.from_sunday() - first.weekday().from_sunday();
                    first.plus_days(ahead.rem_euclid(7) + 7 * (nth as i64))
                }
            },
        }
    }
}

fn cut_to_month(first: Day, day: i8) -> Day {
    first.plus_days(i64::from(day.clamp(1, first.days_in_month()) - 1))
}

/// Prints `on the 31st`, `on the 2nd Tuesday`, or nothing for the anchor's own day.
impl fmt::Display for Placement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Placement::SameDay => Ok(()),
            Placement::DayOfMonth(DayOfMonth { day }) => write!(f, "on the {}", counted(*day)),
            Placement::NthWeekday(NthWeekday { nth: Nth::Last, weekday }) => {
                write!(f, "on the last {}", weekday.name())
            }
            Placement::NthWeekday(NthWeekday { nth, weekday }) => {
                write!(f, "on the {} {}", counted(*nth as i8 + 1), weekday.name())
            }
        }
    }
}

fn counted(number: i8) -> String {
    let ending = match (number / 10, number % 10) {
        (1, _) => "th",
        (_, 1) => "st",
        (_, 2) => "nd",
        (_, 3) => "rd",
        _ => "th",
    };
    format!("{number}{ending}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weekdays_are_counted_in_their_month() {
        let march = Day::ymd(2026, 3, 1);
        for (nth, weekday, day) in [
            (Nth::First, Weekday::Sunday, 1),
            (Nth::First, Weekday::Saturday, 7),
            (Nth::Second, Weekday::Tuesday, 10),
            (Nth::Fourth, Weekday::Thursday, 26),
            (Nth::Last, Weekday::Tuesday, 31),
            (Nth::Last, Weekday::Wednesday, 25),
        ] {
            let placement = Placement::NthWeekday(NthWeekday { nth, weekday });
            assert_eq!(placement.in_month(march, 5), Day::ymd(2026, 3, day), "{placement}");
        }
    }

    #[test]
    fn prints_as_people_say_it() {
        let on = |day| Placement::DayOfMonth(DayOfMonth { day }).to_string();
        assert_eq!(
            [1, 2, 3, 4, 11, 12, 13, 21, 31].map(on),
            [
                "on the 1st",
                "on the 2nd",
                "on the 3rd",
                "on the 4th",
                "on the 11th",
                "on the 12th",
                "on the 13th",
                "on the 21st",
                "on the 31st",
            ]
        );
        let nth = NthWeekday { nth: Nth::Second, weekday: Weekday::Tuesday };
        assert_eq!(Placement::NthWeekday(nth).to_string(), "on the 2nd Tuesday");
    }

    #[test]
    fn travels_under_its_name() {
        let nth = NthWeekday { nth: Nth::Last, weekday: Weekday::Friday };
        for (placement, json) in [
            (Placement::SameDay, serde_json::json!("same_day")),
            (
                Placement::DayOfMonth(DayOfMonth { day: 31 }),
                serde_json::json!({"day_of_month": {"day": 31}}),
            ),
            (
                Placement::NthWeekday(nth),
                serde_json::json!({"nth_weekday": {"nth": "last", "weekday": "friday"}}),
            ),
        ] {
            assert_eq!(serde_json::to_value(placement).unwrap(), json);
            assert_eq!(serde_json::from_value::<Placement>(json).unwrap(), placement);
        }
    }
}
