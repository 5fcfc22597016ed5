//! Edits to what is kept about a customer, told with what stood there before.

use super::line::{Facts, read, sentence, spaced};
use super::{Strand, Told};
use serde_json::{Map, Value};
use ui::Icon;

/// How many changed fields a sentence names before it only counts.
const NAMED: usize = 4;

/// The event of any other line: what was done, and each field's former and new words.
pub(super) fn tell(facts: &Facts<'_>) -> Told {
    let changes = read(&facts.line.changes);
    let changed: Vec<String> = changes
        .as_array()
        .into_iter()
        .flatten()
        .flat_map(|change| differences(&change["before"], &change["after"]))
        .collect();
    let detail = match changed.len() {
        0 => format!("{}.", facts.by()),
        count if count <= NAMED => format!("{}: {}.", facts.by(), changed.join("; ")),
        count => {
            format!("{}: {}; and {} more.", facts.by(), changed[..NAMED].join("; "), count - NAMED)
        }
    };
    Told::new(Strand::Changes, icon(facts), what(facts)).detail(detail)
}

fn icon(facts: &Facts<'_>) -> Icon {
    match facts.line.command.as_str() {
        "customers.open" => Icon::Person,
        "customers.set_alert" | "customers.refuse_service" => Icon::Alert,
        command if command.starts_with("contacts.") => Icon::Person,
        _ => Icon::Pencil,
    }
}

fn what(facts: &Facts<'_>) -> String {
    let words = match facts.line.command.as_str() {
        "customers.open" => "Account opened",
        "customers.edit" => "Account edited",
        "customers.set_alert" => "Alert changed",
        "customers.merge" => "Merged with another account",
        "customers.unmerge" => "Merge taken back",
        "customers.deactivate" => "Made inactive",
        "customers.reactivate" => "Made active again",
        "customers.refuse_service" => "Marked do not service",
        "customers.allow_service" => "Service allowed again",
        "customers.record_consent" => "Consent recorded",
        "customers.tag" => return format!("Tagged {}", facts.text("tag")),
        "customers.untag" => return format!("Tag {} taken off", facts.text("tag")),
        "locations.add" => "Location added",
        "locations.edit" => "Location edited",
        "locations.close" => "Location closed",
        "locations.reopen" => "Location opened again",
        "contacts.add" => return format!("{} may talk for her", person(facts)),
        "contacts.edit" => return format!("What {} may was edited", person(facts)),
        "contacts.remove" => "Contact removed",
        "contacts.restore" => "Contact brought back",
        "agreements.edit" => "Agreement edited",
        "agreements.approve_price" => "Price below the list approved",
        other => return sentence(&spaced(&other.replace('.', ": "))),
    };
    words.to_owned()
}

fn person(facts: &Facts<'_>) -> String {
    facts.asked["person"]["name"].as_str().unwrap_or("A contact").to_owned()
}

/// "phone from (352) 555-0100 to (352) 555-0123", for each field that is not the same.
fn differences(before: &Value, after: &Value) -> Vec<String> {
    match (before, after) {
        (Value::Object(before), Value::Object(after)) => fields(before, after),
        (before, after) if before != after => {
            vec![format!("from {} to {}", words(before), words(after))]
        }
        _ => Vec::new(),
    }
}

fn fields(before: &Map<String, Value>, after: &Map<String, Value>) -> Vec<String> {
    let mut changed = Vec::new();
    for (name, new) in after {
        let old = before.get(name).unwrap_or(&Value::Null);
        match (old, new) {
            (Value::Object(old), Value::Object(new)) => changed.extend(fields(old, new)),
            (old, new) if old != new => {
                let label = spaced(name.trim_end_matches("_cents"));
                changed.push(format!("{label} from {} to {}", value(name, old), value(name, new)));
            }
            _ => {}
        }
    }
    changed
}

/// A field's value: cents as money, the rest as words.
fn value(name: &str, value: &Value) -> String {
    match value.as_i64() {
        Some(cents) if name.ends_with("_cents") => values::Money::cents(cents).to_string(),
        _ => words(value),
    }
}

fn words(value: &Value) -> String {
    match value {
        Value::Null => String::from("nothing"),
        Value::Bool(true) => String::from("yes"),
        Value::Bool(false) => String::from("no"),
        Value::String(text) if text.trim().is_empty() => String::from("nothing"),
        Value::String(text) => match values::Phone::parse(text) {
            Ok(phone) if phone.is_verified() => phone.to_string(),
            _ => spaced(text),
        },
        Value::Array(all) if all.is_empty() => String::from("nothing"),
        Value::Array(all) => all.iter().map(words).collect::<Vec<_>>().join(", "),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn an_edit_names_what_stood_there_and_what_stands_there_now() {
        let before = json!({"name": "M Rivera", "phone": "+13525550100", "bill_to": {"zip": ""}});
        let after =
            json!({"name": "M Rivera", "phone": "+13525550123", "bill_to": {"zip": "34471"}});
        assert_eq!(
            differences(&before, &after),
            ["zip from nothing to 34471", "phone from (352) 555-0100 to (352) 555-0123"]
        );
        assert_eq!(differences(&json!("active"), &json!("inactive")), ["from active to inactive"]);
        assert!(differences(&after, &after).is_empty());
    }
}
