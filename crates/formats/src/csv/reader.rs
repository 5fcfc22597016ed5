//! Rows from a stream, one at a time, in memory that does not grow with the file.

use std::io::Read;

use super::encoding::{AsciiBased, from_windows_1252};
use super::scan::{Scan, Step};
use super::{CsvError, Dialect, Encoding, Fault, Record};

/// No real row is longer than this many bytes; a longer one is torn.
pub const LONGEST_ROW: usize = 1024 * 1024;

const CHUNK: u64 = 64 * 1024;

/// Reads the rows of a text table in a known [`Dialect`].
///
/// Memory is bounded by [`LONGEST_ROW`] whatever the stream holds. A row that cannot be read is
/// an error about that row; the next call goes on after it.
pub struct Reader<R> {
    input: AsciiBased<R>,
    scan: Scan,
    quote: Option<u8>,
    settled: Option<Encoding>,
    buffer: Vec<u8>,
    start: usize,
    ended: bool,
    line: u64,
    distrusted: usize,
    ends: Vec<usize>,
}

impl<R: Read> Reader<R> {
    /// Reads `input`, which must stand at its beginning, in this dialect.
    pub fn new(mut input: R, dialect: &Dialect) -> Result<Reader<R>, CsvError> {
        let mut mark = [0; 3];
        let mark = &mut mark[..dialect.mark];
        input.read_exact(mark).map_err(|error| CsvError::new(1, Fault::Input(error)))?;
        let quote = dialect.quote.byte();
        Ok(Reader {
            input: AsciiBased::new(input, dialect.encoding),
            scan: Scan::new(dialect.delimiter.byte(), quote),
            quote,
            settled: dialect.encoding,
            buffer: Vec::new(),
            start: 0,
            ended: false,
            line: 1,
            distrusted: 0,
            ends: Vec::new(),
        })
    }

    /// Reads the next row into `record`; `false` at the end of the file.
    pub fn read(&mut self, record: &mut Record) -> Result<bool, CsvError> {
        self.compact();
        self.scan.begin(self.start);
        loop {
            match self.scan.advance(&self.buffer, self.ended, self.distrusted) {
                Step::Ended { next } if next == self.start => return Ok(false),
                Step::Ended { next } => return self.finish(record, next).map(|()| true),
                Step::Torn { at } => return Err(self.torn(at)),
                Step::More if self.buffer.len() - self.start > LONGEST_ROW => {
                    let at = self.scan.at();
                    return Err(self.too_long(at));
                }
                Step::More => self.refill()?,
            }
        }
    }

    /// Bytes held at the moment, for tests of bounded memory.
    #[cfg(test)]
    pub(crate) fn memory(&self) -> usize {
        self.buffer.capacity() + self.scan.cells.capacity() * size_of::<super::scan::CellSpan>()
    }

    /// Moves what is unread to the front, so that the buffer never holds read rows for long.
    fn compact(&mut self) {
        if self.start >= CHUNK as usize || self.start == self.buffer.len() {
            self.buffer.drain(..self.start);
            self.distrusted = self.distrusted.saturating_sub(self.start);
            self.start = 0;
        }
    }

    fn refill(&mut self) -> Result<(), CsvError> {
        let mut piece = (&mut self.input).take(CHUNK);
        match piece.read_to_end(&mut self.buffer) {
            Ok(count) => {
                self.ended = count == 0;
                Ok(())
            }
            Err(error) => {
                self.ended = true;
                Err(CsvError::new(self.line, Fault::Input(error)))
            }
        }
    }

    fn finish(&mut self, record: &mut Record, next: usize) -> Result<(), CsvError> {
        let line = self.line;
        self.line += self.scan.inner_lines + 1;
        self.start = next;
        record.begin(line);
        let mut bytes = record.take_bytes();
        self.ends.clear();
        for cell in &self.scan.cells {
            let raw = &self.buffer[cell.from..cell.to];
            match self.quote {
                Some(quote) if cell.quoted => undouble(raw, quote, &mut bytes),
                _ => bytes.extend_from_slice(raw),
            }
            self.ends.push(bytes.len());
        }
        match String::from_utf8(bytes) {
            Ok(text) if text.is_ascii() || self.settled != Some(Encoding::Windows1252) => {
                if !text.is_ascii() {
                    self.settled.get_or_insert(Encoding::Utf8);
                }
                record.fill(text, &self.ends);
            }
            Ok(text) => self.fill_cell_by_cell(record, text.as_bytes()),
            Err(error) => {
                self.settled.get_or_insert(Encoding::Windows1252);
                self.fill_cell_by_cell(record, error.as_bytes());
            }
        }
        Ok(())
    }

    /// Reads each cell in the letters its bytes fit, and doubts those that are not the file's:
    /// lists that were joined from two programs mix them.
    fn fill_cell_by_cell(&self, record: &mut Record, bytes: &[u8]) {
        let mut start = 0;
        for (place, &end) in self.ends.iter().enumerate() {
            let cell = &bytes[start..end];
            start = end;
            let read_in = match std::str::from_utf8(cell) {
                Ok(text) => {
                    record.push(text);
                    if text.is_ascii() {
                        continue;
                    }
                    Encoding::Utf8
                }
                Err(_) => {
                    record.push(&from_windows_1252(cell));
                    Encoding::Windows1252
                }
            };
            if self.settled != Some(read_in) {
                record.doubt(place, read_in);
            }
        }
    }

    /// Gives up the first line of the row and goes on with the line after it.
    fn torn(&mut self, at: usize) -> CsvError {
        self.distrusted = self.distrusted.max(at);
        let rest = &self.buffer[self.start..];
        let end = rest.iter().position(|b| *b == b'\n' || *b == b'\r').unwrap_or(rest.len());
        let pair = rest.get(end) == Some(&b'\r') && rest.get(end + 1) == Some(&b'\n');
        let text = self.letters(&rest[..end]);
        let error = CsvError::with_text(self.line, &text, Fault::UnclosedQuote);
        self.start += (end + 1 + usize::from(pair)).min(rest.len());
        self.line += 1;
        error
    }

    /// A row over the limit: torn when a quotation mark swallowed its line end, else one endless
    /// line, which is skipped without being kept.
    fn too_long(&mut self, at: usize) -> CsvError {
        if self.buffer[self.start..].iter().any(|b| *b == b'\n' || *b == b'\r') {
            return self.torn(at);
        }
        let text = self.letters(&self.buffer[self.start..self.start + 1024]);
        let error = CsvError::with_text(self.line, &text, Fault::TooLong);
        loop {
            self.start = self.buffer.len();
            self.compact();
            if let Err(error) = self.refill() {
                return error;
            }
            let end = self.buffer.iter().position(|b| *b == b'\n' || *b == b'\r');
            if let Some(end) = end.or(self.ended.then_some(self.buffer.len())) {
                self.start = (end + 1).min(self.buffer.len());
                self.line += 1;
                return error;
            }
        }
    }

    fn letters(&self, bytes: &[u8]) -> String {
        match std::str::from_utf8(bytes) {
            Ok(text) => text.to_owned(),
            Err(_) if self.settled == Some(Encoding::Utf8) => {
                String::from_utf8_lossy(bytes).into_owned()
            }
            Err(_) => from_windows_1252(bytes),
        }
    }
}

/// Writes a quoted cell with each doubled mark as one.
fn undouble(raw: &[u8], quote: u8, into: &mut Vec<u8>) {
    let mut rest = raw;
    while let Some(mark) = rest.iter().position(|b| *b == quote) {
        into.extend_from_slice(&rest[..=mark]);
        rest = &rest[mark + 1..];
        if rest.first() == Some(&quote) {
            rest = &rest[1..];
        }
    }
    into.extend_from_slice(rest);
}
