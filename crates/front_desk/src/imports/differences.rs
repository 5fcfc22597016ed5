//! What a row says otherwise than the same customer's row did before.

use super::opening::Owed;
use super::particulars::{Particulars, Place};
use crate::customers::CustomerKind;
use values::Address;

/// The longest piece of a value that is shown.
const SHOWN: usize = 80;

/// Each field in which a customer's row differs from what it said before, with both
/// values. A field of which the row now says nothing is no difference: lists of one
/// program have different columns.
pub fn differences(before: &Particulars, now: &Particulars) -> Vec<String> {
    let (was, is) = (fields(before), fields(now));
    let pairs = was.iter().zip(&is).filter(|((_, was), (_, is))| !is.is_empty() && was != is);
    pairs.map(|((title, was), (_, is))| said(title, was, is)).collect()
}

/// What a row says of money otherwise than before; none when nothing was said before.
pub fn difference_owed(before: &Owed, now: &Owed) -> Option<String> {
    if before == now {
        return None;
    }
    if before.total_cents != now.total_cents {
        let (was, is) = (before.total_cents.to_string(), now.total_cents.to_string());
        return Some(said("Owed", &was, &is));
    }
    let numbers = |owed: &Owed| {
        let all = owed.documents.iter().map(|(number, cents)| format!("{number} {cents}"));
        all.collect::<Vec<_>>().join(", ")
    };
    Some(said("Open documents", &numbers(before), &numbers(now)))
}

fn said(title: &str, was: &str, is: &str) -> String {
    let short = |text: &str| match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("\"{}…\"", &text[..end].replace('\n', "; ")),
        None if text.is_empty() => String::from("nothing"),
        None => format!("\"{}\"", text.replace('\n', "; ")),
    };
    format!("{title} was {} and is {}", short(was), short(is))
}

fn fields(of: &Particulars) -> Vec<(&'static str, String)> {
    let places: Vec<String> = of.locations.iter().map(place).collect();
    // A list without these columns says "active" and "residential" of everybody.
    let standing = if of.archived { "archived" } else { "" };
    let kind = match of.kind {
        CustomerKind::Residential => "",
        kind => kind.title(),
    };
    vec![
        ("Name", of.name.clone()),
        ("Company", of.company.clone()),
        ("Kind", kind.to_owned()),
        ("Telephone", of.phone.clone()),
        ("Other telephone", of.other_phone.clone()),
        ("E-mail", of.email.clone()),
        ("Billing address", one_line(&of.bill_to)),
        ("Locations", places.join(" / ")),
        ("Contact", of.contact.clone()),
        ("Found us by", of.lead_source.clone()),
        ("Tags", of.tags.join(", ")),
        ("Terms", of.terms_days.map_or(String::new(), |days| format!("{days} days"))),
        ("Standing", standing.to_owned()),
        ("With us since", of.since_on.map_or(String::new(), values::Day::us)),
        ("Notes", of.note.clone()),
    ]
}

fn place(of: &Place) -> String {
    let parts = [of.name.clone(), one_line(&of.address), of.access.clone(), of.hazards.clone()];
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join(", ")
}

fn one_line(address: &Address) -> String {
    match crate::customers::profile::is_blank(address) {
        true => String::new(),
        false => address.one_line(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use values::Money;

    fn ana() -> Particulars {
        Particulars {
            name: "Ana".into(),
            phone: "+13525550101".into(),
            note: "Gate: 4\nDog".into(),
            ..Particulars::default()
        }
    }

    #[test]
    fn both_values_are_told_and_silence_is_no_difference() {
        let now = Particulars { phone: "+13525550102".into(), note: String::new(), ..ana() };
        assert_eq!(
            differences(&ana(), &now),
            ["Telephone was \"+13525550101\" and is \"+13525550102\""]
        );
        assert_eq!(differences(&ana(), &ana()), Vec::<String>::new());
        let mailed = Particulars { email: "ana@example.com".into(), ..ana() };
        assert_eq!(differences(&ana(), &mailed), ["E-mail was nothing and is \"ana@example.com\""]);
    }

    #[test]
    fn money_differs_by_its_sum_or_its_documents() {
        let owed = |cents, number: &str| Owed {
            total_cents: Money::cents(cents),
            documents: vec![(number.into(), Money::cents(cents))],
        };
        assert_eq!(difference_owed(&owed(100, "1"), &owed(100, "1")), None);
        let other = difference_owed(&owed(100, "1"), &owed(250, "1")).unwrap();
        assert!(other.starts_with("Owed was"), "{other}");
        let other = difference_owed(&owed(100, "1"), &owed(100, "2")).unwrap();
        assert!(other.starts_with("Open documents was"), "{other}");
    }
}
