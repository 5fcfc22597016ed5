//! The rows of a lockbox file by the meaning of their cells.

use super::names::{Meaning, is_trailer, meaning_of};
use crate::csv::{CsvError, Dialect, Fault, Reader, Record, unguarded};
use crate::problems::Problems;

/// More rows than this above the header are no titles.
const TITLES_AT_MOST: usize = 25;

/// What stands in a lockbox file, row by row.
pub(super) struct Rows {
    /// What each column means.
    pub plan: Vec<Meaning>,
    /// The row right above the header, where some banks write box and total.
    pub above: Option<Record>,
    /// Checks and trailers.
    pub body: Vec<Record>,
    /// The line of the header.
    pub header_line: u64,
}

/// Reads all rows; rows that cannot be read are held, a file without a header is refused.
pub(super) fn rows_of(bytes: &[u8], problems: &mut Problems) -> Option<Rows> {
    let opened = Dialect::sniff(bytes)
        .map_err(|fault| CsvError::new(1, fault))
        .and_then(|dialect| Reader::new(bytes, &dialect));
    let mut reader = match opened {
        Ok(reader) => reader,
        Err(error) => {
            problems.refuse(error.line, "lockbox.file", "", error.reason());
            return None;
        }
    };
    let mut all = Vec::new();
    loop {
        let mut record = Record::new();
        match reader.read(&mut record) {
            Ok(true) if record.is_blank() => {}
            Ok(true) => all.push(record),
            Ok(false) => break,
            Err(error) if error.is_about_one_row() => {
                problems.hold(error.line, "lockbox.row", "", error.reason());
            }
            Err(error) => {
                problems.refuse(error.line, "lockbox.file", "", error.reason());
                return None;
            }
        }
    }
    let top = all.iter().take(TITLES_AT_MOST);
    let Some(place) = top.map(plan_of).position(|plan| is_header(&plan)) else {
        let fault = match all.first() {
            Some(first) => Fault::MissingColumn {
                column: "Amount".to_owned(),
                found: first.iter().take(60).map(str::to_owned).collect(),
            },
            None => Fault::Empty,
        };
        let reason = CsvError::new(1, fault).reason();
        problems.refuse(1, "lockbox.header", "", reason);
        return None;
    };
    let plan = plan_of(&all[place]);
    let header_line = all[place].line();
    let body = all.split_off(place + 1);
    all.truncate(place);
    Some(Rows { plan, above: all.pop(), body, header_line })
}

/// The meaning of each column; a second column of the same meaning is left out.
fn plan_of(header: &Record) -> Vec<Meaning> {
    let mut plan: Vec<Meaning> = Vec::with_capacity(header.len());
    for cell in header.iter().take(400) {
        let meaning = meaning_of(cell);
        let is_new = !plan.contains(&meaning);
        plan.push(if is_new { meaning } else { Meaning::Ignore });
    }
    plan
}

/// A header names an amount and two more columns.
fn is_header(plan: &[Meaning]) -> bool {
    let known = plan.iter().filter(|meaning| **meaning != Meaning::Ignore).count();
    known >= 3 && (plan.contains(&Meaning::Amount) || plan.contains(&Meaning::InvoiceAmount))
}

/// The cells of a row by their meaning.
pub(super) struct Cells<'r> {
    pub record: &'r Record,
    pub plan: &'r [Meaning],
}

impl<'r> Cells<'r> {
    /// The cell of this meaning; empty when there is none.
    pub fn get(&self, wanted: Meaning) -> &'r str {
        let place = self.plan.iter().position(|meaning| *meaning == wanted);
        unguarded(place.and_then(|place| self.record.get(place)).unwrap_or("").trim())
    }

    /// Whether the row is a trailer.
    pub fn is_trailer(&self) -> bool {
        let mut cells = self.record.iter().map(str::trim).filter(|cell| !cell.is_empty());
        cells.next().is_some_and(is_trailer)
    }

    /// Whether the header stands here again.
    pub fn is_header(&self) -> bool {
        is_header(&plan_of(self.record))
    }
}
