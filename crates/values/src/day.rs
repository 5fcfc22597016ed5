//! Days: the branch's business dates, without a time or a zone.

mod input;

use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;
use jiff::{Span, ToSpan};

use crate::ParseError;
use crate::schema::{text_serde, value_schema};

/// A calendar day between the years 1 and 9999.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(Date);

value_schema!(Day, "Day", {
    "type": "string",
    "format": "date",
    "x-kind": "day",
    "description": "A day, such as 2026-03-02",
});
text_serde!(Day);

/// A day of the week.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    serde::Serialize,
    serde::Deserialize,
    schemars::JsonSchema,
)]
#[serde(rename_all = "snake_case")]
#[schemars(inline)]
#[allow(missing_docs)] // The names say it all.
pub enum Weekday {
    Sunday,
    Monday,
    Tuesday,
    Wednesday,
    Thursday,
    Friday,
    Saturday,
}

const EPOCH: Date = jiff::civil::date(1970, 1, 1);
const FIRST: Date = jiff::civil::date(1, 1, 1);
const LAST: Date = jiff::civil::date(9999, 12, 31);

impl Day {
    /// The day, or nothing when the calendar has no such day.
    pub fn new(year: i16, month: i8, day: i8) -> Option<Day> {
        let date = Date::new(year, month, day).ok()?;
        (date >= FIRST).then_some(Day(date))
    }

    /// A day known to exist, for constants and tests; panics otherwise.
    pub const fn ymd(year: i16, month: i8, day: i8) -> Day {
        assert!(year >= 1, "days begin with the year 1");
        Day(jiff::civil::date(year, month, day))
    }

    /// Reads `2026-03-02`, the form of files and JSON.
    pub fn parse(text: &str) -> Result<Day, ParseError> {
        let advice = || ParseError::new("Enter a day such as 2026-03-02.");
        let digits = |part: &[u8]| {
            part.iter().try_fold(0_i16, |number, byte| {
                byte.is_ascii_digit().then(|| number * 10 + i16::from(byte - b'0'))
            })
        };
        let narrow = |number: i16| i8::try_from(number).expect("two digits fit");
        let [year @ .., b'-', month1, month2, b'-', day1, day2] = text.as_bytes() else {
            return Err(advice());
        };
        let year = if year.len() == 4 { digits(year) } else { None };
        match (year, digits(&[*month1, *month2]), digits(&[*day1, *day2])) {
            (Some(year), Some(month), Some(day)) => Day::new(year, narrow(month), narrow(day))
                .ok_or(ParseError::new("The calendar has no such day.")),
            _ => Err(advice()),
        }
    }

    /// Reads what a person typed into a date box on `today`: `t`, `+`, `-`, `+3`, `fri`,
    /// `12/1`, `12/1/26`, `mar 2`. See the tests of `day/input.rs` for all it understands.
    pub fn parse_input(text: &str, today: Day) -> Result<Day, ParseError> {
        input::read(text, today)
    }

    /// The day this many days after 1970-01-01; before it when negative.
    pub fn from_days_since_epoch(days: i64) -> Day {
        Day(EPOCH).plus_days(days)
    }

    /// Days since 1970-01-01; negative before it.
    pub fn days_since_epoch(self) -> i64 {
        Day(EPOCH).days_until(self)
    }

    /// The year.
    pub fn year(self) -> i16 {
        self.0.year()
    }

    /// The month, 1 to 12.
    pub fn month(self) -> i8 {
        self.0.month()
    }

    /// The day of the month, 1 to 31.
    pub fn day(self) -> i8 {
        self.0.day()
    }

    /// The day of the week.
    pub fn weekday(self) -> Weekday {
        Weekday::ALL[usize::try_from(self.0.weekday().to_sunday_zero_offset())
            .expect("a weekday is between 0 and 6")]
    }

    /// The day so many days later, or earlier when negative; stays within the calendar.
    pub fn plus_days(self, days: i64) -> Day {
        // Beyond the calendar's length nothing changes any more, and jiff's spans are bounded.
        self.plus(days.clamp(-4_000_000, 4_000_000).days())
    }

    /// The same day of the month so many months later, or the month's last when it is shorter.
    pub fn plus_months(self, months: i64) -> Day {
        self.plus(months.clamp(-120_000, 120_000).months())
    }

    /// The same day so many years later; 29 February falls to the 28th in ordinary years.
    pub fn plus_years(self, years: i64) -> Day {
        self.plus(years.clamp(-10_000, 10_000).years())
    }

    fn plus(self, span: Span) -> Day {
        Day(self.0.saturating_add(span).clamp(FIRST, LAST))
    }

    /// How many days `other` lies ahead; negative when it is past.
    pub fn days_until(self, other: Day) -> i64 {
        let span = other.0.since(self.0).expect("days are the default unit and always fit");
        i64::from(span.get_days())
    }

    /// The first day of this month.
    pub fn first_of_month(self) -> Day {
        Day(self.0.first_of_month())
    }

    /// The last day of this month.
    pub fn last_of_month(self) -> Day {
        Day(self.0.last_of_month())
    }

    /// How many days this month has.
    pub fn days_in_month(self) -> i8 {
        self.0.days_in_month()
    }

    /// `Mon, Mar 2`.
    pub fn short(self) -> String {
        self.0.strftime("%a, %b %-d").to_string()
    }

    /// `Monday, March 2`.
    pub fn long(self) -> String {
        self.0.strftime("%A, %B %-d").to_string()
    }

    /// `Monday, March 2, 2026`, for papers that are read in other years.
    pub fn dated(self) -> String {
        self.0.strftime("%A, %B %-d, %Y").to_string()
    }

    /// `03/02/2026`.
    pub fn us(self) -> String {
        self.0.strftime("%m/%d/%Y").to_string()
    }

    /// `March 2026`, the name of the day's month.
    pub fn month_name(self) -> String {
        self.0.strftime("%B %Y").to_string()
    }

    pub(crate) fn date(self) -> Date {
        self.0
    }

    pub(crate) fn from_date(date: Date) -> Day {
        Day(date.clamp(FIRST, LAST))
    }
}

/// Prints `2026-03-02`.
impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Every row that is written has days: they are spelled without the formatter.
        let (year, month, day) = (self.year(), self.month(), self.day());
        let mut text = *b"0000-00-00";
        let numbers = [(0..4, year), (5..7, month.into()), (8..10, day.into())];
        for (places, mut number) in numbers {
            for place in places.rev() {
                text[place] = b'0' + u8::try_from(number % 10).unwrap_or_default();
                number /= 10;
            }
        }
        f.pad(std::str::from_utf8(&text).unwrap_or_default())
    }
}

impl fmt::Debug for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

impl FromStr for Day {
    type Err = ParseError;

    fn from_str(text: &str) -> Result<Day, ParseError> {
        Day::parse(text)
    }
}

impl Weekday {
    /// The week, beginning with Sunday as US calendars do.
    pub const ALL: [Weekday; 7] = [
        Weekday::Sunday,
        Weekday::Monday,
        Weekday::Tuesday,
        Weekday::Wednesday,
        Weekday::Thursday,
        Weekday::Friday,
        Weekday::Saturday,
    ];

    /// Days after Sunday, 0 to 6.
    pub fn from_sunday(self) -> i64 {
        self as i64
    }

    /// The English name.
    pub fn name(self) -> &'static str {
        match self {
            Weekday::Sunday => "Sunday",
            Weekday::Monday => "Monday",
            Weekday::Tuesday => "Tuesday",
            Weekday::Wednesday => "Wednesday",
            Weekday::Thursday => "Thursday",
            Weekday::Friday => "Friday",
            Weekday::Saturday => "Saturday",
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn prints_for_people_and_for_files() {
        let day = Day::ymd(2026, 3, 2);
        assert_eq!(day.to_string(), "2026-03-02");
        assert_eq!(day.short(), "Mon, Mar 2");
        assert_eq!(day.long(), "Monday, March 2");
        assert_eq!(day.us(), "03/02/2026");
        assert_eq!(day.weekday(), Weekday::Monday);
        assert_eq!(day.month_name(), "March 2026");
    }

    #[test]
    fn counts_days() {
        assert_eq!(Day::ymd(1970, 1, 1).days_since_epoch(), 0);
        assert_eq!(Day::ymd(2026, 3, 2).days_since_epoch(), 20_514);
        assert_eq!(Day::ymd(2026, 2, 28).plus_days(1), Day::ymd(2026, 3, 1));
        assert_eq!(Day::ymd(2026, 3, 2).days_until(Day::ymd(2026, 2, 28)), -2);
        assert_eq!(Day::ymd(2024, 2, 10).last_of_month(), Day::ymd(2024, 2, 29));
        assert_eq!(Day::ymd(2026, 1, 31).plus_months(1), Day::ymd(2026, 2, 28));
        assert_eq!(Day::ymd(9999, 12, 31).plus_days(i64::MAX), Day::ymd(9999, 12, 31));
        assert_eq!(Day::ymd(2026, 1, 1).plus_days(i64::MIN), Day::ymd(1, 1, 1));
    }

    #[test]
    fn refuses_days_that_do_not_exist() {
        for text in
            ["2026-02-29", "2026-13-01", "26-03-02", "2026-3-2", "0000-01-01", "2026-03-02 ", ""]
        {
            assert!(Day::parse(text).is_err(), "{text}");
        }
        assert_eq!(Day::new(2026, 2, 30), None);
    }

    #[test]
    fn travels_as_text() {
        let day = Day::ymd(2026, 3, 2);
        assert_eq!(serde_json::to_string(&day).unwrap(), "\"2026-03-02\"");
        assert_eq!(serde_json::from_str::<Day>("\"2026-03-02\"").unwrap(), day);
        let schema = serde_json::to_value(schemars::schema_for!(Option<Day>)).unwrap();
        assert_eq!(schema["type"], serde_json::json!(["string", "null"]));
        assert_eq!(schema["x-kind"], "day");
    }

    proptest! {
        #[test]
        fn printed_days_are_read_back(days in -700_000_i64..2_900_000) {
            let day = Day::from_days_since_epoch(days);
            prop_assert_eq!(Day::parse(&day.to_string()), Ok(day));
            prop_assert_eq!(day.days_since_epoch(), days);
            prop_assert_eq!(Day::parse_input(&day.us(), Day::ymd(2026, 3, 2)), Ok(day));
        }
    }
}
