use super::*;
use crate::imports::testing::row;
use formats::customers::CustomField;

fn custom(name: &str, value: &str) -> CustomField {
    CustomField { name: name.into(), value: value.into() }
}

fn phone(kind: PhoneKind, text: &str) -> PhoneText {
    PhoneText { kind, text: text.into() }
}

#[test]
fn two_numbers_have_fields_and_the_rest_is_noted_as_written() {
    let mut given = row("Ana");
    given.phones = vec![
        phone(PhoneKind::Fax, "(352) 555-0199"),
        phone(PhoneKind::Main, "(352) 555-0101"),
        phone(PhoneKind::Mobile, "352.555.0101"),
        phone(PhoneKind::Home, "+49 30 1234567"),
        phone(PhoneKind::Work, "(352) 555-0102"),
        phone(PhoneKind::Other, "ask"),
    ];
    given.emails = vec!["ana at home".into(), "Ana@Example.COM".into()];
    let ours = Particulars::of(&given);
    assert_eq!((&*ours.phone, &*ours.other_phone), ("+13525550101", "+49 30 1234567"));
    assert_eq!(ours.email, "Ana@example.com");
    let lines: Vec<&str> = ours.note.lines().collect();
    assert_eq!(
        lines,
        [
            "Fax: (352) 555-0199",
            "Work telephone: (352) 555-0102",
            "Other telephone: ask",
            "E-mail: ana at home",
        ]
    );
}

#[test]
fn a_company_is_reached_through_its_person() {
    let mut given = row("Oak Street Dental");
    given.company = "Oak Street Dental".into();
    given.first_name = "Beatriz".into();
    given.last_name = "Müller".into();
    let ours = Particulars::of(&given);
    assert_eq!((ours.kind, &*ours.contact), (CustomerKind::Commercial, "Beatriz Müller"));
    assert_eq!(ours.company, "", "the name says it already");
    given.is_company = Some(false);
    assert_eq!(Particulars::of(&given).contact, "");
}

#[test]
fn own_fields_find_their_place_or_the_note() {
    let mut given = row("Ana");
    given.custom = vec![
        custom("Gate code", "#1873"),
        custom("county", "Marion"),
        custom("squareFeet", "3,340"),
        custom("dateAdded", "2024-01-10 09:30:00"),
        custom("aPay", "0"),
    ];
    let mut location = LocationRow { line: 2, ..LocationRow::default() };
    location.address.street1 = "14 Larkspur Ct".into();
    location.address.state = "Flordia".into();
    location.custom = vec![custom("Pets", "two dogs"), custom("Lawn", "Bahia")];
    given.locations = vec![location];
    let ours = Particulars::of(&given);
    let place = &ours.locations[0];
    assert_eq!((&*place.access, &*place.hazards), ("Gate code: #1873", "Pets: two dogs"));
    assert_eq!((&*place.county, place.square_feet), ("Marion", Some(3340)));
    assert_eq!(place.address.state, "Flordia", "as written");
    assert_eq!(ours.since_on, Some(Day::ymd(2024, 1, 10)));
    assert_eq!(ours.note, "aPay: 0\n14 Larkspur Ct, Lawn: Bahia");
}

#[test]
fn quickbooks_services_where_it_bills_but_not_in_a_box() {
    let mut given = row("Ana");
    given.source = Source::QuickBooksIif;
    given.billing.street1 = "1483 NE 25th Ave".into();
    assert_eq!(Particulars::of(&given).locations.len(), 1);
    given.billing.street1 = "P.O. Box 9".into();
    assert_eq!(Particulars::of(&given).locations, []);
    given.billing.street1 = "1483 NE 25th Ave".into();
    given.source = Source::Jobber;
    assert_eq!(Particulars::of(&given).locations, []);
}

#[test]
fn terms_are_days_or_a_note() {
    let days = |terms: &str| terms_days(terms, &mut Note::default());
    assert_eq!(
        [days("Net 30"), days("due on receipt"), days("45 days")],
        [Some(30), Some(0), Some(45),]
    );
    let mut note = Note::default();
    assert_eq!(terms_days("1% 10 Net 30", &mut note), None);
    assert_eq!(note.finish(), "Terms: 1% 10 Net 30");
}
