//! Writing tables that no spreadsheet takes for a program.
//!
//! A cell that begins with `=`, `+`, `-` or `@` is a formula to Excel and LibreOffice, and a
//! customer may call himself `=HYPERLINK(..)`. Text is therefore written with an apostrophe in
//! front where it begins like a formula. Amounts and numbers come from their own types and stay
//! numeric, so that a negative balance can be summed. [`unguarded`] takes the apostrophe off again.

use std::io::{self, Write};

use values::{Day, Money};

use super::Delimiter;

/// One cell to write, with its kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cell<'t> {
    /// Words, guarded against being taken for a formula.
    Text(&'t str),
    /// Whole cents, written as `-1234.50`.
    Cents(i64),
    /// A whole number.
    Number(i64),
    /// A day, written as `2026-03-31`.
    Day(Day),
    /// Nothing.
    Empty,
}

/// Writes a table in UTF-8 with line ends of RFC 4180.
pub struct Writer<W: Write> {
    out: W,
    delimiter: u8,
    row: Vec<u8>,
}

impl<W: Write> Writer<W> {
    /// Writes cells between commas.
    pub fn new(out: W) -> Writer<W> {
        Writer { out, delimiter: b',', row: Vec::new() }
    }

    /// Writes cells between other separators.
    pub fn separated_by(out: W, delimiter: Delimiter) -> Writer<W> {
        Writer { out, delimiter: delimiter.byte(), row: Vec::new() }
    }

    /// Writes between commas after a byte order mark, without which Excel takes accents wrongly.
    pub fn for_excel(mut out: W) -> io::Result<Writer<W>> {
        out.write_all("\u{feff}".as_bytes())?;
        Ok(Writer::new(out))
    }

    /// Writes one row.
    pub fn row<'t>(&mut self, cells: impl IntoIterator<Item = Cell<'t>>) -> io::Result<()> {
        self.row.clear();
        let mut first = true;
        for cell in cells {
            if !std::mem::take(&mut first) {
                self.row.push(self.delimiter);
            }
            match cell {
                Cell::Text(text) => self.text(text),
                Cell::Cents(cents) => {
                    self.row.extend_from_slice(Money::cents(cents).plain().as_bytes());
                }
                Cell::Number(number) => self.row.extend_from_slice(number.to_string().as_bytes()),
                Cell::Day(day) => self.row.extend_from_slice(day.to_string().as_bytes()),
                Cell::Empty => {}
            }
        }
        self.row.extend_from_slice(b"\r\n");
        self.out.write_all(&self.row)
    }

    /// Writes one row of texts, such as the header.
    pub fn texts<'t>(&mut self, cells: impl IntoIterator<Item = &'t str>) -> io::Result<()> {
        self.row(cells.into_iter().map(Cell::Text))
    }

    /// Flushes and gives the stream back.
    pub fn finish(mut self) -> io::Result<W> {
        self.out.flush()?;
        Ok(self.out)
    }

    fn text(&mut self, text: &str) {
        let guard = if needs_guard(text) { "'" } else { "" };
        let separator = char::from(self.delimiter);
        let special = |c: char| c == separator || matches!(c, '"' | '\r' | '\n');
        let borders = |c: char| c == ' ' || c == '\u{feff}';
        if !text.contains(special) && !text.starts_with(borders) && !text.ends_with(borders) {
            self.row.extend_from_slice(guard.as_bytes());
            self.row.extend_from_slice(text.as_bytes());
            return;
        }
        self.row.push(b'"');
        self.row.extend_from_slice(guard.as_bytes());
        for byte in text.bytes() {
            if byte == b'"' {
                self.row.push(b'"');
            }
            self.row.push(byte);
        }
        self.row.push(b'"');
    }
}

/// The text as it was before the [`Writer`] guarded it.
pub fn unguarded(text: &str) -> &str {
    match text.strip_prefix('\'') {
        Some(rest) if needs_guard(rest) => rest,
        _ => text,
    }
}

/// Whether a spreadsheet might take the text for a formula. Apostrophes in front count too, so
/// that taking one off always gives the text back.
fn needs_guard(text: &str) -> bool {
    text.trim_start_matches('\'').starts_with([
        '=', '+', '-', '@', '\t', '\r', '\n', '\0', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}',
    ])
}
