//! Instants: points in time as whole microseconds, in universal time.

use std::fmt;
use std::str::FromStr;

use jiff::Timestamp;
use jiff::fmt::temporal::DateTimePrinter;

use crate::schema::{text_serde, value_schema};
use crate::{Day, LocalTime, ParseError, Zone};

/// Microseconds since 1970-01-01T00:00:00Z. Both databases keep exactly this much.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Instant(i64);

value_schema!(Instant, "Instant", {
    "type": "string",
    "format": "date-time",
    "x-kind": "instant",
    "description": "An instant in UTC, such as 2026-03-02T21:15:00.000000Z",
});
text_serde!(Instant);

/// What the calendar can show; instants stay within it so that each of them can be printed.
const FIRST: i64 = -62_135_596_800_000_000; // 0001-01-01T00:00:00Z
const LAST: i64 = 253_402_207_200_000_000; // 9999-12-30T22:00:00Z, the last instant jiff knows

impl Instant {
    /// The instant so many microseconds after 1970; kept within the calendar's years.
    pub const fn from_micros(micros: i64) -> Instant {
        if micros < FIRST {
            Instant(FIRST)
        } else if micros > LAST {
            Instant(LAST)
        } else {
            Instant(micros)
        }
    }

    /// Microseconds since 1970.
    pub const fn as_micros(self) -> i64 {
        self.0
    }

    /// Reads RFC 3339 text with any offset, such as `2026-03-02T16:15:00-05:00`; finer
    /// fractions than microseconds are cut off.
    pub fn parse(text: &str) -> Result<Instant, ParseError> {
        text.trim()
            .parse::<Timestamp>()
            .map(|timestamp| Instant::from_micros(timestamp.as_microsecond()))
            .map_err(|_| ParseError::new("Enter an instant such as 2026-03-02T21:15:00Z."))
    }

    /// Day and wall-clock time in the zone of this IANA name.
    pub fn in_zone(self, name: &str) -> Result<LocalTime, ParseError> {
        Zone::parse(name).map(|zone| self.local(&zone))
    }

    /// Day and wall-clock time in a zone.
    pub fn local(self, zone: &Zone) -> LocalTime {
        zone.local(self)
    }

    /// The day it is in a zone.
    pub fn day_in(self, zone: &Zone) -> Day {
        self.local(zone).day
    }

    /// The time on the wall, as people say it: `4:15 pm`.
    pub fn clock(self, zone: &Zone) -> String {
        self.local(zone).clock()
    }

    /// So many seconds later, or earlier when negative.
    pub const fn plus_seconds(self, seconds: i64) -> Instant {
        Instant::from_micros(self.0.saturating_add(seconds.saturating_mul(1_000_000)))
    }

    /// Whole seconds until `other`, cut towards zero; negative when it is past.
    pub const fn seconds_until(self, other: Instant) -> i64 {
        (other.0 - self.0) / 1_000_000
    }

    pub(crate) fn timestamp(self) -> Timestamp {
        Timestamp::from_microsecond(self.0).expect("instants stay within the calendar")
    }
}

/// Prints RFC 3339 with microseconds: `2026-03-02T21:15:00.000000Z`.
impl fmt::Display for Instant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let printer = DateTimePrinter::new().precision(Some(6));
        f.pad(&printer.timestamp_to_string(&self.timestamp()))
    }
}

impl fmt::Debug for Instant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

impl FromStr for Instant {
    type Err = ParseError;

    fn from_str(text: &str) -> Result<Instant, ParseError> {
        Instant::parse(text)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn reads_any_offset_and_prints_universal_time() {
        let instant = Instant::parse("2026-03-02T16:15:00.1234567-05:00").unwrap();
        assert_eq!(instant.to_string(), "2026-03-02T21:15:00.123456Z");
        assert_eq!(Instant::from_micros(0).to_string(), "1970-01-01T00:00:00.000000Z");
        for text in ["", "2026-03-02", "2026-03-02T16:15:00", "yesterday"] {
            assert!(Instant::parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn a_day_is_the_branch_s_own() {
        let zone = Zone::parse("America/New_York").unwrap();
        let late = Instant::parse("2026-03-03T04:59:59Z").unwrap();
        assert_eq!(late.day_in(&zone), Day::ymd(2026, 3, 2));
        assert_eq!(late.plus_seconds(1).day_in(&zone), Day::ymd(2026, 3, 3));
        assert_eq!(late.clock(&zone), "11:59 pm");
        assert!(late.in_zone("Mars/Olympus").is_err());
        assert_eq!(late.in_zone("UTC").unwrap().clock(), "4:59 am");
    }

    #[test]
    fn seconds_run_both_ways() {
        let noon = Instant::parse("2026-03-02T12:00:00Z").unwrap();
        assert_eq!(noon.seconds_until(noon.plus_seconds(90)), 90);
        assert_eq!(noon.seconds_until(noon.plus_seconds(-90)), -90);
        assert_eq!(noon.plus_seconds(i64::MAX), Instant::from_micros(i64::MAX));
    }

    proptest! {
        #[test]
        fn what_is_printed_is_read_back(micros in any::<i64>()) {
            let instant = Instant::from_micros(micros);
            prop_assert_eq!(Instant::parse(&instant.to_string()), Ok(instant));
        }
    }
}
