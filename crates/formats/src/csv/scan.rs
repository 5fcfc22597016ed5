//! Finding the end of one row and the borders of its cells, byte by byte.
//!
//! Quotation marks follow RFC 4180, with the leniency real files need: spaces before and after a
//! quoted cell, and an inner mark that nobody doubled (`"Bob "Bobby" Smith"`). A mark that opens
//! and is not closed on its line is the dangerous case: the next opening mark, rows later, would
//! seem to close it. A letter right after that mark gives the tear away.

/// Where one cell lies in the buffer.
#[derive(Clone, Copy, Debug)]
pub(crate) struct CellSpan {
    pub from: usize,
    pub to: usize,
    /// Doubled quotation marks inside stand for one.
    pub quoted: bool,
}

/// What scanning came to.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Step {
    /// The bytes at hand end inside the row.
    More,
    /// The row is whole; the next one begins here.
    Ended { next: usize },
    /// A quotation mark is not closed; this is how far the scan got.
    Torn { at: usize },
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    CellStart,
    Bare,
    Quoted,
}

/// The place and state of a scan over one row, to be continued when more bytes arrive.
pub(crate) struct Scan {
    pub cells: Vec<CellSpan>,
    /// Line ends met inside quotation marks.
    pub inner_lines: u64,
    at: usize,
    cell_from: usize,
    /// The open cell began on an earlier line.
    ran_over: bool,
    state: State,
    delimiter: u8,
    quote: Option<u8>,
}

impl Scan {
    pub fn new(delimiter: u8, quote: Option<u8>) -> Scan {
        Scan {
            cells: Vec::new(),
            inner_lines: 0,
            at: 0,
            cell_from: 0,
            ran_over: false,
            state: State::CellStart,
            delimiter,
            quote,
        }
    }

    /// Begins a row at this place of the buffer.
    pub fn begin(&mut self, at: usize) {
        self.cells.clear();
        self.inner_lines = 0;
        self.at = at;
        self.cell_from = at;
        self.state = State::CellStart;
    }

    /// How far the scan got.
    pub fn at(&self) -> usize {
        self.at
    }

    /// Goes on over `bytes`, the whole buffer. `ended` says that no byte will follow.
    ///
    /// Before `distrusted`, a place where an earlier row turned out to be torn, a quoted cell may
    /// not run over a line end: so no byte is scanned more than twice, whatever the file holds.
    pub fn advance(&mut self, bytes: &[u8], ended: bool, distrusted: usize) -> Step {
        loop {
            let step = match self.state {
                State::CellStart => self.cell_start(bytes, ended),
                State::Bare => self.bare(bytes, ended),
                State::Quoted => self.quoted(bytes, ended, distrusted),
            };
            if let Some(step) = step {
                return step;
            }
        }
    }

    fn cell_start(&mut self, bytes: &[u8], ended: bool) -> Option<Step> {
        self.cell_from = self.at;
        let mut look = self.at;
        while look < bytes.len() && bytes[look] == b' ' && self.delimiter != b' ' {
            look += 1;
        }
        if look == bytes.len() && !ended {
            return Some(Step::More);
        }
        if self.quote.is_some() && bytes.get(look).copied() == self.quote {
            self.at = look + 1;
            self.cell_from = self.at;
            self.ran_over = false;
            self.state = State::Quoted;
        } else {
            self.at = look;
            self.state = State::Bare;
        }
        None
    }

    fn bare(&mut self, bytes: &[u8], ended: bool) -> Option<Step> {
        let mut at = self.at;
        let delimiter = self.delimiter;
        while at < bytes.len() {
            let byte = bytes[at];
            if byte == delimiter || byte == b'\n' || byte == b'\r' {
                break;
            }
            at += 1;
        }
        self.at = at;
        if at == bytes.len() && !ended {
            return Some(Step::More);
        }
        self.close_cell(bytes, ended, CellSpan { from: self.cell_from, to: at, quoted: false })
    }

    fn quoted(&mut self, bytes: &[u8], ended: bool, distrusted: usize) -> Option<Step> {
        let quote = self.quote?;
        while self.at < bytes.len() {
            let byte = bytes[self.at];
            if byte == b'\n' || byte == b'\r' {
                if self.at < distrusted {
                    return Some(Step::Torn { at: self.at });
                }
                if byte == b'\r' && self.at + 1 == bytes.len() && !ended {
                    return Some(Step::More);
                }
                let pair = byte == b'\r' && bytes.get(self.at + 1) == Some(&b'\n');
                self.inner_lines += u64::from(!pair);
                self.ran_over = true;
            } else if byte == quote {
                if let Some(step) = self.quote_met(bytes, ended, quote) {
                    return step;
                }
                continue;
            }
            self.at += 1;
        }
        Some(if ended { Step::Torn { at: self.at } } else { Step::More })
    }

    /// Decides what a mark inside a quoted cell is. `None` means that it belongs to the cell;
    /// `Some(step)` leaves the quoted state or the scan.
    fn quote_met(&mut self, bytes: &[u8], ended: bool, quote: u8) -> Option<Option<Step>> {
        let mark = self.at;
        let mut look = mark + 1;
        if bytes.get(look) == Some(&quote) {
            self.at += 2;
            return None;
        }
        while look < bytes.len() && bytes[look] == b' ' {
            look += 1;
        }
        if look == bytes.len() && !ended {
            return Some(Some(Step::More));
        }
        let closes = match bytes.get(look) {
            None => true,
            Some(&next) => next == self.delimiter || next == b'\n' || next == b'\r',
        };
        if closes {
            let cell = CellSpan { from: self.cell_from, to: mark, quoted: true };
            if bytes.get(look) == Some(&b'\r') && look + 1 == bytes.len() && !ended {
                return Some(Some(Step::More));
            }
            self.at = look;
            return Some(self.close_cell(bytes, ended, cell));
        }
        if self.ran_over {
            return Some(Some(Step::Torn { at: mark }));
        }
        self.at += 1;
        None
    }

    /// Ends the cell at the separator, line end or file end that `self.at` stands on.
    fn close_cell(&mut self, bytes: &[u8], ended: bool, cell: CellSpan) -> Option<Step> {
        let next = match bytes.get(self.at) {
            Some(b'\r') if self.at + 1 == bytes.len() && !ended => return Some(Step::More),
            Some(b'\r') if bytes.get(self.at + 1) == Some(&b'\n') => self.at + 2,
            Some(b'\r' | b'\n') => self.at + 1,
            Some(_) => {
                self.cells.push(cell);
                self.at += 1;
                self.state = State::CellStart;
                return None;
            }
            None => self.at,
        };
        self.cells.push(cell);
        Some(Step::Ended { next })
    }
}
