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
use dispatch::work_orders::GenerateWork;
use front_desk::agreements::{CancelAgreement, CancelCause, SignAgreement};
use front_desk::customers::CustomerKind;
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
        let back = GiveBack {
            agreement,
            reason: "She moved".into(),
            prepay_discount: PrepayDiscount::Kept,
        };
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

/// A business that is taxed at 7 percent and prepays 456.00 with 31.92 of tax, of which two
/// visits are done and the agreement is cancelled.
fn taxed_and_cancelled(bench: &Bench) -> Id<noun::Agreement> {
    let rate = settings::rule_packs::SetRate {
        state: "FL".into(),
        county: String::new(),
        jurisdiction: "State of Florida".into(),
        rate: Rate::millionths(70_000),
        holds_from: Day::ymd(2020, 1, 1),
        holds_until: None,
        citation: "A test's own rate".into(),
    };
    bench.run_as(office::slip::operator(), rate).unwrap();
    let mut shop = dispatch::testing::rivera();
    shop.kind = CustomerKind::Commercial;
    let customer = bench.run(shop).unwrap().customer;
    let service = bench.run(dispatch::testing::quarterly()).unwrap().service;
    let sale = SignAgreement {
        price_cents: Some(Money::dollars(120)),
        without_initial: true,
        ..dispatch::testing::sign(customer, service)
    };
    let agreement = bench.run(sale).unwrap().agreement;
    let options = SetOptions {
        trigger: Trigger::Prepaid,
        prepay_discount: Some(Rate::percent(5)),
        ..SetOptions::usual(customer)
    };
    bench.run(options).unwrap();
    assert_eq!(bill(bench, customer).invoices[0].total_cents, Money::cents(48_792));
    dispatch::testing::verified_of(bench, customer);
    let until = Some(dispatch::testing::TODAY.plus_days(120));
    let second = GenerateWork { agreement, from_on: None, until };
    let second = bench.run(second).unwrap().work_orders[0];
    bench.run(dispatch::testing::book(bench, second)).unwrap();
    bench.run(dispatch::testing::done(second)).unwrap();
    bench.run(dispatch::testing::looked_over(second)).unwrap();
    assert_eq!(stands(bench, DEFERRED), -22_800);
    let cancel = CancelAgreement {
        agreement,
        cause: CancelCause::Moved,
        reason: "The shop is sold".into(),
        effective_on: None,
    };
    bench.run(cancel).unwrap();
    agreement
}

/// Handbook T11: 228.00 and 15.96 of tax come back of 487.92 after two of four visits; where the
/// agreement takes the prepay discount back, 216.00 before tax.
#[test]
fn t11_half_a_prepaid_year_comes_back_with_its_tax() {
    for (discount, total, earned) in
        [(PrepayDiscount::Kept, 24_396, -22_800), (PrepayDiscount::Lost, 23_112, -24_000)]
    {
        for bench in testing::benches() {
            let agreement = taxed_and_cancelled(&bench);
            let reason = String::from("The shop is sold");
            let back = GiveBack { agreement, reason, prepay_discount: discount };
            let given = bench.run(back.clone()).unwrap();
            assert_eq!(given.credit.total_cents, Money::cents(total));
            assert_eq!(stands(&bench, DEFERRED), 0);
            assert_eq!(stands(&bench, REVENUE_RECURRING), earned);
            prove(&bench);
            let twice = bench.run(back).unwrap_err();
            assert_eq!(twice.code(), "deferrals.nothing_to_give_back");
        }
    }
}

/// Of four visits paid ahead the first day has passed: it is done, booked, or to be asked about.
#[test]
fn a_visit_that_was_billed_and_is_neither_done_nor_booked_holds_the_day() {
    for bench in testing::benches() {
        let (customer, _) = four_visits(&bench);
        bench.run(SetOptions { trigger: Trigger::Prepaid, ..SetOptions::usual(customer) }).unwrap();
        bill(&bench, customer);
        let today = dispatch::testing::TODAY;
        let count = |day: Day| {
            bench.read(|reader| records::count_not_done(reader, bench.branch, day)).unwrap()
        };
        assert_eq!((count(today), count(today.plus_days(1))), (0, 1), "from the day after");
        let order = dispatch::testing::book_first(&bench, customer);
        assert_eq!(count(today.plus_days(1)), 1, "it was booked for a day that has passed");
        bench.run(dispatch::testing::done(order)).unwrap();
        assert_eq!(count(today.plus_days(1)), 0, "done, and to be looked at");
        bench.run(dispatch::testing::looked_over(order)).unwrap();
        assert_eq!(count(today.plus_days(1)), 0);
        bench.clock.set(Instant::from_micros(AFTERNOON + 100 * 24 * 60 * 60 * 1_000_000));
        let list = page_at(&bench, "/deferrals/not-done").unwrap();
        assert!(list.body.contains("120.00"), "{}", list.body);
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
