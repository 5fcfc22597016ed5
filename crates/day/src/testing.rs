//! What the tests of this room begin with: an office in which something has happened.

use billing::invoices;
use books::testing::{Asked, TESTS, answer_to, fields};
use dispatch::testing::{address, book_first, done, looked_over, quarterly, sign};
use dispatch::{appointments, work_orders};
use front_desk::agreements::SignAgreement;
use front_desk::customers::OpenCustomer;
use front_desk::locations::NewLocation;
use front_desk::services::AddService;
use front_desk::{agreements, conversations, customers, services};
use money::payments::{HoldPayment, Method, PaymentPosted, PostPayment};
use money::{deposits, payments};
use office::testing::Bench;
use office::{Page, Refusal, Role, Rooms};
use values::{Day, Id, Money, Phone, noun};

/// The day of all tests.
pub(crate) const TODAY: Day = dispatch::testing::TODAY;

/// Every room of the house.
pub(crate) fn rooms() -> Rooms {
    money::follow(dispatch::testing::rooms())
        .room(billing::ROOM)
        .room(money::ROOM)
        .room(collections::ROOM)
        .room(safekeeping::ROOM)
        .room(crate::ROOM)
        .room(TESTS)
        .daily(crate::proof::NIGHTLY)
        .roles(&[EVERYBODY, TESTER])
}

/// What Dana and Ruth may do.
const EVERYBODY: Role = Role {
    name: "office_manager",
    title: "Office manager",
    duties: &[
        books::entries::READ,
        customers::READ,
        customers::KEEP,
        conversations::READ,
        conversations::NOTE,
        services::READ,
        services::KEEP,
        agreements::READ,
        agreements::SIGN,
        appointments::READ,
        appointments::BOOK,
        dispatch::work_hours::SET,
        work_orders::READ,
        work_orders::PLAN,
        work_orders::FINISH,
        work_orders::VERIFY,
        invoices::READ,
        billing::exemptions::READ,
        billing::exemptions::KEEP,
        invoices::ISSUE,
        money::draws::READ,
        money::pay_links::MAKE,
        payments::READ,
        payments::POST,
        deposits::READ,
        deposits::COUNT,
        collections::receivables::READ,
        office::jobs::READ,
        crate::proof::READ,
        crate::proof::ASK,
    ],
};

/// What only tests do.
const TESTER: Role = Role { name: "tester", title: "Tester", duties: &[TESTS.nouns[0].read] };

/// An office in which nothing has happened yet.
pub(crate) fn bench() -> Bench {
    Bench::new(rooms())
}

/// Opens an account at this address.
pub(crate) fn customer(bench: &Bench, name: &str, line1: &str, phone: &str) -> Id<noun::Customer> {
    let address = address(line1, "Ocala", "34471");
    let open = OpenCustomer {
        name: name.into(),
        phone: Some(Phone::parse(phone).expect("a telephone")),
        location: Some(NewLocation { address, ..NewLocation::default() }),
        ..OpenCustomer::default()
    };
    bench.run(open).expect("the account is new").customer
}

/// Quarterly pest control at 119.00, the first visit at 199.00, signed for by `customer`.
pub(crate) fn agreement(bench: &Bench, customer: Id<noun::Customer>) -> SignAgreement {
    let service = AddService { code: format!("GPC-{customer}"), ..quarterly() };
    sign(customer, bench.run(service).expect("the service is new").service)
}

/// The customer's first visit, booked with Ruth today.
pub(crate) fn booked(bench: &Bench, customer: Id<noun::Customer>) -> Id<noun::WorkOrder> {
    bench.run(agreement(bench, customer)).expect("the sale is right");
    book_first(bench, customer)
}

/// Finishes a visit.
pub(crate) fn finish(bench: &Bench, work_order: Id<noun::WorkOrder>) {
    bench.run(done(work_order)).expect("it can be finished");
}

/// Verifies a visit.
pub(crate) fn verify(bench: &Bench, work_order: Id<noun::WorkOrder>) {
    bench.run(looked_over(work_order)).expect("it can be verified");
}

/// Posts a check.
pub(crate) fn check(
    bench: &Bench,
    customer: Id<noun::Customer>,
    number: &str,
    cents: i64,
) -> PaymentPosted {
    let post = PostPayment {
        customer,
        amount_cents: Money::cents(cents),
        method: method(number),
        received_on: None,
        applications: None,
        memo: String::new(),
        payer: String::new(),
        batch: None,
        again: None,
    };
    bench.run(post).expect("the payment is posted")
}

/// Puts a check on hold.
pub(crate) fn hold(bench: &Bench, payer: &str, number: &str, cents: i64) {
    let hold = HoldPayment {
        amount_cents: Money::cents(cents),
        method: method(number),
        payer: payer.into(),
        memo: String::new(),
        received_on: None,
        batch: None,
    };
    bench.run(hold).expect("the payment is held");
}

fn method(number: &str) -> Method {
    Method::Check { number: number.into(), bank: "63-107".into(), dated_on: None }
}

/// Two customers, work done, billed and paid: rows in every table a proof looks at.
pub(crate) fn busy() -> (Bench, Id<noun::Customer>) {
    let bench = bench();
    let rivera = customer(&bench, "Marisol Rivera", "14 Larkspur Ct", "352-555-0123");
    let work_order = booked(&bench, rivera);
    finish(&bench, work_order);
    verify(&bench, work_order);
    let issue = invoices::IssueInvoice {
        work_orders: vec![work_order],
        ..invoices::IssueInvoice::to(rivera)
    };
    bench.run(issue).expect("it can be billed");
    check(&bench, rivera, "1041", 10_000);
    (bench, rivera)
}

/// A page as the operator, or as somebody, sees it.
pub(crate) fn page_of(
    bench: &Bench,
    who: Id<noun::Staff>,
    path: &str,
    query: &[(&str, &str)],
) -> Result<Page, Refusal> {
    let me =
        |bench: &Bench, reader: &mut store::Reader<'_>| bench.office.me(reader, who, bench.branch);
    let asked = Asked { query: fields(query), ..Asked::default() };
    books::testing::page_of(answer_to(bench, me, path, asked)?)
}
