//! Twins: before a customer is opened, who looks like her already.
//!
//! The telephone, the e-mail address and the house each give a twin away by themselves.
//! A name does so only within one ZIP code, for a branch has many a John Smith.

use super::keys::{Key, address_key, email_key, five_digits, name_key, phone_key};
use super::records::{self, Customer, find_customer};
use super::words::Standing;
use office::{Door, Link, Refusal};
use store::Reader;
use values::{Address, Id, fold, noun};

/// What is known of somebody who may be a customer already.
#[derive(Clone, Debug, Default)]
pub struct Draft {
    /// The name on the bills.
    pub name: String,
    /// Her telephones.
    pub phones: Vec<String>,
    /// Her e-mail addresses.
    pub emails: Vec<String>,
    /// Where bills go and where the work is.
    pub addresses: Vec<Address>,
}

/// A customer who looks like the draft.
#[derive(Clone, Debug, PartialEq)]
pub struct Similar {
    /// Who.
    pub customer: Customer,
    /// Why, the surest first.
    pub why: Vec<Why>,
}

/// Why two customers look like one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// They share a telephone.
    Phone,
    /// They share an e-mail address.
    Email,
    /// They share a house.
    Address,
    /// Their names are alike and they live in one ZIP code.
    Name,
}

impl Why {
    /// The words on screen.
    pub fn words(self) -> &'static str {
        match self {
            Why::Phone => "same telephone",
            Why::Email => "same e-mail address",
            Why::Address => "same address",
            Why::Name => "name alike, same ZIP code",
        }
    }

    fn of_kind(kind: &str) -> Why {
        match kind {
            "phone" => Why::Phone,
            "email" => Why::Email,
            _ => Why::Address,
        }
    }
}

/// How alike two names must be, in hundredths of Jaro-Winkler's likeness: "Jonsen" and
/// "Johnson" have 88, "Marisol Rivera" and "Marisol Riveira" 99.
const ALIKE: usize = 92;

/// More candidates than this say nothing any more.
const MOST: usize = 20;

/// The customers who look like the draft, the surest first.
pub fn similar(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    draft: &Draft,
) -> Result<Vec<Similar>, store::Error> {
    let mut found: Vec<(Id<noun::Customer>, Why)> = Vec::new();
    for key in keys_of(draft) {
        let why = Why::of_kind(key.kind);
        found.extend(records::list_by_key(reader, branch, &key)?.into_iter().map(|id| (id, why)));
    }
    let mut likely: Vec<Similar> = Vec::new();
    for (id, why) in found {
        add(reader, branch, &mut likely, id, why)?;
    }
    let name = fold(&draft.name);
    for key in name_keys_of(draft) {
        for id in records::list_by_key(reader, branch, &key)? {
            let Some(customer) = find_customer(reader, branch, id)? else { continue };
            if is_alike(&name, &fold(&customer.name)) {
                add(reader, branch, &mut likely, customer.id, Why::Name)?;
            }
        }
    }
    for one in &mut likely {
        one.why.sort_unstable();
        one.why.dedup();
    }
    likely.sort_by(|a, b| (&a.why, &a.customer.number).cmp(&(&b.why, &b.customer.number)));
    Ok(likely)
}

/// Refuses a draft that looks like customers who were not named as known to be others.
pub(super) fn refuse_similar(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    draft: &Draft,
    despite: &[Id<noun::Customer>],
    door: Door,
) -> Result<(), Refusal> {
    let mut unseen = similar(reader, branch, draft)?;
    unseen.retain(|one| !despite.contains(&one.customer.id));
    let Some(first) = unseen.first() else { return Ok(()) };
    let named: Vec<String> = unseen.iter().take(3).map(in_words).collect();
    let ids: Vec<String> = unseen.iter().map(|one| one.customer.id.to_string()).collect();
    let confirm = match door {
        Door::Page => String::from("tick that this is somebody else"),
        _ => format!("confirm that this is somebody else: despite_similar {}", ids.join(", ")),
    };
    Err(Refusal::Conflict {
        code: "customers.looks_like",
        text: format!("This looks like {}. Open that account, or {confirm}.", named.join("; ")),
        way_out: Some(Link {
            href: format!("/customers/{}", first.customer.id),
            words: format!("Open {}", first.customer.number),
        }),
    })
}

fn in_words(one: &Similar) -> String {
    let why: Vec<&str> = one.why.iter().map(|why| why.words()).collect();
    format!("{} {} ({})", one.customer.name, one.customer.number, why.join(", "))
}

fn add(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    likely: &mut Vec<Similar>,
    id: Id<noun::Customer>,
    why: Why,
) -> Result<(), store::Error> {
    if let Some(known) = likely.iter_mut().find(|one| one.customer.id == id) {
        known.why.push(why);
        return Ok(());
    }
    if likely.len() < MOST
        && let Some(customer) = find_customer(reader, branch, id)?
        && customer.standing != Standing::Merged
    {
        likely.push(Similar { customer, why: vec![why] });
    }
    Ok(())
}

fn keys_of(draft: &Draft) -> Vec<Key> {
    let phones = draft.phones.iter().filter_map(|phone| phone_key(phone));
    let emails = draft.emails.iter().filter_map(|email| email_key(email));
    let addresses = draft.addresses.iter().filter_map(address_key);
    let mut keys: Vec<Key> = phones.chain(emails).chain(addresses).collect();
    keys.sort();
    keys.dedup();
    keys
}

fn name_keys_of(draft: &Draft) -> Vec<Key> {
    let zips = draft.addresses.iter().filter_map(five_digits);
    let mut keys: Vec<Key> = zips.filter_map(|zip| name_key(&draft.name, zip)).collect();
    keys.sort();
    keys.dedup();
    keys
}

fn is_alike(one: &str, other: &str) -> bool {
    // Compared in hundredths, for the house has no floating numbers of its own.
    let hundredths = |a: &str, b: &str| (strsim::jaro_winkler(a, b) * 100.0).round() as usize;
    hundredths(one, other) >= ALIKE || hundredths(&turned(one), other) >= ALIKE
}

/// "rivera, marisol" and "rivera marisol" as "marisol rivera".
fn turned(name: &str) -> String {
    let words: Vec<&str> = name.split([' ', ',']).filter(|word| !word.is_empty()).collect();
    match words.split_first() {
        Some((first, rest)) => format!("{} {first}", rest.join(" ")),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_alike_when_a_letter_slipped_or_the_order_turned() {
        for (one, other) in [
            ("marisol rivera", "marisol riveira"),
            ("marisol rivera", "rivera, marisol"),
            ("oak street dental", "oak street dental llc"),
            ("jon johnson", "john johnson"),
        ] {
            assert!(is_alike(other, one), "{one} / {other}");
        }
        for (one, other) in [
            ("marisol rivera", "hector ramirez"),
            ("john smith", "joan schmidt"),
            ("oak street dental", "elm street deli"),
        ] {
            assert!(!is_alike(one, other), "{one} / {other}");
        }
    }
}
