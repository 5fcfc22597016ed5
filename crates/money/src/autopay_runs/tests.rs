//! AutoPay from the mandate to the payment, and what declines do.

use super::StartAutopayRun;
use crate::draws::READ;
use crate::mandates::{
    EndCause, EndMandate, HoldMandate, MandateMethod, ResumeMandate, SignMandate,
    records::find_mandate,
};
use crate::processors::ProcessorName;
use crate::processors::testing::FakeStripe;
use crate::testing::Desktop;
use books::accounts::CARD_CLEARING;
use books::testing::page_at;
use office::listing;
use std::sync::Arc;
use values::{Day, Id, Money, noun};

fn desk() -> (Desktop, Arc<FakeStripe>) {
    let stripe = Arc::new(FakeStripe::new());
    (Desktop::calling(stripe.clone()), stripe)
}

pub(crate) fn by_card(customer: Id<noun::Customer>, method: &str) -> SignMandate {
    SignMandate {
        customer,
        method: MandateMethod::Card {
            processor: ProcessorName::Stripe,
            processor_customer: "cus_1".into(),
            processor_method: method.into(),
            brand: "visa".into(),
            last4: "4242".into(),
            expires_on: Some(Day::ymd(2027, 5, 31)),
        },
        consent: "I authorize Cedar to draw what I owe.".into(),
        consented_on: None,
        run_day: None,
        cap_cents: None,
    }
}

fn mandate(desk: &Desktop, id: Id<noun::Mandate>) -> crate::mandates::records::MandateRow {
    desk.read(|reader| find_mandate(reader, desk.branch, id)).unwrap().expect("it is there")
}

#[test]
fn what_is_due_is_drawn_once_and_pays_its_invoices() {
    let (desk, stripe) = desk();
    let due = desk.charge(desk.rivera, "INV 1", "2026-03-02", 9_632);
    let later = desk.charge(desk.rivera, "INV 2", "2026-03-20", 5_000);
    desk.run(by_card(desk.rivera, "pm_1")).unwrap();
    let preview = page_at(&desk, "/autopay-runs/new").unwrap();
    assert!(preview.body.contains("96.32") && preview.body.contains("Visa ending in 4242"));
    let run = desk.run(StartAutopayRun {}).unwrap();
    assert_eq!(run.mandates, 1);
    desk.work();
    assert_eq!(desk.open_of(due), Money::ZERO);
    assert_eq!(desk.open_of(later), Money::cents(5_000));
    assert_eq!(desk.balance(CARD_CLEARING), Money::cents(9_632));
    desk.charge(desk.rivera, "INV 3", "2026-03-02", 700);
    desk.run(StartAutopayRun {}).unwrap();
    desk.work();
    assert_eq!(stripe.ledger().intents.len(), 1, "a day draws a mandate once");
    desk.assert_proved();
    let list = page_at(&desk, "/mandates").unwrap();
    assert!(list.body.contains("Marisol Rivera"), "{}", list.body);
    assert_eq!(READ.name, "draws.read");
    assert!(listing::check(crate::mandates::NOUN.listings[0], desk.office.rooms()).is_empty());
}

#[test]
fn a_soft_decline_is_tried_on_the_rules_days_and_then_held() {
    let (desk, _stripe) = desk();
    desk.charge(desk.rivera, "INV 1", "2026-03-02", 9_632);
    let id = desk.run(by_card(desk.rivera, "pm_empty")).unwrap().mandate;
    let mut drawn_on = Vec::new();
    for _ in 0..30 {
        if desk.run(StartAutopayRun {}).is_ok() {
            desk.work();
            drawn_on.push(mandate(&desk, id).declines);
        }
        desk.next_day();
    }
    // The first decline and its three retries; then nothing more until somebody looks.
    assert_eq!(drawn_on, [1, 2, 3, 4]);
    let row = mandate(&desk, id);
    assert_eq!(row.hold_reason, "Declined 4 times");
    desk.run(ResumeMandate { mandate: id }).unwrap();
    assert_eq!(mandate(&desk, id).declines, 0);
    assert_eq!(desk.refused(ResumeMandate { mandate: id }).code(), "mandates.not_held");
}

#[test]
fn a_hard_decline_ends_the_mandate() {
    let (desk, _stripe) = desk();
    desk.charge(desk.rivera, "INV 1", "2026-03-02", 9_632);
    let id = desk.run(by_card(desk.rivera, "pm_lost")).unwrap().mandate;
    desk.run(StartAutopayRun {}).unwrap();
    desk.work();
    assert_eq!(mandate(&desk, id).end_reason, "Declined: lost_card");
    assert_eq!(desk.refused(StartAutopayRun {}).code(), "autopay_runs.nobody_is_due");
    let page = page_at(&desk, &format!("/mandates/{id}")).unwrap();
    assert!(page.sentence.contains("It has ended"), "{}", page.sentence);
}

#[test]
fn what_is_over_the_cap_or_expired_waits_for_a_person() {
    let (desk, stripe) = desk();
    for customer in [desk.rivera, desk.oak] {
        desk.charge(customer, "INV", "2026-03-02", 9_632);
    }
    desk.run(SignMandate { cap_cents: Some(Money::cents(9_631)), ..by_card(desk.rivera, "pm_1") })
        .unwrap();
    let mut expired = by_card(desk.oak, "pm_2");
    if let MandateMethod::Card { expires_on, .. } = &mut expired.method {
        *expires_on = Some(Day::ymd(2026, 2, 28));
    }
    desk.run(expired).unwrap();
    let page = page_at(&desk, "/autopay-runs/new").unwrap();
    assert!(page.body.contains("she allows 96.31") && page.body.contains("has expired"));
    desk.run(StartAutopayRun {}).unwrap();
    desk.work();
    assert_eq!(stripe.ledger().intents.len(), 0);
    let soon = page_at(&desk, "/mandates?expires_until=2026-04-16").unwrap();
    assert!(soon.body.contains("Oak Street Dental") && !soon.body.contains("Marisol Rivera"));
}

#[test]
fn a_mandate_is_held_resumed_and_ended_and_one_stands_at_a_time() {
    let (desk, _stripe) = desk();
    let id = desk.run(by_card(desk.rivera, "pm_1")).unwrap().mandate;
    assert_eq!(desk.refused(by_card(desk.rivera, "pm_2")).code(), "mandates.one_stands");
    let hold = HoldMandate { mandate: id, reason: "Away until May".into() };
    desk.run(hold.clone()).unwrap();
    assert_eq!(desk.refused(hold).code(), "mandates.held");
    assert_eq!(desk.refused(StartAutopayRun {}).code(), "autopay_runs.nobody_is_due");
    let end = EndMandate { mandate: id, reason: "She asked".into(), cause: EndCause::Asked };
    assert_eq!(desk.run_as(desk.stranger, end.clone()).unwrap_err().status(), 403);
    desk.run(end.clone()).unwrap();
    assert_eq!(desk.refused(end).code(), "mandates.ended");
    desk.run(by_card(desk.rivera, "pm_2")).unwrap();
    let mut number = by_card(desk.oak, "4242424242424242");
    assert_eq!(desk.refused(number.clone()).status(), 422, "never a card's number");
    number.consent = " ".into();
    assert_eq!(desk.refused(number).status(), 422);
}
