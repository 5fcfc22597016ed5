//! Whose invoice a line goes on, under the customer's billing options: all of them on one
//! to payer 1, or parts of them on an invoice for each payer.

use super::issue::IssueInvoice;
use super::lines::{Line, Place};
use super::records;
use super::rules::{self as figuring, Figures, LineDraft};
use crate::billing_options::SetOptions;
use crate::billing_options::rules::{self, Obstacle, PurchaseOrder};
use front_desk::agreements;
use front_desk::customers::{self, Customer};
use office::Refusal;
use store::Reader;
use values::rounding::TaxRounding;
use values::{Day, Id, Money, Quantity, noun};

/// What one payer is billed.
pub(super) struct Bill {
    pub payer: Customer,
    pub lines: Vec<Line>,
    pub discount: Money,
}

/// The bills that come of some lines. `discount` was asked for on the invoice itself and
/// goes before what the options take off.
pub(super) fn bills(
    reader: &mut Reader<'_>,
    (branch, options): (Id<noun::Branch>, &SetOptions),
    customer: &Customer,
    lines: Vec<Line>,
    (discount, on): (Option<Money>, Day),
) -> Result<Vec<Bill>, Refusal> {
    let sum: Money = lines.iter().map(gross).sum();
    let off = discount.unwrap_or_else(|| rules::discount_of(options, sum, on, None));
    let mut bills = Vec::with_capacity(1 + options.payers.len());
    for payer in options.list_payers().collect::<Vec<_>>() {
        let payer = match payer == customer.id {
            true => customer.clone(),
            false => customers::records::require_open_for_money(reader, branch, payer)?,
        };
        bills.push(Bill { payer, lines: Vec::new(), discount: Money::ZERO });
    }
    if let [only] = &mut bills[..] {
        (only.lines, only.discount) = (lines, off);
        return Ok(bills);
    }
    for line in lines {
        let parts = rules::split(&options.payers, line.share, gross(&line));
        for (bill, price) in bills.iter_mut().zip(parts) {
            if price.is_positive() {
                bill.lines.push(part(&line, price));
            }
        }
    }
    bills.retain(|bill| !bill.lines.is_empty());
    let worth: Vec<Money> = bills.iter().map(|bill| bill.lines.iter().map(gross).sum()).collect();
    if off.is_positive() {
        let shares = values::rounding::allocate_discount(off, &worth);
        bills.iter_mut().zip(shares).for_each(|(bill, share)| bill.discount = share);
    }
    Ok(bills)
}

fn gross(line: &Line) -> Money {
    line.draft.quantity.times(line.draft.price)
}

/// A payer's part of a line: one of it, at her share of the price.
fn part(line: &Line, price: Money) -> Line {
    if price == gross(line) {
        return line.clone();
    }
    let tax = line.draft.tax.clone();
    Line { draft: LineDraft { quantity: Quantity::ONE, price, tax }, ..line.clone() }
}

/// What an invoice comes to before it is written: a bill for each payer with its figures.
pub(crate) struct Weighed {
    pub(super) bills: Vec<(Bill, Figures)>,
    /// What all of them come to, with tax.
    pub total: Money,
    /// The purchase order it is issued under; blank for none.
    pub po_number: String,
    /// Why it may not go out.
    pub obstacle: Option<Obstacle>,
}

/// Works an invoice out without writing it.
pub(crate) fn weigh(
    reader: &mut Reader<'_>,
    (branch, on): (Id<noun::Branch>, Day),
    asked: &IssueInvoice,
    (customer, options): (&Customer, &SetOptions),
    (lines, place): (Vec<Line>, &Place),
) -> Result<Weighed, Refusal> {
    let discount = (asked.discount_cents, on);
    let mut worked = Vec::with_capacity(1 + options.payers.len());
    for bill in bills(reader, (branch, options), customer, lines, discount)? {
        let drafts: Vec<LineDraft> = bill.lines.iter().map(|line| line.draft.clone()).collect();
        let figures = figuring::figures(&drafts, bill.discount, TaxRounding::Invoice);
        if bill.discount > figures.gross || !figures.total.is_positive() {
            let words = format!("The lines come to {}. Take off less.", figures.gross);
            return Err(Refusal::invalid("discount_cents", words));
        }
        worked.push((bill, figures));
    }
    let total = worked.iter().map(|(_, figures)| figures.total).sum();
    let number = asked.po_number.as_ref().or(options.po_number.as_ref());
    let number = number.map_or(&*place.po_number, |number| number.trim());
    let order = purchase_order(reader, branch, options, (number, place))?;
    let obstacle = rules::obstacle(options, order, on, total);
    Ok(Weighed { bills: worked, total, po_number: number.to_owned(), obstacle })
}

/// What is known of the purchase order behind an invoice.
fn purchase_order<'n>(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    options: &SetOptions,
    (number, place): (&'n str, &Place),
) -> Result<PurchaseOrder<'n>, Refusal> {
    let mut order = PurchaseOrder { number, expires_on: options.po_expires_on, used: Money::ZERO };
    if order.expires_on.is_none()
        && number == place.po_number
        && !number.is_empty()
        && let Some(agreement) = place.agreement
    {
        order.expires_on = agreements::records::require(reader, branch, agreement)?.po_expires_on;
    }
    if options.po_limit_cents.is_some() {
        order.used = records::sum_under_purchase_order(reader, branch, options.payer(), number)?;
    }
    Ok(order)
}

/// Refuses an invoice that may not go out, with the way out.
pub(super) fn require_no_obstacle(weighed: &Weighed, customer: &Customer) -> Result<(), Refusal> {
    let href = format!("/billing-options?customer={}", customer.id);
    match &weighed.obstacle {
        None => Ok(()),
        Some(Obstacle::NoPurchaseOrder) => Err(Refusal::invalid(
            "po_number",
            format!("{} pays against a purchase order. Enter its number.", customer.name),
        )),
        Some(other) => Err(Refusal::conflict_with(
            "invoices.held_back",
            other.words(),
            href,
            "See her billing options",
        )),
    }
}

#[cfg(test)]
mod tests;
