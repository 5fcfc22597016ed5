//! What is understood of Stripe's answers. Each function reads one kind of object.

use crate::processors::{
    DeclineKind, DisputeStanding, DisputeTold, DrawOutcome, HostedPage, PayoutItemKind,
    PayoutItemTold, PayoutTold, SavedMethod,
};
use office::Refusal;
use serde_json::Value;
use values::{Day, Instant, Money, Zone};

/// Declines after which asking again is of no use, by Stripe's words for them.
const HARD: &[&str] = &[
    "card_not_supported",
    "expired_card",
    "fraudulent",
    "incorrect_number",
    "invalid_account",
    "lost_card",
    "pickup_card",
    "restricted_card",
    "revocation_of_all_authorizations",
    "revocation_of_authorization",
    "security_violation",
    "stolen_card",
    "stop_payment_order",
    "transaction_not_allowed",
    "authentication_required",
    "resource_missing",
    "payment_method_unactivated",
];

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

/// The id of what a field names, expanded or not.
fn id_of(value: &Value) -> String {
    match value {
        Value::Object(_) => text(&value["id"]),
        other => text(other),
    }
}

/// Stripe counts days in UTC.
fn day_of(seconds: Option<i64>) -> Option<Day> {
    let utc = Zone::parse("UTC").expect("UTC is a zone");
    Some(Instant::from_micros(seconds?.checked_mul(1_000_000)?).day_in(&utc))
}

/// A payment intent.
pub(super) fn of_intent(intent: &Value) -> DrawOutcome {
    let reference = text(&intent["id"]);
    match intent["status"].as_str() {
        Some("succeeded") => {
            // Newer answers have the latest charge, older ones a list of all.
            let charge = match &intent["latest_charge"] {
                Value::Object(_) => &intent["latest_charge"],
                _ => &intent["charges"]["data"][0],
            };
            let card = &charge["payment_method_details"]["card"];
            let last4 = match card["last4"].as_str() {
                Some(last4) => last4.to_owned(),
                None => String::from("0000"),
            };
            DrawOutcome::Taken { reference, brand: text(&card["brand"]), last4 }
        }
        Some("processing") => DrawOutcome::Pending { reference },
        _ => match intent["last_payment_error"] {
            Value::Object(_) => declined(&intent["last_payment_error"]),
            _ => DrawOutcome::Declined {
                code: text(&intent["status"]),
                words: "The customer must confirm it herself.".into(),
                kind: DeclineKind::Hard,
            },
        },
    }
}

/// An answer that is a refusal.
pub(super) fn of_error(body: &str) -> Result<DrawOutcome, Refusal> {
    let body: Value = serde_json::from_str(body)
        .map_err(|error| Refusal::broken(format!("Stripe answered what is no JSON: {error}")))?;
    Ok(declined(&body["error"]))
}

fn declined(error: &Value) -> DrawOutcome {
    let code = match error["decline_code"].as_str() {
        Some(code) => code.to_owned(),
        None => text(&error["code"]),
    };
    let words = error["message"].as_str().unwrap_or("The processor gave no reason.").to_owned();
    let kind = match HARD.contains(&code.as_str()) {
        true => DeclineKind::Hard,
        false => DeclineKind::Soft,
    };
    DrawOutcome::Declined { code, words, kind }
}

/// A refund.
pub(super) fn of_refund(refund: &Value) -> DrawOutcome {
    let reference = text(&refund["id"]);
    match refund["status"].as_str() {
        Some("failed" | "canceled") => DrawOutcome::Declined {
            code: text(&refund["failure_reason"]),
            words: "The refund could not go back to the card.".into(),
            kind: DeclineKind::Hard,
        },
        _ => DrawOutcome::Taken { reference, brand: String::new(), last4: String::new() },
    }
}

/// A Checkout session.
pub(super) fn of_page(session: &Value) -> Result<HostedPage, Refusal> {
    let page = HostedPage { reference: text(&session["id"]), url: text(&session["url"]) };
    match page.url.starts_with("http") {
        true => Ok(page),
        false => Err(Refusal::broken("Stripe made a page without an address")),
    }
}

/// The payment of a session; none while the customer may still pay.
pub(super) fn of_paid_page(session: &Value) -> Option<DrawOutcome> {
    match (session["status"].as_str(), session["payment_status"].as_str()) {
        (_, Some("paid")) => Some(of_intent(&session["payment_intent"])),
        (Some("expired"), _) => Some(DrawOutcome::Declined {
            code: "page_expired".into(),
            words: "The customer left without paying.".into(),
            kind: DeclineKind::Soft,
        }),
        _ => None,
    }
}

/// The method of a session that only sets one up.
pub(super) fn of_set_up(session: &Value) -> Option<SavedMethod> {
    let method = &session["setup_intent"]["payment_method"];
    let card = &method["card"];
    let month = i8::try_from(card["exp_month"].as_i64()?).ok()?;
    let year = i16::try_from(card["exp_year"].as_i64()?).ok()?;
    let first = Day::parse(&format!("{year:04}-{month:02}-01")).ok()?;
    Some(SavedMethod {
        processor_customer: id_of(&session["customer"]),
        processor_method: text(&method["id"]),
        brand: text(&card["brand"]),
        last4: text(&card["last4"]),
        expires_on: Some(first.plus_months(1).plus_days(-1)),
    })
}

/// A dispute.
pub(super) fn of_dispute(dispute: &Value) -> Option<DisputeTold> {
    let payment_reference = match id_of(&dispute["payment_intent"]) {
        known if !known.is_empty() => known,
        _ => id_of(&dispute["charge"]),
    };
    Some(DisputeTold {
        reference: dispute["id"].as_str()?.to_owned(),
        payment_reference,
        amount_cents: Money::cents(dispute["amount"].as_i64()?),
        reason: text(&dispute["reason"]),
        answer_by: day_of(dispute["evidence_details"]["due_by"].as_i64()),
        stands: match dispute["status"].as_str()? {
            "won" => DisputeStanding::Won,
            "lost" => DisputeStanding::Lost,
            _ => DisputeStanding::Open,
        },
    })
}

/// A row of the balance: what a payout is made of. The payout itself is no part of it.
pub(super) fn of_balance_row(row: &Value) -> Option<PayoutItemTold> {
    let source = &row["source"];
    let payment_of = |value: &Value| match id_of(&value["payment_intent"]) {
        known if !known.is_empty() => known,
        _ => id_of(value),
    };
    let (kind, reference) = match row["type"].as_str()? {
        "payout" => return None,
        "charge" | "payment" => (PayoutItemKind::Payment, payment_of(source)),
        "refund" | "payment_refund" => (PayoutItemKind::Refund, id_of(source)),
        "adjustment" if source["object"] == "dispute" => (PayoutItemKind::Dispute, id_of(source)),
        _ => (PayoutItemKind::Other, text(&row["id"])),
    };
    let gross_cents = Money::cents(row["amount"].as_i64()?);
    let fee_cents = Money::cents(row["fee"].as_i64().unwrap_or(0));
    Some(PayoutItemTold { kind, reference, gross_cents, fee_cents })
}

/// A payout.
pub(super) fn of_payout(payout: &Value, items: Vec<PayoutItemTold>) -> Option<PayoutTold> {
    let arrives_on = day_of(payout["arrival_date"].as_i64())?;
    Some(PayoutTold { arrives_on, net: Money::cents(payout["amount"].as_i64()?), items })
}
