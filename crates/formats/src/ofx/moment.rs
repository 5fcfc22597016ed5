//! Moments as OFX writes them: `20261123120000.000[-5:EST]`.

use std::fmt;

use values::Day;

/// A moment with the precision and the zone it was written with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Moment {
    /// The day as written: the bank's own calendar, which no zone moves.
    pub day: Day,
    /// Milliseconds since that day's midnight; `None` when only a day was written.
    pub milliseconds: Option<u32>,
    /// Minutes ahead of universal time; `None` when no zone was written, which means none.
    pub offset_minutes: Option<i16>,
}

/// The widest offset there is on earth, in minutes.
const WIDEST_OFFSET: i16 = 15 * 60;

impl Moment {
    /// A day without a time.
    pub fn on(day: Day) -> Moment {
        Moment { day, milliseconds: None, offset_minutes: None }
    }

    /// Reads a moment; `None` when the text is none.
    pub fn parse(text: &str) -> Option<Moment> {
        let text = text.trim();
        let (digits, zone) = match text.split_once('[') {
            Some((digits, zone)) => (digits.trim(), Some(zone.strip_suffix(']')?)),
            None => (text, None),
        };
        let (digits, fraction) = match digits.split_once('.') {
            Some((digits, fraction)) => (digits, Some(fraction)),
            None => (digits, None),
        };
        let all_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        if !all_digits(digits) {
            return None;
        }
        let number = |from: usize| digits[from..from + 2].parse::<u32>().ok();
        let seconds = match digits.len() {
            8 => None,
            10 => Some(number(8)? * 3600),
            12 => Some(clock(number(8)?, number(10)?, 0)?),
            14 => Some(clock(number(8)?, number(10)?, number(12)?)?),
            _ => return None,
        };
        let day = Day::new(
            digits[..4].parse().ok()?,
            digits[4..6].parse().ok()?,
            digits[6..8].parse().ok()?,
        )?;
        let fraction = match fraction {
            // Three digits of milliseconds; some banks write fewer or more.
            Some(text) if !text.is_empty() && text.len() <= 9 && all_digits(text) => {
                format!("{text:0<3}")[..3].parse().ok()?
            }
            Some(_) => return None,
            None => 0,
        };
        let milliseconds = seconds.map(|seconds| seconds * 1000 + fraction);
        let offset_minutes = match zone {
            Some(zone) => Some(offset_of(zone)?),
            None => None,
        };
        Some(Moment { day, milliseconds, offset_minutes })
    }

    /// Seconds since 1970 in universal time; a day without a time is its midnight.
    pub fn universal_seconds(&self) -> i64 {
        let within = i64::from(self.milliseconds.unwrap_or(0) / 1000);
        let offset = i64::from(self.offset_minutes.unwrap_or(0)) * 60;
        self.day.days_since_epoch() * 86_400 + within - offset
    }
}

fn clock(hour: u32, minute: u32, second: u32) -> Option<u32> {
    // A leap second counts as the last second of its minute.
    let fits = hour < 24 && minute < 60 && second <= 60;
    fits.then_some(hour * 3600 + minute * 60 + second.min(59))
}

/// `-5:EST`, `+5.30:IST`, `0`, `-3.5`: hours and a fraction, which some banks mean as minutes.
fn offset_of(zone: &str) -> Option<i16> {
    let hours = zone.split(':').next()?.trim();
    let (sign, digits) = match hours.strip_prefix('-') {
        Some(digits) => (-1, digits),
        None => (1, hours.strip_prefix('+').unwrap_or(hours)),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let plain = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || whole.len() > 2 || !plain(whole) || !plain(fraction) {
        return None;
    }
    let minutes = match fraction {
        "" | "0" | "00" => 0,
        "5" | "50" | "30" => 30,
        "75" | "45" => 45,
        "25" | "15" => 15,
        _ => return None,
    };
    let offset = sign * (whole.parse::<i16>().ok()? * 60 + minutes);
    (offset.abs() <= WIDEST_OFFSET).then_some(offset)
}

impl fmt::Display for Moment {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:04}{:02}{:02}", self.day.year(), self.day.month(), self.day.day())?;
        if let Some(all) = self.milliseconds {
            let (seconds, rest) = (all / 1000, all % 1000);
            write!(out, "{:02}{:02}{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60)?;
            write!(out, ".{rest:03}")?;
        }
        let Some(offset) = self.offset_minutes else {
            return Ok(());
        };
        let sign = if offset < 0 { "-" } else { "" };
        let (hours, minutes) = (offset.abs() / 60, offset.abs() % 60);
        let zone = match offset {
            0 => ":GMT",
            -300 => ":EST",
            -360 => ":CST",
            -420 => ":MST",
            -480 => ":PST",
            _ => "",
        };
        match minutes {
            0 => write!(out, "[{sign}{hours}{zone}]"),
            minutes => write!(out, "[{sign}{hours}.{minutes:02}{zone}]"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn moments_of_every_bank_are_read() {
        let day = Day::ymd(2026, 11, 23);
        let noon = |offset_minutes| {
            Some(Moment { day, milliseconds: Some(12 * 3_600_000), offset_minutes })
        };
        for (text, moment) in [
            ("20261123", Some(Moment::on(day))),
            ("20261123120000", noon(None)),
            ("202611231200", noon(None)),
            ("20261123120000.000", noon(None)),
            ("20261123120000.000[-5:EST]", noon(Some(-300))),
            ("20261123120000[-5]", noon(Some(-300))),
            ("20261123120000 [+5.30:IST]", noon(Some(330))),
            ("20261123120000[-3.5:NST]", noon(Some(-210))),
            ("20261123120000[0:GMT]", noon(Some(0))),
            ("20261323", None),
            ("2026112", None),
            ("20261123250000", None),
            ("20261123126000", None),
            ("20261123120000[-99:X]", None),
            ("20261123120000[x]", None),
            ("20261123120000[-5", None),
            ("11/23/2026", None),
            ("", None),
        ] {
            assert_eq!(Moment::parse(text), moment, "{text}");
        }
        // 1995-12-17T03:24:00Z is 819,170,640 seconds after 1970.
        let known = Moment::parse("19951216222400[-5:EST]").unwrap();
        assert_eq!(known.universal_seconds(), 819_170_640);
        assert_eq!(known.day, Day::ymd(1995, 12, 16), "the bank's day stays");
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_again(
            day in 0_i64..40_000,
            milliseconds in prop::option::of(0_u32..86_400_000),
            quarters in prop::option::of(-60_i16..=60),
        ) {
            let day = Day::from_days_since_epoch(day);
            let offset_minutes = quarters.map(|quarters| quarters * 15);
            let moment = Moment { day, milliseconds, offset_minutes };
            prop_assert_eq!(Moment::parse(&moment.to_string()), Some(moment));
        }

        #[test]
        fn no_text_breaks_it(text in "\\PC{0,40}", digits in "[0-9\\[\\].:+ -]{0,30}") {
            let _ = (Moment::parse(&text), Moment::parse(&digits));
        }
    }
}
