//! Writing a statement as a table that any program and [`super::Statements`] reads.

use std::io;

use super::StatementRow;
use crate::csv::{Cell, Writer};

const HEADER: [&str; 9] = [
    "Posting Date",
    "Amount",
    "Check Number",
    "Description",
    "Reference",
    "Type",
    "Transaction ID",
    "Account Number",
    "Balance",
];

/// Writes the movements with a header.
pub fn print<W: io::Write>(rows: &[StatementRow], out: W) -> io::Result<W> {
    let mut writer = Writer::new(out);
    writer.texts(HEADER)?;
    for row in rows {
        writer.row([
            Cell::Day(row.posted_on),
            Cell::Cents(row.amount_cents),
            Cell::Text(&row.check_number),
            Cell::Text(&row.description),
            Cell::Text(&row.reference),
            Cell::Text(&row.kind),
            Cell::Text(&row.id),
            Cell::Text(&row.account),
            row.balance_cents.map_or(Cell::Empty, Cell::Cents),
        ])?;
    }
    writer.finish()
}
