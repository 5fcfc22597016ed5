//! What the tests of this room begin with: an office in which something has happened.

use billing::invoices;
use books::testing::TESTS;
use dispatch::appointments::BookAppointment;
use dispatch::work_orders::{FinishWork, Outcome, VerifyWork};
use dispatch::{appointments, work_orders};
use front_desk::agreements::{SignAgreement, SoldAt};
use front_desk::customers::OpenCustomer;
use front_desk::locations::NewLocation;
use front_desk::services::{AddService, TaxCode};
use front_desk::{agreements, conversations, customers, services};
use money::payments::{HoldPayment, Method, PaymentPosted, PostPayment};
use money::{deposits, payments};
use office::testing::Bench;
use office::{Answer, Fields, Me, Page, Refusal, Role, Rooms, View};
use store::{args, sql};
use values::{Address, Day, Frequency, Id, Money, Phone, noun};

/// The day of all tests.
pub(crate) const TODAY: Day = Day::ymd(2026, 3, 2);

/// Every room of the house.
pub(crate) fn rooms() -> Rooms {
    Rooms::default()
        .room(books::ROOM)
        .room(settings::ROOM)
        .room(front_desk::ROOM)
        .room(dispatch::ROOM)
        .room(billing::ROOM)
        .room(money::ROOM)
        .room(collections::ROOM)
        .room(crate::ROOM)
        .room(TESTS)
        .follow(dispatch::work_orders::on_agreement_signed)
        .follow(dispatch::work_orders::on_agreement_cancelled)
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
        work_orders::READ,
        work_orders::PLAN,
        work_orders::FINISH,
        work_orders::VERIFY,
        invoices::READ,
        invoices::ISSUE,
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
    let address = Address {
        line1: line1.into(),
        line2: String::new(),
        city: "Ocala".into(),
        state: "FL".into(),
        zip: "34471".into(),
    };
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
    let service = AddService {
        code: format!("GPC-{customer}"),
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
    SignAgreement {
        customer,
        location: None,
        service: bench.run(service).expect("the service is new").service,
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
    }
}

/// The customer's first visit, booked with Ruth today.
pub(crate) fn booked(bench: &Bench, customer: Id<noun::Customer>) -> Id<noun::WorkOrder> {
    bench.run(agreement(bench, customer)).expect("the sale is right");
    let found = bench.read(|reader| {
        reader.all::<(Id<noun::WorkOrder>,)>(
            sql!(
                "SELECT id FROM work_orders WHERE branch_id = $1 AND customer_id = $2 \
                  ORDER BY due_on"
            ),
            args![bench.branch, customer],
        )
    });
    let work_order = found.expect("the pool reads")[0].0;
    let book = BookAppointment {
        work_order,
        technician: bench.ruth,
        day: TODAY,
        from_minute: None,
        until_minute: None,
        note: None,
    };
    bench.run(book).expect("it can be booked");
    work_order
}

/// Finishes a visit.
pub(crate) fn finish(bench: &Bench, work_order: Id<noun::WorkOrder>) {
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
}

/// Verifies a visit.
pub(crate) fn verify(bench: &Bench, work_order: Id<noun::WorkOrder>) {
    let verify = VerifyWork { work_order, price_cents: None, reason: None };
    bench.run(verify).expect("it can be verified");
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
    let entry = bench.office.rooms().pages().find(|page| page.path == path).expect("the page");
    let answer = bench.office.read(|reader| {
        let me: Me = bench.office.me(reader, who, bench.branch)?;
        let now = bench.office.now();
        let pairs = query.iter().map(|(name, value)| ((*name).into(), (*value).into()));
        let mut view = View {
            office: &bench.office,
            today: now.day_in(&me.zone),
            reader,
            me: &me,
            path: Fields::default(),
            query: Fields(pairs.collect()),
            filled: Fields::default(),
            refusal: None,
            now,
        };
        view.need(entry.duty)?;
        (entry.render)(&mut view)
    })?;
    match answer {
        Answer::Page(page) => Ok(*page),
        other => panic!("{path} answers no page: {other:?}"),
    }
}
