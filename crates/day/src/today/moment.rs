//! Deadlines: a day and a minute on the branch's wall, and the part of the day they fall in.

use values::{Day, LocalTime};

/// A day and a minute of it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) struct Moment {
    pub day: Day,
    /// Since midnight, on the wall.
    pub minute: i64,
}

/// The hours of a branch that deadlines hang on, in minutes since midnight.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Hours {
    /// When the money goes to the bank.
    pub bank_run: i64,
    /// When the office stops calling people.
    pub phones: i64,
    /// When the day is closed.
    pub close: i64,
    /// When the office begins.
    pub begin: i64,
}

impl Default for Hours {
    fn default() -> Hours {
        Hours { bank_run: 16 * 60 + 15, phones: 17 * 60, close: 18 * 60, begin: 9 * 60 }
    }
}

/// The part of the day sheet a line stands in.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Part {
    Late,
    BankRun,
    Tonight,
    Later,
}

impl Part {
    pub const ALL: [Part; 4] = [Part::Late, Part::BankRun, Part::Tonight, Part::Later];

    pub fn title(self) -> &'static str {
        match self {
            Part::Late => "Late now",
            Part::BankRun => "Before the bank run",
            Part::Tonight => "Tonight, before close",
            Part::Later => "Tomorrow and later",
        }
    }
}

impl Moment {
    pub fn of(day: Day, minute: i64) -> Moment {
        Moment { day, minute }
    }

    /// Now, on the branch's wall.
    pub fn now(local: LocalTime) -> Moment {
        Moment::of(local.day, i64::from(local.hour) * 60 + i64::from(local.minute))
    }

    /// Where a line due then stands at `now`.
    pub fn part(self, now: Moment, hours: Hours) -> Part {
        match self {
            due if due < now => Part::Late,
            due if due.day > now.day => Part::Later,
            due if due.minute <= hours.bank_run => Part::BankRun,
            _ => Part::Tonight,
        }
    }

    /// `4:15 pm`.
    pub fn clock(self) -> String {
        clock(self.minute)
    }

    /// `4:15 pm` today, `Fri` this week, `Feb 20` before and after.
    pub fn words(self, today: Day) -> String {
        match self.day.days_until(today) {
            0 => self.clock(),
            1..=6 | -6..=-1 => self.day.weekday().name()[..3].to_owned(),
            _ => month_day(self.day),
        }
    }

    /// `48 min`, `3 h`, `3 days` past it at `now`.
    pub fn lateness(self, now: Moment) -> String {
        let days = self.day.days_until(now.day);
        match (days, now.minute - self.minute) {
            (0, minutes @ ..60) => format!("{minutes} min"),
            (0, minutes) => format!("{} h", minutes / 60),
            (1, _) => "1 day".into(),
            (days, _) => format!("{days} days"),
        }
    }
}

/// `Feb 20`.
pub(super) fn month_day(day: Day) -> String {
    let short = day.short();
    short.split_once(", ").map_or(short.clone(), |(_, words)| words.to_owned())
}

/// `4:15 pm` of a minute since midnight.
pub(super) fn clock(minute: i64) -> String {
    let (hour, half) = match minute / 60 {
        0 => (12, "am"),
        hour @ 1..12 => (hour, "am"),
        12 => (12, "pm"),
        hour => (hour - 12, "pm"),
    };
    format!("{hour}:{:02} {half}", minute % 60)
}

/// `in 47 min`, `in 2 h`; nothing once it is past.
pub(super) fn until(now: Moment, minute: i64) -> Option<String> {
    match minute - now.minute {
        ..=0 => None,
        left @ 1..120 => Some(format!("in {left} min")),
        left => Some(format!("in {} h", left / 60)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TODAY: Day = Day::ymd(2026, 3, 2);

    fn at(minute: i64) -> Moment {
        Moment::of(TODAY, minute)
    }

    #[test]
    fn a_line_stands_where_its_deadline_is() {
        let (now, hours) = (at(15 * 60 + 28), Hours::default());
        let part = |moment: Moment| moment.part(now, hours);
        assert_eq!(part(at(15 * 60)), Part::Late);
        assert_eq!(part(at(15 * 60 + 28)), Part::BankRun, "due this minute is not late");
        assert_eq!(part(at(16 * 60 + 15)), Part::BankRun);
        assert_eq!(part(at(16 * 60 + 16)), Part::Tonight);
        assert_eq!(part(Moment::of(TODAY.plus_days(1), 0)), Part::Later);
        assert_eq!(part(Moment::of(TODAY.plus_days(-1), 23 * 60)), Part::Late);
    }

    #[test]
    fn lateness_is_told_as_people_say_it() {
        let now = at(15 * 60 + 28);
        assert_eq!(at(14 * 60 + 40).lateness(now), "48 min");
        assert_eq!(at(9 * 60).lateness(now), "6 h");
        assert_eq!(Moment::of(Day::ymd(2026, 2, 27), 0).lateness(now), "3 days");
        assert_eq!(Moment::of(Day::ymd(2026, 2, 27), 0).words(TODAY), "Fri");
        assert_eq!(Moment::of(Day::ymd(2026, 2, 20), 0).words(TODAY), "Feb 20");
        assert_eq!(at(12 * 60 + 5).words(TODAY), "12:05 pm");
        assert_eq!(at(5).clock(), "12:05 am");
        assert_eq!(until(now, 16 * 60 + 15).unwrap(), "in 47 min");
        assert_eq!(until(now, 15 * 60), None);
    }
}
