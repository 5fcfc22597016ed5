//! What is gone is asked for, and one draw is skipped.

use super::records::find_mandate;
use super::{AskForMethod, AskHow, EndCause, SkipDraw, TakeAutopayOff, TakeBackSkip};
use crate::autopay_runs::{StartAutopayRun, tests::by_card};
use crate::mandates::HoldMandate;
use crate::mandates::MandateMethod;
use crate::processor_events::{ReceiveEvent, Told};
use crate::processors::ProcessorName;
use crate::processors::testing::FakeStripe;
use crate::testing::Desktop;
use books::testing::page_at;
use std::sync::Arc;
use values::{Day, Id, noun};

fn desk() -> (Desktop, Arc<FakeStripe>) {
    let stripe = Arc::new(FakeStripe::new());
    (Desktop::calling(stripe.clone()), stripe)
}

fn cause(desk: &Desktop, id: Id<noun::Mandate>) -> Option<EndCause> {
    let row = desk.read(|reader| find_mandate(reader, desk.branch, id)).unwrap();
    row.expect("it is there").end_cause
}

fn declines(desk: &Desktop, id: Id<noun::Mandate>) -> i64 {
    let row = desk.read(|reader| find_mandate(reader, desk.branch, id)).unwrap();
    row.expect("it is there").declines
}

fn call(mandate: Id<noun::Mandate>, note: &str) -> AskForMethod {
    AskForMethod { mandate, how: AskHow::Telephone, note: note.into() }
}

#[test]
fn a_skipped_draw_is_not_drawn_that_day_and_is_on_the_next() {
    let (desk, stripe) = desk();
    desk.charge(desk.rivera, "INV 1", "2026-03-02", 9_632);
    let id = desk.run(by_card(desk.rivera, "pm_1")).unwrap().mandate;
    let skip = SkipDraw { mandate: id, skip_on: None, reason: "Paid by check today".into() };
    desk.run(skip.clone()).unwrap();
    assert_eq!(desk.refused(skip.clone()).code(), "mandates.skipped");
    let preview = page_at(&desk, "/autopay-runs/new").unwrap().body;
    assert!(preview.contains("Paid by check today") && !preview.contains("autopay_runs.start"));
    desk.run(StartAutopayRun {}).unwrap();
    desk.work();
    assert_eq!(stripe.ledger().intents.len(), 0);
    let page = page_at(&desk, &format!("/mandates/{id}")).unwrap().body;
    assert!(page.contains("Draw after all"), "{page}");
    desk.next_day();
    desk.run(StartAutopayRun {}).unwrap();
    desk.work();
    assert_eq!(stripe.ledger().intents.len(), 1, "only that day was skipped");
    let past = SkipDraw { skip_on: Some(Day::ymd(2026, 3, 2)), ..skip.clone() };
    assert_eq!(desk.refused(past).status(), 422);
    assert_eq!(desk.refused(SkipDraw { reason: " ".into(), ..skip.clone() }).status(), 422);
    assert_eq!(desk.run_as(desk.stranger, skip).unwrap_err().status(), 403);
}

#[test]
fn a_skip_is_taken_back_and_the_day_draws_after_all() {
    let (desk, stripe) = desk();
    desk.charge(desk.rivera, "INV 1", "2026-03-02", 9_632);
    let id = desk.run(by_card(desk.rivera, "pm_1")).unwrap().mandate;
    let skip_on = Day::ymd(2026, 3, 2);
    let back = TakeBackSkip { mandate: id, skip_on };
    assert_eq!(desk.refused(back.clone()).code(), "mandates.not_skipped");
    desk.run(SkipDraw { mandate: id, skip_on: Some(skip_on), reason: "Away".into() }).unwrap();
    desk.run(back).unwrap();
    desk.run(StartAutopayRun {}).unwrap();
    desk.work();
    assert_eq!(stripe.ledger().intents.len(), 1);
    let late = SkipDraw { mandate: id, skip_on: Some(Day::ymd(2026, 3, 9)), reason: "x".into() };
    desk.run(late).unwrap();
}

#[test]
fn a_soft_decline_that_is_skipped_is_tried_the_day_after() {
    let (desk, _stripe) = desk();
    desk.charge(desk.rivera, "INV 1", "2026-03-02", 9_632);
    let id = desk.run(by_card(desk.rivera, "pm_empty")).unwrap().mandate;
    desk.run(StartAutopayRun {}).unwrap();
    desk.work();
    for _ in 0..3 {
        desk.next_day();
    }
    desk.run(SkipDraw { mandate: id, skip_on: None, reason: "Payday is Friday".into() }).unwrap();
    desk.run(StartAutopayRun {}).unwrap();
    desk.work();
    assert_eq!(declines(&desk, id), 1);
    desk.next_day();
    desk.run(StartAutopayRun {}).unwrap();
    desk.work();
    assert_eq!(declines(&desk, id), 2);
}

#[test]
fn what_is_gone_waits_until_it_is_asked_for_replaced_or_taken_off() {
    let (desk, _stripe) = desk();
    let gone = |desk: &Desktop| page_at(desk, "/mandates/gone").unwrap().body;
    desk.charge(desk.rivera, "INV 1", "2026-03-02", 9_632);
    let lost = desk.run(by_card(desk.rivera, "pm_lost")).unwrap().mandate;
    assert!(!gone(&desk).contains("Marisol Rivera"));
    desk.run(StartAutopayRun {}).unwrap();
    desk.work();
    assert_eq!(cause(&desk, lost), Some(EndCause::Refused));
    assert!(gone(&desk).contains("Refused for good"));
    assert!(page_at(&desk, "/mandates").unwrap().actions.contains("What is gone (1)"));
    assert_eq!(desk.refused(call(lost, " ")).status(), 422);
    desk.run(call(lost, "She looks for the new card")).unwrap();
    let link = AskForMethod { mandate: lost, how: AskHow::PayLink, note: String::new() };
    let asked = desk.run(link.clone()).unwrap();
    assert!(asked.path.is_some_and(|path| path.starts_with("/pay/")) && asked.sent_to.is_none());
    let page = page_at(&desk, &format!("/mandates/{lost}")).unwrap().body;
    assert!(page.contains("She looks for the new card") && page.contains("/pay-links/"));
    let to_ask = page_at(&desk, "/mandates/gone?to_ask=yes").unwrap().body;
    assert!(!to_ask.contains("Marisol Rivera"), "she was asked");
    desk.run(by_card(desk.rivera, "pm_1")).unwrap();
    assert!(!gone(&desk).contains("Marisol Rivera"), "she has given another");
    assert_eq!(desk.refused(link).code(), "mandates.replaced");
    assert_eq!(desk.run_as(desk.stranger, call(lost, "x")).unwrap_err().status(), 403);
}

#[test]
fn autopay_is_taken_off_and_leaves_the_queue() {
    let (desk, _stripe) = desk();
    desk.charge(desk.oak, "INV 1", "2026-03-02", 5_000);
    let id = desk.run(by_card(desk.oak, "pm_gone")).unwrap().mandate;
    let removed = ReceiveEvent {
        processor: ProcessorName::Stripe,
        reference: "evt_1".into(),
        kind: "payment_method.detached".into(),
        told: Told::MethodRemoved { method: "pm_gone".into() },
    };
    desk.run(removed).unwrap();
    assert_eq!(cause(&desk, id), Some(EndCause::Removed));
    assert!(page_at(&desk, "/mandates/gone").unwrap().body.contains("Oak Street Dental"));
    let off = TakeAutopayOff { mandate: id, note: "Pays by check".into() };
    desk.run(off.clone()).unwrap();
    assert!(!page_at(&desk, "/mandates/gone").unwrap().body.contains("Oak Street Dental"));
    assert_eq!(desk.refused(off.clone()).code(), "mandates.off");
    let second = desk.run(by_card(desk.oak, "pm_2")).unwrap().mandate;
    desk.run(TakeAutopayOff { mandate: second, ..off.clone() }).unwrap();
    assert_eq!(cause(&desk, second), Some(EndCause::TakenOff));
    assert_eq!(desk.run_as(desk.stranger, off).unwrap_err().status(), 403);
}

#[test]
fn a_card_that_expires_is_listed_in_time_and_gone_once_it_has() {
    let (desk, _stripe) = desk();
    let mut card = by_card(desk.rivera, "pm_1");
    if let MandateMethod::Card { expires_on, .. } = &mut card.method {
        *expires_on = Some(Day::ymd(2026, 4, 30));
    }
    let id = desk.run(card).unwrap().mandate;
    let expiring = page_at(&desk, "/mandates/expiring").unwrap();
    assert!(expiring.body.contains("Marisol Rivera") && expiring.actions.contains("In 30 days"));
    let month = page_at(&desk, "/mandates/expiring?until=2026-04-01").unwrap().body;
    assert!(!month.contains("Marisol Rivera"));
    for _ in 0..60 {
        desk.next_day();
    }
    assert!(page_at(&desk, "/mandates/gone").unwrap().body.contains("Expired"));
    desk.run(HoldMandate { mandate: id, reason: "Her card has expired".into() }).unwrap();
    let preview = page_at(&desk, "/autopay-runs/new").unwrap().body;
    assert!(preview.contains("Her card has expired"), "holds are seen before a run");
}
