//! What Stripe tells by itself, read into what Daybook understands. Of money it only wakes us:
//! what became of it is asked for, so that no message can post a payment.

use super::read;
use crate::processor_events::Told;
use office::Refusal;
use serde_json::Value;

/// A message: its name, and what it tells.
#[derive(Clone, Debug, PartialEq)]
pub struct Message {
    /// Stripe's name of it, the same however often it is sent.
    pub reference: String,
    /// Stripe's word for what happened.
    pub kind: String,
    /// What it tells.
    pub told: Told,
}

/// Reads a message; refused when it is none.
pub fn read_message(body: &[u8]) -> Result<Message, Refusal> {
    let unread = || Refusal::conflict("processor_events.unread", "This is no message of Stripe's.");
    let event: Value = serde_json::from_slice(body).map_err(|_| unread())?;
    let reference = event["id"].as_str().ok_or_else(unread)?.to_owned();
    let kind = event["type"].as_str().ok_or_else(unread)?.to_owned();
    let told = tells(&kind, &event["data"]["object"]);
    Ok(Message { reference, kind, told })
}

fn tells(kind: &str, object: &Value) -> Told {
    let once = object["metadata"]["once"].as_str().unwrap_or_default().to_owned();
    match kind {
        _ if kind.starts_with("charge.dispute.") => match read::of_dispute(object) {
            Some(dispute) => Told::Disputed { dispute },
            None => Told::Nothing,
        },
        "payout.paid" => match object["id"].as_str() {
            Some(id) => Told::PaidOut { payout: id.to_owned() },
            None => Told::Nothing,
        },
        "payment_method.detached" => match object["id"].as_str() {
            Some(id) => Told::MethodRemoved { method: id.to_owned() },
            None => Told::Nothing,
        },
        _ if once.is_empty() => Told::Nothing,
        "checkout.session.completed" if object["mode"] == "setup" => {
            Told::MethodLeft { once, page: object["id"].as_str().unwrap_or_default().to_owned() }
        }
        "payment_intent.succeeded"
        | "payment_intent.payment_failed"
        | "checkout.session.completed"
        | "checkout.session.expired" => Told::Decided { once },
        _ => Told::Nothing,
    }
}
