//! Time zones by their IANA names, from the table inside the program, never the machine's.

mod moment;

use std::fmt;
use std::str::FromStr;

use jiff::civil::Time;
use jiff::tz::{TimeZone, TimeZoneDatabase};

use crate::schema::{text_serde, value_schema};
use crate::{Day, Instant, ParseError};

pub use moment::Wall;

/// Where a branch's clocks stand, such as `America/New_York`.
#[derive(Clone, PartialEq, Eq)]
pub struct Zone(TimeZone);

value_schema!(Zone, "Zone", {
    "type": "string",
    "x-kind": "zone",
    "description": "An IANA time zone, such as America/New_York",
});
text_serde!(Zone);

/// What the clocks and the calendar on the wall show.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LocalTime {
    /// The day.
    pub day: Day,
    /// The hour, 0 to 23.
    pub hour: i8,
    /// The minute, 0 to 59.
    pub minute: i8,
    /// The second, 0 to 59.
    pub second: i8,
}

impl Zone {
    /// Coordinated universal time.
    pub const UTC: Zone = Zone(TimeZone::UTC);

    /// Reads an IANA name. The table is compiled in, so every machine agrees.
    pub fn parse(name: &str) -> Result<Zone, ParseError> {
        TimeZoneDatabase::bundled()
            .get(name.trim())
            .map(Zone)
            .map_err(|_| ParseError::new("Enter a time zone such as America/New_York."))
    }

    /// The IANA name.
    pub fn name(&self) -> &str {
        self.0.iana_name().unwrap_or("UTC")
    }

    /// When the wall clock shows this hour (0 to 23) and minute (0 to 59) on this day. An hour
    /// skipped in spring means the same time after the change; one that comes twice in autumn
    /// means the first. Nothing when there is no such hour or minute.
    pub fn instant_at(&self, day: Day, hour: i8, minute: i8) -> Option<Instant> {
        let time = Time::new(hour, minute, 0, 0).ok()?;
        let zoned = self.0.to_zoned(day.date().to_datetime(time)).ok()?;
        Some(Instant::from_micros(zoned.timestamp().as_microsecond()))
    }

    /// The first instant of a day; midnight, or just after where the clocks skip it.
    pub fn start_of(&self, day: Day) -> Instant {
        self.instant_at(day, 0, 0).expect("every day of the calendar has a midnight")
    }

    pub(crate) fn local(&self, instant: Instant) -> LocalTime {
        let datetime = self.0.to_datetime(instant.timestamp());
        LocalTime {
            day: Day::from_date(datetime.date()),
            hour: datetime.hour(),
            minute: datetime.minute(),
            second: datetime.second(),
        }
    }
}

impl fmt::Display for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl fmt::Debug for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Zone {
    type Err = ParseError;

    fn from_str(name: &str) -> Result<Zone, ParseError> {
        Zone::parse(name)
    }
}

impl LocalTime {
    /// `4:15 pm`, as people say it.
    pub fn clock(&self) -> String {
        let hour = match self.hour % 12 {
            0 => 12,
            hour => hour,
        };
        let half = if self.hour < 12 { "am" } else { "pm" };
        format!("{hour}:{:02} {half}", self.minute)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn new_york() -> Zone {
        Zone::parse("America/New_York").unwrap()
    }

    /// Handbook oracle T40: eight in the morning before and after the clocks change.
    #[test]
    fn t40_daylight_saving() {
        let zone = new_york();
        for (day, utc_hour) in [
            (Day::ymd(2026, 10, 31), 12),
            (Day::ymd(2026, 11, 1), 13),
            (Day::ymd(2027, 3, 13), 13),
            (Day::ymd(2027, 3, 14), 12),
        ] {
            let eight = zone.instant_at(day, 8, 0).unwrap();
            assert_eq!(eight, Zone::UTC.instant_at(day, utc_hour, 0).unwrap(), "{day}");
            assert_eq!(eight.clock(&zone), "8:00 am");
            assert_eq!(eight.day_in(&zone), day);
        }
    }

    /// Handbook oracle T40: a night shift is nine hours in autumn and seven in spring.
    #[test]
    fn t40_night_shift() {
        let zone = new_york();
        for (day, hours) in [(Day::ymd(2026, 10, 31), 9), (Day::ymd(2027, 3, 13), 7)] {
            let begin = zone.instant_at(day, 22, 0).unwrap();
            let end = zone.instant_at(day.plus_days(1), 6, 0).unwrap();
            assert_eq!(begin.seconds_until(end), hours * 3600);
        }
    }

    #[test]
    fn a_zone_is_known_by_name() {
        assert_eq!(new_york().name(), "America/New_York");
        assert!(Zone::parse("America/Cedar").is_err());
        assert!(Zone::parse("").is_err());
        assert_eq!(serde_json::to_string(&new_york()).unwrap(), "\"America/New_York\"");
        assert_eq!(Zone::parse("UTC").unwrap(), Zone::UTC);
        assert_eq!(new_york().instant_at(Day::ymd(2026, 3, 2), 24, 0), None);
    }

    #[test]
    fn clocks_read_as_people_say_them() {
        for (hour, minute, said) in
            [(0, 5, "12:05 am"), (12, 0, "12:00 pm"), (16, 15, "4:15 pm"), (11, 59, "11:59 am")]
        {
            let local = LocalTime { day: Day::ymd(2026, 3, 2), hour, minute, second: 0 };
            assert_eq!(local.clock(), said);
        }
    }
}
