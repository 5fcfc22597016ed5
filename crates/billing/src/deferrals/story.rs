//! Billed before it is earned and earned before it is billed, with the handbook's numbers,
//! on both engines, each step ending in the proofs.

use super::*;
use crate::billing_options::{SetOptions, Trigger};
use crate::invoices::VoidInvoice;
use crate::testing;
use books::Account;
use books::accounts::{DEFERRED, REVENUE_RECURRING, UNBILLED, records::balance_at};
use books::open_items::balance;
use books::testing::page_at;
use front_desk::agreements::{CancelAgreement, CancelCause, SignAgreement};
use office::Refusal;
use office::testing::{AFTERNOON, Bench};
use values::{Day, Id, Instant, Money, Rate, noun};

/// The Riveras with four visits of 120.00 a year, the first today.
fn four_visits(bench: &Bench) -> (Id<noun::Customer>, Id<noun::Agreement>) {
    let customer = bench.run(dispatch::testing::rivera()).expect("they are new").customer;
    let service = bench.run(dispatch::testing::quarterly()).expect("it is new").service;
    let sale = SignAgreement {
        price_cents: Some(Money::dollars(120)),
        without_initial: true,
        ..dispatch::testing::sign(customer, service)
    };
    (customer, bench.run(sale).expect("it is right").agreement)
}

#[track_caller]
fn prove(bench: &Bench) {
    let proofs = bench.read(|reader| {
        let mut all = books::proofs(reader, bench.branch)?;
        all.extend(proofs(reader, bench.branch)?);
        Ok(all)
    });
    for proof in proofs.unwrap() {
        assert!(proof.ok, "{}: {}", proof.name, proof.detail);
    }
}

/// What stands in an account, a debit above zero.
fn stands(bench: &Bench, account: Account) -> i64 {
    let forever = Day::ymd(9999, 12, 31);
    let booked = bench.read(|reader| balance_at(reader, bench.branch, account, forever));
    booked.unwrap().as_cents()
}

fn bill(bench: &Bench, customer: Id<noun::Customer>) -> AheadBilled {
    bench.run(BillAhead { customer, until: None }).unwrap()
}

/// Handbook P3, P5, T09, P20 and T11 without its tax: 456.00 in four parts of 114.00.
#[test]
fn a_prepaid_year_is_earned_visit_by_visit_and_the_rest_given_back() {
    for bench in testing::benches() {
        let (customer, agreement) = four_visits(&bench);
        let options = SetOptions {
            trigger: Trigger::Prepaid,
            prepay_discount: Some(Rate::percent(5)),
            ..SetOptions::usual(customer)
        };
        bench.run(options).unwrap();
        let billed = bill(&bench, customer);
        assert_eq!(billed.invoices.len(), 1);
        let invoice = billed.invoices[0].invoice;
        assert_eq!(billed.invoices[0].total_cents, Money::cents(45_600));
        assert_eq!(stands(&bench, DEFERRED), -45_600);
        assert_eq!(bill(&bench, customer).invoices, [], "it is billed once");
        prove(&bench);
        dispatch::testing::verified_of(&bench, customer);
        assert_eq!(stands(&bench, DEFERRED), -34_200);
        assert_eq!(stands(&bench, REVENUE_RECURRING), -11_400);
        prove(&bench);
        let void = VoidInvoice { invoice, reason: "Wrong house".into() };
        assert_eq!(bench.run(void).unwrap_err().code(), "deferrals.earned");
        let back = GiveBack { agreement, reason: "She moved".into() };
        assert_eq!(bench.run(back.clone()).unwrap_err().code(), "deferrals.not_cancelled");
        let cancel = CancelAgreement {
            agreement,
            cause: CancelCause::Moved,
            reason: "To Tampa".into(),
            effective_on: None,
        };
        bench.run(cancel).unwrap();
        let refusal = bench.run_as(bench.stranger, back.clone()).unwrap_err();
        assert_eq!(refusal, Refusal::NotAllowed { duty: GIVE });
        let given = bench.run(back.clone()).unwrap();
        assert_eq!(given.credit.total_cents, Money::cents(34_200));
        assert_eq!(stands(&bench, DEFERRED), 0);
        let owed = bench.read(|reader| balance(reader, bench.branch, customer)).unwrap().owed;
        assert_eq!(owed, Money::cents(11_400), "the visit that was done");
        let twice = bench.run(back).unwrap_err();
        assert_eq!(twice.code(), "deferrals.nothing_to_give_back");
        prove(&bench);
        let list = page_at(&bench, &format!("/deferrals?agreement={agreement}")).unwrap();
        assert!(list.body.contains("Given back"), "{}", list.body);
        let form = page_at(&bench, "/deferrals/new").unwrap();
        assert!(form.body.contains("/do/deferrals.give_back"), "{}", form.body);
    }
}

/// Handbook P6, P7 and T12: a visit of 120.00, billed 40.00 a month.
#[test]
fn even_amounts_follow_the_work() {
    for bench in testing::benches() {
        let (customer, _) = four_visits(&bench);
        let options = SetOptions {
            trigger: Trigger::Even,
            billing_day: Some(2),
            ..SetOptions::usual(customer)
        };
        bench.run(options).unwrap();
        dispatch::testing::verified_of(&bench, customer);
        assert_eq!((stands(&bench, UNBILLED), stands(&bench, DEFERRED)), (12_000, 0));
        prove(&bench);
        assert_eq!(bill(&bench, customer).invoices[0].total_cents, Money::cents(4_000));
        assert_eq!((stands(&bench, UNBILLED), stands(&bench, DEFERRED)), (8_000, 0));
        let waiting = bench.read(|r| records::list_waiting(r, bench.branch)).unwrap();
        assert_eq!(waiting, [], "the work is under the invoice");
        prove(&bench);
        let day = 24 * 60 * 60 * 1_000_000;
        for (days, unbilled, deferred) in [(31, 4_000, 0), (61, 0, 0), (92, 0, -4_000)] {
            bench.clock.set(Instant::from_micros(AFTERNOON + days * day));
            assert_eq!(bill(&bench, customer).invoices.len(), 1, "after {days} days");
            let now = (stands(&bench, UNBILLED), stands(&bench, DEFERRED));
            assert_eq!(now, (unbilled, deferred), "after {days} days");
            prove(&bench);
        }
        assert_eq!(stands(&bench, REVENUE_RECURRING), -12_000);
    }
}

#[test]
fn a_voided_invoice_is_billed_again() {
    let bench = testing::bench();
    let (customer, _) = four_visits(&bench);
    let options = SetOptions { trigger: Trigger::Prepaid, ..SetOptions::usual(customer) };
    bench.run(options).unwrap();
    let invoice = bill(&bench, customer).invoices[0].invoice;
    bench.run(VoidInvoice { invoice, reason: "Wrong day".into() }).unwrap();
    assert_eq!(stands(&bench, DEFERRED), 0);
    prove(&bench);
    assert_eq!(bill(&bench, customer).invoices.len(), 1);
    prove(&bench);
    let refusal = bench.run_as(bench.stranger, BillAhead { customer, until: None }).unwrap_err();
    assert_eq!(refusal, Refusal::NotAllowed { duty: crate::invoices::ISSUE });
    let later = BillAhead { customer, until: Some(Day::ymd(2026, 3, 3)) };
    assert_eq!(bench.run(later).unwrap_err().status(), 422);
}
