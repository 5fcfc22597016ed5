//! One row of a table: its line and its cells.

use super::Encoding;
use std::ops::Index;

/// The cells of one row, in one piece of memory that can be used again for the next row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Record {
    line: u64,
    text: String,
    ends: Vec<usize>,
    doubts: Vec<(usize, Encoding)>,
}

impl Record {
    /// An empty record to read into.
    pub fn new() -> Record {
        Record::default()
    }

    /// A record of these cells, as if it stood on this line.
    pub fn of<'c>(line: u64, cells: impl IntoIterator<Item = &'c str>) -> Record {
        let mut record = Record { line, ..Record::default() };
        cells.into_iter().for_each(|cell| record.push(cell));
        record
    }

    /// The line of the file, counted from 1, on which the row begins.
    pub fn line(&self) -> u64 {
        self.line
    }

    /// How many cells there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there is no cell at all.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// Whether every cell is empty or only spaces.
    pub fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }

    /// The cell at this place, counted from 0.
    pub fn get(&self, place: usize) -> Option<&str> {
        let end = *self.ends.get(place)?;
        let start = if place == 0 { 0 } else { self.ends[place - 1] };
        Some(&self.text[start..end])
    }

    /// All cells in order.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.len()).map(|place| &self[place])
    }

    /// The cells that are written in other letters than the file, counted from 0, and the
    /// letters they were read in.
    pub fn doubts(&self) -> &[(usize, Encoding)] {
        &self.doubts
    }

    pub(crate) fn doubt(&mut self, place: usize, read_in: Encoding) {
        self.doubts.push((place, read_in));
    }

    pub(crate) fn push(&mut self, cell: &str) {
        self.text.push_str(cell);
        self.ends.push(self.text.len());
    }

    pub(crate) fn begin(&mut self, line: u64) {
        self.line = line;
        self.text.clear();
        self.ends.clear();
        self.doubts.clear();
    }

    /// Takes the memory of the text to write bytes into; give it back with [`Record::fill`].
    pub(crate) fn take_bytes(&mut self) -> Vec<u8> {
        std::mem::take(&mut self.text).into_bytes()
    }

    /// Sets text and cell ends at once. Each end must lie on a character border, which holds
    /// when the ends were separators in the file.
    pub(crate) fn fill(&mut self, text: String, ends: &[usize]) {
        self.text = text;
        self.ends.clear();
        self.ends.extend_from_slice(ends);
    }
}

impl Index<usize> for Record {
    type Output = str;

    fn index(&self, place: usize) -> &str {
        self.get(place).expect("the place is below len()")
    }
}
