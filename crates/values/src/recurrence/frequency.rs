//! How often a service recurs, by the codes the trade uses.

use std::fmt;
use std::str::FromStr;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{Day, ParseError};

/// How often a service recurs.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[schemars(inline)]
pub enum Frequency {
    /// Every week, 52 visits a year.
    #[serde(rename = "W")]
    Weekly,
    /// Every other week, 26 visits a year.
    #[serde(rename = "EOW")]
    EveryOtherWeek,
    /// Every four weeks, 13 visits a year; not the same as monthly.
    #[serde(rename = "4W")]
    EveryFourWeeks,
    /// Every month.
    #[serde(rename = "M")]
    Monthly,
    /// Every other month, 6 visits a year.
    #[serde(rename = "BM")]
    EveryOtherMonth,
    /// Every three months.
    #[serde(rename = "Q")]
    Quarterly,
    /// Every four months, 3 visits a year.
    #[serde(rename = "TA")]
    ThreeTimesAYear,
    /// Every six months.
    #[serde(rename = "SA")]
    TwiceAYear,
    /// Every year.
    #[serde(rename = "A")]
    Yearly,
    /// Once in each month of a season.
    #[serde(rename = "SEAS")]
    Seasonal,
    /// One visit only.
    #[serde(rename = "OT")]
    OneTime,
}

/// How far it is from one nominal day to the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// So many days.
    Days(i64),
    /// So many months.
    Months(i64),
    /// There is no next.
    Never,
}

/// Where a day stands against the band around a nominal day.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
#[schemars(inline)]
pub enum Standing {
    /// Before the band opens.
    NotYetDue,
    /// Within the band.
    Due,
    /// After the band closed.
    Overdue,
}

impl Frequency {
    /// All of them, from the most often.
    pub const ALL: [Frequency; 11] = [
        Frequency::Weekly,
        Frequency::EveryOtherWeek,
        Frequency::EveryFourWeeks,
        Frequency::Monthly,
        Frequency::EveryOtherMonth,
        Frequency::Quarterly,
        Frequency::ThreeTimesAYear,
        Frequency::TwiceAYear,
        Frequency::Yearly,
        Frequency::Seasonal,
        Frequency::OneTime,
    ];

    /// Reads a code such as `Q`.
    pub fn parse(code: &str) -> Result<Frequency, ParseError> {
        let code = code.trim();
        Frequency::ALL
            .into_iter()
            .find(|frequency| frequency.code().eq_ignore_ascii_case(code))
            .ok_or(ParseError::new(
                "Enter a frequency: W, EOW, 4W, M, BM, Q, TA, SA, A, SEAS or OT.",
            ))
    }

    /// The trade's code.
    pub fn code(self) -> &'static str {
        match self {
            Frequency::Weekly => "W",
            Frequency::EveryOtherWeek => "EOW",
            Frequency::EveryFourWeeks => "4W",
            Frequency::Monthly => "M",
            Frequency::EveryOtherMonth => "BM",
            Frequency::Quarterly => "Q",
            Frequency::ThreeTimesAYear => "TA",
            Frequency::TwiceAYear => "SA",
            Frequency::Yearly => "A",
            Frequency::Seasonal => "SEAS",
            Frequency::OneTime => "OT",
        }
    }

    /// How people say it.
    pub fn name(self) -> &'static str {
        match self {
            Frequency::Weekly => "weekly",
            Frequency::EveryOtherWeek => "every other week",
            Frequency::EveryFourWeeks => "every 4 weeks",
            Frequency::Monthly => "monthly",
            Frequency::EveryOtherMonth => "every other month",
            Frequency::Quarterly => "quarterly",
            Frequency::ThreeTimesAYear => "every 4 months",
            Frequency::TwiceAYear => "twice a year",
            Frequency::Yearly => "yearly",
            Frequency::Seasonal => "monthly in season",
            Frequency::OneTime => "one time",
        }
    }

    /// How far one nominal day is from the next.
    pub fn step(self) -> Step {
        match self {
            Frequency::Weekly => Step::Days(7),
            Frequency::EveryOtherWeek => Step::Days(14),
            Frequency::EveryFourWeeks => Step::Days(28),
            Frequency::Monthly | Frequency::Seasonal => Step::Months(1),
            Frequency::EveryOtherMonth => Step::Months(2),
            Frequency::Quarterly => Step::Months(3),
            Frequency::ThreeTimesAYear => Step::Months(4),
            Frequency::TwiceAYear => Step::Months(6),
            Frequency::Yearly => Step::Months(12),
            Frequency::OneTime => Step::Never,
        }
    }

    /// How many days before or after its nominal day a visit is on time (handbook 2.14;
    /// what the handbook leaves open lies between its neighbours).
    pub fn band_days(self) -> i64 {
        match self {
            Frequency::Weekly => 2,
            Frequency::EveryOtherWeek => 3,
            Frequency::EveryFourWeeks | Frequency::Monthly | Frequency::Seasonal => 5,
            Frequency::EveryOtherMonth => 7,
            Frequency::Quarterly => 14,
            Frequency::ThreeTimesAYear | Frequency::TwiceAYear => 21,
            Frequency::Yearly => 30,
            Frequency::OneTime => 0,
        }
    }

    /// The first and the last day on which a visit nominally on this day is on time.
    pub fn band(self, nominal: Day) -> (Day, Day) {
        (nominal.plus_days(-self.band_days()), nominal.plus_days(self.band_days()))
    }

    /// Where `today` stands for a visit nominally on this day that is not done yet.
    pub fn standing(self, nominal: Day, today: Day) -> Standing {
        let (opens, closes) = self.band(nominal);
        match today {
            today if today < opens => Standing::NotYetDue,
            today if today > closes => Standing::Overdue,
            _ => Standing::Due,
        }
    }
}

/// Prints the trade's code.
impl fmt::Display for Frequency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.code())
    }
}

impl FromStr for Frequency {
    type Err = ParseError;

    fn from_str(code: &str) -> Result<Frequency, ParseError> {
        Frequency::parse(code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_one_spelling_everywhere() {
        for frequency in Frequency::ALL {
            assert_eq!(Frequency::parse(&frequency.code().to_lowercase()), Ok(frequency));
            let json = serde_json::to_value(frequency).unwrap();
            assert_eq!(json, frequency.code());
        }
        assert!(Frequency::parse("fortnightly").is_err());
    }

    #[test]
    fn bands_open_and_close_around_the_nominal_day() {
        let nominal = Day::ymd(2026, 3, 15);
        for (today, standing) in [
            (Day::ymd(2026, 2, 28), Standing::NotYetDue),
            (Day::ymd(2026, 3, 1), Standing::Due),
            (Day::ymd(2026, 3, 29), Standing::Due),
            (Day::ymd(2026, 3, 30), Standing::Overdue),
        ] {
            assert_eq!(Frequency::Quarterly.standing(nominal, today), standing, "{today}");
        }
        let bands = ["M", "BM", "Q", "A"].map(|code| Frequency::parse(code).unwrap().band_days());
        assert_eq!(bands, [5, 7, 14, 30]);
    }
}
