//! Payouts and disputes as Stripe tells them: the handbook's card day, an item nobody knows, a
//! payment that is disputed and won back.

use super::records::{list_items, sum_loose};
use super::{MatchPayoutItem, PayoutRecorded, RecordPayout};
use crate::payments::Method;
use crate::processor_events::{ReceiveEvent, Told};
use crate::processors::testing::FakeStripe;
use crate::processors::{
    DisputeStanding, DisputeTold, PayoutItemKind, PayoutItemTold, ProcessorName,
};
use crate::testing::Desktop;
use books::accounts::{CARD_CLEARING, MERCHANT_FEES, OPERATING, RECEIVABLE};
use books::testing::page_at;
use serde_json::json;
use std::sync::Arc;
use values::{Day, Money};

fn item(kind: PayoutItemKind, reference: &str, gross: i64, fee: i64) -> PayoutItemTold {
    let (gross_cents, fee_cents) = (Money::cents(gross), Money::cents(fee));
    PayoutItemTold { kind, reference: reference.into(), gross_cents, fee_cents }
}

fn payout(reference: &str, net: i64, items: Vec<PayoutItemTold>) -> RecordPayout {
    RecordPayout {
        processor: ProcessorName::Stripe,
        reference: reference.into(),
        paid_on: Day::ymd(2026, 3, 2),
        net_cents: Money::cents(net),
        items,
        job: None,
    }
}

fn card(reference: &str) -> Method {
    Method::Card { reference: reference.into(), last4: "4242".into() }
}

fn event(reference: &str, told: Told) -> ReceiveEvent {
    let processor = ProcessorName::Stripe;
    ReceiveEvent { processor, reference: reference.into(), kind: "test".into(), told }
}

fn dispute(stands: DisputeStanding) -> Told {
    Told::Disputed {
        dispute: DisputeTold {
            reference: "dp_1".into(),
            payment_reference: "pi_1".into(),
            amount_cents: Money::cents(9_632),
            reason: "fraudulent".into(),
            answer_by: Some(Day::ymd(2026, 3, 11)),
            stands,
        },
    }
}

/// P12: gross 790.15, fees 23.92, 766.23 at the bank; told by a message, asked for by a job.
#[test]
fn p12_a_payout_is_told_asked_for_and_on_the_books_once() {
    let stripe = Arc::new(FakeStripe::new());
    let desk = Desktop::calling(stripe.clone());
    let one = desk.post(desk.rivera, card("pi_1"), 30_765).payment;
    desk.post(desk.oak, card("pi_2"), 48_250);
    let row = |id: &str, intent: &str, cents: i64, fee: i64| {
        json!({"id": id, "type": "charge", "amount": cents, "fee": fee,
            "source": {"id": "ch", "object": "charge", "payment_intent": intent}})
    };
    let rows = vec![
        row("txn_1", "pi_1", 30_765, 1_000),
        row("txn_2", "pi_2", 48_250, 1_392),
        json!({"id": "txn_3", "type": "payout", "amount": -76_623, "fee": 0}),
    ];
    let told = json!({"id": "po_1", "amount": 76_623, "arrival_date": 1_772_483_640});
    stripe.ledger().payouts.push((told, rows));
    let message = event("evt_1", Told::PaidOut { payout: "po_1".into() });
    assert!(!desk.run(message.clone()).unwrap().repeated);
    assert!(desk.run(message).unwrap().repeated);
    assert_eq!(desk.work(), 1);
    assert_eq!(desk.balance(OPERATING), Money::cents(76_623));
    assert_eq!(desk.balance(MERCHANT_FEES), Money::cents(2_392));
    assert_eq!(desk.balance(CARD_CLEARING), Money::ZERO);
    desk.assert_proved();
    let list = page_at(&desk, "/payouts").unwrap();
    assert!(list.body.contains("766.23") && list.body.contains("po_1"), "{}", list.body);
    let paid = page_at(&desk, &format!("/payments/{one}")).unwrap();
    assert!(paid.body.contains(">Settled<"), "{}", paid.body);
}

#[test]
fn a_payout_that_does_not_add_up_or_is_there_already_is_refused() {
    let desk = Desktop::new();
    desk.post(desk.rivera, card("pi_1"), 1_000);
    let items = vec![item(PayoutItemKind::Payment, "pi_1", 1_000, 50)];
    assert_eq!(desk.refused(payout("po_1", 1_000, items.clone())).status(), 422);
    assert_eq!(desk.refused(payout("po_1", 0, Vec::new())).status(), 422);
    desk.run(payout("po_1", 950, items.clone())).unwrap();
    assert_eq!(desk.refused(payout("po_1", 950, items.clone())).code(), "payouts.recorded");
    let refusal = desk.run_as(desk.stranger, payout("po_2", 950, items)).unwrap_err();
    assert_eq!(refusal.status(), 403);
}

#[test]
fn what_nothing_stands_for_waits_and_is_matched() {
    let desk = Desktop::new();
    let items = vec![item(PayoutItemKind::Payment, "terminal 7", 4_900, 100)];
    let PayoutRecorded { payout, loose, .. } = desk.run(payout("po_1", 4_800, items)).unwrap();
    assert_eq!(loose, 1);
    assert_eq!(desk.balance(CARD_CLEARING), Money::cents(-4_900));
    desk.assert_proved();
    let page = page_at(&desk, &format!("/payouts/{payout}")).unwrap();
    assert!(page.sentence.contains("One item is no payment we know"), "{}", page.sentence);
    let item = desk.read(|reader| list_items(reader, desk.branch, payout)).unwrap()[0].id;
    let other = desk.post(desk.rivera, card("slip 6"), 100).payment;
    let wrong = MatchPayoutItem { item, payment: other };
    assert_eq!(desk.refused(wrong).code(), "payouts.other_amount");
    let payment = desk.post(desk.rivera, card("slip 7"), 4_900).payment;
    desk.run(MatchPayoutItem { item, payment }).unwrap();
    let again = MatchPayoutItem { item, payment };
    assert_eq!(desk.refused(again).code(), "payouts.matched");
    assert_eq!(desk.read(|reader| sum_loose(reader, desk.branch)).unwrap(), Money::ZERO);
    assert_eq!(desk.balance(CARD_CLEARING), Money::cents(100));
    desk.assert_proved();
}

/// P17: 96.32 charged back with a fee of 15.00, after it was paid out; then won.
#[test]
fn p17_a_dispute_takes_the_payment_back_and_brings_it_again_when_won() {
    let desk = Desktop::new();
    let charge = desk.charge(desk.rivera, "INV 1", "2026-03-02", 9_632);
    desk.post(desk.rivera, card("pi_1"), 9_632);
    desk.run(payout("po_1", 9_332, vec![item(PayoutItemKind::Payment, "pi_1", 9_632, 300)]))
        .unwrap();
    assert_eq!(desk.open_of(charge), Money::ZERO);
    let open = event("evt_1", dispute(DisputeStanding::Open));
    desk.run(open.clone()).unwrap();
    assert!(desk.run(open).unwrap().repeated);
    assert_eq!(desk.open_of(charge), Money::cents(9_632), "open again, with its own due day");
    let items = vec![item(PayoutItemKind::Dispute, "dp_1", -9_632, 1_500)];
    desk.run(payout("po_2", -11_132, items)).unwrap();
    // 93.32 came, 111.32 went.
    assert_eq!(desk.balance(OPERATING), Money::cents(9_332 - 11_132));
    assert_eq!(desk.balance(MERCHANT_FEES), Money::cents(1_800));
    assert_eq!(desk.balance(RECEIVABLE), Money::cents(9_632));
    desk.assert_proved();
    let list = page_at(&desk, "/disputes?state=open").unwrap();
    assert!(list.body.contains("fraudulent"), "{}", list.body);
    desk.run(event("evt_2", dispute(DisputeStanding::Won))).unwrap();
    assert_eq!(desk.open_of(charge), Money::ZERO);
    desk.run(payout("po_3", 9_632, vec![item(PayoutItemKind::Dispute, "dp_1", 9_632, 0)])).unwrap();
    assert_eq!(desk.balance(CARD_CLEARING), Money::ZERO);
    desk.assert_proved();
}

#[test]
fn a_dispute_of_nothing_we_know_is_kept_for_a_person() {
    let desk = Desktop::new();
    let received = desk.run(event("evt_1", dispute(DisputeStanding::Open))).unwrap();
    assert!(received.outcome.contains("not ours"), "{}", received.outcome);
    let list = page_at(&desk, "/disputes").unwrap();
    assert!(list.body.contains("Nobody we know"), "{}", list.body);
    let lost = desk.run(event("evt_2", dispute(DisputeStanding::Lost))).unwrap();
    assert!(lost.outcome.contains("lost"), "{}", lost.outcome);
}
