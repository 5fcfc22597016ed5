//! How a table is written: its letters, its separator, its quotation marks.

use std::fmt;

use super::encoding::Lettering;
use super::{Encoding, Fault, Reader, Record};

/// How many bytes at the beginning of a file are looked at to tell how it is written.
pub const SAMPLE: usize = 256 * 1024;

/// How many rows of the sample are counted for each separator.
const ROWS_COUNTED: usize = 300;

/// What stands between two cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Delimiter {
    /// `,`
    Comma,
    /// `;`, where the comma is the decimal mark.
    Semicolon,
    /// The tab character.
    Tab,
    /// `|`
    Bar,
}

impl Delimiter {
    const ALL: [Delimiter; 4] =
        [Delimiter::Comma, Delimiter::Tab, Delimiter::Semicolon, Delimiter::Bar];

    pub(crate) fn byte(self) -> u8 {
        match self {
            Delimiter::Comma => b',',
            Delimiter::Semicolon => b';',
            Delimiter::Tab => b'\t',
            Delimiter::Bar => b'|',
        }
    }
}

impl fmt::Display for Delimiter {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Delimiter::Comma => "comma",
            Delimiter::Semicolon => "semicolon",
            Delimiter::Tab => "tab",
            Delimiter::Bar => "bar",
        })
    }
}

/// What surrounds a cell that contains the separator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quote {
    /// `"`, doubled where it is meant as text.
    Double,
    /// `'`, the same way.
    Single,
    /// Nothing: marks are text.
    None,
}

impl Quote {
    pub(crate) fn byte(self) -> Option<u8> {
        match self {
            Quote::Double => Some(b'"'),
            Quote::Single => Some(b'\''),
            Quote::None => None,
        }
    }
}

/// How a text table is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dialect {
    /// The encoding; `None` while only ASCII was seen, so that the first other letter decides.
    pub encoding: Option<Encoding>,
    /// What separates cells.
    pub delimiter: Delimiter,
    /// What surrounds cells.
    pub quote: Quote,
    /// Bytes of the byte order mark at the beginning.
    pub(crate) mark: usize,
    /// Whether the first row is Excel's `sep=;` hint and no row of the table.
    pub(crate) hint: Hint,
}

/// Whether a file begins with Excel's line that names the separator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Hint {
    Absent,
    FirstRow,
}

impl Default for Dialect {
    fn default() -> Dialect {
        Dialect {
            encoding: None,
            delimiter: Delimiter::Comma,
            quote: Quote::Double,
            mark: 0,
            hint: Hint::Absent,
        }
    }
}

impl Dialect {
    /// Tab-separated text with double quotation marks, as QuickBooks writes it, in the letters of
    /// this sample.
    pub fn tabs(sample: &[u8]) -> Dialect {
        let lettering = Lettering::of(sample);
        Dialect {
            encoding: lettering.settled,
            mark: lettering.mark,
            delimiter: Delimiter::Tab,
            ..Dialect::default()
        }
    }

    /// Tells how a file is written from its beginning, at most [`SAMPLE`] bytes of it.
    ///
    /// Fails only when the bytes are no text table at all.
    pub fn sniff(sample: &[u8]) -> Result<Dialect, Fault> {
        let sample = &sample[..sample.len().min(SAMPLE)];
        refuse_other_kinds(sample)?;
        let lettering = Lettering::of(sample);
        let mut dialect =
            Dialect { encoding: lettering.settled, mark: lettering.mark, ..Dialect::default() };
        if let Some(delimiter) = excel_hint(&dialect, sample) {
            dialect.delimiter = delimiter;
            dialect.hint = Hint::FirstRow;
        } else {
            dialect.delimiter = most_regular_delimiter(&dialect, sample);
        }
        dialect.quote = quotation(&dialect, sample);
        Ok(dialect)
    }

    /// The whole rows of a sample, unreadable ones left out. Without the end of the file in it,
    /// the last row is not whole.
    pub(crate) fn rows_of(&self, sample: &[u8], at_most: usize) -> Vec<Record> {
        let mut rows = Vec::new();
        let Ok(mut reader) = Reader::new(sample, self) else {
            return rows;
        };
        // One row more than wanted, since the last one may be cut.
        while rows.len() <= at_most {
            let mut record = Record::new();
            match reader.read(&mut record) {
                Ok(true) => rows.push(record),
                Ok(false) => break,
                Err(error) if error.is_about_one_row() => {}
                Err(_) => break,
            }
        }
        if (sample.len() >= SAMPLE && rows.len() > 1) || rows.len() > at_most {
            rows.pop();
        }
        rows
    }
}

/// A workbook or a picture sent as a table deserves better words than "no rows".
pub(crate) fn refuse_other_kinds(sample: &[u8]) -> Result<(), Fault> {
    const KINDS: [(&[u8], &str); 5] = [
        (b"PK\x03\x04", "an Excel workbook or a ZIP file"),
        (b"\xD0\xCF\x11\xE0", "an old Excel workbook"),
        (b"%PDF-", "a PDF"),
        (b"\x1F\x8B", "a compressed file"),
        (b"\x89PNG", "a picture"),
    ];
    match KINDS.iter().find(|(start, _)| sample.starts_with(start)) {
        Some((_, words)) => Err(Fault::NotText(words)),
        None => Ok(()),
    }
}

/// Excel writes `sep=;` as a first line to name the separator.
fn excel_hint(dialect: &Dialect, sample: &[u8]) -> Option<Delimiter> {
    let bars = Dialect { delimiter: Delimiter::Bar, quote: Quote::None, ..*dialect };
    let rows = bars.rows_of(&sample[..sample.len().min(64)], 1);
    let first: Vec<&str> = rows.first()?.iter().collect();
    let first = first.join("|");
    let named = first.trim().strip_prefix("sep=")?;
    Delimiter::ALL.into_iter().find(|delimiter| named.as_bytes() == [delimiter.byte()])
}

/// The right separator gives many rows the same number of cells, and more than one.
fn most_regular_delimiter(dialect: &Dialect, sample: &[u8]) -> Delimiter {
    let mut best = (0, Delimiter::Comma);
    for delimiter in Delimiter::ALL {
        let rows = Dialect { delimiter, ..*dialect }.rows_of(sample, ROWS_COUNTED);
        let widths: Vec<usize> = rows.iter().filter(|r| !r.is_blank()).map(Record::len).collect();
        let score = widths
            .iter()
            .map(|width| {
                let alike = widths.iter().filter(|other| *other == width).count();
                // Regularity counts for more than width: text is full of stray commas.
                alike * alike * (width - 1).min(64)
            })
            .max()
            .unwrap_or(0);
        if score > best.0 {
            best = (score, delimiter);
        }
    }
    best.1
}

/// Single quotation marks count only when most cells stand between them and none between double
/// ones; an apostrophe in a name proves nothing.
fn quotation(dialect: &Dialect, sample: &[u8]) -> Quote {
    let plain = Dialect { quote: Quote::None, ..*dialect };
    let (mut filled, mut double, mut single) = (0_usize, 0_usize, 0_usize);
    for row in plain.rows_of(sample, ROWS_COUNTED) {
        for cell in row.iter().map(str::trim).filter(|cell| !cell.is_empty()) {
            filled += 1;
            double += usize::from(cell.starts_with('"'));
            let surrounded = cell.len() > 1 && cell.starts_with('\'') && cell.ends_with('\'');
            single += usize::from(surrounded);
        }
    }
    if double == 0 && single * 2 > filled { Quote::Single } else { Quote::Double }
}
