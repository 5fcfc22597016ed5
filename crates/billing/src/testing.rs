//! What the tests of this room begin with: the Riveras with a quarterly agreement.

use dispatch::work_orders::{on_agreement_cancelled, on_agreement_signed};
use front_desk::agreements::{SignAgreement, SoldAt};
use front_desk::customers::OpenCustomer;
use front_desk::locations::NewLocation;
use front_desk::services::{AddService, TaxCode};
use office::{Rooms, testing::Bench};
use values::{Address, Frequency, Id, Money, Phone, noun};

/// An office with all rooms up to this one.
pub(crate) fn bench() -> Bench {
    Bench::new(
        Rooms::default()
            .room(books::ROOM)
            .room(front_desk::ROOM)
            .room(settings::ROOM)
            .room(dispatch::ROOM)
            .room(crate::ROOM)
            .room(books::testing::TESTS)
            .follow(on_agreement_signed)
            .follow(on_agreement_cancelled),
    )
}

/// Marisol Rivera of 14 Larkspur Court.
pub(crate) fn rivera(bench: &Bench) -> Id<noun::Customer> {
    let address = Address {
        line1: "14 Larkspur Ct".into(),
        line2: String::new(),
        city: "Ocala".into(),
        state: "FL".into(),
        zip: "34471".into(),
    };
    let customer = OpenCustomer {
        name: "Marisol Rivera".into(),
        phone: Some(Phone::parse("352-555-0123").expect("a telephone")),
        location: Some(NewLocation { address, ..NewLocation::default() }),
        ..OpenCustomer::default()
    };
    bench.run(customer).expect("the Riveras are new").customer
}

/// Quarterly pest control at 119.00, the first visit at 199.00.
pub(crate) fn quarterly(bench: &Bench) -> Id<noun::Service> {
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
    bench.run(service).expect("the service is new").service
}

/// The Riveras' quarterly agreement, signed today.
pub(crate) fn agreement(bench: &Bench) -> Id<noun::Agreement> {
    let (customer, service) = (rivera(bench), quarterly(bench));
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
    bench.run(sale).expect("the sale is right").agreement
}

/// The agreement's first work order, booked with Ruth today.
pub(crate) fn booked(bench: &Bench) -> Id<noun::WorkOrder> {
    agreement(bench);
    let pool = bench.read(|reader| {
        reader.all::<(Id<noun::WorkOrder>,)>(
            store::sql!("SELECT id FROM work_orders WHERE branch_id = $1 ORDER BY due_on"),
            store::args![bench.branch],
        )
    });
    let work_order = pool.expect("the pool reads")[0].0;
    let day = values::Day::ymd(2026, 3, 2);
    let book = dispatch::appointments::BookAppointment {
        work_order,
        technician: bench.ruth,
        day,
        from_minute: None,
        until_minute: None,
        note: None,
    };
    bench.run(book).expect("it can be booked");
    work_order
}

/// The Riveras' first visit, done today and verified.
pub(crate) fn verified(bench: &Bench) -> (Id<noun::Customer>, Id<noun::WorkOrder>) {
    use dispatch::work_orders::{FinishWork, Outcome, VerifyWork, records};
    let work_order = booked(bench);
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
    let order = bench.read(|reader| records::find_work_order(reader, bench.branch, work_order));
    (order.expect("it reads").expect("it is there").customer, work_order)
}
