use super::*;
use crate::agreements::approve_price::ApprovePrice;
use crate::agreements::records::find_agreement;
use crate::customers::{OpenCustomer, records::find_customer};
use crate::testing::{bench, quarterly, rivera, sign};
use office::testing::Bench;

fn sold(bench: &Bench) -> SignAgreement {
    let customer = bench.run(rivera()).unwrap().customer;
    let service = bench.run(quarterly()).unwrap().service;
    sign(customer, service)
}

#[test]
fn signs_at_the_list_price_and_plans_from_the_first_day() {
    let bench = bench();
    let signed = bench.run(sold(&bench)).unwrap();
    assert_eq!(signed.number, "AG-0412-26-000001");
    let row = bench
        .read(|reader| find_agreement(reader, bench.branch, signed.agreement))
        .unwrap()
        .expect("a row");
    assert_eq!(
        (row.prices.signed, row.initial_price),
        (Money::cents(11_900), Some(Money::cents(19_900)))
    );
    assert_eq!((row.starts_on, row.ends_on), (Day::ymd(2026, 3, 2), Some(Day::ymd(2027, 3, 1))));
    assert_eq!(row.cooling_off_ends_on, None, "it was sold by telephone");
    let visits: Vec<Day> =
        row.next_visits(row.starts_on, 12).iter().map(|visit| visit.scheduled).collect();
    let days = [(2026, 3, 2), (2026, 6, 2), (2026, 9, 2), (2026, 12, 2)];
    assert_eq!(visits, days.map(|(y, m, d)| Day::ymd(y, m, d)), "the term ends on March 1");
}

#[test]
fn a_sale_at_home_keeps_the_last_day_to_change_her_mind() {
    let bench = bench();
    let at_home = SignAgreement { sold_at: SoldAt::Home, ..sold(&bench) };
    let signed = bench.run(at_home).unwrap();
    let row = bench.read(|reader| find_agreement(reader, bench.branch, signed.agreement));
    // Monday, March 2: Tuesday, Wednesday, Thursday.
    assert_eq!(row.unwrap().expect("a row").cooling_off_ends_on, Some(Day::ymd(2026, 3, 5)));
}

#[test]
fn a_prospect_becomes_active() {
    let bench = bench();
    let prospect = OpenCustomer { prospect: true, ..rivera() };
    let customer = bench.run(prospect).unwrap().customer;
    let service = bench.run(quarterly()).unwrap().service;
    bench.run(sign(customer, service)).unwrap();
    let row = bench.read(|reader| find_customer(reader, bench.branch, customer)).unwrap();
    assert_eq!(row.expect("a row").standing, Standing::Active);
}

#[test]
fn refuses_the_same_service_twice_at_one_place() {
    let bench = bench();
    let sale = sold(&bench);
    bench.run(sale.clone()).unwrap();
    assert_eq!(bench.run(sale).unwrap_err().code(), "agreements.signed_already");
}

#[test]
fn a_price_far_below_the_list_needs_somebody_else_s_leave() {
    let bench = bench();
    // 119.00 less a tenth is 107.10.
    let cheap = SignAgreement { price_cents: Some(Money::cents(10_709)), ..sold(&bench) };
    let refusal = bench.run(cheap.clone()).unwrap_err();
    assert_eq!(refusal.code(), "agreements.price_not_approved");
    assert!(refusal.words().contains("107.10"), "{}", refusal.words());
    let leave = ApprovePrice {
        customer: cheap.customer,
        service: cheap.service,
        price_cents: Money::cents(10_000),
        reason: "Three houses in one street".into(),
    };
    bench.run(leave.clone()).unwrap();
    let own = bench.run(cheap.clone()).unwrap_err();
    assert_eq!(own.code(), "agreements.price_not_approved", "her own leave does not count");
    bench.run_as(bench.ruth, leave).unwrap();
    let signed = bench.run(cheap.clone()).unwrap();
    // The leave is used up.
    bench
        .run(CancelAgreement {
            agreement: signed.agreement,
            cause: CancelCause::Other,
            reason: "Again".into(),
            effective_on: None,
        })
        .unwrap();
    assert_eq!(bench.run(cheap).unwrap_err().code(), "agreements.price_not_approved");
}

#[test]
fn a_discount_counts_towards_the_floor() {
    let bench = bench();
    let sale = sold(&bench);
    let tenth = SignAgreement { discount_rate: Some(Rate::percent(10)), ..sale.clone() };
    let more = SignAgreement { discount_rate: Some(Rate::percent(11)), ..sale };
    assert_eq!(bench.run(more).unwrap_err().code(), "agreements.price_not_approved");
    bench.run(tenth).unwrap();
}

#[test]
fn names_what_is_wrong_with_the_days_and_the_order() {
    let bench = bench();
    let sale = sold(&bench);
    let field = |sale: SignAgreement| match bench.run(sale).unwrap_err() {
        Refusal::Invalid(problems) => problems.0[0].field.clone(),
        other => other.code().to_owned(),
    };
    let later = Some(Day::ymd(2026, 3, 3));
    let before = Some(Day::ymd(2026, 3, 1));
    assert_eq!(field(SignAgreement { signed_on: later, ..sale.clone() }), "signed_on");
    assert_eq!(field(SignAgreement { starts_on: before, ..sale.clone() }), "starts_on");
    assert_eq!(field(SignAgreement { po_expires_on: before, ..sale.clone() }), "po_expires_on");
    assert_eq!(field(SignAgreement { term_months: Some(61), ..sale.clone() }), "term_months");
    let season = Some(Frequency::Seasonal);
    assert_eq!(field(SignAgreement { frequency: season, ..sale.clone() }), "months");
    assert_eq!(field(SignAgreement { location: Some(Id::new(7)), ..sale.clone() }), "location");
    assert_eq!(field(SignAgreement { sold_by: Some(Id::new(77)), ..sale }), "sold_by");
}

#[test]
fn a_customer_with_purchase_orders_gives_one() {
    let bench = bench();
    let customer = bench.run(OpenCustomer { po_required: true, ..rivera() }).unwrap().customer;
    let service = bench.run(quarterly()).unwrap().service;
    let sale = sign(customer, service);
    let Refusal::Invalid(problems) = bench.run(sale.clone()).unwrap_err() else { panic!() };
    assert!(problems.of("po_number").is_some());
    bench.run(SignAgreement { po_number: Some("PO 77".into()), ..sale }).unwrap();
}

#[test]
fn takes_the_duty_and_can_be_taken_back() {
    let bench = bench();
    let sale = sold(&bench);
    let refusal = bench.run_as(bench.stranger, sale.clone()).unwrap_err();
    assert_eq!(refusal, Refusal::NotAllowed { duty: SIGN });
    let signed = bench.run(sale).unwrap();
    let errand = SignAgreement::reversal(&signed).expect("it can be taken back");
    assert_eq!(errand.name, "agreements.cancel");
}
