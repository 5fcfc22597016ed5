//! The time box: what a person types when she means a moment, by the clocks on her wall.

use jiff::civil::Time;

use super::Zone;
use crate::{Day, Instant, LocalTime, ParseError};

/// The calendar and the clocks on the wall of a branch: how what is typed there is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wall {
    /// The day it shows.
    pub today: Day,
    /// The zone its clocks stand in.
    pub zone: Zone,
}

const ADVICE: &str = "Enter a time such as 8:10 am, or with its day: 3/2 8:10 am.";

impl Wall {
    /// The wall at this moment in this zone.
    pub fn at(now: Instant, zone: &Zone) -> Wall {
        Wall { today: now.day_in(zone), zone: zone.clone() }
    }

    /// Reads `8:10 am`, `8:10`, `16:15`, `3/2 8:10 am`, `2026-03-02T08:10`, or an instant with
    /// its offset. Without a day it is today's. A time from 1:00 to 6:59 without am or pm could
    /// be either and is asked for again, and so is one that the clocks skip in spring or show
    /// twice in autumn; of the two, `1:30 am EDT` names one.
    pub fn parse_moment(&self, text: &str) -> Result<Instant, ParseError> {
        if let Ok(instant) = Instant::parse(text) {
            return Ok(instant);
        }
        let typed = Typed::read(text).ok_or_else(|| ParseError::new(ADVICE))?;
        let day = match typed.day.as_str() {
            "" => self.today,
            day => Day::parse_input(day, self.today)?,
        };
        let (hour, minute) = typed.on_the_clock()?;
        self.moment(day, hour, minute, &typed.season)
    }

    /// The one moment at which the clocks show this, or which to enter.
    fn moment(&self, day: Day, hour: i8, minute: i8, season: &str) -> Result<Instant, ParseError> {
        let time = Time::new(hour, minute, 0, 0).map_err(|_| ParseError::new(ADVICE))?;
        let shown = self.zone.0.to_ambiguous_zoned(day.date().to_datetime(time));
        let is_once = !shown.is_ambiguous();
        let ends = shown.clone().earlier().and_then(|first| Ok((first, shown.later()?)));
        let (first, second) = ends.map_err(|_| ParseError::new(ADVICE))?;
        let moment = |zoned: &jiff::Zoned| Instant::from_micros(zoned.timestamp().as_microsecond());
        let (first, second) = (moment(&first), moment(&second));
        let said = LocalTime { day, hour, minute, second: 0 }.clock();
        if is_once {
            return match season.is_empty() || season == self.season(first) {
                true => Ok(first),
                false => Err(ParseError::new(format!(
                    "That day {said} is {}. Enter {said}.",
                    self.season(first).to_ascii_uppercase()
                ))),
            };
        }
        if first.clock(&self.zone) != said {
            return Err(ParseError::new(format!(
                "The clocks skip {said} on {}. Enter {} or {}.",
                day.long(),
                first.clock(&self.zone),
                second.clock(&self.zone)
            )));
        }
        let seasons = [first, second].map(|one| self.season(one));
        match seasons.iter().position(|known| known == season) {
            Some(0) => Ok(first),
            Some(_) => Ok(second),
            None => {
                let [before, after] = seasons.map(|one| one.to_ascii_uppercase());
                Err(ParseError::new(format!(
                    "The clocks show {said} twice on {}. Enter {said} {before} for the first \
                     time or {said} {after} for the second.",
                    day.long()
                )))
            }
        }
    }

    /// The letters after the time, in small: `edt` in summer, `est` in winter.
    fn season(&self, moment: Instant) -> String {
        self.zone.0.to_offset_info(moment.timestamp()).abbreviation().to_ascii_lowercase()
    }
}

/// What was typed, cut into its parts, in small letters.
struct Typed {
    day: String,
    clock: String,
    half: Option<Half>,
    season: String,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Half {
    Morning,
    Afternoon,
}

impl Typed {
    /// None when there is no time at the end.
    fn read(text: &str) -> Option<Typed> {
        let mut text = text.trim().to_ascii_lowercase();
        // A browser's own box for a day and a time writes them with a T between.
        if text.as_bytes().get(10) == Some(&b't') {
            text.replace_range(10..11, " ");
        }
        let mut words: Vec<&str> = text.split([' ', ',']).filter(|word| !word.is_empty()).collect();
        let is_season = |word: &&str| {
            (3..=5).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_lowercase())
        };
        let season = words.pop_if(|word| is_season(&&**word)).unwrap_or_default().to_owned();
        let apart = words.last().and_then(|word| half_of(word));
        if apart.is_some() {
            words.pop();
        }
        let last = words.pop()?;
        let is_letter = |letter: char| letter.is_ascii_lowercase() || letter == '.';
        let digits = last.trim_end_matches(is_letter);
        let half = match &last[digits.len()..] {
            "" => apart,
            joined => Some(half_of(joined)?),
        };
        let is_clock = digits.contains(':') || half.is_some();
        is_clock.then(|| Typed { day: words.join(" "), clock: digits.to_owned(), half, season })
    }

    /// Hour and minute, 0:00 to 23:59.
    fn on_the_clock(&self) -> Result<(i8, i8), ParseError> {
        let wrong = || ParseError::new(ADVICE);
        let (hour_text, minute_text) = self.clock.split_once(':').unwrap_or((&self.clock, "00"));
        let number = |text: &str| match text.bytes().all(|byte| byte.is_ascii_digit()) {
            true => text.parse::<i8>().map_err(|_| wrong()),
            false => Err(wrong()),
        };
        let (hour, minute) = (number(hour_text)?, number(minute_text)?);
        if minute > 59 || minute_text.len() != 2 {
            return Err(wrong());
        }
        let hour = match (self.half, hour) {
            (Some(Half::Morning), 12) => 0,
            (Some(Half::Afternoon), 12) => 12,
            (Some(Half::Morning), 1..=11) => hour,
            (Some(Half::Afternoon), 1..=11) => hour + 12,
            (None, 1..=6) if !hour_text.starts_with('0') => {
                let words = format!("Enter {hour}:{minute:02} am or {hour}:{minute:02} pm.");
                return Err(ParseError::new(words));
            }
            (None, 0..=23) => hour,
            _ => return Err(wrong()),
        };
        Ok((hour, minute))
    }
}

fn half_of(word: &str) -> Option<Half> {
    match word {
        "am" | "a" | "a.m." | "a.m" => Some(Half::Morning),
        "pm" | "p" | "p.m." | "p.m" => Some(Half::Afternoon),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wall() -> Wall {
        Wall { today: Day::ymd(2026, 3, 2), zone: Zone::parse("America/New_York").unwrap() }
    }

    fn moment(text: &str) -> String {
        wall().parse_moment(text).map_or_else(
            |error| error.message().to_owned(),
            |instant| instant.to_string().replace(":00.000000Z", "Z"),
        )
    }

    #[test]
    fn times_are_read_as_the_wall_shows_them() {
        for (typed, meant) in [
            ("8:10 am", "2026-03-02T13:10Z"),
            ("8:10", "2026-03-02T13:10Z"),
            ("8am", "2026-03-02T13:00Z"),
            ("4:15 P.M.", "2026-03-02T21:15Z"),
            ("16:15", "2026-03-02T21:15Z"),
            ("04:15", "2026-03-02T09:15Z"),
            ("12:05 am", "2026-03-02T05:05Z"),
            ("12:00 pm", "2026-03-02T17:00Z"),
            ("3/1 8:10p", "2026-03-02T01:10Z"),
            ("mar 1, 2026, 8:10 pm", "2026-03-02T01:10Z"),
            ("2026-07-01T08:10", "2026-07-01T12:10Z"),
            ("2026-07-01 8:10 am EDT", "2026-07-01T12:10Z"),
            ("2026-03-02T08:10:00-05:00", "2026-03-02T13:10Z"),
        ] {
            assert_eq!(moment(typed), meant, "{typed}");
        }
    }

    #[test]
    fn what_is_no_time_is_told_what_to_enter() {
        let no_times = ["", "soon", "3/2", "8", "25:00", "8:7", "8:60 am", "13:00 pm", "0:10 am"];
        for typed in no_times {
            assert_eq!(moment(typed), ADVICE, "{typed}");
        }
        assert_eq!(moment("4:15"), "Enter 4:15 am or 4:15 pm.");
        assert_eq!(moment("13/45 8:10 am"), "The calendar has no such day.");
    }

    /// Handbook oracle T40: the clocks change on 2026-11-01 and on 2027-03-14.
    #[test]
    fn t40_an_hour_that_comes_twice_or_never_is_asked_for_again() {
        assert_eq!(
            moment("2026-11-01 1:30 am"),
            "The clocks show 1:30 am twice on Sunday, November 1. Enter 1:30 am EDT for the first \
             time or 1:30 am EST for the second."
        );
        assert_eq!(moment("2026-11-01 1:30 am edt"), "2026-11-01T05:30Z");
        assert_eq!(moment("2026-11-01 1:30 am est"), "2026-11-01T06:30Z");
        assert_eq!(moment("2026-11-01 2:00 am"), "2026-11-01T07:00Z");
        assert_eq!(
            moment("2027-03-14 2:30 am"),
            "The clocks skip 2:30 am on Sunday, March 14. Enter 1:30 am or 3:30 am."
        );
        assert_eq!(moment("2027-03-14 3:30 am"), "2027-03-14T07:30Z");
        assert_eq!(moment("3/2 8:10 am EDT"), "That day 8:10 am is EST. Enter 8:10 am.");
    }
}
