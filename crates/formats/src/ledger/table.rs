//! Entries as a table, one line of an entry a row; debits and credits in columns of their own.

use std::io::{self, Write};

use super::LedgerEntry;
use crate::csv::{Cell, Writer};

const COLUMNS: [&str; 10] = [
    "journal_id",
    "post_date",
    "branch",
    "account",
    "debit",
    "credit",
    "customer",
    "source_type",
    "source_id",
    "memo",
];

pub(super) struct JournalTable<W: Write> {
    writer: Writer<W>,
}

impl<W: Write> JournalTable<W> {
    pub fn new(out: W) -> io::Result<JournalTable<W>> {
        let mut writer = Writer::new(out);
        writer.texts(COLUMNS)?;
        Ok(JournalTable { writer })
    }

    pub fn write(&mut self, entry: &LedgerEntry) -> io::Result<()> {
        for line in &entry.lines {
            let (debit, credit) = match line.amount_cents {
                // The least number has no positive twin; as a negative debit it stays right.
                i64::MIN => (Cell::Cents(i64::MIN), Cell::Empty),
                cents if cents < 0 => (Cell::Empty, Cell::Cents(-cents)),
                cents => (Cell::Cents(cents), Cell::Empty),
            };
            self.writer.row([
                Cell::Text(&entry.number),
                Cell::Day(entry.day),
                Cell::Text(&entry.branch),
                Cell::Text(&line.account),
                debit,
                credit,
                Cell::Text(line.customer.as_deref().unwrap_or("")),
                Cell::Text(&entry.source_type),
                Cell::Text(&entry.source_id),
                Cell::Text(&entry.memo),
            ])?;
        }
        Ok(())
    }

    pub fn finish(self) -> io::Result<W> {
        self.writer.finish()
    }
}
