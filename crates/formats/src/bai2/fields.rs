//! The fields of a record as days, amounts, counts and codes.

use values::Day;

use super::record::{Field, Record};
use super::{Funds, Summary};
use crate::problems::{Problems, shown};

/// How many fields a funds type brings along; `D` says it in the field behind it.
pub(super) fn funds_fields(funds: &str, next: Option<&str>) -> usize {
    match funds {
        "S" => 3,
        "V" => 2,
        "D" => 1 + 2 * next.and_then(parts_of).unwrap_or(0),
        _ => 0,
    }
}

/// Nobody is paid in more parts than this; a larger number is no number of parts.
fn parts_of(text: &str) -> Option<usize> {
    text.parse().ok().filter(|parts| *parts <= 366)
}

/// The fields of a record, taken one after another; a missing one is empty.
pub(super) struct Fields<'t, 'p> {
    line: u64,
    fields: Vec<Field<'t>>,
    next: usize,
    problems: &'p mut Problems,
}

impl<'t, 'p> Fields<'t, 'p> {
    pub fn of(record: &Record<'t>, problems: &'p mut Problems) -> Fields<'t, 'p> {
        Fields { line: record.line, fields: record.fields(), next: 0, problems }
    }

    pub fn of_texts(line: u64, texts: Vec<&'t str>, problems: &'p mut Problems) -> Fields<'t, 'p> {
        let field = |text| Field { text, ends_line: false };
        Fields { line, fields: texts.into_iter().map(field).collect(), next: 0, problems }
    }

    /// Whether anything but empty fields is left.
    pub fn has_more(&self) -> bool {
        self.fields[self.next.min(self.fields.len())..].iter().any(|field| !field.text.is_empty())
    }

    fn take(&mut self) -> &'t str {
        let field = self.fields.get(self.next).map_or("", |field| field.text);
        self.next += 1;
        field
    }

    pub fn words(&mut self) -> String {
        self.take().to_owned()
    }

    fn day(&mut self, field: &'static str) -> Option<Day> {
        let text = self.take();
        if text.is_empty() {
            return None;
        }
        let day = day_of(text);
        if day.is_none() {
            let says = format!("\"{}\" is no day of the form YYMMDD.", shown(text));
            self.problems.refuse(self.line, "bai2.day", field, says);
        }
        day
    }

    pub fn needed_day(&mut self, field: &'static str) -> Day {
        let before = self.problems.count();
        let day = self.day(field);
        if day.is_none() && self.problems.count() == before {
            self.problems.refuse(self.line, "bai2.day", field, "It is missing.");
        }
        day.unwrap_or(Day::ymd(2000, 1, 1))
    }

    /// A whole number with or without sign; `None` when it is empty.
    pub fn amount(&mut self, field: &'static str) -> Option<i64> {
        let text = self.take();
        if text.is_empty() {
            return None;
        }
        let amount = whole_number(text);
        if amount.is_none() {
            let says = format!("\"{}\" is no amount in whole cents.", shown(text));
            self.problems.refuse(self.line, "bai2.amount", field, says);
        }
        amount
    }

    pub fn count(&mut self, field: &'static str) -> Option<u64> {
        let text = self.take();
        if text.is_empty() {
            return None;
        }
        let count = text.parse().ok().filter(|_| !text.starts_with('+'));
        if count.is_none() {
            let says = format!("\"{}\" is no number; it is left out.", shown(text));
            self.problems.note(self.line, "bai2.number", field, says);
        }
        count
    }

    pub fn type_code(&mut self) -> u16 {
        let text = self.take();
        match is_type_code(text) {
            true => text.parse().expect("three digits fit"),
            false => {
                let says = format!("\"{}\" is no type code of three digits.", shown(text));
                self.problems.refuse(self.line, "bai2.type", "type code", says);
                0
            }
        }
    }

    pub fn summary(&mut self) -> Summary {
        let type_code = self.type_code();
        let amount_cents = self.amount("amount");
        // Some banks leave off the last empty fields before a line's end, or all of them.
        let items = if self.next_is_summary() { None } else { self.count("item count") };
        let funds = if self.next_is_summary() { "" } else { self.take() };
        let funds = self.funds(funds);
        Summary { type_code, amount_cents, items, funds }
    }

    /// Whether a line has just ended and the next one begins with a type code.
    fn next_is_summary(&self) -> bool {
        let ended = self.next.checked_sub(1).and_then(|last| self.fields.get(last));
        let next = self.fields.get(self.next);
        ended.is_some_and(|field| field.ends_line) && next.is_some_and(|f| is_type_code(f.text))
    }

    pub fn funds(&mut self, funds: &str) -> Funds {
        match funds {
            "" | "Z" => Funds::Unknown,
            "0" => Funds::Today,
            "1" => Funds::InOneDay,
            "2" => Funds::InTwoDays,
            "V" => Funds::From { day: self.day("value date"), time: self.words() },
            "S" => Funds::InThreeParts([(); 3].map(|()| self.amount("funds"))),
            "D" => {
                let text = self.take();
                let Some(parts) = parts_of(text) else {
                    let says = format!("\"{}\" is no number of parts.", shown(text));
                    self.problems.refuse(self.line, "bai2.funds", "funds type", says);
                    return Funds::Unknown;
                };
                let part = |_| {
                    let days = self.count("days").and_then(|days| u32::try_from(days).ok());
                    (days.unwrap_or(0), self.amount("funds").unwrap_or(0))
                };
                Funds::InParts((0..parts).map(part).collect())
            }
            other => {
                let says = format!("\"{}\" is no funds type.", shown(other));
                self.problems.refuse(self.line, "bai2.funds", "funds type", says);
                Funds::Unknown
            }
        }
    }

    pub fn expect(&mut self, code: &'static str, field: &'static str, counted: i128) {
        let text = self.take();
        if text.parse::<i128>().ok() != Some(counted) {
            let says = format!(
                "The file says \"{}\", its records come to {counted}. Post nothing and ask the \
                 bank for the file again.",
                shown(text)
            );
            self.problems.refuse(self.line, code, field, says);
        }
    }
}

fn is_type_code(text: &str) -> bool {
    text.len() == 3 && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Digits with or without a sign, at most eighteen of them.
fn whole_number(text: &str) -> Option<i64> {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    let plain = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    (plain && digits.len() <= 18).then(|| text.parse().ok()).flatten()
}

/// YYMMDD; some banks write the century too.
fn day_of(text: &str) -> Option<Day> {
    if !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let (year, rest): (i16, &str) = match text.len() {
        6 => (2000 + text[..2].parse::<i16>().ok()?, &text[2..]),
        8 => (text[..4].parse().ok()?, &text[4..]),
        _ => return None,
    };
    Day::new(year, rest[..2].parse().ok()?, rest[2..].parse().ok()?)
}
