//! `/payments/{id}/receipt`: the receipt that is handed over the counter, as a PDF.

use crate::faces;
use crate::paper;
use crate::payments::records::{self, PaymentRow, PaymentState};
use books::open_items::{balance, list_applications_of_credit};
use office::{Answer, Refusal, View};
use serde_json::{Value, json};
use settings::branches::records::find_branch_address;
use values::{Id, noun};

/// The sheet.
pub(super) fn show(view: &mut View<'_, '_>) -> Result<Answer, Refusal> {
    let id: Id<noun::Payment> = view.path.id("id", "payment")?;
    let branch = view.branch();
    let row = records::find_payment(view.reader, branch, id)?
        .ok_or(Refusal::NotFound { what: "payment" })?;
    let facts = facts(view, &row)?;
    let bytes = view.office.press().print("receipt", &facts)?;
    let name = format!("receipt-{}.pdf", row.number);
    Ok(Answer::File { name, media_type: "application/pdf", bytes })
}

/// What stands on it. A payment that was voided, returned or has no customer has no receipt.
pub(super) fn facts(view: &mut View<'_, '_>, row: &PaymentRow) -> Result<Value, Refusal> {
    let (Some(customer), Some(credit)) = (row.customer, row.credit) else {
        return Err(Refusal::conflict(
            "payments.on_hold",
            format!("{} is on hold. Name its customer, then print the receipt.", row.number),
        ));
    };
    if let PaymentState::Voided | PaymentState::Returned = row.state() {
        return Err(Refusal::conflict(
            "payments.no_receipt",
            format!("{} does not stand any more, so there is no receipt.", row.number),
        ));
    }
    let branch = view.branch();
    let address =
        find_branch_address(view.reader, branch)?.ok_or(Refusal::NotFound { what: "branch" })?;
    let face = faces::records::find_face(view.reader, branch, customer)?
        .ok_or(Refusal::NotFound { what: "customer" })?;
    let standing = list_applications_of_credit(view.reader, branch, credit)?;
    let standing: Vec<_> =
        standing.into_iter().filter(|one| one.is_standing() && one.charge.is_some()).collect();
    let paid: i64 = standing.iter().map(|one| one.amount.as_cents()).sum();
    let applied: Vec<Value> = standing
        .iter()
        .map(|one| {
            json!({
                "number": one.charge_document,
                "amount_cents": one.amount.as_cents(),
            })
        })
        .collect();
    let now = balance(view.reader, branch, customer)?;
    Ok(json!({
        "company": address.company,
        "office": format!("{} {}", address.name, address.number),
        "printed_at": paper::wall(view.now, &view.me.zone),
        "printed_by": view.me.staff.name,
        "seller": paper::seller(&address),
        "number": row.number,
        "account": face.number,
        "received_from": if row.payer.is_empty() { &face.name } else { &row.payer },
        "received_on": row.received_on.to_string(),
        "received_at": paper::wall(row.posted_at, &view.me.zone),
        "received_by": row.posted_by_name,
        "tender": { "what": row.tender.title(), "number": row.reference },
        "amount_cents": row.amount.as_cents(),
        "applied": applied,
        "unapplied_cents": row.amount.as_cents() - paid,
        "balance_after_cents": now.net().as_cents(),
    }))
}
