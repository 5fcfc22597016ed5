//! A week of hours, as people write one: `Mon-Fri 8-5, Sat 8-12`.

use values::{Day, Weekday};

/// The minutes of a day in which somebody works.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hours {
    /// The first minute.
    pub from_minute: i64,
    /// The last minute.
    pub until_minute: i64,
}

/// The hours of each day of a week; none on a day off. Sunday is the first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WorkWeek(pub [Option<Hours>; 7]);

/// What holds for somebody whose hours nobody has set: Monday to Friday, 8 to 5.
pub const USUAL: WorkWeek = {
    let day = Some(Hours { from_minute: 8 * 60, until_minute: 17 * 60 });
    WorkWeek([None, day, day, day, day, day, None])
};

const NAMES: [&str; 7] =
    ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];

impl WorkWeek {
    /// Reads a week: days or spans of days, each with its hours, commas between.
    pub fn parse(text: &str) -> Result<WorkWeek, String> {
        let mut week = WorkWeek([None; 7]);
        for part in text.split([',', ';']).map(str::trim).filter(|part| !part.is_empty()) {
            let unread =
                || format!("{part} is not understood. Write such as Mon-Fri 8-5, Sat 8-12.");
            let (days, hours) = part.split_once(' ').ok_or_else(unread)?;
            let hours = hours_of(hours).ok_or_else(unread)?;
            for day in days_of(days).ok_or_else(unread)? {
                if week.0[day].replace(hours).is_some() {
                    return Err(format!("{} has hours twice.", title(day)));
                }
            }
        }
        match week.0.iter().all(Option::is_none) {
            true => Err(String::from("Write hours for a day at least, such as Mon-Fri 8-5.")),
            false => Ok(week),
        }
    }

    /// The hours of a day.
    pub fn on(&self, day: Day) -> Option<Hours> {
        self.0[place(day.weekday())]
    }

    /// The week as it is written; days alike are told together.
    pub fn words(&self) -> String {
        let mut parts: Vec<(usize, usize, Hours)> = Vec::new();
        // A working week is read from Monday on.
        for day in [1, 2, 3, 4, 5, 6, 0] {
            let Some(hours) = self.0[day] else { continue };
            match parts.last_mut() {
                Some(part) if part.2 == hours && (part.1 + 1) % 7 == day => part.1 = day,
                _ => parts.push((day, day, hours)),
            }
        }
        let words = parts.iter().map(|(first, last, hours)| {
            let days = match first == last {
                true => title(*first),
                false => format!("{}-{}", title(*first), title(*last)),
            };
            format!("{days} {}-{}", clock(hours.from_minute), clock(hours.until_minute))
        });
        words.collect::<Vec<_>>().join(", ")
    }
}

/// A weekday's place in a week.
pub(super) fn place(weekday: Weekday) -> usize {
    Weekday::ALL.iter().position(|one| *one == weekday).unwrap_or(0)
}

fn title(day: usize) -> String {
    let (first, rest) = NAMES[day].split_at(1);
    format!("{}{}", first.to_uppercase(), &rest[..2])
}

fn clock(minute: i64) -> String {
    format!("{}:{:02}", minute / 60, minute % 60)
}

fn days_of(text: &str) -> Option<Vec<usize>> {
    let day = |text: &str| {
        let text = text.to_lowercase();
        let is_name = |name: &&str| text.len() >= 2 && name.starts_with(text.as_str());
        NAMES.iter().position(is_name)
    };
    match text.split_once('-') {
        None => Some(vec![day(text)?]),
        Some((first, last)) => {
            let (first, last) = (day(first)?, day(last)?);
            Some((0..=(last + 7 - first) % 7).map(|step| (first + step) % 7).collect())
        }
    }
}

fn hours_of(text: &str) -> Option<Hours> {
    let (from, until) = text.split_once('-')?;
    let from_minute = minute_of(from)?;
    let ends = minute_of(until)?;
    // Nobody works backwards: "8-5" ends at five in the afternoon.
    let until_minute = if ends <= from_minute && ends <= 12 * 60 { ends + 12 * 60 } else { ends };
    let is_day = from_minute < until_minute && until_minute <= 24 * 60;
    is_day.then_some(Hours { from_minute, until_minute })
}

/// `8`, `8:30`, `8am`, `17:00`.
fn minute_of(text: &str) -> Option<i64> {
    let text = text.trim().to_lowercase();
    let (digits, half) = match (text.strip_suffix("am"), text.strip_suffix("pm")) {
        (Some(digits), _) => (digits.trim(), Some(0)),
        (_, Some(digits)) => (digits.trim(), Some(12)),
        _ => (text.as_str(), None),
    };
    let (hour, minute) = digits.split_once(':').unwrap_or((digits, "0"));
    let (hour, minute): (i64, i64) = (hour.parse().ok()?, minute.parse().ok()?);
    let hour = match half {
        Some(_) if !(1..=12).contains(&hour) => return None,
        Some(half) => hour % 12 + half,
        None => hour,
    };
    ((0..=24).contains(&hour) && (0..60).contains(&minute)).then_some(hour * 60 + minute)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> String {
        WorkWeek::parse(text).unwrap().words()
    }

    #[test]
    fn a_week_is_read_as_people_write_it() {
        assert_eq!(WorkWeek::parse("Mon-Fri 8-5"), Ok(USUAL));
        assert_eq!(words("mon-fri 8am-5pm; sat 8:30-12"), "Mon-Fri 8:00-17:00, Sat 8:30-12:00");
        assert_eq!(words("Tuesday 7-15:30, thu 7-3:30"), "Tue 7:00-15:30, Thu 7:00-15:30");
        assert_eq!(words("Sat-Mon 6-14"), "Mon 6:00-14:00, Sat-Sun 6:00-14:00");
        assert_eq!(WorkWeek::parse(&USUAL.words()), Ok(USUAL));
    }

    #[test]
    fn what_is_no_week_is_told_with_the_part_that_is_not() {
        for wrong in ["", "Mon", "Mon 8", "Moon 8-5", "Mon 8-25", "Mon 13pm-5"] {
            assert!(WorkWeek::parse(wrong).is_err(), "{wrong}");
        }
        assert_eq!(WorkWeek::parse("Mon 8-5, Mon-Fri 7-4"), Err("Mon has hours twice.".into()));
    }

    #[test]
    fn a_day_off_has_no_hours() {
        assert_eq!(USUAL.on(Day::ymd(2026, 3, 1)), None, "a Sunday");
        let monday = USUAL.on(Day::ymd(2026, 3, 2)).unwrap();
        assert_eq!((monday.from_minute, monday.until_minute), (480, 1020));
    }
}
