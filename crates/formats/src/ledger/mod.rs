//! Accounting entries for outsiders: hledger, Beancount, a plain journal table, QuickBooks.
//!
//! [`LedgerWriter`] takes entries one by one and writes them in the [`LedgerFormat`] that was
//! asked for, so that any number of them passes through little memory. Whoever doubts the books
//! can then prove them with a program of somebody else. An entry that does not balance is
//! refused whole.

mod accounts;
mod beancount;
mod hledger;
mod table;

use std::fmt;
use std::io::{self, Write};
use std::str::FromStr;

use values::Day;

pub use crate::iif::WriteError;
use crate::iif::{JournalWriter, Split, Transaction, check_balance};

use beancount::Beancount;
use hledger::Hledger;
use table::JournalTable;

/// One accounting entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LedgerEntry {
    /// The day it is posted on.
    pub day: Day,
    /// Its number, unique in the books.
    pub number: String,
    /// The branch; empty when the books have only one.
    pub branch: String,
    /// What it is for.
    pub memo: String,
    /// What kind of document it stands for, such as `invoice`; empty for none.
    pub source_type: String,
    /// That document's number; empty for none.
    pub source_id: String,
    /// At least two lines, which sum to zero.
    pub lines: Vec<LedgerLine>,
}

/// One line of an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LedgerLine {
    /// Number and name of the account: `1100 Accounts receivable`.
    pub account: String,
    /// Whole cents; debits positive, credits negative.
    pub amount_cents: i64,
    /// The customer's account number or name, when the line is one customer's.
    pub customer: Option<String>,
}

/// The programs entries can be written for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LedgerFormat {
    /// hledger and Ledger.
    Hledger,
    /// Beancount.
    Beancount,
    /// A table, one line of an entry a row.
    Csv,
    /// QuickBooks Desktop.
    Iif,
}

impl LedgerFormat {
    /// Every format.
    pub const ALL: [LedgerFormat; 4] =
        [LedgerFormat::Hledger, LedgerFormat::Beancount, LedgerFormat::Csv, LedgerFormat::Iif];

    /// The name on the command line and the page.
    pub fn name(self) -> &'static str {
        match self {
            LedgerFormat::Hledger => "hledger",
            LedgerFormat::Beancount => "beancount",
            LedgerFormat::Csv => "csv",
            LedgerFormat::Iif => "iif",
        }
    }

    /// How a file of this format ends.
    pub fn extension(self) -> &'static str {
        match self {
            LedgerFormat::Hledger => "journal",
            other => other.name(),
        }
    }

    /// The content type to send a file of this format with.
    pub fn content_type(self) -> &'static str {
        match self {
            LedgerFormat::Csv => "text/csv; charset=utf-8",
            LedgerFormat::Iif => "application/octet-stream",
            _ => "text/plain; charset=utf-8",
        }
    }
}

impl fmt::Display for LedgerFormat {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.name())
    }
}

impl FromStr for LedgerFormat {
    type Err = String;

    fn from_str(text: &str) -> Result<LedgerFormat, String> {
        let found = LedgerFormat::ALL.into_iter().find(|format| format.name() == text);
        found.ok_or_else(|| "Enter hledger, beancount, csv or iif.".to_owned())
    }
}

/// Writes entries in one format.
pub struct LedgerWriter<W: Write> {
    form: Form<W>,
}

enum Form<W: Write> {
    Hledger(Hledger<W>),
    Beancount(Beancount<W>),
    Table(JournalTable<W>),
    Iif(JournalWriter<W>),
}

impl<W: Write> LedgerWriter<W> {
    /// Begins a file.
    pub fn new(format: LedgerFormat, out: W) -> io::Result<LedgerWriter<W>> {
        let form = match format {
            LedgerFormat::Hledger => Form::Hledger(Hledger::new(out)?),
            LedgerFormat::Beancount => Form::Beancount(Beancount::new(out)?),
            LedgerFormat::Csv => Form::Table(JournalTable::new(out)?),
            LedgerFormat::Iif => Form::Iif(JournalWriter::new(out)?),
        };
        Ok(LedgerWriter { form })
    }

    /// Writes one entry, or nothing of it when it does not balance.
    pub fn write(&mut self, entry: &LedgerEntry) -> Result<(), WriteError> {
        check_balance(&entry.number, entry.lines.iter().map(|line| line.amount_cents))?;
        match &mut self.form {
            Form::Hledger(writer) => writer.write(entry)?,
            Form::Beancount(writer) => writer.write(entry)?,
            Form::Table(writer) => writer.write(entry)?,
            Form::Iif(writer) => writer.write(&transaction(entry))?,
        }
        Ok(())
    }

    /// Flushes and gives the stream back.
    pub fn finish(self) -> io::Result<W> {
        match self.form {
            Form::Hledger(writer) => writer.finish(),
            Form::Beancount(writer) => writer.finish(),
            Form::Table(writer) => writer.finish(),
            Form::Iif(writer) => writer.finish(),
        }
    }
}

/// The entry as QuickBooks takes it.
fn transaction(entry: &LedgerEntry) -> Transaction<'_> {
    let splits = entry.lines.iter().map(|line| Split {
        account: &line.account,
        name: line.customer.as_deref().unwrap_or(""),
        amount_cents: line.amount_cents,
        memo: &entry.memo,
    });
    Transaction {
        day: entry.day,
        number: &entry.number,
        class: &entry.branch,
        splits: splits.collect(),
    }
}

#[cfg(test)]
mod tests;
