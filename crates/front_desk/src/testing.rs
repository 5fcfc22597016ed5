//! What the tests of this room and of later ones begin with: an office with the price list's
//! first service and the Riveras of 14 Larkspur Court. Behind the feature `testing`.

use crate::agreements::SignAgreement;
use crate::contacts::Person;
use crate::customers::OpenCustomer;
use crate::locations::NewLocation;
use crate::services::{AddService, TaxCode};
use books::Source;
use books::open_items::{ChargeKind, NewCharge, open_charge};
use books::testing::{Asked, TESTS, answer_to, at_desk, fields, operator};
use office::testing::Bench;
use office::{Answer, Refusal, Rooms};
use values::{Address, Frequency, Id, Money, Phone, noun};

/// The books, for rooms that name only this one.
pub const BOOKS: office::Room = books::ROOM;

/// An office with the books and the front desk.
pub fn bench() -> Bench {
    Bench::new(
        Rooms::default().room(books::ROOM).room(settings::ROOM).room(crate::ROOM).room(TESTS),
    )
}

/// An address in Florida.
pub fn address(line1: &str, city: &str, zip: &str) -> Address {
    Address {
        line1: line1.into(),
        line2: String::new(),
        city: city.into(),
        state: "FL".into(),
        zip: zip.into(),
    }
}

/// Where the Riveras live.
pub fn larkspur() -> Address {
    address("14 Larkspur Ct", "Ocala", "34471")
}

/// Marisol Rivera, not opened yet.
pub fn rivera() -> OpenCustomer {
    OpenCustomer {
        name: "Marisol Rivera".into(),
        phone: Some(Phone::parse("352-555-0123").expect("a telephone")),
        location: Some(NewLocation {
            address: larkspur(),
            county: Some("Marion".into()),
            hazards: Some("Dog in the yard".into()),
            ..NewLocation::default()
        }),
        ..OpenCustomer::default()
    }
}

/// Mr. Halloran, who has no location yet.
pub fn halloran() -> OpenCustomer {
    OpenCustomer {
        name: "Mr. Halloran".into(),
        bill_to: Some(address("3 Fort King St", "Ocala", "34470")),
        ..OpenCustomer::default()
    }
}

/// Quarterly pest control at 119.00, the first visit at 199.00.
pub fn quarterly() -> AddService {
    AddService {
        code: "GPC-Q".into(),
        name: "Quarterly pest control".into(),
        minutes: 30,
        price_cents: Money::cents(11_900),
        initial_price_cents: Some(Money::cents(19_900)),
        revenue_account: books::accounts::REVENUE_RECURRING.id(),
        tax_code: TaxCode::PestStruct,
        frequency: Frequency::Quarterly,
        description: None,
        effective_on: None,
    }
}

/// A sale at the list price, for a year.
pub fn sign(customer: Id<noun::Customer>, service: Id<noun::Service>) -> SignAgreement {
    SignAgreement {
        customer,
        location: None,
        service,
        price_cents: None,
        initial_price_cents: None,
        without_initial: false,
        discount_rate: None,
        frequency: None,
        placement: None,
        months: None,
        starts_on: None,
        term_months: None,
        auto_renew: false,
        signed_on: None,
        sold_at: Default::default(),
        sold_by: None,
        po_number: None,
        po_expires_on: None,
        note: None,
    }
}

/// Marisol Rivera with a quarterly agreement signed today.
pub fn quarterly_agreement(bench: &Bench) -> (Id<noun::Customer>, Id<noun::Agreement>) {
    let customer = bench.run(rivera()).expect("the Riveras are new").customer;
    let service = bench.run(quarterly()).expect("the service is new").service;
    let signed = bench.run(sign(customer, service)).expect("the sale is right");
    (customer, signed.agreement)
}

/// Lets a customer owe so many cents, as a room to the right would.
pub fn owe(bench: &Bench, customer: Id<noun::Customer>, cents: i64) {
    at_desk(bench, move |desk| {
        let today = desk.today();
        let charge = NewCharge {
            customer,
            kind: ChargeKind::Invoice,
            document: String::from("0412-26-005501"),
            source: Source { noun: "invoice", id: desk.id::<noun::Invoice>().get() },
            issued_on: today,
            due_on: today.plus_days(30),
            amount: Money::cents(cents),
        };
        open_charge(desk, charge)
    })
    .expect("she may owe");
}

/// Marisol's husband, who may book and pay.
pub fn hector() -> Person {
    Person {
        name: "Hector Rivera".into(),
        relation: Some("husband".into()),
        may_book: true,
        may_pay: true,
        ..Person::default()
    }
}

/// A page as the operator sees it at `address`, with these fields in its query.
pub fn shown(bench: &Bench, address: &str, query: &[(&str, &str)]) -> String {
    let asked = Asked { query: fields(query), ..Asked::default() };
    text_of(answer_to(bench, operator, address, asked).expect("the page is shown"))
}

/// What a form's command is refused for, and the page that is shown again.
pub fn refused(bench: &Bench, address: &str, filled: &[(&str, &str)]) -> (Refusal, String) {
    let filled = fields(filled);
    let name = filled.text("form").to_owned();
    let entry = bench.office.rooms().command(&name).expect("the form names its command");
    let zone = values::Zone::parse("America/New_York").expect("the zone is known");
    let wall = values::Wall { today: values::Day::ymd(2026, 3, 2), zone };
    let refusal = match office::decode::decode_fields(entry, &filled, &wall) {
        Err(problems) => Refusal::Invalid(problems),
        Ok(errand) => bench
            .office
            .errand(bench.slip(), errand, office::Mode::Now)
            .expect_err("the form is refused"),
    };
    let asked = Asked { query: fields(&[]), filled, refusal: Some(refusal.clone()) };
    let answer = answer_to(bench, operator, address, asked).expect("the page is shown again");
    (refusal, text_of(answer))
}

fn text_of(answer: Answer) -> String {
    match answer {
        Answer::Page(page) => format!("{}{}{}", page.sentence, page.body, page.side),
        Answer::Fragment(html) => html,
        other => panic!("not a page: {other:?}"),
    }
}

#[cfg(test)]
mod listings {
    //! Every list of this room, each filter and each order, on the engine of the tests.

    use super::*;
    use office::listing::{check, run_variants};

    #[test]
    fn the_room_works_the_same_on_postgresql() {
        let Some(scratch) = store::testing::scratch_postgres() else { return };
        let location = scratch.location().clone();
        let rooms =
            Rooms::default().room(books::ROOM).room(settings::ROOM).room(crate::ROOM).room(TESTS);
        let bench = Bench::at(&location, rooms, Some(scratch));
        assert_eq!(store::testing::prepare_all(bench.office.db()), Vec::<String>::new());
        let (customer, agreement) = quarterly_agreement(&bench);
        let twin = OpenCustomer { name: "M. Rivera".into(), ..rivera() };
        let refusal = bench.run(twin.clone()).expect_err("she looks like her");
        assert_eq!(refusal.code(), "customers.looks_like");
        let twin = OpenCustomer { despite_similar: vec![customer], ..twin };
        let twin = bench.run(twin).expect("she is told").customer;
        let merge = crate::customers::MergeCustomer {
            customer: twin,
            into: customer,
            reason: "Same person".into(),
            take_contacts: true,
            take_locations: true,
            balance_stays: false,
        };
        assert_eq!(bench.run(merge).expect("they merge").locations.len(), 1);
        let html = shown(&bench, &format!("/agreements/{agreement}"), &[]);
        assert!(html.contains("556.00"), "{html}");
        for listing in crate::ROOM.nouns.iter().flat_map(|noun| noun.listings) {
            assert_eq!(run_variants(bench.office.db(), listing), Vec::<String>::new());
        }
    }

    #[test]
    fn every_list_holds_to_the_rules_and_runs() {
        let rooms = Rooms::default().room(books::ROOM).room(settings::ROOM).room(crate::ROOM);
        let bench = bench();
        for listing in crate::ROOM.nouns.iter().flat_map(|noun| noun.listings) {
            assert_eq!(check(listing, &rooms), Vec::<String>::new());
            assert_eq!(run_variants(bench.office.db(), listing), Vec::<String>::new());
        }
    }
}
