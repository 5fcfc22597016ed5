//! Writing batches as a table with a trailer for each of them.

use std::io;

use super::{LockboxBatch, LockboxCheck, PaidInvoice};
use crate::csv::{Cell, Writer};

const HEADER: [&str; 14] = [
    "batch_date",
    "lockbox",
    "batch",
    "item",
    "tender",
    "check_no",
    "routing",
    "bank_account",
    "payer",
    "customer_no",
    "invoice_no",
    "invoice_amount",
    "amount",
    "image_id",
];

/// Writes the batches; a check takes a row for each invoice it pays.
pub fn print<W: io::Write>(batches: &[LockboxBatch], out: W) -> io::Result<W> {
    let mut writer = Writer::new(out);
    writer.texts(HEADER)?;
    for batch in batches {
        for check in &batch.checks {
            if check.invoices.is_empty() {
                row(&mut writer, batch, check, None)?;
            }
            for invoice in &check.invoices {
                row(&mut writer, batch, check, Some(invoice))?;
            }
        }
        let count = batch.checks.len().to_string();
        let mut cells = [Cell::Empty; HEADER.len()];
        cells[0] = Cell::Text("TRAILER");
        cells[1] = Cell::Text(&batch.lockbox);
        cells[2] = Cell::Text(&batch.number);
        cells[3] = Cell::Text(&count);
        cells[12] = Cell::Cents(batch.total_cents());
        writer.row(cells)?;
    }
    writer.finish()
}

fn row<W: io::Write>(
    writer: &mut Writer<W>,
    batch: &LockboxBatch,
    check: &LockboxCheck,
    invoice: Option<&PaidInvoice>,
) -> io::Result<()> {
    let number = invoice.map_or("", |invoice| &invoice.number);
    let part = invoice.and_then(|invoice| invoice.amount_cents);
    writer.row([
        Cell::Day(batch.received_on),
        Cell::Text(&batch.lockbox),
        Cell::Text(&batch.number),
        Cell::Text(&check.item),
        Cell::Text(&check.tender),
        Cell::Text(&check.check_number),
        Cell::Text(&check.routing),
        Cell::Text(check.account.open()),
        Cell::Text(&check.payer),
        Cell::Text(&check.customer_number),
        Cell::Text(number),
        part.map_or(Cell::Empty, Cell::Cents),
        Cell::Cents(check.amount_cents),
        Cell::Text(&check.image),
    ])
}
