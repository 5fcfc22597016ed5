//! Finding the account behind what stands on a check: an account number, a name, an invoice.

use super::pages::words::short;
use crate::faces::{self, Face};
use books::Source;
use books::open_items::find_charge_of;
use office::{Desk, Refusal};
use store::Reader;
use values::{Id, Noun, noun};

/// An account that may be meant.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    /// Whose.
    pub customer: Id<noun::Customer>,
    /// Her account number.
    pub number: String,
    /// Her name.
    pub name: String,
}

impl Candidate {
    fn of(customer: Id<noun::Customer>, face: Face) -> Candidate {
        Candidate { customer, number: face.number, name: face.name }
    }
}

/// How many documents are looked at: several may lead to one customer.
const HITS: usize = 40;

/// The accounts that fit these words, the one of this very number first. Accounts that were
/// merged into others are left out.
pub fn list_candidates(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    words: &str,
    limit: usize,
) -> Result<Vec<Candidate>, store::Error> {
    let folded = values::fold(words);
    let mut found = Vec::new();
    if let Some(customer) = faces::records::find_by_number(reader, branch, words.trim())? {
        found.push(customer);
    }
    let pieces: Vec<&str> = folded.split_whitespace().collect();
    for (kind, id, _) in store::search_like(reader, branch.get(), &pieces, HITS)? {
        let customer = match &*kind {
            noun::Customer::NAME => Some(Id::new(id)),
            noun::Invoice::NAME => {
                let source = Source { noun: noun::Invoice::NAME, id };
                find_charge_of(reader, branch, source)?.map(|charge| charge.customer)
            }
            _ => None,
        };
        if let Some(customer) = customer.filter(|customer| !found.contains(customer)) {
            found.push(customer);
        }
    }
    let mut candidates = Vec::new();
    for customer in found {
        if candidates.len() == limit {
            break;
        }
        let face = faces::records::find_face(reader, branch, customer)?;
        if let Some(face) = face.filter(|face| face.standing != "merged") {
            candidates.push(Candidate::of(customer, face));
        }
    }
    Ok(candidates)
}

/// The invoices of this number, as it is printed or as the office says it: whose, and the full
/// number. The short number may be that of several years.
pub(crate) fn find_invoices(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    words: &str,
) -> Result<Vec<(Id<noun::Customer>, String)>, store::Error> {
    let number = words.trim_start_matches(|letter: char| !letter.is_ascii_digit()).trim();
    let folded = values::fold(number);
    let pieces: Vec<&str> = folded.split_whitespace().collect();
    if pieces.is_empty() {
        return Ok(Vec::new());
    }
    let mut found = Vec::new();
    for (kind, id, _) in store::search_like(reader, branch.get(), &pieces, HITS)? {
        if kind != noun::Invoice::NAME {
            continue;
        }
        let charge = find_charge_of(reader, branch, Source { noun: noun::Invoice::NAME, id })?;
        let is_it = |document: &str| {
            document == number || short(document) == number.trim_start_matches('0')
        };
        if let Some(charge) = charge.filter(|charge| is_it(&charge.document)) {
            found.push((charge.customer, charge.document));
        }
    }
    Ok(found)
}

/// The one account that fits these words, or which ones do.
pub(crate) fn require_one(desk: &mut Desk<'_>, words: &str) -> Result<Id<noun::Customer>, Refusal> {
    let branch = desk.branch();
    let candidates = list_candidates(desk, branch, words, 4)?;
    let is_number = |one: &&Candidate| one.number.eq_ignore_ascii_case(words.trim());
    if let Some(exact) = candidates.iter().find(is_number) {
        return Ok(exact.customer);
    }
    match &candidates[..] {
        [only] => Ok(only.customer),
        [] => Err(Refusal::invalid(
            "customer",
            "No account is like this. Enter the account number, or put it on hold.",
        )),
        several => {
            let names: Vec<String> =
                several.iter().map(|one| format!("{} {}", one.number, one.name)).collect();
            let words = format!("Several are like this: {}. Enter one's number.", names.join(", "));
            Err(Refusal::invalid("customer", words))
        }
    }
}
