//! Rows copied out of a spreadsheet: who paid, by which check, how much.
//!
//! A spreadsheet hands over its cells with tabs between them, a quoted cell where one holds a
//! tab, a line end or a quotation mark. Which column is which is told by the headings, when they
//! were copied too, else by what stands below; where that leaves two readings nothing is
//! guessed, and the paste is refused with what to do. No row that holds anything is left out,
//! and a cell that cannot be read stays as it was.
//!
//! Start with [`read`](fn@read); `columns.rs` tells the columns, `cells.rs` finds the cells.

mod cells;
mod columns;
mod read;

#[cfg(test)]
mod tests;

pub use cells::print;
pub use columns::Column;
pub use read::{Found, How, Pasted, PastedRow, read};

use thiserror::Error;

/// The most rows that are taken at once.
pub const MOST_ROWS: usize = 200;

/// No longer text is looked at, in bytes: 200 rows of a wide sheet are a fifth of it.
pub const LONGEST_TEXT: usize = 128 * 1024;

/// Why nothing of a paste was taken.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum PasteError {
    /// Nothing but blanks.
    #[error("Nothing was pasted. Copy the rows in the spreadsheet, then paste them here.")]
    Empty,
    /// More text than any list of payments is.
    #[error("This is longer than a list of payments. Copy the columns of the payments only.")]
    TooLong,
    /// More rows than are taken at once.
    #[error(
        "These are {rows} rows, and {MOST_ROWS} are taken at once. \
         Paste the first {MOST_ROWS}, then the rest."
    )]
    TooManyRows {
        /// How many there are.
        rows: usize,
    },
    /// One column alone.
    #[error("There is one column only. Copy at least who paid and how much.")]
    OneColumn,
    /// Headings, and nothing below them.
    #[error("There are headings only. Copy the rows below them too.")]
    HeadingsOnly,
    /// No column of amounts can be told.
    #[error(
        "No column holds amounts. Write a heading above each column, \
         such as Account, Check no. and Amount, and copy them too."
    )]
    NoAmounts,
    /// Several columns may be the amounts.
    #[error(
        "Several columns hold amounts. Write Amount above the one that was paid, \
         and copy the headings too."
    )]
    SeveralAmounts,
}
