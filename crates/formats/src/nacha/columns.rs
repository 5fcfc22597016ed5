//! The 94 letters of a record, by the positions the rules give them.

use values::Day;

use crate::problems::{Consequence, Problem, Problems, shown};

/// The length of every record.
pub(super) const WIDTH: usize = 94;

/// One record to read from; its letters are all ASCII.
#[derive(Clone, Copy)]
pub(super) struct Columns<'t> {
    pub line: u64,
    text: &'t str,
}

impl<'t> Columns<'t> {
    /// A record of exactly [`WIDTH`] ASCII letters.
    pub fn new(line: u64, text: &'t str) -> Columns<'t> {
        assert!(text.len() == WIDTH && text.is_ascii(), "a record was not made 94 letters long");
        Columns { line, text }
    }

    /// The letters from one position to another, both counted from 1 and included.
    pub fn raw(&self, from: usize, to: usize) -> &'t str {
        &self.text[from - 1..to]
    }

    /// The same without spaces around.
    pub fn text(&self, from: usize, to: usize) -> String {
        self.raw(from, to).trim().to_owned()
    }

    /// One letter.
    pub fn letter(&self, at: usize) -> char {
        char::from(self.text.as_bytes()[at - 1])
    }

    /// A number of digits only. Anything else is a problem of this consequence, and 0.
    pub fn number(
        &self,
        (from, to): (usize, usize),
        field: &'static str,
        consequence: Consequence,
        problems: &mut Problems,
    ) -> u64 {
        let raw = self.raw(from, to);
        // Numbers stand on the right; a space behind one is where the record was torn.
        let digits = raw.trim_start();
        if !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return digits.parse().expect("at most fifteen digits fit 64 bits");
        }
        let says = format!(
            "\"{}\" at positions {from} to {to} is no number; ask the bank for the file again.",
            shown(raw)
        );
        let (line, code) = (self.line, "nacha.number");
        problems.add(Problem { line, code, field, says, consequence });
        0
    }

    /// A day of the form YYMMDD; `None` when it is blank. Anything else is held for a person.
    pub fn day(
        &self,
        (from, to): (usize, usize),
        field: &'static str,
        problems: &mut Problems,
    ) -> Option<Day> {
        let raw = self.raw(from, to);
        if raw.trim().is_empty() || raw.bytes().all(|byte| byte == b'0') {
            return None;
        }
        let day = day_of(raw);
        if day.is_none() {
            let says = format!("\"{raw}\" is no day of the form YYMMDD; look at it by hand.");
            problems.hold(self.line, "nacha.day", field, says);
        }
        day
    }
}

/// Years of two digits are those of this century: ACH files are not kept for longer.
pub(super) fn day_of(six: &str) -> Option<Day> {
    if six.len() != 6 || !six.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let year: i16 = six[..2].parse().ok()?;
    Day::new(2000 + year, six[2..4].parse().ok()?, six[4..].parse().ok()?)
}
