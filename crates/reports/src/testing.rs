//! What the tests of this room begin with: the Riveras, sold, served, billed and half paid.

use billing::invoices::IssueInvoice;
use dispatch::appointments::BookAppointment;
use dispatch::work_orders::{
    FinishWork, Outcome, VerifyWork, on_agreement_cancelled, on_agreement_signed,
};
use front_desk::agreements::{SignAgreement, SoldAt};
use front_desk::conversations::NoteConversation;
use front_desk::customers::OpenCustomer;
use front_desk::locations::NewLocation;
use front_desk::services::{AddService, TaxCode};
use money::payments::{Method, PostPayment};
use office::testing::Bench;
use office::{Answer, Me, Page, Refusal, Rooms, View};
use values::{Address, Day, Frequency, Id, Money, Phone, noun};

fn rooms() -> Rooms {
    Rooms::default()
        .room(books::ROOM)
        .room(settings::ROOM)
        .room(front_desk::ROOM)
        .room(dispatch::ROOM)
        .room(billing::ROOM)
        .room(money::ROOM)
        .room(collections::ROOM)
        .room(crate::ROOM)
        .room(books::testing::TESTS)
        .follow(on_agreement_signed)
        .follow(on_agreement_cancelled)
}

/// An office with every room this one reads.
pub(crate) fn bench() -> Bench {
    Bench::new(rooms())
}

/// The same on each engine that is there.
pub(crate) fn benches() -> Vec<Bench> {
    let postgres = store::testing::scratch_postgres().map(|scratch| {
        let location = scratch.location().clone();
        Bench::at(&location, rooms(), Some(scratch))
    });
    std::iter::once(bench()).chain(postgres).collect()
}

/// A customer of this name and telephone.
pub(crate) fn named(bench: &Bench, name: &str, phone: &str) -> Id<noun::Customer> {
    let customer = OpenCustomer {
        name: name.into(),
        phone: Some(Phone::parse(phone).expect("a telephone")),
        location: Some(NewLocation {
            address: address(&format!("{} Mill Rd", phone.len() + name.len())),
            ..NewLocation::default()
        }),
        ..OpenCustomer::default()
    };
    bench.run(customer).expect("she is new").customer
}

/// Marisol Rivera: quarterly service sold, the first visit done, billed at 199.00, and
/// 100.00 of it paid by check; then she called.
pub(crate) fn rivera_with_story(bench: &Bench) -> Id<noun::Customer> {
    let customer = rivera(bench);
    sign(bench, customer);
    let work_order = first_visit(bench, customer);
    bench.run(issue(customer, work_order)).expect("it can be billed");
    bench.run(check(customer, "1042", 10_000)).expect("it can be posted");
    bench.run(call(customer, "Why do I still owe?")).expect("it can be noted");
    customer
}

fn address(line1: &str) -> Address {
    Address {
        line1: line1.into(),
        line2: String::new(),
        city: "Ocala".into(),
        state: "FL".into(),
        zip: "34470".into(),
    }
}

fn rivera(bench: &Bench) -> Id<noun::Customer> {
    let customer = OpenCustomer {
        name: "Marisol Rivera".into(),
        phone: Some(Phone::parse("352-555-0123").expect("a telephone")),
        location: Some(NewLocation {
            address: Address { zip: "34471".into(), ..address("14 Larkspur Ct") },
            county: Some("Marion".into()),
            hazards: Some("Dog in the yard".into()),
            ..NewLocation::default()
        }),
        ..OpenCustomer::default()
    };
    bench.run(customer).expect("the Riveras are new").customer
}

fn sign(bench: &Bench, customer: Id<noun::Customer>) {
    let service = AddService {
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
    };
    let service = bench.run(service).expect("the service is new").service;
    let sale = SignAgreement {
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
        sold_at: SoldAt::default(),
        sold_by: None,
        po_number: None,
        po_expires_on: None,
        note: None,
    };
    bench.run(sale).expect("the sale is right");
}

/// The first work order, booked with Ruth today, done and verified.
fn first_visit(bench: &Bench, customer: Id<noun::Customer>) -> Id<noun::WorkOrder> {
    let pool = bench.read(|reader| {
        dispatch::work_orders::records::list_of_customer(reader, bench.branch, customer, 20)
    });
    let pool = pool.expect("the pool reads");
    let first = pool.iter().min_by_key(|order| order.due_on).expect("a visit is written");
    let work_order = first.id;
    let book = BookAppointment {
        work_order,
        technician: bench.ruth,
        day: Day::ymd(2026, 3, 2),
        from_minute: None,
        until_minute: None,
        note: None,
    };
    bench.run(book).expect("it can be booked");
    let finish = FinishWork {
        work_order,
        outcome: Outcome::Done,
        technician: None,
        done_on: None,
        arrived_at: None,
        left_at: None,
        report: None,
        materials: None,
        collected_cents: None,
    };
    bench.run(finish).expect("it can be finished");
    let verify = VerifyWork { work_order, price_cents: None, reason: None };
    bench.run(verify).expect("it can be verified");
    work_order
}

fn issue(customer: Id<noun::Customer>, work_order: Id<noun::WorkOrder>) -> IssueInvoice {
    IssueInvoice {
        customer,
        work_orders: vec![work_order],
        lines: Vec::new(),
        discount_cents: None,
        invoiced_on: None,
        due_on: None,
        po_number: None,
        message: None,
    }
}

/// A check of so many cents.
pub(crate) fn check(customer: Id<noun::Customer>, number: &str, cents: i64) -> PostPayment {
    PostPayment {
        customer,
        amount_cents: Money::cents(cents),
        method: Method::Check { number: number.into(), bank: "63-107".into(), dated_on: None },
        received_on: None,
        applications: None,
        memo: String::new(),
        payer: String::new(),
        batch: None,
        again: None,
    }
}

/// She called; somebody is to come back to it on Wednesday.
pub(crate) fn call(customer: Id<noun::Customer>, said: &str) -> NoteConversation {
    NoteConversation {
        customer,
        channel: Default::default(),
        direction: Default::default(),
        contact: None,
        spoke_with: None,
        said: said.into(),
        held_at: None,
        follow_up_on: Some(Day::ymd(2026, 3, 4)),
    }
}

/// A page as somebody sees it who holds only these duties.
pub(crate) fn page_as(
    bench: &Bench,
    duties: &[&'static str],
    address: &str,
) -> Result<Page, Refusal> {
    let (path, query) = address.split_once('?').unwrap_or((address, ""));
    let pattern = match path.strip_prefix("/customers/") {
        Some(_) => "/customers/{id}",
        None => path,
    };
    let places = path.strip_prefix("/customers/").map(|id| ("id".to_owned(), id.to_owned()));
    let page = bench.office.rooms().pages().find(|page| page.path == pattern);
    let page = page.expect("the page is registered");
    bench.office.read(|reader| {
        let dana: Me = bench.office.me(reader, bench.dana, bench.branch)?;
        let me = Me { duties: duties.iter().copied().collect(), ..dana };
        let now = bench.office.now();
        let answer = (page.render)(&mut View {
            office: &bench.office,
            reader,
            me: &me,
            path: office::Fields(places.into_iter().collect()),
            query: office::listing::split_query(query),
            filled: office::Fields::default(),
            refusal: None,
            now,
            today: now.day_in(&me.zone),
        })?;
        match answer {
            Answer::Page(page) => Ok(*page),
            other => panic!("no page: {other:?}"),
        }
    })
}
