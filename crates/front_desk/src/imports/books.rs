//! Opening balances in the books: a charge or a credit a document, and their entry.

use super::opening::OpenDocument;
use super::records::{self, NewItem};
use books::Source;
use books::accounts::{OPENING_BALANCES, RECEIVABLE, UNAPPLIED};
use books::entries::{NewEntry, NewLine, post, reverse};
use books::open_items::{
    ApplicationKind, ChargeKind, CreditKind, NewCharge, NewCredit, find_charge, find_credit,
    open_charge, open_credit, take_off_charge, take_off_credit,
};
use office::{Desk, Refusal};
use std::collections::BTreeSet;
use values::{Id, Money, noun};

/// Opens a customer's documents and posts their entry: debit receivables, credit opening
/// balances; the other way round, through customer credits, for what is to her good.
pub(super) fn open_documents(
    desk: &mut Desk<'_>,
    import: Id<noun::Import>,
    customer: Id<noun::Customer>,
    name: &str,
    documents: &[OpenDocument],
) -> Result<Option<Id<noun::Entry>>, Refusal> {
    if documents.is_empty() {
        return Ok(None);
    }
    let source = Source::of(import);
    let mut items = Vec::with_capacity(documents.len());
    let mut lines = Vec::with_capacity(documents.len() + 1);
    for document in documents {
        let amount = document.open_cents;
        let account = match amount.is_positive() {
            true => RECEIVABLE,
            false => UNAPPLIED,
        };
        lines.push(NewLine { account, amount, customer: Some(customer) });
        items.push(open(desk, customer, source, document)?);
    }
    let total: Money = documents.iter().map(|document| document.open_cents).sum();
    lines.push(NewLine { account: OPENING_BALANCES, amount: -total, customer: None });
    let entry = NewEntry {
        day: desk.today(),
        memo: format!("Opening balance of {name}, brought over"),
        source,
        lines,
    };
    let entry = post(desk, entry)?;
    records::insert_items(desk, import, customer, entry, &items)?;
    Ok(Some(entry))
}

fn open(
    desk: &mut Desk<'_>,
    customer: Id<noun::Customer>,
    source: Source,
    document: &OpenDocument,
) -> Result<NewItem, Refusal> {
    let amount = document.open_cents;
    if amount.is_positive() {
        let charge = NewCharge {
            customer,
            kind: ChargeKind::Opening,
            document: document.document.clone(),
            source,
            issued_on: document.issued_on,
            due_on: document.due_on,
            amount,
        };
        return Ok(NewItem::Charge(open_charge(desk, charge)?));
    }
    let credit = NewCredit {
        customer,
        kind: CreditKind::Opening,
        document: document.document.clone(),
        source,
        dated_on: document.due_on,
        amount: -amount,
    };
    Ok(NewItem::Credit(open_credit(desk, credit)?))
}

/// Takes what an import brought to a customer's books back: each document is closed and
/// each entry reversed on today's date. Refused when a payment, a credit or a refund stands
/// on one of them. Answers what was taken off, a credit counting below zero.
pub(super) fn take_documents_back(
    desk: &mut Desk<'_>,
    import: Id<noun::Import>,
    customer: Id<noun::Customer>,
) -> Result<Money, Refusal> {
    let (branch, today) = (desk.branch(), desk.today());
    let mut taken = Money::ZERO;
    let mut entries = BTreeSet::new();
    for item in records::list_items(desk, branch, import, customer)? {
        entries.insert(item.entry);
        if let Some(id) = item.charge {
            let row = find_charge(desk, branch, id)?.ok_or(Refusal::NotFound { what: "charge" })?;
            refuse_used(customer, &row.document, row.amount, row.open)?;
            take_off_charge(desk, id, row.amount, ApplicationKind::Void, today)?;
            taken += row.amount;
        }
        if let Some(id) = item.credit {
            let row = find_credit(desk, branch, id)?.ok_or(Refusal::NotFound { what: "credit" })?;
            refuse_used(customer, &row.document, row.amount, row.open)?;
            take_off_credit(desk, id, row.amount, ApplicationKind::Void, today)?;
            taken -= row.amount;
        }
    }
    for entry in entries {
        reverse(desk, entry, today, String::from("Opening balance taken back with its import"))?;
    }
    records::mark_items_taken_back(desk, import, customer)?;
    Ok(taken)
}

fn refuse_used(
    customer: Id<noun::Customer>,
    document: &str,
    amount: Money,
    open: Money,
) -> Result<(), Refusal> {
    match amount == open {
        true => Ok(()),
        false => Err(Refusal::conflict_with(
            "imports.paid_since",
            format!(
                "{} of \"{document}\" is settled already. Take the payment or credit back first.",
                amount - open
            ),
            format!("/customers/{customer}"),
            "Open the customer",
        )),
    }
}
