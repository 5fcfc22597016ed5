//! Draws with a Stripe of our own: taken once, in doubt and settled, declined, given back.

use super::records::{DrawState, find_draw};
use super::{AskAgain, GiveRefundBack, NewDraw, RecordDraw, put_in_line};
use crate::processors::testing::{Away, FakeStripe};
use crate::processors::{DeclineKind, DrawOutcome, ProcessorName};
use crate::refunds::{ApproveRefund, AskRefund};
use crate::testing::{Desktop, check};
use crate::words::Tender;
use books::accounts::{CARD_CLEARING, OPERATING, RECEIVABLE};
use books::testing::{at_desk, page_at};
use std::sync::Arc;
use values::{Id, Money, noun};

fn desk() -> (Desktop, Arc<FakeStripe>) {
    let stripe = Arc::new(FakeStripe::new());
    (Desktop::calling(stripe.clone()), stripe)
}

fn draw(desk: &Desktop, method: &str, cents: i64) -> Id<noun::Draw> {
    let (customer, method) = (desk.rivera, method.to_owned());
    at_desk(desk, move |desk| {
        let new = NewDraw::of(customer, Tender::Card, Money::cents(cents));
        let processor_method = method.clone();
        let purpose = String::from("Invoice 0412-26-000001");
        let processor = ProcessorName::Stripe;
        put_in_line(desk, NewDraw { processor, processor_method, purpose, ..new })
    })
    .expect("the draw is in line")
}

fn state(desk: &Desktop, draw: Id<noun::Draw>) -> DrawState {
    let row = desk.read(|reader| find_draw(reader, desk.branch, draw)).unwrap();
    row.expect("it is there").state()
}

/// P11: a card's 96.32, taken once.
#[test]
fn p11_a_draw_is_taken_and_posted_once() {
    let (desk, stripe) = desk();
    let charge = desk.charge(desk.rivera, "INV 1", "2026-03-02", 9_632);
    let drawn = draw(&desk, "pm_1", 9_632);
    assert_eq!(state(&desk, drawn), DrawState::Asked);
    assert_eq!(desk.work(), 1);
    assert_eq!(state(&desk, drawn), DrawState::Taken);
    assert_eq!(desk.open_of(charge), Money::ZERO);
    assert_eq!(desk.balance(CARD_CLEARING), Money::cents(9_632));
    assert_eq!(desk.balance(RECEIVABLE), Money::ZERO);
    assert_eq!(stripe.ledger().intents.len(), 1);
    desk.assert_proved();
    assert_eq!(desk.refused(AskAgain { draw: drawn }).code(), "draws.decided");
    let page = page_at(&desk, &format!("/draws/{drawn}")).unwrap();
    assert!(page.sentence.contains("was taken from Marisol Rivera"), "{}", page.sentence);
}

/// Stripe takes the money, and the line is cut before it can say so.
#[test]
fn a_draw_in_doubt_is_asked_for_by_its_key_and_taken_once() {
    let (desk, stripe) = desk();
    let drawn = draw(&desk, "pm_1", 5_000);
    stripe.ledger().away = Away::After;
    desk.work();
    assert_eq!(state(&desk, drawn), DrawState::InDoubt);
    assert_eq!(desk.balance(CARD_CLEARING), Money::ZERO);
    stripe.ledger().away = Away::No;
    desk.run(AskAgain { draw: drawn }).unwrap();
    desk.work();
    assert_eq!(state(&desk, drawn), DrawState::Taken);
    // The first job comes back to it later and finds it done.
    desk.later(60);
    desk.work();
    assert_eq!(stripe.ledger().intents.len(), 1, "taken once");
    assert_eq!(desk.balance(CARD_CLEARING), Money::cents(5_000));
    desk.assert_proved();
}

/// After a day Stripe has forgotten the key: the payment is looked for before it is asked anew.
#[test]
fn a_draw_in_doubt_for_a_day_is_looked_for_first() {
    let (desk, stripe) = desk();
    let drawn = draw(&desk, "pm_1", 5_000);
    stripe.ledger().away = Away::After;
    desk.work();
    stripe.ledger().away = Away::No;
    desk.next_day();
    desk.work();
    assert_eq!(state(&desk, drawn), DrawState::Taken);
    let asked = stripe.ledger().calls.last().map(|call| call.path.clone()).unwrap();
    assert!(asked.starts_with("/v1/payment_intents/search"), "{asked}");
    assert_eq!(stripe.ledger().intents.len(), 1);
}

#[test]
fn a_processor_that_hears_nothing_is_asked_again_by_itself() {
    let (desk, stripe) = desk();
    let drawn = draw(&desk, "pm_1", 5_000);
    stripe.ledger().away = Away::Before;
    desk.work();
    assert_eq!(state(&desk, drawn), DrawState::InDoubt);
    stripe.ledger().away = Away::No;
    desk.later(3_600);
    desk.work();
    assert_eq!(state(&desk, drawn), DrawState::Taken);
    assert_eq!(stripe.ledger().intents.len(), 1);
}

#[test]
fn a_decline_says_whether_to_ask_again() {
    let (desk, _stripe) = desk();
    for (method, kind) in [("pm_empty", DeclineKind::Soft), ("pm_lost", DeclineKind::Hard)] {
        let drawn = draw(&desk, method, 5_000);
        desk.work();
        let row = desk.read(|reader| find_draw(reader, desk.branch, drawn)).unwrap().unwrap();
        assert_eq!((row.state(), row.decline_kind), (DrawState::Declined, Some(kind)), "{method}");
    }
    assert_eq!(desk.balance(CARD_CLEARING), Money::ZERO);
    let list = page_at(&desk, "/draws?state=declined&kind=hard").unwrap();
    assert!(list.body.contains("Your card was declined"), "{}", list.body);
}

/// The built-in processor asks nobody: somebody takes it on a terminal and records it.
#[test]
fn without_a_processor_a_draw_waits_for_a_person() {
    let desk = Desktop::new();
    let customer = desk.rivera;
    let drawn = at_desk(&desk, move |desk| {
        put_in_line(desk, NewDraw::of(customer, Tender::Card, Money::cents(4_900)))
    })
    .unwrap();
    desk.work();
    assert_eq!(state(&desk, drawn), DrawState::ByHand);
    assert_eq!(desk.refused(AskAgain { draw: drawn }).code(), "draws.by_hand");
    let page = page_at(&desk, &format!("/draws/{drawn}")).unwrap();
    assert!(page.body.contains("/do/draws.record"), "{}", page.body);
    let outcome =
        DrawOutcome::Taken { reference: "T-77".into(), brand: String::new(), last4: "4242".into() };
    let record = RecordDraw { draw: drawn, outcome, job: None };
    desk.run(record.clone()).unwrap();
    assert_eq!(desk.refused(record.clone()).code(), "draws.decided");
    assert_eq!(desk.run_as(desk.stranger, record).unwrap_err().status(), 403);
    assert_eq!(desk.balance(CARD_CLEARING), Money::cents(4_900));
    desk.assert_proved();
}

/// P19 by the processor: approved, given back to the card it came from, paid once.
#[test]
fn a_refund_goes_back_to_the_card_it_was_paid_by() {
    let (desk, stripe) = desk();
    let drawn = draw(&desk, "pm_1", 7_160);
    desk.work();
    let row = desk.read(|reader| find_draw(reader, desk.branch, drawn)).unwrap().unwrap();
    let payment = row.payment.unwrap();
    let (customer, amount_cents) = (desk.rivera, Money::cents(7_160));
    let reason = String::from("Moved away");
    let ask = AskRefund { customer, credit: None, amount_cents, reason };
    let refund = desk.run(ask).unwrap().refund;
    let back = GiveRefundBack { refund, payment };
    assert_eq!(desk.refused(back.clone()).code(), "draws.refund_not_due");
    desk.run_as(desk.ruth, ApproveRefund { refund }).unwrap();
    let by_check = desk.post(desk.rivera, check("1042"), 7_160).payment;
    let other = GiveRefundBack { refund, payment: by_check };
    assert_eq!(desk.refused(other).code(), "draws.no_processor");
    desk.run(back.clone()).unwrap();
    assert_eq!(desk.refused(back).code(), "draws.given_back");
    desk.work();
    assert_eq!(stripe.ledger().refunds.len(), 1);
    assert_eq!(desk.balance(OPERATING), Money::cents(-7_160));
    desk.assert_proved();
}
