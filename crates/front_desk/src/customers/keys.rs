//! What a customer is found by: the keys that give away a twin, and the text for Ctrl K.
//! Both are worked out anew from her rows whenever one of them changes.

use super::records::{self, Customer};
use super::words::Standing;
use crate::locations::records::{Location, list_locations};
use office::{Desk, Refusal};
use values::{Address, Email, Id, Phone, noun};

/// The name, telephone and e-mail address of somebody who may talk for a customer.
pub(super) type ContactFace = (String, String, String);

/// A key two customers share only when they may be the same.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Key {
    /// `phone`, `email`, `address` or `name`.
    pub kind: &'static str,
    /// The folded value.
    pub value: String,
}

/// The digits of a telephone, when they are enough to tell people apart.
pub(super) fn phone_key(phone: &str) -> Option<Key> {
    let digits = Phone::parse(phone).ok()?.digits();
    (digits.len() >= 7).then_some(Key { kind: "phone", value: digits })
}

/// The e-mail address in small letters.
pub(super) fn email_key(email: &str) -> Option<Key> {
    let email = Email::parse(email).ok()?;
    Some(Key { kind: "email", value: email.key() })
}

/// The address without its spelling; nothing when a house cannot be told by it.
pub(super) fn address_key(address: &Address) -> Option<Key> {
    let is_whole = !address.line1.trim().is_empty() && !address.zip.trim().is_empty();
    is_whole.then(|| Key { kind: "address", value: address.normal_key() })
}

/// The beginnings of a name's first two words within a ZIP code, in either order: few
/// customers share one, so that a name alike is found among those few however many there
/// are.
pub(super) fn name_key(name: &str, zip: &str) -> Option<Key> {
    let folded = values::fold(name);
    let words = folded.split(|letter: char| !letter.is_alphanumeric());
    let beginning = |word: &str| word.chars().take(2).collect::<String>();
    let mut beginnings: Vec<String> =
        words.filter(|word| !word.is_empty()).take(2).map(beginning).collect();
    beginnings.sort();
    let is_there = !beginnings.is_empty();
    is_there.then(|| Key { kind: "name", value: format!("{zip} {}", beginnings.join(" ")) })
}

/// The five digits of an address's ZIP code.
pub(super) fn five_digits(address: &Address) -> Option<&str> {
    let five = address.zip.trim().get(..5)?;
    five.bytes().all(|byte| byte.is_ascii_digit()).then_some(five)
}

/// Writes a customer's keys, her search text and her locations' search texts anew.
/// Call it after any change to her row, her locations or her contacts.
pub(crate) fn refresh(desk: &mut Desk<'_>, id: Id<noun::Customer>) -> Result<(), Refusal> {
    let branch = desk.branch();
    let customer = records::require(desk, branch, id)?;
    let locations = list_locations(desk, branch, id)?;
    let contacts = records::list_contact_faces(desk, branch, id)?;
    // A merged customer gives way to the one she is merged into.
    let keys = match customer.standing {
        Standing::Merged => Vec::new(),
        _ => keys_of(&customer, &locations, &contacts),
    };
    records::mark_keys(desk, id, &keys)?;
    desk.search_put(id, &search_text(&customer, &contacts))?;
    for location in &locations {
        desk.search_put(location.id, &location_text(&customer, location))?;
    }
    Ok(())
}

fn keys_of(customer: &Customer, locations: &[Location], contacts: &[ContactFace]) -> Vec<Key> {
    let mut keys: Vec<Key> = [
        phone_key(&customer.phone),
        phone_key(&customer.other_phone),
        email_key(&customer.email),
        address_key(&customer.bill_to()),
    ]
    .into_iter()
    .flatten()
    .collect();
    let bill_to = customer.bill_to();
    keys.extend(five_digits(&bill_to).and_then(|zip| name_key(&customer.name, zip)));
    for location in locations.iter().filter(|location| location.closed_at.is_none()) {
        let address = location.address();
        keys.extend(address_key(&address));
        keys.extend(five_digits(&address).and_then(|zip| name_key(&customer.name, zip)));
        keys.extend(phone_key(&location.phone));
    }
    for (_, phone, email) in contacts {
        keys.extend(phone_key(phone));
        keys.extend(email_key(email));
    }
    keys.sort();
    keys.dedup();
    keys
}

fn search_text(customer: &Customer, contacts: &[ContactFace]) -> String {
    let mut words = vec![
        customer.name.clone(),
        customer.company.clone(),
        customer.number.clone(),
        digits(&customer.phone),
        digits(&customer.other_phone),
        customer.email.clone(),
        customer.line1.clone(),
        customer.line2.clone(),
        customer.city.clone(),
        customer.zip.clone(),
        customer.reference.clone(),
    ];
    for (name, phone, email) in contacts {
        words.extend([name.clone(), digits(phone), email.clone()]);
    }
    together(words)
}

fn location_text(customer: &Customer, location: &Location) -> String {
    together(vec![
        location.name.clone(),
        location.line1.clone(),
        location.line2.clone(),
        location.city.clone(),
        location.zip.clone(),
        customer.name.clone(),
        customer.number.clone(),
        digits(&location.phone),
    ])
}

fn digits(phone: &str) -> String {
    Phone::parse(phone).map_or(String::new(), |phone| phone.digits())
}

fn together(words: Vec<String>) -> String {
    let words: Vec<String> = words.into_iter().filter(|word| !word.is_empty()).collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_number_and_one_house_share_a_key() {
        assert_eq!(phone_key("(352) 555-0123"), phone_key("352.555.0123 x4"));
        assert_eq!(phone_key("55501"), None, "five digits tell nobody apart");
        assert_eq!(email_key("Maria@Example.com"), email_key("maria@example.com"));
        let house = |line1: &str, zip: &str| Address {
            line1: line1.into(),
            city: "Ocala".into(),
            state: "FL".into(),
            zip: zip.into(),
            ..Address::default()
        };
        let key = address_key(&house("14 Larkspur Court", "34471"));
        assert_eq!(address_key(&house("14 LARKSPUR CT.", "34471-1200")), key);
        assert_eq!(address_key(&house("14 Larkspur Ct", "")), None);
        assert_eq!(name_key("Rivera, Marisol", "34471"), name_key("marisol riveira", "34471"));
        assert_eq!(name_key("Oak Street Dental LLC", "34471"), name_key("Oak Street", "34471"));
        assert_ne!(name_key("Marisol Rivera", "34471"), name_key("Marisol Rivera", "34474"));
        assert_eq!(name_key(" - ", "34471"), None);
    }
}
