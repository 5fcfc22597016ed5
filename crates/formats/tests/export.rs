//! What is exported for Jobber comes back equal.

use formats::customers::{
    AddressText, CustomerRow, Customers, Export, Identity, LocationRow, PhoneKind, PhoneText,
    Reading, Source,
};
use proptest::prelude::*;

fn read(bytes: &[u8]) -> Vec<CustomerRow> {
    let list = Customers::open(bytes).expect("opens");
    assert_eq!(list.source(), Source::Generic);
    list.map(|reading| match reading.expect("memory does not fail") {
        Reading::Customer(row) => *row,
        Reading::Rejected(row) => panic!("line {}: {}", row.line, row.reason),
    })
    .collect()
}

fn exported(customers: &[CustomerRow]) -> Vec<u8> {
    let mut export = Export::new(Vec::new()).expect("memory");
    for customer in customers {
        export.write(customer).expect("memory");
    }
    export.finish().expect("memory")
}

/// A text as a list can hold it: no spaces around it, letters of any kind in it.
fn text() -> impl Strategy<Value = String> {
    "[=+@'-]?[a-zA-Zéß#&\"(][a-z ,;.\"'é]{0,10}[a-z.]|"
}

fn address() -> impl Strategy<Value = AddressText> {
    let parts = (text(), text(), text(), text(), text(), text(), text());
    parts.prop_map(|(addressee, street1, street2, city, state, zip, country)| AddressText {
        addressee,
        street1,
        street2,
        city,
        state,
        zip,
        country,
    })
}

/// Places that can be told apart: without an id of their own, all they say tells them apart.
fn locations() -> impl Strategy<Value = Vec<LocationRow>> {
    let location = (address(), text()).prop_map(|(mut address, name)| {
        address.addressee.clear();
        LocationRow { line: 0, source_id: String::new(), name, address, custom: Vec::new() }
    });
    prop::collection::vec(location, 0..3).prop_map(|found| {
        let mut locations: Vec<LocationRow> = Vec::new();
        for place in found {
            let is_place = place.address.names_a_place() || !place.name.is_empty();
            if is_place && !locations.contains(&place) {
                locations.push(place);
            }
        }
        locations
    })
}

/// Telephones in the order in which their kinds have columns.
fn phones() -> impl Strategy<Value = Vec<PhoneText>> {
    let kinds = vec![PhoneKind::Main, PhoneKind::Mobile, PhoneKind::Home, PhoneKind::Work];
    let phone = (prop::sample::select(kinds), "\\+?[0-9]{3}-[0-9]{3,7}( x[0-9]{1,3})?");
    prop::collection::vec(phone, 0..4).prop_map(|phones| {
        let mut phones: Vec<PhoneText> =
            phones.into_iter().map(|(kind, text)| PhoneText { kind, text }).collect();
        phones.sort_by_key(|phone| (phone.kind as u8, phone.text.clone()));
        phones.dedup();
        phones
    })
}

fn customer() -> impl Strategy<Value = CustomerRow> {
    let who = ("[=+@-]?[A-Za-zé\"']{1,8}", text(), text(), text(), text(), any::<Option<bool>>());
    let emails = prop::collection::btree_set("[a-z]{1,5}@example\\.com", 0..3);
    let places = (address(), locations());
    let rest = (
        text(),
        prop::collection::btree_set("[a-z]{1,6}", 0..3),
        any::<bool>(),
        "([a-z=\"]{1,6}\n){0,2}[a-z]{1,3}",
        any::<Option<i32>>(),
    );
    (who, (phones(), emails), places, rest).prop_map(|(who, contact, places, rest)| CustomerRow {
        source: Source::Generic,
        source_id: String::new(),
        identity: Identity::FromSource,
        line: 0,
        continues_line: None,
        bill_to_id: None,
        name: who.0,
        company: who.1,
        first_name: who.2,
        last_name: who.3,
        title: who.4,
        is_company: who.5,
        phones: contact.0,
        emails: contact.1.into_iter().collect(),
        billing: places.0,
        locations: places.1,
        lead_source: rest.0,
        tags: rest.1.into_iter().collect(),
        archived: rest.2,
        notes: rest.3,
        balance_cents: rest.4.map(i64::from),
        balance_age_days: None,
        aging: None,
        opening_items: Vec::new(),
        terms: String::new(),
        custom: Vec::new(),
        warnings: Vec::new(),
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn what_is_exported_is_read_again(mut customers in prop::collection::vec(customer(), 1..5)) {
        for (number, customer) in customers.iter_mut().enumerate() {
            customer.source_id = format!("A{}", 10_000 + number);
        }
        let mut again = read(&exported(&customers));
        for row in &mut again {
            row.line = 0;
            row.warnings.clear();
            row.locations.iter_mut().for_each(|place| place.line = 0);
        }
        prop_assert_eq!(again, customers);
    }
}

#[test]
fn the_balance_stands_once_and_no_cell_is_a_formula() {
    let source = "Account Number,Name,Street,Account Balance\n\
        A1,=Ana,1 Oak St,-20.50\nA1,=Ana,2 Oak St,\n";
    let customers = read(source.as_bytes());
    assert_eq!((customers.len(), customers[0].locations.len()), (1, 2));
    let bytes = exported(&customers);
    let text = String::from_utf8(bytes.clone()).expect("UTF-8");
    assert!(text.starts_with("\u{feff}Account Number,Display Name,"));
    assert_eq!(text.matches("-20.50").count(), 1);
    assert_eq!(text.matches("'=Ana").count(), 2);
    assert_eq!(read(&bytes)[0].balance_cents, Some(-2_050));
}
