//! What the tests of this room begin with: an office with the price list's first service
//! and the Riveras of 14 Larkspur Court.

use crate::agreements::SignAgreement;
use crate::contacts::Person;
use crate::customers::OpenCustomer;
use crate::locations::NewLocation;
use crate::services::{AddService, TaxCode};
use books::Source;
use books::open_items::{ChargeKind, NewCharge, open_charge};
use office::testing::Bench;
use office::{
    Answer, Command, Desk, Duty, Fields, NounEntry, Refusal, Room, Rooms, Shape, View, entry,
};
use values::{Address, Frequency, Id, Money, Phone, noun};

/// An office with the books and the front desk.
pub(crate) fn bench() -> Bench {
    Bench::new(Rooms::default().room(books::ROOM).room(crate::ROOM).room(TESTS))
}

/// An address in Florida.
pub(crate) fn address(line1: &str, city: &str, zip: &str) -> Address {
    Address {
        line1: line1.into(),
        line2: String::new(),
        city: city.into(),
        state: "FL".into(),
        zip: zip.into(),
    }
}

/// Where the Riveras live.
pub(crate) fn larkspur() -> Address {
    address("14 Larkspur Ct", "Ocala", "34471")
}

/// Marisol Rivera, not opened yet.
pub(crate) fn rivera() -> OpenCustomer {
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

/// Quarterly pest control at 119.00, the first visit at 199.00.
pub(crate) fn quarterly() -> AddService {
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
pub(crate) fn sign(customer: Id<noun::Customer>, service: Id<noun::Service>) -> SignAgreement {
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
pub(crate) fn quarterly_agreement(bench: &Bench) -> (Id<noun::Customer>, Id<noun::Agreement>) {
    let customer = bench.run(rivera()).expect("the Riveras are new").customer;
    let service = bench.run(quarterly()).expect("the service is new").service;
    let signed = bench.run(sign(customer, service)).expect("the sale is right");
    (customer, signed.agreement)
}

/// Opens a charge, as a room to the right would.
#[derive(serde::Serialize, serde::Deserialize, schemars::JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
struct Owe {
    customer: Id<noun::Customer>,
    amount_cents: Money,
}

/// She owes it.
#[derive(serde::Serialize, serde::Deserialize, schemars::JsonSchema, Debug)]
struct Owed {}

impl Command for Owe {
    const NAME: &'static str = "tests.owe";
    const TITLE: &'static str = "Let a customer owe";
    const DUTY: Duty = Duty::new("tests.owe", "Let a customer owe");
    const SHAPE: Shape = Shape::Does;
    type Receipt = Owed;

    fn perform(self, desk: &mut Desk<'_>) -> Result<Owed, Refusal> {
        let today = desk.today();
        let charge = NewCharge {
            customer: self.customer,
            kind: ChargeKind::Invoice,
            document: String::from("0412-26-005501"),
            source: Source { noun: "invoice", id: desk.id::<noun::Invoice>().get() },
            issued_on: today,
            due_on: today.plus_days(30),
            amount: self.amount_cents,
        };
        open_charge(desk, charge).map(|_| Owed {})
    }
}

const TESTS: Room = Room {
    name: "tests",
    nouns: &[NounEntry {
        noun: "tests",
        title: "Tests",
        sentence: "What tests do at the desk.",
        read: Owe::DUTY,
        commands: &[entry::<Owe>()],
        pages: &[],
        listings: &[],
        gates: &[],
    }],
    migrations: &[],
    jobs: &[],
};

/// Lets a customer owe so many cents.
pub(crate) fn owe(bench: &Bench, customer: Id<noun::Customer>, cents: i64) {
    let owe = Owe { customer, amount_cents: Money::cents(cents) };
    bench.run(owe).expect("she may owe");
}

/// Marisol's husband, who may book and pay.
pub(crate) fn hector() -> Person {
    Person {
        name: "Hector Rivera".into(),
        relation: Some("husband".into()),
        may_book: true,
        may_pay: true,
        ..Person::default()
    }
}

/// A page as Dana sees it at `address`, with these fields in its query.
pub(crate) fn shown(bench: &Bench, address: &str, query: &[(&str, &str)]) -> String {
    rendered(bench, address, fields(query), Fields::default(), None).expect("the page is shown")
}

/// What a form's command is refused for, and the page that is shown again.
pub(crate) fn refused(bench: &Bench, address: &str, filled: &[(&str, &str)]) -> (Refusal, String) {
    let filled = fields(filled);
    let name = filled.text("form").to_owned();
    let entry = bench.office.rooms().command(&name).expect("the form names its command");
    let today = values::Day::ymd(2026, 3, 2);
    let refusal = match office::decode::decode_fields(entry, &filled, today) {
        Err(problems) => Refusal::Invalid(problems),
        Ok(errand) => bench
            .office
            .errand(bench.slip(), errand, office::Mode::Now)
            .expect_err("the form is refused"),
    };
    let html = rendered(bench, address, Fields::default(), filled, Some(refusal.clone()));
    (refusal, html.expect("the page is shown again"))
}

fn fields(pairs: &[(&str, &str)]) -> Fields {
    Fields(pairs.iter().map(|(name, text)| ((*name).into(), (*text).into())).collect())
}

fn rendered(
    bench: &Bench,
    address: &str,
    query: Fields,
    filled: Fields,
    refusal: Option<Refusal>,
) -> Result<String, Refusal> {
    let rooms = bench.office.rooms();
    let fits = rooms.pages().filter_map(|page| Some((page, places(page.path, address)?)));
    let (page, path) = fits.min_by_key(|(_, path)| path.0.len()).expect("there is such a page");
    bench.office.read(|reader| {
        // The operator holds every duty there is.
        let me = bench.office.me(reader, office::slip::operator(), bench.branch)?;
        let now = bench.office.now();
        let mut view = View {
            office: &bench.office,
            reader,
            me: &me,
            path,
            query,
            filled,
            refusal,
            now,
            today: now.day_in(&me.zone),
        };
        Ok(match (page.render)(&mut view)? {
            Answer::Page(page) => format!("{}{}{}", page.sentence, page.body, page.side),
            Answer::Fragment(html) => html,
            other => panic!("not a page: {other:?}"),
        })
    })
}

fn places(pattern: &str, address: &str) -> Option<Fields> {
    let (wanted, given) = (pattern.split('/'), address.split('/'));
    let mut places = Vec::new();
    if wanted.clone().count() != given.clone().count() {
        return None;
    }
    for (part, value) in wanted.zip(given) {
        match part.strip_prefix('{') {
            Some(name) => places.push((name.trim_end_matches('}').into(), value.into())),
            None if part == value => {}
            None => return None,
        }
    }
    Some(Fields(places))
}

mod listings {
    //! Every list of this room, each filter and each order, on the engine of the tests.

    use super::*;
    use office::listing::{check, run_variants};

    #[test]
    fn the_room_works_the_same_on_postgresql() {
        let Some(scratch) = store::testing::scratch_postgres() else { return };
        let location = scratch.location().clone();
        let rooms = Rooms::default().room(books::ROOM).room(crate::ROOM).room(TESTS);
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
        let rooms = Rooms::default().room(books::ROOM).room(crate::ROOM);
        let bench = bench();
        for listing in crate::ROOM.nouns.iter().flat_map(|noun| noun.listings) {
            assert_eq!(check(listing, &rooms), Vec::<String>::new());
            assert_eq!(run_variants(bench.office.db(), listing), Vec::<String>::new());
        }
    }
}
