//! Handing customers over to another program, in the shape Jobber imports: nobody is locked
//! in. The same file comes back through an import, told by the account numbers.

use crate::customers::records::{find_customer, list_customer_ids, list_tags};
use crate::customers::{Customer, CustomerKind, Standing};
use crate::locations::{Location, list_locations};
use books::open_items::balance;
use formats::customers::{
    AddressText, CustomerRow, Export, Identity, LocationRow, PhoneKind, PhoneText, Source,
};
use office::Refusal;
use std::io::{self, Write};
use store::Reader;
use values::{Address, Id, noun};

/// How many customers are read at once.
const PAGE: i64 = 500;

/// Writes every customer of a branch with her open locations and her balance; answers the
/// stream and how many customers there were.
pub fn hand_over<W: Write>(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    out: W,
) -> Result<(W, u64), Refusal> {
    let mut export = Export::new(out).map_err(|error| broke_off(&error))?;
    let (mut after, mut count) = (Id::new(0), 0);
    loop {
        let ids = list_customer_ids(reader, branch, after, PAGE)?;
        let Some(last) = ids.last() else { break };
        after = *last;
        for id in ids {
            let Some(customer) = find_customer(reader, branch, id)? else { continue };
            let row = row_of(reader, branch, &customer)?;
            export.write(&row).map_err(|error| broke_off(&error))?;
            count += 1;
        }
    }
    let out = export.finish().map_err(|error| broke_off(&error))?;
    Ok((out, count))
}

fn broke_off(error: &io::Error) -> Refusal {
    Refusal::invalid("file", format!("It cannot be written: {error}."))
}

fn row_of(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    customer: &Customer,
) -> Result<CustomerRow, Refusal> {
    let locations = list_locations(reader, branch, customer.id)?;
    let locations = locations.iter().filter(|location| location.closed_at.is_none());
    let balance = balance(reader, branch, customer.id)?;
    let is_company = !matches!(customer.kind, CustomerKind::Residential);
    let (first_name, last_name) = match is_company {
        true => ("", ""),
        false => customer.name.rsplit_once(' ').unwrap_or(("", &customer.name)),
    };
    Ok(CustomerRow {
        source: Source::Generic,
        source_id: customer.number.clone(),
        identity: Identity::FromSource,
        line: 0,
        continues_line: None,
        bill_to_id: None,
        company: match is_company && customer.company.is_empty() {
            true => customer.name.clone(),
            false => customer.company.clone(),
        },
        name: customer.name.clone(),
        is_company: Some(is_company),
        first_name: first_name.to_owned(),
        last_name: last_name.to_owned(),
        title: String::new(),
        phones: phones(customer),
        emails: match customer.email.is_empty() {
            true => Vec::new(),
            false => vec![customer.email.clone()],
        },
        billing: address(&customer.bill_to()),
        locations: locations.map(location).collect(),
        lead_source: customer.lead_source.clone(),
        tags: list_tags(reader, branch, customer.id)?,
        archived: matches!(customer.standing, Standing::Inactive | Standing::DoNotService),
        notes: customer.alert.clone(),
        balance_cents: Some(balance.net().as_cents()),
        balance_age_days: None,
        aging: None,
        opening_items: Vec::new(),
        terms: match customer.terms_days {
            0 => String::from("Due on receipt"),
            days => format!("Net {days}"),
        },
        custom: Vec::new(),
        warnings: Vec::new(),
    })
}

fn phones(customer: &Customer) -> Vec<PhoneText> {
    let both = [(PhoneKind::Main, &customer.phone), (PhoneKind::Other, &customer.other_phone)];
    let there = both.into_iter().filter(|(_, text)| !text.is_empty());
    let shown = crate::customers::records::shown;
    there.map(|(kind, text)| PhoneText { kind, text: shown(text) }).collect()
}

fn location(of: &Location) -> LocationRow {
    LocationRow {
        line: 0,
        source_id: of.id.to_string(),
        name: of.name.clone(),
        address: address(&of.address()),
        custom: Vec::new(),
    }
}

fn address(of: &Address) -> AddressText {
    AddressText {
        street1: of.line1.clone(),
        street2: of.line2.clone(),
        city: of.city.clone(),
        state: of.state.clone(),
        zip: of.zip.clone(),
        ..AddressText::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::imports::testing::{brought, count, fixture};
    use crate::testing::bench;
    use store::sql;

    #[test]
    fn what_is_handed_over_comes_back_whole() {
        let here = bench();
        brought(&here, "clients.csv", &fixture("jobber-clients.csv"));
        let (_, money) = brought(&here, "fr.csv", &fixture("fieldroutes-customers.csv"));
        let branch = here.branch;
        let handed = here.office.read(|reader| hand_over(reader, branch, Vec::new()));
        let (file, customers) = handed.unwrap();
        assert_eq!(customers, 45 + 119);
        let text = String::from_utf8_lossy(&file).into_owned();
        assert!(text.contains("'=HYPERLINK"), "text that looks like a formula is quoted");

        let there = bench();
        let (_, back) = brought(&there, "daybook.csv", &file);
        assert_eq!((back.rows_new, back.rows_rejected), (164, 0));
        assert_eq!(back.brought_cents, money.brought_cents);
        for rows in [
            sql!("SELECT COUNT(*) FROM locations"),
            sql!("SELECT COUNT(*) FROM customers WHERE standing = 'inactive'"),
            sql!("SELECT COUNT(*) FROM customers WHERE name LIKE '=HYPERLINK%'"),
            sql!("SELECT COUNT(*) FROM customers WHERE email <> ''"),
            sql!("SELECT COUNT(*) FROM customers WHERE phone LIKE '+1%'"),
            sql!("SELECT COUNT(*) FROM customers WHERE kind = 'commercial'"),
        ] {
            assert_eq!(count(&there, rows), count(&here, rows), "{}", rows.text);
        }
    }
}
