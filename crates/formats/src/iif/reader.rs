//! Reading the lists of an IIF file.

use std::collections::HashMap;
use std::io::{Cursor, Read};
use std::sync::Arc;

use crate::csv::{self, CsvError, Dialect, Fault, Record, Rewound, read_sample};

/// No export has more kinds of rows than this; more are no IIF file.
const KINDS_AT_MOST: usize = 256;

/// The columns of one kind of row, as its `!` row names them.
#[derive(Debug, PartialEq, Eq)]
pub struct Columns {
    /// The kind: `CUST`, `TRNS`, `ACCNT`.
    pub kind: String,
    /// The names in order, the kind's own column left out; in capitals.
    pub names: Vec<String>,
}

/// One row of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The line of the file, counted from 1.
    pub line: u64,
    /// What the cells mean.
    pub columns: Arc<Columns>,
    /// The cells, the kind left out.
    pub cells: Record,
}

impl Row {
    /// The kind of the row: `CUST`, `TRNS`.
    pub fn kind(&self) -> &str {
        &self.columns.kind
    }

    /// The cell of the column with this name; empty when the row or the list has none.
    pub fn get(&self, column: &str) -> &str {
        let place = self.columns.names.iter().position(|name| name == column);
        place.and_then(|place| self.cells.get(place)).unwrap_or("").trim()
    }
}

/// Reads an IIF file row by row; memory does not grow with the file.
pub struct Reader<R> {
    rows: csv::Reader<Rewound<R>>,
    record: Record,
    kinds: HashMap<String, Arc<Columns>>,
}

impl<R: Read> Reader<R> {
    /// Opens a file, telling its letters by itself.
    pub fn open(mut input: R) -> Result<Reader<R>, CsvError> {
        let sample = read_sample(&mut input).map_err(|e| CsvError::new(1, Fault::Input(e)))?;
        Reader::open_sampled(sample, input)
    }

    /// Opens a file whose first bytes have been taken off the stream with
    /// [`csv::read_sample`].
    pub fn open_sampled(sample: Vec<u8>, rest: R) -> Result<Reader<R>, CsvError> {
        let dialect = Dialect::tabs(&sample);
        let rows = csv::Reader::new(Cursor::new(sample).chain(rest), &dialect)?;
        Ok(Reader { rows, record: Record::new(), kinds: HashMap::new() })
    }

    /// The next row of any list; `None` at the end of the file.
    ///
    /// `!` rows only name columns and are not handed out. A row of a kind that was never named
    /// cannot be read and is an error about that row.
    pub fn next_row(&mut self) -> Result<Option<Row>, CsvError> {
        loop {
            if !self.rows.read(&mut self.record)? {
                return Ok(None);
            }
            if self.record.is_blank() {
                continue;
            }
            let kind = self.record[0].trim().to_ascii_uppercase();
            if let Some(kind) = kind.strip_prefix('!') {
                self.name_columns(kind)?;
                continue;
            }
            let line = self.record.line();
            let Some(columns) = self.kinds.get(&kind) else {
                let fault = Fault::UnknownKind(kind.chars().take(40).collect());
                let text = self.record.iter().collect::<Vec<_>>().join(" | ");
                return Err(CsvError::with_text(line, &text, fault));
            };
            let columns = Arc::clone(columns);
            let cells = Record::of(line, self.record.iter().skip(1));
            return Ok(Some(Row { line, columns, cells }));
        }
    }

    fn name_columns(&mut self, kind: &str) -> Result<(), CsvError> {
        if self.kinds.len() >= KINDS_AT_MOST {
            return Err(CsvError::new(self.record.line(), Fault::NotText("no QuickBooks file")));
        }
        let names = self.record.iter().skip(1).map(|name| name.trim().to_ascii_uppercase());
        let columns = Columns { kind: kind.to_owned(), names: names.collect() };
        self.kinds.insert(kind.to_owned(), Arc::new(columns));
        Ok(())
    }
}
