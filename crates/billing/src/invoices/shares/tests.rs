//! Invoices under billing options, on both engines, each ending in the books' own proofs.

use crate::billing_options::{OtherPayer, SetOptions, Terms};
use crate::invoices::{IssueInvoice, VoidInvoice, paper, records};
use crate::testing;
use books::open_items::balance;
use front_desk::customers::OpenCustomer;
use office::testing::Bench;
use values::{Day, Id, Money, Rate, noun};

/// Oak Street Dental owns the house the Riveras live in.
fn landlord(bench: &Bench) -> Id<noun::Customer> {
    let owner = OpenCustomer {
        name: "Oak Street Dental".into(),
        phone: None,
        location: None,
        bill_to: Some(dispatch::testing::address("3 Oak St", "Ocala", "34470")),
        ..dispatch::testing::rivera()
    };
    bench.run(owner).expect("the owner is new").customer
}

fn bill(customer: Id<noun::Customer>, work_order: Id<noun::WorkOrder>) -> IssueInvoice {
    IssueInvoice { work_orders: vec![work_order], ..IssueInvoice::to(customer) }
}

fn owed(bench: &Bench, customer: Id<noun::Customer>) -> Money {
    bench.read(|reader| balance(reader, bench.branch, customer)).unwrap().owed
}

#[track_caller]
fn prove(bench: &Bench) {
    for proof in bench.read(|reader| books::proofs(reader, bench.branch)).unwrap() {
        assert!(proof.ok, "{}: {}", proof.name, proof.detail);
    }
}

#[test]
fn terms_discount_and_words_follow_from_the_options() {
    let bench = testing::bench();
    let (customer, work_order) = testing::verified(&bench);
    let options = SetOptions {
        terms: Terms::EndOfMonth,
        terms_days: Some(10),
        discount_rate: Some(Rate::percent(10)),
        invoice_text: Some("Thank you".into()),
        attention: Some("Facilities".into()),
        cost_center: Some("CC-77".into()),
        ..SetOptions::usual(customer)
    };
    bench.run(options).unwrap();
    let issued = bench.run(bill(customer, work_order)).unwrap();
    // 199.00 less 19.90; ten days after March 31.
    assert_eq!(issued.total_cents, Money::cents(17_910));
    assert_eq!(issued.due_on, Day::ymd(2026, 4, 10));
    let known = bench.read(|r| records::find_invoice(r, bench.branch, issued.invoice)).unwrap();
    assert_eq!(known.expect("it is there").message, "Thank you");
    let facts =
        bench.office.read(|reader| paper::facts(reader, bench.branch, issued.invoice)).unwrap();
    let expected = serde_json::json!(["Attention: Facilities", "Cost center: CC-77"]);
    assert_eq!(facts["bill_to"]["attention"], expected);
    prove(&bench);
}

#[test]
fn two_payers_have_an_invoice_each_and_are_voided_together() {
    for bench in testing::benches() {
        let (customer, work_order) = testing::verified(&bench);
        let owner = landlord(&bench);
        let other = OtherPayer {
            customer: owner,
            share: Some(Rate::percent(40)),
            service: None,
            location: None,
        };
        let options = SetOptions { payers: vec![other], ..SetOptions::usual(customer) };
        bench.run(options).unwrap();
        let issued = bench.run(bill(customer, work_order)).unwrap();
        // 40 % of 199.00 is 79.60; 119.40 is left.
        assert_eq!((issued.total_cents, issued.also.len()), (Money::cents(11_940), 1));
        assert_eq!(owed(&bench, customer), Money::cents(11_940));
        assert_eq!(owed(&bench, owner), Money::cents(7_960));
        let twice = bench.run(bill(customer, work_order)).unwrap_err();
        assert_eq!(twice.code(), "invoices.billed_already");
        let void = VoidInvoice { invoice: issued.also[0], reason: "Wrong house".into() };
        bench.run(void).unwrap();
        assert_eq!((owed(&bench, customer), owed(&bench, owner)), (Money::ZERO, Money::ZERO));
        bench.run(bill(customer, work_order)).unwrap();
        prove(&bench);
    }
}

#[test]
fn who_pays_for_somebody_else_is_billed() {
    let bench = testing::bench();
    let (customer, work_order) = testing::verified(&bench);
    let owner = landlord(&bench);
    bench.run(SetOptions { bill_to: Some(owner), ..SetOptions::usual(customer) }).unwrap();
    bench.run(bill(customer, work_order)).unwrap();
    assert_eq!((owed(&bench, customer), owed(&bench, owner)), (Money::ZERO, Money::cents(19_900)));
    prove(&bench);
}

#[test]
fn a_limit_holds_an_invoice_back_and_says_the_way_out() {
    let bench = testing::bench();
    let (customer, work_order) = testing::verified(&bench);
    let refused = |options: SetOptions| {
        bench.run(options).unwrap();
        let refusal = bench.run(bill(customer, work_order)).unwrap_err();
        (refusal.code(), refusal.words())
    };
    let usual = || SetOptions::usual(customer);
    let needs = refused(SetOptions { po_required: true, ..usual() });
    assert!(needs.1.contains("pays against a purchase order"), "{needs:?}");
    let little = Some(Money::dollars(100));
    let over = refused(SetOptions { invoice_limit_cents: little, ..usual() });
    assert_eq!(over.0, "invoices.held_back");
    let po = || SetOptions { po_number: Some("PO 77".into()), ..usual() };
    let used_up = refused(SetOptions { po_limit_cents: little, ..po() });
    assert!(used_up.1.contains("is used up"), "{used_up:?}");
    let yesterday = Some(Day::ymd(2026, 3, 1));
    let expired = refused(SetOptions { po_expires_on: yesterday, ..po() });
    assert!(expired.1.contains("has run out"), "{expired:?}");
    bench.run(SetOptions { po_limit_cents: Some(Money::dollars(199)), ..po() }).unwrap();
    bench.run(bill(customer, work_order)).unwrap();
}
