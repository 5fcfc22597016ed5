//! Bank statements as tables: the CSV every bank's website hands out, each in its own way.
//!
//! [`Statements`] tells by itself how a table is written, which column is the day, the amount (or
//! the two of deposits and withdrawals), the check's number and the words, and which way round
//! its days are. What it guessed is a [`Mapping`] that a person corrects once and saves for the
//! next file of that bank. Where the table has a running balance, each row is proven by it, which
//! is the only control total such a file has.

mod balances;
mod mapping;
mod names;
mod print;
mod read;

#[cfg(test)]
mod tests;

pub use mapping::{AmountSign, MappedColumn, Mapping, Meaning};
pub use print::print;
pub use read::{StatementRow, Statements};
