//! What a link asks for, as its page tells it: each invoice with what was done, and the credit
//! that is not used yet. No name and no address.

use super::PayLinkRow;
use billing::invoices::records::{find_invoice, list_lines};
use books::open_items::{ChargeKind, list_open_charges, list_open_credits};
use store::Reader;
use values::{Day, Id, Money, noun};

/// One paper that is to be paid, or the credit that is taken off.
#[derive(Clone, Debug, PartialEq)]
pub struct AskedItem {
    /// `Invoice 0412-26-000123`.
    pub title: String,
    /// The day it is due; none for credit.
    pub due_on: Option<Day>,
    /// What is open of it; below zero for credit.
    pub open: Money,
    /// What was done, a line each.
    pub what: Vec<String>,
}

/// What a link asks for now; its sum is what is open.
pub fn list_asked(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    link: &PayLinkRow,
) -> Result<Vec<AskedItem>, store::Error> {
    if let Some(invoice) = link.invoice {
        let (title, due_on) = (link.purpose(), link.due_on);
        let what = what_was_done(reader, branch, invoice)?;
        return Ok(vec![AskedItem { title, due_on, open: link.open, what }]);
    }
    let mut items = Vec::new();
    for charge in list_open_charges(reader, branch, link.customer)? {
        let what = match charge.kind {
            ChargeKind::Invoice if find_invoice_of(reader, branch, charge.source_id)? => {
                what_was_done(reader, branch, Id::new(charge.source_id))?
            }
            _ => Vec::new(),
        };
        let kind = match charge.kind {
            ChargeKind::Invoice => "Invoice",
            ChargeKind::Fee => "Fee",
            ChargeKind::Opening => "Balance brought in",
        };
        let title = format!("{kind} {}", charge.document);
        items.push(AskedItem { title, due_on: Some(charge.due_on), open: charge.open, what });
    }
    let credit: Money =
        list_open_credits(reader, branch, link.customer)?.iter().map(|credit| credit.open).sum();
    if credit.is_positive() {
        let title = String::from("Credit on your account");
        items.push(AskedItem { title, due_on: None, open: -credit, what: Vec::new() });
    }
    Ok(items)
}

fn find_invoice_of(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    source_id: i64,
) -> Result<bool, store::Error> {
    Ok(find_invoice(reader, branch, Id::new(source_id))?.is_some())
}

fn what_was_done(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    invoice: Id<noun::Invoice>,
) -> Result<Vec<String>, store::Error> {
    let lines = list_lines(reader, branch, invoice)?.into_iter();
    let words = lines.map(|line| match line.service_on {
        Some(day) => format!("{}, {}", line.what, day.long()),
        None => line.what,
    });
    Ok(words.collect())
}
