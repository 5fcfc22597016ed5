//! What the tests of this room begin with: the Riveras, sold, served, billed and half paid.

use billing::invoices::IssueInvoice;
use books::testing::{Asked, answer_to, page_of};
use dispatch::testing::{address, quarterly, rivera, sign, verified_of};
use front_desk::conversations::NoteConversation;
use front_desk::customers::OpenCustomer;
use front_desk::locations::NewLocation;
use money::payments::{Method, PostPayment};
use office::testing::Bench;
use office::{Me, Page, Refusal, Rooms};
use values::{Day, Id, Money, Phone, noun};

fn rooms() -> Rooms {
    money::follow(dispatch::testing::rooms())
        .room(billing::ROOM)
        .room(money::ROOM)
        .room(collections::ROOM)
        .room(crate::ROOM)
        .room(books::testing::TESTS)
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
            address: address(&format!("{} Mill Rd", phone.len() + name.len()), "Ocala", "34470"),
            ..NewLocation::default()
        }),
        ..OpenCustomer::default()
    };
    bench.run(customer).expect("she is new").customer
}

/// Marisol Rivera: quarterly service sold, the first visit done, billed at 199.00, and
/// 100.00 of it paid by check; then she called.
pub(crate) fn rivera_with_story(bench: &Bench) -> Id<noun::Customer> {
    let customer = bench.run(rivera()).expect("the Riveras are new").customer;
    let service = bench.run(quarterly()).expect("the service is new").service;
    bench.run(sign(customer, service)).expect("the sale is right");
    let work_orders = vec![verified_of(bench, customer)];
    let issue = IssueInvoice { work_orders, ..IssueInvoice::to(customer) };
    bench.run(issue).expect("it can be billed");
    bench.run(check(customer, "1042", 10_000)).expect("it can be posted");
    bench.run(call(customer, "Why do I still owe?")).expect("it can be noted");
    customer
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
    let duties = &duties;
    let me = |bench: &Bench, reader: &mut store::Reader<'_>| {
        let dana: Me = bench.office.me(reader, bench.dana, bench.branch)?;
        Ok(Me { duties: duties.iter().copied().collect(), ..dana })
    };
    let query = office::listing::split_query(query);
    page_of(answer_to(bench, me, path, Asked { query, ..Asked::default() })?)
}
