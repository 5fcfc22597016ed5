//! What can be wrong with a text table, on which line, and what to do about it.

use std::fmt;
use std::io;

/// The longest piece of a broken row that is kept to be shown.
const TEXT_SHOWN: usize = 240;

/// A table, or one row of it, that could not be read.
///
/// When [`CsvError::is_about_one_row`] holds, reading may go on with the next row.
#[derive(Debug)]
pub struct CsvError {
    /// The line of the file, counted from 1, where the trouble begins.
    pub line: u64,
    /// The beginning of the row as it stands in the file; empty when there is none.
    pub text: String,
    /// What is wrong.
    pub fault: Fault,
}

/// What is wrong with a table or a row.
#[derive(Debug)]
pub enum Fault {
    /// The stream itself failed.
    Input(io::Error),
    /// A quotation mark opens on this line and is never closed.
    UnclosedQuote,
    /// A row is longer than any real row.
    TooLong,
    /// The row has another number of cells than the header.
    Torn {
        /// How many cells the row has.
        cells: usize,
        /// How many the header has.
        expected: usize,
    },
    /// The row is of a kind whose columns no row before it names (IIF).
    UnknownKind(String),
    /// A column that is needed is not there.
    MissingColumn {
        /// The column that is missing.
        column: String,
        /// The columns that are there.
        found: Vec<String>,
    },
    /// There is no row in the file.
    Empty,
    /// The file is no text at all; the words say what it looks like.
    NotText(&'static str),
}

impl CsvError {
    pub(crate) fn new(line: u64, fault: Fault) -> CsvError {
        CsvError { line, text: String::new(), fault }
    }

    pub(crate) fn with_text(line: u64, text: &str, fault: Fault) -> CsvError {
        CsvError { line, text: shown(text), fault }
    }

    /// Whether only this row is lost and the rows after it can still be read.
    pub fn is_about_one_row(&self) -> bool {
        !matches!(
            self.fault,
            Fault::Input(_) | Fault::MissingColumn { .. } | Fault::Empty | Fault::NotText(_)
        )
    }

    /// What happened and what to do, without the line number.
    pub fn reason(&self) -> String {
        match &self.fault {
            Fault::Input(error) => {
                format!("the file could not be read further ({error}); send it again")
            }
            Fault::UnclosedQuote => "a quotation mark opens here and is never closed; close it, \
                 or write two where one is meant as text"
                .to_owned(),
            Fault::TooLong => "the row is longer than 1 MB; look for a missing line end or \
                 quotation mark before it"
                .to_owned(),
            Fault::Torn { cells, expected } if cells < expected => format!(
                "the row has {cells} cells where the header has {expected}: it is torn; join it \
                 with its next line or export the list again"
            ),
            Fault::Torn { cells, expected } => format!(
                "the row has {cells} cells where the header has {expected}; put the value that \
                 contains the separator in quotation marks"
            ),
            Fault::UnknownKind(kind) => format!(
                "no row before this one names the columns of \"{kind}\"; the file needs its \
                 \"!{kind}\" row above it"
            ),
            Fault::MissingColumn { column, found } => {
                format!("the column \"{column}\" is missing; the file has: {}", found.join(", "))
            }
            Fault::Empty => "the file has no rows; export it again".to_owned(),
            Fault::NotText(looks_like) => {
                format!("this is {looks_like}, not a text table; save it as CSV")
            }
        }
    }
}

impl fmt::Display for CsvError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "line {}: {}", self.line, self.reason())
    }
}

impl std::error::Error for CsvError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &self.fault {
            Fault::Input(error) => Some(error),
            _ => None,
        }
    }
}

/// Cuts a row to what fits in a message, at a character border.
fn shown(text: &str) -> String {
    let text = text.trim_end_matches(['\r', '\n']);
    match text.char_indices().nth(TEXT_SHOWN) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
