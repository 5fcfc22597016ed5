//! Approve a write-off: it comes off the charge, against the allowance.

use super::records::{self, Approved, WriteOffRow};
use super::rules::{Taxed, tax_in};
use super::{APPROVE, ReinstateWriteOff};
use billing::credits;
use billing::invoices::{self, records::Invoice};
use billing::sales_taxes::{self, ChangeKind, TaxChange};
use books::Source;
use books::accounts::{ALLOWANCE, RECEIVABLE, SALES_TAX};
use books::entries::{self, NewEntry, NewLine};
use books::open_items::{ApplicationKind, find_charge, take_off_charge};
use money::Hands;
use office::{Command, Desk, Duty, Errand, Refusal, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use settings::rule_packs::deducts_bad_debt;
use values::{Id, Money, noun};

/// Approves a write-off.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct ApproveWriteOff {
    /// Which write-off.
    pub write_off: Id<noun::WriteOff>,
}

/// The write-off is approved.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct WriteOffApproved {
    /// The write-off.
    pub write_off: Id<noun::WriteOff>,
    /// How much came off the charge.
    pub amount_cents: Money,
    /// The tax in it that we do not owe any more.
    pub tax_cents: Money,
    /// Whether one person asked and approved: under the limit, or in a small office.
    pub hands: Hands,
}

impl Command for ApproveWriteOff {
    const NAME: &'static str = "write_offs.approve";
    const TITLE: &'static str = "Approve the write-off";
    const DUTY: Duty = APPROVE;
    const SHAPE: Shape = Shape::ActsOn("write_off");
    type Receipt = WriteOffApproved;

    fn perform(self, desk: &mut Desk<'_>) -> Result<WriteOffApproved, Refusal> {
        let row = records::require(desk, self.write_off)?;
        row.require_waiting()?;
        let hands = require_hands(desk, &row)?;
        let invoice = invoice_of(desk, &row)?;
        let tax = match &invoice {
            Some(invoice) => tax_of(desk, &row, invoice)?,
            None => Money::ZERO,
        };
        let day = desk.today();
        let kind = ApplicationKind::WriteOff;
        let application = take_off_charge(desk, row.charge, row.amount, kind, day)?;
        let memo = format!("Write-off {} of {}", row.number, row.document);
        let entry = post(desk, &row, (row.amount, tax), memo)?;
        let approved = Approved { application, entry, tax, hands };
        records::mark_approved(desk, self.write_off, &approved)?;
        note_tax(desk, &row, ChangeKind::WriteOff, -tax)?;
        desk.change(self.write_off, &"asked", &"approved")?;
        desk.subject(row.customer);
        let amount_cents = row.amount;
        Ok(WriteOffApproved { write_off: self.write_off, amount_cents, tax_cents: tax, hands })
    }

    fn reversal(receipt: &WriteOffApproved) -> Option<Errand> {
        Some(Errand::of(ReinstateWriteOff {
            write_off: receipt.write_off,
            amount_cents: None,
            reason: String::from("Taken back at once"),
        }))
    }
}

/// Handbook P23, or P24 when the amounts are below zero: the allowance and the tax against what
/// is owed.
pub(super) fn post(
    desk: &mut Desk<'_>,
    row: &WriteOffRow,
    (amount, tax): (Money, Money),
    memo: String,
) -> Result<Id<noun::Entry>, Refusal> {
    let of = |account, amount, customer| NewLine { account, amount, customer };
    let entry = NewEntry {
        day: desk.today(),
        memo,
        source: Source::of(row.id),
        lines: vec![
            of(ALLOWANCE, amount - tax, None),
            of(SALES_TAX, tax, None),
            of(RECEIVABLE, -amount, Some(row.customer)),
        ],
    };
    entries::post(desk, entry)
}

/// Over the branch's limit it takes another person than who asked.
fn require_hands(desk: &mut Desk<'_>, row: &WriteOffRow) -> Result<Hands, Refusal> {
    let branch = desk.branch();
    let limit = settings::preferences::money(desk, branch, "write_off_limit_cents")?;
    if row.amount <= limit {
        return Ok(if desk.who() == row.asked_by { Hands::One } else { Hands::Two });
    }
    let words = format!(
        "You asked for this write-off, and {} is over {limit}. Ask a second person to approve it.",
        row.amount
    );
    money::require_another(desk, row.asked_by, "write_offs.asker_cannot_approve", &words)
}

/// The invoice that is written off; none when the charge is of another kind.
fn invoice_of(desk: &mut Desk<'_>, row: &WriteOffRow) -> Result<Option<Invoice>, Refusal> {
    let branch = desk.branch();
    let charge =
        find_charge(desk, branch, row.charge)?.ok_or(Refusal::NotFound { what: "charge" })?;
    match charge.source == "invoice" {
        true => Ok(invoices::records::find_invoice(desk, branch, Id::new(charge.source_id))?),
        false => Ok(None),
    }
}

/// Notes what changed of the tax on the invoice that is written off.
pub(super) fn note_tax(
    desk: &mut Desk<'_>,
    row: &WriteOffRow,
    kind: ChangeKind,
    tax: Money,
) -> Result<(), Refusal> {
    match invoice_of(desk, row)? {
        Some(invoice) => {
            let change = TaxChange { kind, invoice: invoice.id, document: &row.number, tax };
            sales_taxes::note(desk, change)
        }
        None => Ok(()),
    }
}

/// The tax in a write-off that its state lets us deduct. Only an invoice holds tax.
fn tax_of(desk: &mut Desk<'_>, row: &WriteOffRow, invoice: &Invoice) -> Result<Money, Refusal> {
    let (branch, today) = (desk.branch(), desk.today());
    let Some(state) = records::find_state(desk, branch, invoice)? else {
        return Ok(Money::ZERO);
    };
    if !deducts_bad_debt(&state, today) {
        return Ok(Money::ZERO);
    }
    let (net, tax) = credits::records::sum_of_invoice(desk, branch, invoice.id)?;
    let left = Taxed { total: invoice.total - net - tax, tax: invoice.tax - tax };
    let before = records::written_off(desk, branch, row.charge)?;
    Ok(tax_in(left, before, row.amount))
}
