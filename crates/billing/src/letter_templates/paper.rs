//! A letter with its gaps filled: the facts its sheet is printed from.

use super::audience::Addressee;
use super::records::{self, LetterRow};
use super::{Audience, gaps};
use crate::invoices::paper::{party, seller};
use books::open_items::balance;
use front_desk::{agreements, customers};
use office::Refusal;
use serde_json::{Value, json};
use settings::branches::records::find_branch_address;
use std::collections::HashMap;
use store::Reader;
use values::{Day, Id, Money, noun};

/// A letter to one customer.
#[derive(Clone, Debug, PartialEq)]
pub struct Letter {
    /// Who.
    pub customer: Id<noun::Customer>,
    /// Her name.
    pub name: String,
    /// What it asks for, or what she will pay.
    pub amount: Money,
    /// What its sheet is printed from.
    pub facts: Value,
}

/// The next letters behind a place, and the last place that was looked at; none at the end.
pub(crate) fn list_letters(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    (letter, audience, on): (Id<noun::LetterTemplate>, Audience, Day),
    page: (i64, i64),
) -> Result<(Option<i64>, Vec<Letter>), Refusal> {
    let row = records::find_letter(reader, branch, letter)?
        .ok_or(Refusal::NotFound { what: "letter" })?;
    let addressees = records::list_addressees(reader, branch, (audience, on), page)?;
    let last = addressees.last().map(|one| one.place);
    let mut letters = Vec::with_capacity(addressees.len());
    for one in addressees {
        letters.push(to(reader, branch, (&row, on), one)?);
    }
    Ok((last, letters))
}

/// The letter to one customer, whatever it speaks of: a gap she has nothing for stays blank.
pub fn to_customer(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    (row, on): (&LetterRow, Day),
    customer: Id<noun::Customer>,
) -> Result<Letter, Refusal> {
    to(reader, branch, (row, on), Addressee { place: 0, customer, price_of: None })
}

fn to(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    (row, on): (&LetterRow, Day),
    one: Addressee,
) -> Result<Letter, Refusal> {
    let from = find_branch_address(reader, branch)?.ok_or(Refusal::NotFound { what: "branch" })?;
    let customer = customers::records::require(reader, branch, one.customer)?;
    let owes = balance(reader, branch, one.customer)?;
    let mut known: HashMap<&str, String> = HashMap::from([
        ("name", customer.name.clone()),
        ("account", customer.number.clone()),
        ("balance", format!("${}", owes.net())),
        ("oldest_due", owes.oldest_due_on.map_or_else(String::new, Day::dated)),
        ("today", on.dated()),
        ("company", from.company.clone()),
        ("branch", from.name.clone()),
        ("phone", from.phone.clone()),
    ]);
    let mut amount = owes.net();
    if let Some((agreement, day)) = one.price_of {
        let agreement = agreements::records::require(reader, branch, agreement)?;
        amount = agreement.net_on(day);
        known.extend([
            ("agreement", agreement.number.clone()),
            ("service", agreement.service_name.to_lowercase()),
            ("price", format!("${}", agreement.net_on(day.plus_days(-1)))),
            ("new_price", format!("${amount}")),
            ("from_day", day.dated()),
        ]);
    }
    let fill = |text: &str| gaps::filled(text, |word| known.get(word).cloned().unwrap_or_default());
    let facts = json!({
        "seller": seller(&from),
        "to": party(&customer.name, &customer.bill_to()),
        "on": on,
        "account": customer.number,
        "subject": fill(&row.subject),
        "greeting": format!("Dear {},", customer.name),
        "body": gaps::parts(&fill(&row.body)),
        "closing": "Sincerely,",
        "signer": { "name": from.name, "title": from.company },
    });
    Ok(Letter { customer: one.customer, name: customer.name, amount, facts })
}
