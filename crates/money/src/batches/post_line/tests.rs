use super::*;
use crate::payments::records::{PaymentRow, find_payment};
use crate::testing::Desktop;

fn line(tender: Tender, number: &str, words: &str, cents: i64) -> PostLine {
    PostLine {
        batch: None,
        tender,
        number: number.into(),
        customer: None,
        customer_words: words.into(),
        amount_cents: Money::cents(cents),
        applications: None,
        hold: false,
        again: None,
    }
}

fn row(desk: &Desktop, payment: Id<noun::Payment>) -> PaymentRow {
    let found = desk.read(|reader| find_payment(reader, desk.branch, payment)).unwrap();
    found.expect("the payment is there")
}

#[test]
fn a_line_is_a_payment_by_account_number() {
    let desk = Desktop::new();
    let posted = desk.run(line(Tender::Check, "63-107 1042", "a10001", 12_733)).unwrap();
    let kept = row(&desk, posted.payment);
    assert_eq!(kept.customer, Some(desk.rivera));
    assert_eq!((&*kept.reference, &*kept.bank), ("1042", "63-107"));
    let order = desk.run(line(Tender::MoneyOrder, "Western Union 7704121", "A10002", 6_000));
    let kept = row(&desk, order.unwrap().payment);
    assert_eq!((&*kept.reference, &*kept.bank), ("7704121", "Western Union"));
    desk.assert_proved();
}

#[test]
fn f4_puts_it_on_hold_with_the_words_on_it() {
    let desk = Desktop::new();
    let held = PostLine { hold: true, ..line(Tender::Check, "602", "D. Cobb?", 11_840) };
    let held = desk.run(held).unwrap();
    let kept = row(&desk, held.payment);
    assert_eq!((kept.customer, &*kept.payer), (None, "D. Cobb?"));
    assert_eq!(held.unapplied_cents, Money::cents(11_840));
}

#[test]
fn each_tender_says_what_its_number_is() {
    let desk = Desktop::new();
    let wrong = |tender, number: &str| match desk.refused(line(tender, number, "A10001", 100)) {
        Refusal::Invalid(problems) => problems.of("number").unwrap_or_default().to_owned(),
        other => panic!("{other:?}"),
    };
    assert!(wrong(Tender::Check, " ").contains("check's number"));
    assert!(wrong(Tender::MoneyOrder, "28816604").contains("issuer"));
    assert!(wrong(Tender::Card, "ch_88").contains("last four"));
    assert!(wrong(Tender::Ach, "").contains("reference"));
    desk.run(line(Tender::Cash, "", "A10001", 100)).unwrap();
}

#[test]
fn nobody_nothing_and_no_duty_are_refused() {
    let desk = Desktop::new();
    assert_eq!(desk.refused(line(Tender::Cash, "", " ", 100)).status(), 422);
    assert_eq!(desk.refused(line(Tender::Cash, "", "A10001", 0)).status(), 422);
    let unknown = desk.refused(line(Tender::Cash, "", "A99999", 100));
    assert!(matches!(&unknown, Refusal::Invalid(p) if p.of("customer").is_some()), "{unknown:?}");
    let refusal = desk.run_as(desk.stranger, line(Tender::Cash, "", "A10001", 100));
    assert_eq!(refusal.unwrap_err(), Refusal::NotAllowed { duty: POST });
}

#[test]
fn the_undo_takes_the_payment_back() {
    let desk = Desktop::new();
    let posted = desk.run(line(Tender::Check, "1042", "A10001", 12_733)).unwrap();
    let undo = PostLine::reversal(&posted).expect("an undo");
    desk.office.errand(desk.slip(), undo, office::Mode::Now).unwrap();
    assert!(row(&desk, posted.payment).voided_at.is_some());
    desk.assert_proved();
}
