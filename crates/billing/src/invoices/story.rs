//! Tests of the verbs together, each ending in the books' own proofs.

use super::*;
use crate::credits::IssueCredit;
use crate::testing;
use books::open_items::balance;
use front_desk::services::TaxCode;
use office::testing::Bench;
use office::{Refusal, jobs};
use values::{Id, Money, noun};

fn bill(customer: Id<noun::Customer>, work_order: Id<noun::WorkOrder>) -> IssueInvoice {
    IssueInvoice { work_orders: vec![work_order], ..IssueInvoice::to(customer) }
}

fn owed(bench: &Bench, customer: Id<noun::Customer>) -> (Money, Money) {
    let balance = bench.read(|reader| balance(reader, bench.branch, customer)).unwrap();
    (balance.owed, balance.unapplied)
}

fn prove(bench: &Bench) {
    for proof in bench.read(|reader| books::proofs(reader, bench.branch)).unwrap() {
        assert!(proof.ok, "{}: {}", proof.name, proof.detail);
    }
}

#[test]
fn verified_work_is_billed_once_and_owed() {
    let bench = testing::bench();
    let (customer, work_order) = testing::verified(&bench);
    let issued = bench.run(bill(customer, work_order)).unwrap();
    assert_eq!(issued.number, "0412-26-000001");
    assert_eq!(issued.total_cents, Money::cents(19_900));
    assert_eq!(owed(&bench, customer), (Money::cents(19_900), Money::ZERO));
    let twice = bench.run(bill(customer, work_order)).unwrap_err();
    assert_eq!(twice.code(), "invoices.billed_already");
    prove(&bench);
}

#[test]
fn work_that_nobody_verified_is_not_billed() {
    let bench = testing::bench();
    let work_order = testing::booked(&bench);
    let customer = testing_customer(&bench, work_order);
    let refusal = bench.run(bill(customer, work_order)).unwrap_err();
    assert_eq!(refusal.code(), "invoices.not_verified");
}

fn testing_customer(bench: &Bench, work_order: Id<noun::WorkOrder>) -> Id<noun::Customer> {
    use dispatch::work_orders::records::find_work_order;
    bench.read(|r| find_work_order(r, bench.branch, work_order)).unwrap().unwrap().customer
}

#[test]
fn a_void_takes_everything_back_and_keeps_the_number() {
    let bench = testing::bench();
    let (customer, work_order) = testing::verified(&bench);
    let invoice = bench.run(bill(customer, work_order)).unwrap().invoice;
    let void = VoidInvoice { invoice, reason: "Wrong house".into() };
    bench.run(void.clone()).unwrap();
    assert_eq!(owed(&bench, customer), (Money::ZERO, Money::ZERO));
    assert_eq!(bench.run(void).unwrap_err().code(), "invoices.void_already");
    assert_eq!(bench.run(bill(customer, work_order)).unwrap().number, "0412-26-000002");
    prove(&bench);
}

#[test]
fn a_credit_pays_its_invoice_and_its_rest_pays_the_next() {
    let bench = testing::bench();
    let (customer, work_order) = testing::verified(&bench);
    let invoice = bench.run(bill(customer, work_order)).unwrap().invoice;
    let credit = |net| IssueCredit {
        invoice,
        net_cents: Money::cents(net),
        reason: "Came a day late".into(),
    };
    let first = bench.run(credit(5_000)).unwrap();
    assert_eq!(first.applied_cents, Money::cents(5_000));
    assert_eq!(owed(&bench, customer).0, Money::cents(14_900));
    let void = VoidInvoice { invoice, reason: "Late".into() };
    assert_eq!(bench.run(void).unwrap_err().code(), "invoices.paid_on");
    let too_much = bench.run(credit(15_000)).unwrap_err();
    let words = "Invoice 0412-26-000001 can be credited 149.00 more.";
    assert_eq!(too_much, Refusal::invalid("net_cents", words));
    prove(&bench);
}

#[test]
fn another_line_needs_a_revenue_account_and_a_price() {
    let bench = testing::bench();
    let customer = testing::rivera(&bench);
    let line = |account, cents| ExtraLine {
        what: "Trip fee".into(),
        quantity: None,
        price_cents: Money::cents(cents),
        tax_code: TaxCode::Fee,
        revenue_account: account,
    };
    let invoice = |line| IssueInvoice { lines: vec![line], ..IssueInvoice::to(customer) };
    let fee = books::accounts::TRIP_FEES.id();
    assert_eq!(bench.run(invoice(line(fee, 0))).unwrap_err().status(), 422);
    let cash = books::accounts::OPERATING.id();
    assert_eq!(bench.run(invoice(line(cash, 100))).unwrap_err().status(), 422);
    assert_eq!(bench.run(invoice(line(fee, 4_500))).unwrap().total_cents, Money::cents(4_500));
    prove(&bench);
}

#[test]
fn all_verified_work_is_billed_by_a_job() {
    let bench = testing::bench();
    testing::verified(&bench);
    let started = bench.run(IssueAllInvoices {}).unwrap();
    assert_eq!(started.waiting, 1);
    let worked = jobs::work_job(&bench.office, bench.branch, started.job, &mut |_| {});
    let worked = worked.unwrap().unwrap();
    assert_eq!((worked.rows_done, worked.rows_refused), (1, 0));
    let nothing = bench.run(IssueAllInvoices {}).unwrap_err();
    assert_eq!(nothing.code(), "invoices.nothing_to_bill");
    prove(&bench);
}

#[test]
fn a_mailed_invoice_waits_in_line_and_an_address_is_asked_for() {
    let bench = testing::bench();
    let (customer, work_order) = testing::verified(&bench);
    let invoice = bench.run(bill(customer, work_order)).unwrap().invoice;
    let mail = |to: Option<&str>| MailInvoice {
        invoice,
        to: to.map(|to| values::Email::parse(to).unwrap()),
    };
    assert_eq!(bench.run(mail(None)).unwrap_err().status(), 422);
    let mailed = bench.run(mail(Some("marisol@rivera.example"))).unwrap();
    let job = bench.read(|r| jobs::records::find_job(r, bench.branch, mailed.job));
    assert!(job.unwrap().unwrap().payload.contains("marisol@rivera.example"));
}

#[test]
fn a_stranger_may_not_bill_void_or_credit() {
    let bench = testing::bench();
    let (customer, work_order) = testing::verified(&bench);
    let refusal = bench.run_as(bench.stranger, bill(customer, work_order)).unwrap_err();
    assert_eq!(refusal, Refusal::NotAllowed { duty: ISSUE });
    let invoice = bench.run(bill(customer, work_order)).unwrap().invoice;
    let void = VoidInvoice { invoice, reason: "no".into() };
    assert_eq!(bench.run_as(bench.stranger, void).unwrap_err(), Refusal::NotAllowed { duty: VOID });
}

/// Handbook 3.8: Florida's 6 % on a business, and the surtax of the county the service is in.
#[test]
fn a_line_beside_all_work_is_taxed_where_the_customer_is_served() {
    let bench = testing::bench();
    let surtax = settings::rule_packs::SetRate {
        state: "FL".into(),
        county: "Marion".into(),
        jurisdiction: "Marion County".into(),
        rate: values::Rate::millionths(15_000),
        holds_from: values::Day::ymd(2025, 1, 1),
        holds_until: None,
        citation: "Marion County's surtax".into(),
    };
    bench.run(surtax).unwrap();
    let mut dental = dispatch::testing::rivera();
    dental.kind = front_desk::customers::CustomerKind::Commercial;
    dental.location.as_mut().unwrap().county = Some("Marion".into());
    let customer = bench.run(dental).unwrap().customer;
    let line = ExtraLine {
        what: "Ant treatment".into(),
        quantity: None,
        price_cents: Money::cents(17_209),
        tax_code: TaxCode::PestStruct,
        revenue_account: books::accounts::REVENUE_ONE_TIME.id(),
    };
    let issued = IssueInvoice { lines: vec![line], ..IssueInvoice::to(customer) };
    assert_eq!(bench.run(issued).unwrap().total_cents, Money::cents(18_500));
    prove(&bench);
}
