//! Dates as files write them, and the proof of which way round they are.
//!
//! `03/04/2026` is March in one file and April in another, and no single date tells. A whole
//! column does: one `13/04/2026` proves that the day comes first. [`DateEvidence`] collects such
//! rows, so that a person can be shown why a column is read as it is.

use std::fmt;

use serde::{Deserialize, Serialize};
use values::Day;

/// How a column writes its dates.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DateFormat {
    /// Told from the column itself.
    #[default]
    Detect,
    /// `03/31/2026`, the American way.
    MonthFirst,
    /// `31/03/2026`, the way of most other countries.
    DayFirst,
}

impl fmt::Display for DateFormat {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            DateFormat::Detect => "detected",
            DateFormat::MonthFirst => "MM/DD/YYYY",
            DateFormat::DayFirst => "DD/MM/YYYY",
        })
    }
}

/// A row that can only be read one way round.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proof {
    /// The line of the file, counted from 1.
    pub line: u64,
    /// The date as it stands there.
    pub text: String,
}

/// What a column's dates say about their order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// At least one row can only be read this way, and none the other way.
    Proven {
        /// The order.
        format: DateFormat,
        /// The first row that proves it.
        proof: Proof,
    },
    /// Every date reads both ways; the American order is taken until a person says otherwise.
    Assumed {
        /// How many dates read both ways.
        dates: u64,
    },
    /// Some rows can only be read one way and some only the other.
    Contradictory {
        /// A row with the month first.
        month_first: Proof,
        /// A row with the day first.
        day_first: Proof,
    },
    /// Nothing in the column depends on the order: year-first dates, named months, or no dates.
    Indifferent,
}

impl Verdict {
    /// The order to read the column in.
    pub fn format(&self) -> DateFormat {
        match self {
            Verdict::Proven { format, .. } => *format,
            _ => DateFormat::MonthFirst,
        }
    }
}

/// Collects what the dates of one column prove.
#[derive(Clone, Debug, Default)]
pub struct DateEvidence {
    month_first: Option<Proof>,
    day_first: Option<Proof>,
    ambiguous: u64,
}

impl DateEvidence {
    /// Takes in one cell; what is no date with two numbers in front is passed over.
    pub fn add(&mut self, line: u64, text: &str) {
        let Some((first, second)) = leading_numbers(text) else {
            return;
        };
        let proof = || Some(Proof { line, text: text.trim().to_owned() });
        match (first, second) {
            (13..=31, 1..=12) if self.day_first.is_none() => self.day_first = proof(),
            (1..=12, 13..=31) if self.month_first.is_none() => self.month_first = proof(),
            // The same number twice reads the same both ways and asks no one anything.
            (1..=12, 1..=12) if first != second => self.ambiguous += 1,
            _ => {}
        }
    }

    /// What the cells seen so far prove.
    pub fn verdict(&self) -> Verdict {
        match (self.month_first.clone(), self.day_first.clone()) {
            (Some(month_first), Some(day_first)) => {
                Verdict::Contradictory { month_first, day_first }
            }
            (Some(proof), None) => Verdict::Proven { format: DateFormat::MonthFirst, proof },
            (None, Some(proof)) => Verdict::Proven { format: DateFormat::DayFirst, proof },
            (None, None) if self.ambiguous > 0 => Verdict::Assumed { dates: self.ambiguous },
            (None, None) => Verdict::Indifferent,
        }
    }
}

/// Reads a date: `2026-03-31`, `03/31/2026`, `3-31-26`, `31.03.2026`, `Mar 31, 2026`,
/// `31 March 2026`, each also with a time of day behind it.
///
/// The order of two leading numbers is `format`'s, the American one when it is
/// [`DateFormat::Detect`]; a date that does not exist in that order is `None`, never turned round.
/// Years of two digits lie between 1970 and 2069.
pub fn parse_day(text: &str, format: DateFormat) -> Option<Day> {
    let text = text.trim();
    if text.len() > 40 {
        return None;
    }
    let parts = date_parts(text);
    match parts.as_slice() {
        [Part::Number(year, 4..), Part::Number(month, _), Part::Number(day, _), ..] => {
            day_of(*year, *month, *day)
        }
        [
            Part::Number(first, 1..=2),
            Part::Number(second, 1..=2),
            Part::Number(year, digits),
            ..,
        ] => {
            let year = full_year(*year, *digits)?;
            match format {
                DateFormat::DayFirst => day_of(year, *second, *first),
                DateFormat::MonthFirst | DateFormat::Detect => day_of(year, *first, *second),
            }
        }
        [Part::Month(month), Part::Number(day, 1..=2), Part::Number(year, digits), ..]
        | [Part::Number(day, 1..=2), Part::Month(month), Part::Number(year, digits), ..] => {
            day_of(full_year(*year, *digits)?, *month, *day)
        }
        _ => None,
    }
}

/// The day in the form `MM/DD/YYYY` that QuickBooks reads.
pub(crate) fn month_first(day: Day) -> String {
    format!("{:02}/{:02}/{:04}", day.month(), day.day(), day.year())
}

#[derive(Debug, PartialEq, Eq)]
enum Part {
    /// A number and how many digits it was written with.
    Number(u32, usize),
    Month(u32),
    Other,
}

/// The first three date words of a text: runs of digits and runs of letters. What surrounds
/// them is a weekday in front, an ordinal ending ("31st") or a time of day behind.
fn date_parts(text: &str) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut rest = text;
    while parts.len() < 3 {
        rest = rest.trim_start_matches([' ', '/', '-', '.', ',', '\t']);
        let Some(first) = rest.chars().next() else {
            break;
        };
        let alike = |c: char| match first.is_ascii_digit() {
            true => c.is_ascii_digit(),
            false => c.is_alphabetic(),
        };
        let end = rest.find(|c| !alike(c)).unwrap_or(rest.len()).max(first.len_utf8());
        let (word, behind) = rest.split_at(end);
        rest = behind;
        match word.parse::<u32>() {
            Ok(number) if word.len() <= 4 => parts.push(Part::Number(number, word.len())),
            _ if parts.is_empty() && is_weekday(word) => {}
            _ if ["st", "nd", "rd", "th"].contains(&word) => {}
            _ => parts.push(month_of(word).map_or(Part::Other, Part::Month)),
        }
    }
    parts
}

fn leading_numbers(text: &str) -> Option<(u32, u32)> {
    match date_parts(text.trim()).as_slice() {
        [Part::Number(first, 1..=2), Part::Number(second, 1..=2), Part::Number(_, 2 | 4)] => {
            Some((*first, *second))
        }
        _ => None,
    }
}

fn month_of(word: &str) -> Option<u32> {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let word = word.to_ascii_lowercase();
    if word.len() < 3 {
        return None;
    }
    // "Sept" and every other shortening are beginnings of the name.
    let at = MONTHS.iter().position(|month| month.starts_with(&word))?;
    u32::try_from(at + 1).ok()
}

fn is_weekday(word: &str) -> bool {
    const DAYS: [&str; 7] =
        ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];
    let word = word.to_ascii_lowercase();
    word.len() >= 3 && DAYS.iter().any(|day| day.starts_with(&word))
}

fn full_year(year: u32, digits: usize) -> Option<u32> {
    match (digits, year) {
        (4, _) => Some(year),
        (2, 0..=69) => Some(2000 + year),
        (2, _) => Some(1900 + year),
        _ => None,
    }
}

fn day_of(year: u32, month: u32, day: u32) -> Option<Day> {
    Day::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_of_every_program_are_read() {
        let day = Day::ymd(2026, 3, 31);
        for text in [
            "2026-03-31",
            "03/31/2026",
            "3/31/2026",
            "3-31-26",
            "Mar 31, 2026",
            "31 March 2026",
            "2026-03-31T10:12:00Z",
            "03/31/2026 4:05 PM",
            "Tuesday, March 31, 2026",
            "31-Mar-26",
            "2026/3/31",
            " 2026-03-31 ",
        ] {
            assert_eq!(parse_day(text, DateFormat::MonthFirst), Some(day), "{text}");
        }
        for text in ["31/03/2026", "31.03.2026", "31-3-26"] {
            assert_eq!(parse_day(text, DateFormat::DayFirst), Some(day), "{text}");
            assert_eq!(parse_day(text, DateFormat::MonthFirst), None, "{text}");
        }
        for text in ["", "-", "n/a", "02/30/2026", "2026-13-01", "12345", "31/03", "0000-00-00"] {
            assert_eq!(parse_day(text, DateFormat::MonthFirst), None, "{text}");
        }
    }

    #[test]
    fn one_row_proves_a_column() {
        let verdict = |texts: &[&str]| {
            let mut evidence = DateEvidence::default();
            for (text, line) in texts.iter().zip(2..) {
                evidence.add(line, text);
            }
            evidence.verdict()
        };
        let proof = |line, text: &str| Proof { line, text: text.to_owned() };
        assert_eq!(
            verdict(&["03/04/2026", "", "13/04/2026", "25/12/2025"]),
            Verdict::Proven { format: DateFormat::DayFirst, proof: proof(4, "13/04/2026") }
        );
        assert_eq!(
            verdict(&["03/04/2026", "12/25/2025"]),
            Verdict::Proven { format: DateFormat::MonthFirst, proof: proof(3, "12/25/2025") }
        );
        assert_eq!(verdict(&["03/04/2026", "04/04/2026"]), Verdict::Assumed { dates: 1 });
        assert_eq!(verdict(&["2026-03-31", "Mar 31, 2026", "call me"]), Verdict::Indifferent);
        assert_eq!(
            verdict(&["13/04/2026", "12/25/2025"]),
            Verdict::Contradictory {
                month_first: proof(3, "12/25/2025"),
                day_first: proof(2, "13/04/2026"),
            }
        );
    }
}
