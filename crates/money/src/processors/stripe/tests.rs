//! What is asked of Stripe, and what is understood of its answers and messages.

use super::Stripe;
use super::told::read_message;
use crate::processor_events::Told;
use crate::processors::testing::FakeStripe;
use crate::processors::{Ask, DeclineKind, DisputeStanding, DrawOutcome, HostedAsk, Processor};
use values::{Day, Money};

fn ask<'a>(method: &'a str, once: &'a str) -> Ask<'a> {
    Ask {
        amount: Money::cents(9_632),
        processor_customer: "cus_1",
        processor_method: method,
        purpose: "Invoice 1",
        once,
    }
}

#[test]
fn the_same_key_takes_the_money_once() {
    let fake = FakeStripe::new();
    let stripe = Stripe::of("0412", &fake);
    let first = stripe.charge(&ask("pm_1", "draw-1")).unwrap();
    let again = stripe.charge(&ask("pm_1", "draw-1")).unwrap();
    assert_eq!(first, again);
    assert_eq!(fake.ledger().intents.len(), 1);
    assert_eq!(stripe.look_up("draw-1").unwrap(), Some(first));
    assert_eq!(stripe.look_up("draw-2").unwrap(), None);
    let call = fake.ledger().calls[0].clone();
    assert_eq!((call.account.as_str(), call.once.as_str()), ("0412", "draw-1"));
    assert!(call.fields.contains(&("amount".into(), "9632".into())));
}

#[test]
fn a_decline_is_an_answer_and_no_error() {
    let fake = FakeStripe::new();
    let lost = Stripe::of("0412", &fake).charge(&ask("pm_lost", "draw-1")).unwrap();
    let DrawOutcome::Declined { code, kind, .. } = lost else { panic!("{lost:?}") };
    assert_eq!((code.as_str(), kind), ("lost_card", DeclineKind::Hard));
}

#[test]
fn a_page_is_paid_or_left_and_a_method_is_saved() {
    let fake = FakeStripe::new();
    let stripe = Stripe::of("0412", &fake);
    let hosted = |amount, once| HostedAsk {
        amount,
        purpose: "Invoice 1",
        email: "",
        return_to: "https://cedar.example/pay/x",
        once,
    };
    let page = stripe.host(&hosted(Some(Money::cents(5_000)), "pay-1")).unwrap();
    assert_eq!(stripe.page_outcome(&page.reference).unwrap(), None);
    fake.pay_page(&page.reference);
    let Some(DrawOutcome::Taken { last4, .. }) = stripe.page_outcome(&page.reference).unwrap()
    else {
        panic!("it is paid")
    };
    assert_eq!(last4, "4242");
    let set_up = stripe.host(&hosted(None, "set-1")).unwrap();
    assert_eq!(stripe.saved_method(&set_up.reference).unwrap(), None);
    fake.leave_card(&set_up.reference, (2, 2028));
    let saved = stripe.saved_method(&set_up.reference).unwrap().unwrap();
    assert_eq!(saved.expires_on, Some(Day::ymd(2028, 2, 29)));
    assert_eq!((saved.brand.as_str(), saved.last4.as_str()), ("visa", "4242"));
}

#[test]
fn messages_are_read_into_what_they_tell() {
    let told = |body: &str| read_message(body.as_bytes()).unwrap().told;
    let paid = r#"{"id":"evt_1","type":"payment_intent.succeeded",
        "data":{"object":{"id":"pi_1","metadata":{"once":"draw-1"}}}}"#;
    assert_eq!(told(paid), Told::Decided { once: "draw-1".into() });
    let foreign = r#"{"id":"evt_2","type":"payment_intent.succeeded",
        "data":{"object":{"id":"pi_9","metadata":{}}}}"#;
    assert_eq!(told(foreign), Told::Nothing);
    let out = r#"{"id":"evt_3","type":"payout.paid","data":{"object":{"id":"po_1"}}}"#;
    assert_eq!(told(out), Told::PaidOut { payout: "po_1".into() });
    let disputed = r#"{"id":"evt_4","type":"charge.dispute.created","data":{"object":{
        "id":"dp_1","amount":9632,"reason":"fraudulent","status":"needs_response",
        "payment_intent":"pi_1","charge":"ch_1","evidence_details":{"due_by":1773187200}}}}"#;
    let Told::Disputed { dispute } = told(disputed) else { panic!("a dispute") };
    assert_eq!(dispute.payment_reference, "pi_1");
    assert_eq!(dispute.answer_by, Some(Day::ymd(2026, 3, 11)));
    assert_eq!(dispute.stands, DisputeStanding::Open);
    for torn in ["", "{}", "[]", r#"{"id":1,"type":"x"}"#] {
        assert!(read_message(torn.as_bytes()).is_err(), "{torn}");
    }
}
