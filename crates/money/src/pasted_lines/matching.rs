//! Whose a pasted row is: by its account number, else its invoice, else its name. Only what is
//! sure is taken; what is likely is asked, and what contradicts itself is told.

use crate::faces::{self, Face};
use crate::payments::find::{Candidate, find_invoices, list_candidates};
use store::Reader;
use values::{Id, fold, noun};

/// What a row says about whose it is.
#[derive(Clone, Copy, Debug)]
pub(super) struct Told<'t> {
    pub account: &'t str,
    pub invoice: &'t str,
    pub name: &'t str,
}

/// Whose it is.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Matched {
    /// The customer; while `why` asks, the one it may be.
    pub customer: Option<Id<noun::Customer>>,
    /// What stood there, to find her by.
    pub words: String,
    /// What is not sure; blank when nothing is.
    pub why: String,
    /// The invoice's full number, when it is one that is known and hers.
    pub invoice: String,
}

/// Finds whose a row is.
pub(super) fn find_match(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    told: Told<'_>,
) -> Result<Matched, store::Error> {
    let invoices = match told.invoice {
        "" => Vec::new(),
        words => find_invoices(reader, branch, words)?,
    };
    let words = [told.account, told.name, told.invoice];
    let words = words.into_iter().find(|words| !words.is_empty()).unwrap_or("").to_owned();
    let asks = |customer, why: String| Matched {
        customer,
        words: words.clone(),
        why,
        ..Matched::default()
    };
    let (customer, face) = match told.account {
        "" => match &invoices[..] {
            [(customer, _)] => {
                let Some(face) = faces::records::find_face(reader, branch, *customer)? else {
                    return Ok(asks(None, nobody(told.invoice)));
                };
                (*customer, face)
            }
            [] if told.name.is_empty() => return Ok(asks(None, nobody(told.invoice))),
            _ => return by_name(reader, branch, told.name),
        },
        number => {
            let found = faces::records::find_by_number(reader, branch, number)?;
            let face = match found {
                Some(customer) => faces::records::find_face(reader, branch, customer)?,
                None => None,
            };
            match found.zip(face) {
                Some(found) => found,
                None => return Ok(asks(None, nobody(number))),
            }
        }
    };
    if face.standing == "merged" {
        let why = format!("{} was merged into another account. Enter that one.", face.number);
        return Ok(asks(None, why));
    }
    if !told.name.is_empty() && !may_be(told.name, &face) {
        let why = format!("The row says {}, and this account is another's. Is it hers?", told.name);
        return Ok(asks(Some(customer), why));
    }
    let hers = invoices.iter().find(|(whose, _)| *whose == customer);
    if let (None, [(_, document), ..]) = (hers, &invoices[..]) {
        let why = format!("{document} is another customer's. Is it this account?");
        return Ok(asks(Some(customer), why));
    }
    let invoice = hers.map_or_else(String::new, |(_, document)| document.clone());
    Ok(Matched { customer: Some(customer), words, why: String::new(), invoice })
}

/// Who has just this name or number; one who is merely like it is asked about.
fn by_name(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    name: &str,
) -> Result<Matched, store::Error> {
    let spoken = spoken(name);
    let found = list_candidates(reader, branch, &spoken, 4)?;
    let is_just = |one: &&Candidate| {
        one.number.eq_ignore_ascii_case(name)
            || [name, &*spoken].iter().any(|said| letters(&one.name) == letters(said))
    };
    let just: Vec<&Candidate> = found.iter().filter(is_just).collect();
    let words = name.to_owned();
    let shown = |one: &Candidate| format!("{} {}", one.number, one.name);
    let (customer, why) = match (&just[..], &found[..]) {
        ([one], _) => (Some(one.customer), String::new()),
        ([], []) => (None, nobody(name)),
        ([], [one]) => (Some(one.customer), format!("Is {name} {}?", shown(one))),
        _ => {
            let names: Vec<String> = found.iter().map(shown).collect();
            (None, format!("Several are like {name}: {}. Choose one.", names.join(", ")))
        }
    };
    Ok(Matched { customer, words, why, invoice: String::new() })
}

fn nobody(words: &str) -> String {
    match words {
        "" => String::from("The row does not say whose it is. Enter the account, or hold it."),
        words => format!("Nobody is found by {words}. Enter the account, or put it on hold."),
    }
}

/// A name as it is spoken: "Rivera, Marisol" is Marisol Rivera.
fn spoken(name: &str) -> String {
    match name.split_once(',') {
        Some((last, first)) => format!("{} {}", first.trim(), last.trim()),
        None => name.to_owned(),
    }
}

/// A name as it is compared: folded, letters and digits only.
fn letters(name: &str) -> String {
    fold(name).chars().filter(|letter| letter.is_alphanumeric()).collect()
}

/// Whether the name of a row may be that of an account: one word of three letters stands in
/// both, so that "RIVERA, M" may be Marisol Rivera, and Oak Street Dental may not.
fn may_be(name: &str, face: &Face) -> bool {
    let words = |text: &str| -> Vec<String> {
        let folded = fold(text);
        let words = folded.split(|letter: char| !letter.is_alphanumeric());
        words.filter(|word| word.chars().count() >= 3).map(str::to_owned).collect()
    };
    let (said, known) = (words(name), words(&face.name));
    said.is_empty() || known.is_empty() || said.iter().any(|word| known.contains(word))
}
