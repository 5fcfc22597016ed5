//! Bills, payments and credits, told.

use super::line::{Facts, sentence};
use super::{Strand, Told};
use serde_json::Value;
use ui::Icon;
use values::Money;

/// The event of a line about money; nothing when the verb is not known here.
pub(super) fn tell(facts: &Facts<'_>) -> Option<Told> {
    match facts.line.command.as_str() {
        "invoices.issue" => Some(invoice(facts)),
        "invoices.mail" => Some(mailed(facts)),
        "invoices.void" => Some(on_invoice(facts, "voided")),
        "credits.issue" => Some(credit(facts)),
        "payments.post" => Some(payment(facts)),
        "payments.name" => Some(on_payment(facts, "named").detail(parts(facts))),
        "payments.apply" => Some(on_payment(facts, "applied").detail(parts(facts))),
        "payments.void" => Some(on_payment(facts, "voided")),
        "payments.take_back" => Some(on_payment(facts, "taken back")),
        "payments.move" => Some(on_payment(facts, "moved to the right account")),
        "payments.unapply" => Some(on_payment(facts, "taken off its invoices")),
        command if command.starts_with("returns.") => Some(returned(facts)),
        command if command.starts_with("refunds.") => Some(refund(facts)),
        "transfers.make" => Some(transfer(facts, "transferred between accounts")),
        "transfers.take_back" => Some(transfer(facts, "transfer taken back")),
        _ => None,
    }
}

fn told(icon: Icon, what: String) -> Told {
    Told::new(Strand::Money, icon, what)
}

fn invoice(facts: &Facts<'_>) -> Told {
    let due = facts.day("due_on").map(|due| format!(", due {}", due.short()));
    let applied = facts.cents("applied_cents").filter(|applied| !applied.is_zero());
    let paid = applied.map(|applied| format!(" {applied} was there already."));
    let detail = format!("{}{}.{}", facts.by(), due.unwrap_or_default(), paid.unwrap_or_default());
    told(Icon::Receipt, format!("Invoice {} issued", facts.text("number")))
        .detail(detail)
        .amount(facts.cents("total_cents"))
        .at(facts.href("invoice"))
}

fn mailed(facts: &Facts<'_>) -> Told {
    let invoice = sentence(&facts.name("invoice", "invoice"));
    told(Icon::Mail, format!("{invoice} e-mailed"))
        .detail(format!("to {}, {}.", facts.answered["to"].as_str().unwrap_or("her"), facts.by()))
        .at(facts.href("invoice"))
}

fn on_invoice(facts: &Facts<'_>, done: &str) -> Told {
    let invoice = sentence(&facts.name("invoice", "invoice"));
    told(Icon::Receipt, format!("{invoice} {done}"))
        .detail(format!("{}.", facts.by()))
        .at(facts.href("invoice"))
}

fn credit(facts: &Facts<'_>) -> Told {
    told(Icon::Note, format!("Credit {}", facts.text("number")))
        .detail(format!("on {}, {}.", facts.name("invoice", "an invoice"), facts.by()))
        .amount(facts.cents("total_cents").map(|total| -total))
        .at(facts.href("credit"))
}

fn payment(facts: &Facts<'_>) -> Told {
    let (icon, what) = tender(&facts.asked["method"]);
    told(icon, format!("{what} posted"))
        .detail(format!("{}. {}", facts.by(), parts(facts)))
        .amount(facts.cents("amount_cents"))
        .at(facts.href("payment"))
}

fn on_payment(facts: &Facts<'_>, done: &str) -> Told {
    let payment = sentence(&facts.name("payment", "payment"));
    let reopened = facts.cents("reopened_cents").filter(|cents| !cents.is_zero());
    let detail = match reopened {
        Some(reopened) => format!("{}. {reopened} is open again.", facts.by()),
        None => format!("{}.", facts.by()),
    };
    told(Icon::Receipt, format!("{payment} {done}")).detail(detail).at(facts.href("payment"))
}

fn returned(facts: &Facts<'_>) -> Told {
    let payment = sentence(&facts.name("payment", "payment"));
    let fee = facts.cents("fee_cents").filter(|fee| !fee.is_zero());
    let fee = fee.map(|fee| format!(" A fee of {fee} was charged."));
    told(Icon::Alert, format!("{payment} returned by the bank"))
        .detail(format!("{}.{}", facts.by(), fee.unwrap_or_default()))
        .amount(facts.cents("reopened_cents").or_else(|| facts.cents("amount_cents")))
        .at(facts.href("payment"))
}

fn refund(facts: &Facts<'_>) -> Told {
    let done = match facts.verb() {
        "ask" => "asked for",
        "approve" => "approved",
        "decline" => "declined",
        "pay" => "paid",
        _ => "changed",
    };
    told(Icon::Cash, format!("Refund {done}"))
        .detail(format!("{}.", facts.by()))
        .amount(facts.cents("amount_cents").map(|amount| -amount))
        .at(facts.href("refund"))
}

fn transfer(facts: &Facts<'_>, done: &str) -> Told {
    told(Icon::Person, format!("Credit {done}"))
        .detail(format!("{}.", facts.by()))
        .amount(facts.cents("amount_cents"))
        .at(facts.href("transfer"))
}

/// "Check 1042", "Card ending 4411", with the icon of it.
fn tender(method: &Value) -> (Icon, String) {
    let word = |tender: &str, field: &str| method[tender][field].as_str().unwrap_or("").to_owned();
    match method {
        Value::String(cash) if cash == "cash" => (Icon::Cash, String::from("Cash")),
        Value::Object(made) if made.contains_key("check") => {
            (Icon::Receipt, format!("Check {}", word("check", "number")))
        }
        Value::Object(made) if made.contains_key("money_order") => {
            (Icon::Receipt, format!("Money order {}", word("money_order", "serial")))
        }
        Value::Object(made) if made.contains_key("card") => {
            (Icon::Card, format!("Card ending {}", word("card", "last4")))
        }
        Value::Object(made) if made.contains_key("ach") => {
            (Icon::Card, format!("Bank debit {}", word("ach", "reference")))
        }
        _ => (Icon::Receipt, String::from("Payment")),
    }
}

/// "64.20 to 0412-26-005377, 63.13 to 0412-26-005501."
fn parts(facts: &Facts<'_>) -> String {
    let applied = facts.answered["applied"].as_array().map_or(&[][..], Vec::as_slice);
    let mut parts: Vec<String> = applied
        .iter()
        .filter_map(|part| {
            let amount = Money::cents(part["amount_cents"].as_i64()?);
            Some(format!("{amount} to {}", part["document"].as_str()?))
        })
        .collect();
    let unapplied = facts.answered["unapplied_cents"].as_i64().map(Money::cents);
    if let Some(left) = unapplied.filter(|left| !left.is_zero()) {
        parts.push(format!("{left} is not applied"));
    }
    match parts.is_empty() {
        true => String::new(),
        false => format!("{}.", parts.join(", ")),
    }
}
