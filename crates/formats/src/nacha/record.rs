//! Records as text: numbers filled with zeros on the left, words with spaces on the right.

use values::Day;

use super::columns::WIDTH;

/// One record being written. What does not fit was refused by [`super::problems`] before.
pub(super) struct RecordText(String);

impl RecordText {
    pub fn new(kind: &str) -> RecordText {
        let mut text = String::with_capacity(WIDTH);
        text.push_str(kind);
        RecordText(text)
    }

    /// Words on the left, spaces behind.
    pub fn words(mut self, text: &str, width: usize) -> RecordText {
        self.0.push_str(&format!("{text:<width$}"));
        self
    }

    /// Words on the right, spaces in front, as the two ends of a transmission are written.
    pub fn words_right(mut self, text: &str, width: usize) -> RecordText {
        self.0.push_str(&format!("{text:>width$}"));
        self
    }

    /// A number with zeros in front.
    pub fn number(mut self, number: u64, width: usize) -> RecordText {
        self.0.push_str(&format!("{number:0width$}"));
        self
    }

    /// A day as YYMMDD, or six spaces.
    pub fn day(mut self, day: Option<Day>) -> RecordText {
        match day {
            Some(day) => {
                let year = day.year().rem_euclid(100);
                self.0.push_str(&format!("{year:02}{:02}{:02}", day.month(), day.day()));
            }
            None => self.0.push_str("      "),
        }
        self
    }

    pub fn letter(mut self, letter: char) -> RecordText {
        self.0.push(letter);
        self
    }

    /// The finished record with its line end.
    pub fn end(self, out: &mut String) {
        assert!(self.0.len() == WIDTH, "a record of {} letters instead of 94", self.0.len());
        out.push_str(&self.0);
        out.push('\n');
    }
}
