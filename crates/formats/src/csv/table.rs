//! A whole table: titles skipped, header found, rows checked, total row dropped.

use std::collections::VecDeque;
use std::io::{self, Chain, Cursor, Read};

use super::dialect::{Hint, SAMPLE};
use super::headers::{HeaderPlace, column_names, find_header, looks_like_footer};
use super::{CsvError, Dialect, Fault, Reader, Record};

/// More footer lines than this are no footer.
const FOOTERS_AT_MOST: usize = 8;

/// How many left-out rows are remembered.
const LEFT_OUT_KEPT: usize = 200;

/// Rows of the sample that tell where the header is and whether rows are trimmed.
const ROWS_SAMPLED: usize = 400;

/// A stream whose beginning was read ahead and is read again.
pub type Rewound<R> = Chain<Cursor<Vec<u8>>, R>;

/// A text table with named columns, read row by row.
pub struct Table<R> {
    reader: Reader<Rewound<R>>,
    dialect: Dialect,
    columns: Vec<String>,
    /// Up to the last column that has a name; every row must reach that far.
    named: usize,
    header: Option<Record>,
    titles: Vec<String>,
    sample: Vec<Record>,
    trimming: Trimming,
    /// Rows that look like footers and are footers unless another row follows.
    held: VecDeque<Record>,
    /// Rows that were held and turned out to be rows like the others.
    released: VecDeque<Record>,
    left_out: Vec<LeftOut>,
}

/// A row that belongs to the page, not to the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// The line of the file, counted from 1.
    pub line: u64,
    /// What the row says.
    pub text: String,
    /// Why it is no row of the table.
    pub why: &'static str,
}

/// Whether the program that wrote the table leaves away empty cells at the end of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Trimming {
    /// Every row is as wide as the header; a shorter one is torn.
    Never,
    /// Rows end with their last filled cell.
    EmptyCells,
}

impl<R: Read> Table<R> {
    /// Opens a table, telling by itself how it is written and where its header is.
    pub fn open(input: R) -> Result<Table<R>, CsvError> {
        Table::open_knowing(input, &|_| false)
    }

    /// Like [`Table::open`], with the help of the column names that are expected: `known` says
    /// whether a cell is one of them.
    pub fn open_knowing(mut input: R, known: &dyn Fn(&str) -> bool) -> Result<Table<R>, CsvError> {
        let sample = read_sample(&mut input).map_err(|e| CsvError::new(1, Fault::Input(e)))?;
        Table::open_sampled(sample, input, known)
    }

    /// Opens a table whose first bytes have been taken off the stream with [`read_sample`].
    pub fn open_sampled(
        sample: Vec<u8>,
        rest: R,
        known: &dyn Fn(&str) -> bool,
    ) -> Result<Table<R>, CsvError> {
        let dialect = Dialect::sniff(&sample).map_err(|fault| CsvError::new(1, fault))?;
        let mut rows = dialect.rows_of(&sample, ROWS_SAMPLED);
        if dialect.hint == Hint::FirstRow && !rows.is_empty() {
            rows.remove(0);
        }
        let place = find_header(&rows, known);
        let mut table = Table {
            reader: Reader::new(Cursor::new(sample).chain(rest), &dialect)?,
            dialect,
            columns: Vec::new(),
            named: 0,
            header: None,
            titles: Vec::new(),
            sample: Vec::new(),
            trimming: Trimming::Never,
            held: VecDeque::new(),
            released: VecDeque::new(),
            left_out: Vec::new(),
        };
        table.skip_to_body(place)?;
        let width = match &table.header {
            Some(header) => header.len(),
            None => rows.iter().map(width_of).max().unwrap_or(0),
        };
        if width == 0 {
            return Err(CsvError::new(1, Fault::Empty));
        }
        table.columns = column_names(table.header.as_ref(), width);
        let header_line = table.header.as_ref().map_or(0, Record::line);
        rows.retain(|row| row.line() > header_line && !row.is_blank() && !looks_like_footer(row));
        table.named = table.header.as_ref().map_or(1, width_of);
        table.trimming = trimming_of(&rows, table.named);
        table.sample = rows;
        Ok(table)
    }

    /// How the table is written.
    pub fn dialect(&self) -> &Dialect {
        &self.dialect
    }

    /// The names of the columns, each once; `Column 3` where the header says nothing.
    pub fn columns(&self) -> &[String] {
        &self.columns
    }

    /// The line of the header, when there is one.
    pub fn header_line(&self) -> Option<u64> {
        self.header.as_ref().map(Record::line)
    }

    /// What stands above the header.
    pub fn titles(&self) -> &[String] {
        &self.titles
    }

    /// Some first rows, for a preview and for telling dates; they are read again by
    /// [`Table::read`].
    pub fn sample(&self) -> &[Record] {
        &self.sample
    }

    /// Rows that were recognised as totals, stamps or repeated headers. Complete after the last
    /// row was read; the first 200 are kept.
    pub fn left_out(&self) -> &[LeftOut] {
        &self.left_out
    }

    /// The place of a column by its name, with capitals and spaces around it not counting.
    pub fn place_of(&self, column: &str) -> Result<usize, CsvError> {
        let wanted = column.trim();
        let place = self.columns.iter().position(|name| name.trim().eq_ignore_ascii_case(wanted));
        place.ok_or_else(|| {
            let fault =
                Fault::MissingColumn { column: column.to_owned(), found: self.columns.clone() };
            CsvError::new(self.header_line().unwrap_or(1), fault)
        })
    }

    /// Reads the next row into `record`; `false` at the end of the table.
    ///
    /// An error about one row ([`CsvError::is_about_one_row`]) leaves the table readable.
    pub fn read(&mut self, record: &mut Record) -> Result<bool, CsvError> {
        loop {
            if let Some(row) = self.released.pop_front() {
                *record = row;
                return Ok(true);
            }
            match self.reader.read(record) {
                Err(error) => {
                    self.release();
                    return Err(error);
                }
                Ok(false) => {
                    self.drop_footers();
                    return Ok(false);
                }
                Ok(true) if record.is_blank() => continue,
                Ok(true) if self.repeats_header(record) => {
                    self.leave_out(record, "the header again");
                    continue;
                }
                Ok(true) if looks_like_footer(record) => {
                    self.held.push_back(record.clone());
                    if self.held.len() > FOOTERS_AT_MOST {
                        self.release();
                    }
                    continue;
                }
                Ok(true) => {}
            }
            if let Err(error) = self.check_width(record) {
                self.release();
                return Err(error);
            }
            if self.held.is_empty() {
                return Ok(true);
            }
            self.release();
            self.released.push_back(std::mem::take(record));
        }
    }

    /// Bytes held at the moment, for tests of bounded memory.
    #[cfg(test)]
    pub(crate) fn memory(&self) -> usize {
        self.reader.memory()
    }

    fn skip_to_body(&mut self, place: HeaderPlace) -> Result<(), CsvError> {
        let hints = usize::from(self.dialect.hint == Hint::FirstRow);
        let titles = match place {
            HeaderPlace::After(titles) => Some(titles),
            HeaderPlace::Nowhere => None,
        };
        let mut rows = 0;
        let wanted = hints + titles.map_or(0, |titles| titles + 1);
        while rows < wanted {
            let mut row = Record::new();
            match self.reader.read(&mut row) {
                Ok(true) => rows += 1,
                Ok(false) => break,
                Err(error) if error.is_about_one_row() => continue,
                Err(error) => return Err(error),
            }
            if rows == wanted && titles.is_some() {
                self.header = Some(row);
            } else if rows > hints && !row.is_blank() {
                self.titles.push(row.iter().collect::<Vec<_>>().join(" ").trim().to_owned());
            }
        }
        Ok(())
    }

    fn release(&mut self) {
        self.released.append(&mut self.held);
    }

    fn drop_footers(&mut self) {
        while let Some(row) = self.held.pop_front() {
            self.leave_out(&row, "a total or a stamp below the table");
        }
    }

    fn leave_out(&mut self, row: &Record, why: &'static str) {
        if self.left_out.len() < LEFT_OUT_KEPT {
            let cells: Vec<&str> = row.iter().map(str::trim).filter(|c| !c.is_empty()).collect();
            let text = cells.join(" ");
            self.left_out.push(LeftOut { line: row.line(), text, why });
        }
    }

    /// Exports glued together repeat their header; no customer is called like every column.
    fn repeats_header(&self, row: &Record) -> bool {
        let Some(header) = &self.header else {
            return false;
        };
        header.len() > 1
            && header.len() == row.len()
            && header.iter().zip(row.iter()).all(|(name, cell)| name.trim() == cell.trim())
    }

    fn check_width(&self, row: &Record) -> Result<(), CsvError> {
        let filled = width_of(row);
        let (cells, expected) = if row.len() < self.named && self.trimming == Trimming::Never {
            (row.len(), self.named)
        } else if filled > self.columns.len() {
            (filled, self.columns.len())
        } else {
            return Ok(());
        };
        let text = row.iter().collect::<Vec<_>>().join(" | ");
        Err(CsvError::with_text(row.line(), &text, Fault::Torn { cells, expected }))
    }
}

/// Reads up to [`SAMPLE`] bytes ahead, enough to tell what a file is.
pub fn read_sample(input: &mut impl Read) -> io::Result<Vec<u8>> {
    let mut sample = Vec::new();
    input.take(SAMPLE as u64).read_to_end(&mut sample)?;
    Ok(sample)
}

/// Up to the last cell that holds anything.
fn width_of(row: &Record) -> usize {
    let empty = (0..row.len()).rev().take_while(|place| row[*place].trim().is_empty()).count();
    row.len() - empty
}

/// A program that trims never ends a row with an empty cell, and many rows are short.
fn trimming_of(rows: &[Record], width: usize) -> Trimming {
    let short = rows.iter().filter(|row| row.len() < width).count();
    let padded = rows.iter().any(|row| width_of(row) < row.len());
    if short * 5 >= rows.len().max(1) && !padded { Trimming::EmptyCells } else { Trimming::Never }
}
