use super::*;
use crate::payments::{ApplyPayment, Method, SettlePayments};
use crate::refunds::{ApproveRefund, AskRefund, PaidHow, PayRefund};
use crate::testing::{Desktop, check};
use books::accounts::{ACH_CLEARING, UNAPPLIED};
use books::open_items::{balance, find_charge};

/// A check of 250.00 that paid A 107.00 and B 96.32 and left 46.68, and went to the bank.
struct T19 {
    desk: Desktop,
    payment: Id<noun::Payment>,
    a: Id<noun::Charge>,
    b: Id<noun::Charge>,
}

fn t19() -> T19 {
    t19_on(Desktop::new())
}

fn t19_on(desk: Desktop) -> T19 {
    let a = desk.charge(desk.rivera, "A", "2026-01-15", 10_700);
    let b = desk.charge(desk.rivera, "B", "2026-02-14", 9_632);
    let posted = desk.post(desk.rivera, check("1042"), 25_000);
    desk.close(posted.deposit.expect("a deposit"));
    T19 { desk, payment: posted.payment, a, b }
}

/// The return of T19: the agreement's fee of 25.00, the bank's charge of 12.00.
fn returned(payment: Id<noun::Payment>) -> RecordReturn {
    RecordReturn {
        payment,
        cause: ReturnCause::Funds,
        code: "R01".into(),
        returned_on: None,
        bank_fee_cents: Some(Money::dollars(12)),
        fee: Fee::Agreed { amount_cents: Money::dollars(25) },
        note: String::new(),
    }
}

fn net(desk: &Desktop) -> Money {
    desk.read(|reader| balance(reader, desk.branch, desk.rivera)).unwrap().net()
}

/// T19 and P16, to the cent and to the due day.
#[test]
fn t19_p16_the_invoices_are_open_again_with_their_due_days() {
    for desk in Desktop::on_each_engine() {
        comes_back(t19_on(desk));
    }
}

fn comes_back(story: T19) {
    let T19 { desk, payment, a, b } = story;
    assert_eq!(net(&desk), Money::cents(-4_668));
    let bank = desk.balance(OPERATING);
    let recorded = desk.run(returned(payment)).unwrap();
    assert_eq!(net(&desk), Money::cents(22_832));
    assert_eq!(recorded.reopened_cents, Money::cents(20_332));
    assert_eq!(recorded.unapplied_cents, Money::cents(4_668));
    for (charge, due_on, open) in [(a, (2026, 1, 15), 10_700), (b, (2026, 2, 14), 9_632)] {
        let row = desk.read(|reader| find_charge(reader, desk.branch, charge)).unwrap().unwrap();
        assert_eq!(row.open, Money::cents(open));
        assert_eq!(row.due_on, Day::ymd(due_on.0, due_on.1, due_on.2));
    }
    assert_eq!(desk.balance(OPERATING), bank - Money::dollars(262));
    assert_eq!(desk.balance(UNAPPLIED), Money::ZERO);
    assert_eq!(desk.balance(RETURNED_ITEM_FEES), Money::dollars(-25));
    assert_eq!(desk.balance(BANK_CHARGES), Money::dollars(12));
    assert_eq!(desk.balance(RECEIVABLE), Money::cents(22_832));
    desk.assert_proved();
    assert_eq!(desk.refused(returned(payment)).code(), "payments.returned");
}

/// T19's other way: the 46.68 had been put on C meanwhile, and C is open again too.
#[test]
fn t19_what_was_applied_meanwhile_is_open_again_too() {
    let T19 { desk, payment, .. } = t19();
    let c = desk.charge(desk.rivera, "C", "2026-03-20", 4_668);
    desk.run(ApplyPayment { payment, applications: None }).unwrap();
    assert_eq!(net(&desk), Money::ZERO);
    desk.run(returned(payment)).unwrap();
    assert_eq!(desk.open_of(c), Money::cents(4_668));
    assert_eq!(net(&desk), Money::dollars(275));
    desk.assert_proved();
}

#[test]
fn what_was_refunded_of_it_is_owed_again() {
    let T19 { desk, payment, .. } = t19();
    let ask = AskRefund {
        customer: desk.rivera,
        credit: None,
        amount_cents: Money::cents(4_668),
        reason: "Overpaid".into(),
    };
    let refund = desk.run(ask).unwrap().refund;
    desk.run(ApproveRefund { refund }).unwrap();
    let reference = String::from("5012");
    desk.run(PayRefund { refund, how: PaidHow::Check, reference, paid_on: None }).unwrap();
    let recorded = desk.run(returned(payment)).unwrap();
    assert_eq!(recorded.reopened_cents, Money::dollars(250));
    assert_eq!(net(&desk), Money::dollars(275));
    desk.assert_proved();
}

/// T23: Florida allows 30.00 for 250.00.
#[test]
fn the_fee_is_what_the_state_allows_at_most() {
    let T19 { desk, payment, .. } = t19();
    let agreed = |cents| Fee::Agreed { amount_cents: Money::cents(cents) };
    let over = desk.refused(RecordReturn { fee: agreed(3_001), ..returned(payment) });
    assert_eq!(over.code(), "returns.fee_over_limit");
    assert!(over.words().contains("30.00 at most"), "{over}");
    let standard = RecordReturn { fee: Fee::Standard, ..returned(payment) };
    assert_eq!(desk.run(standard).unwrap().fee_cents, Money::dollars(30));
}

#[test]
fn a_waived_fee_says_why_and_the_bank_charges_its_usual() {
    let T19 { desk, payment, .. } = t19();
    let waived = |why: &str| RecordReturn {
        fee: Fee::Waived { why: why.into() },
        bank_fee_cents: None,
        ..returned(payment)
    };
    assert_eq!(desk.refused(waived(" ")).status(), 422);
    let recorded = desk.run(waived("Her bank's mistake")).unwrap();
    assert_eq!(recorded.fee_cents, Money::ZERO);
    assert_eq!(desk.balance(BANK_CHARGES), Money::dollars(12));
    assert_eq!(net(&desk), Money::cents(20_332));
    desk.assert_proved();
}

/// P15: ACH of 127.33 after it was settled comes off the bank; before, off the clearing.
#[test]
fn p15_ach_comes_off_where_it_is() {
    let desk = Desktop::new();
    let charge = desk.charge(desk.rivera, "A", "2026-02-14", 12_733);
    let ach = |reference: &str| Method::Ach { reference: reference.into() };
    let settled = desk.post(desk.rivera, ach("T1"), 12_733).payment;
    desk.run(SettlePayments {
        payments: vec![settled],
        settled_on: Day::ymd(2026, 3, 2),
        fees_cents: Money::ZERO,
        reference: "PO-7".into(),
    })
    .unwrap();
    let plainly = |payment| RecordReturn {
        fee: Fee::Waived { why: "No fee was disclosed".into() },
        bank_fee_cents: Some(Money::ZERO),
        ..returned(payment)
    };
    desk.run(plainly(settled)).unwrap();
    assert_eq!(desk.balance(OPERATING), Money::ZERO);
    assert_eq!(desk.open_of(charge), Money::cents(12_733));
    let waiting = desk.post(desk.rivera, ach("T2"), 12_733).payment;
    desk.run(plainly(waiting)).unwrap();
    assert_eq!(desk.balance(ACH_CLEARING), Money::ZERO);
    assert_eq!(desk.balance(OPERATING), Money::ZERO);
    desk.assert_proved();
}

#[test]
fn only_what_was_at_the_bank_comes_back() {
    let desk = Desktop::new();
    let cash = desk.post(desk.rivera, Method::Cash, 100).payment;
    assert_eq!(desk.refused(returned(cash)).code(), "returns.cash");
    let check = desk.post(desk.rivera, check("1"), 100).payment;
    assert_eq!(desk.refused(returned(check)).code(), "returns.not_deposited");
    let unknown = desk.refused(returned(Id::new(77)));
    assert_eq!(unknown, Refusal::NotFound { what: "payment" });
}

#[test]
fn wants_a_day_that_fits_amounts_and_the_duty() {
    let T19 { desk, payment, .. } = t19();
    let day = |day| RecordReturn { returned_on: Some(day), ..returned(payment) };
    assert_eq!(desk.refused(day(Day::ymd(2026, 3, 1))).status(), 422);
    assert_eq!(desk.refused(day(Day::ymd(2026, 3, 3))).status(), 422);
    let negative = RecordReturn { bank_fee_cents: Some(Money::cents(-1)), ..returned(payment) };
    assert_eq!(desk.refused(negative).status(), 422);
    let free = Fee::Agreed { amount_cents: Money::ZERO };
    assert_eq!(desk.refused(RecordReturn { fee: free, ..returned(payment) }).status(), 422);
    let refusal = desk.run_as(desk.stranger, returned(payment)).unwrap_err();
    assert_eq!(refusal, Refusal::NotAllowed { duty: RECORD });
}
