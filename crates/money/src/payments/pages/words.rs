//! How documents and what a payment pays are told in a row of a grid.

use crate::deposits::rules::Tally;
use books::open_items::{ApplicationRow, find_charge, list_applications_of_credit};
use store::Reader;
use values::{Id, Money, noun};

/// The number of a document as the office says it: `5440` of the invoice `0412-26-005440`.
/// Any other text stays as it is.
pub(crate) fn short(document: &str) -> &str {
    let parts: Vec<&str> = document.split('-').collect();
    let is_numbered = parts.len() == 3
        && parts.iter().all(|part| part.bytes().all(|byte| byte.is_ascii_digit()))
        && parts[2].len() == 6;
    match is_numbered {
        true => parts[2].trim_start_matches('0'),
        false => document,
    }
}

/// What a payment pays, for a narrow column: "5377, rest on 5501", "5401, part",
/// "6 invoices, 5471 to 5476", "on account".
pub(crate) fn pays(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    credit: Id<noun::Credit>,
) -> Result<String, store::Error> {
    let applications = list_applications_of_credit(reader, branch, credit)?;
    let standing: Vec<&ApplicationRow> =
        applications.iter().filter(|one| one.is_standing() && one.charge.is_some()).collect();
    let mut documents = Vec::with_capacity(standing.len());
    let mut is_part = false;
    for one in &standing {
        documents.push(one.charge_document.as_deref().map_or("", short));
        if let Some(charge) = one.charge {
            let row = find_charge(reader, branch, charge)?;
            is_part = row.is_some_and(|row| row.open.is_positive());
        }
    }
    Ok(told(&documents, is_part.then_some(Part::Left)))
}

/// Whether the last of the documents is paid in part only.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Left,
}

fn told(documents: &[&str], part: Option<Part>) -> String {
    match (documents, part) {
        ([], _) => String::from("on account"),
        ([one], None) => (*one).to_owned(),
        ([one], Some(Part::Left)) => format!("{one}, part"),
        ([first, second], Some(Part::Left)) => format!("{first}, rest on {second}"),
        ([.., last], _) if documents.len() > 3 => {
            format!("{} invoices, {} to {last}", documents.len(), documents[0])
        }
        (several, _) => several.join(", "),
    }
}

/// "14 checks for 3,668.36"; none when there are none.
pub(crate) fn tally_words(tally: Tally, one: &str, many: &str) -> Option<String> {
    let amount = tally.amount_cents;
    match tally.items {
        0 => None,
        1 => Some(format!("1 {one} for {amount}")),
        items => Some(format!("{items} {many} for {amount}")),
    }
}

/// "a, b and c".
pub(crate) fn listed(words: &[String]) -> String {
    match words {
        [] => String::new(),
        [one] => one.clone(),
        [start @ .., last] => format!("{} and {last}", start.join(", ")),
    }
}

/// How long an account is past due, in words: "38 days"; none when nothing is.
pub(crate) fn days_late(oldest_due_on: Option<values::Day>, today: values::Day) -> Option<i64> {
    oldest_due_on.map(|due_on| due_on.days_until(today)).filter(|days| *days > 0)
}

/// An amount typed into a search, when it is one.
pub(crate) fn typed_amount(text: &str) -> Option<Money> {
    Money::parse(text).ok().filter(|amount| amount.is_positive())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documents_are_said_short() {
        assert_eq!(short("0412-26-005440"), "5440");
        assert_eq!(short("Fee 0412-26-000001"), "Fee 0412-26-000001");
        assert_eq!(short("V8"), "V8");
    }

    #[test]
    fn what_a_payment_pays_fits_a_narrow_column() {
        assert_eq!(told(&[], None), "on account");
        assert_eq!(told(&["5488"], None), "5488");
        assert_eq!(told(&["5401"], Some(Part::Left)), "5401, part");
        assert_eq!(told(&["5377", "5501"], Some(Part::Left)), "5377, rest on 5501");
        assert_eq!(told(&["5433", "5434", "5481"], None), "5433, 5434, 5481");
        let six = ["5471", "5472", "5473", "5474", "5475", "5476"];
        assert_eq!(told(&six, None), "6 invoices, 5471 to 5476");
    }

    #[test]
    fn lists_read_like_a_sentence() {
        let words = |text: &[&str]| text.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
        assert_eq!(listed(&words(&["a", "b", "c"])), "a, b and c");
        assert_eq!(listed(&words(&["a"])), "a");
        let checks = Tally::of(14, 366_836);
        let told = tally_words(checks, "check", "checks");
        assert_eq!(told.as_deref(), Some("14 checks for 3,668.36"));
    }
}
