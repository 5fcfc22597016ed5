//! Stripe beside a program of other people: PyPI's `localstripe` keeps the intents, methods,
//! refunds and payouts and signs what it tells; the binary's own caller asks it over HTTP.
//!
//! `cargo xtask setup` installs it into `build/peers`. Without it these tests are left out,
//! unless `DAYBOOK_REQUIRE_PEERS=1` insists.

mod peer;

use crate::doors::ask;
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use billing::invoices::{ExtraLine, IssueInvoice};
use front_desk::customers::OpenCustomer;
use front_desk::services::TaxCode;
use money::pay_links::MakePayLink;
use money::processor_events::ReceiveEvent;
use money::processors::stripe::{Stripe, signature, told};
use money::processors::{
    Ask, DeclineKind, DrawOutcome, HostedAsk, PayoutItemKind, Processor, ProcessorName, SavedMethod,
};
use office::testing::Bench;
use peer::{Peer, SECRET};
use settings::preferences::SetPreference;
use std::sync::Arc;
use values::{Address, Day, Id, Money, noun};

const GOOD: &str = "4242424242424242";
const DECLINED: &str = "4000000000000341";
const HER_LEAVE: &str = "4000002500003155";

/// A page at which nothing or this much is paid.
fn page(amount: Option<i64>, once: &str) -> HostedAsk<'_> {
    HostedAsk {
        amount: amount.map(Money::cents),
        purpose: "Invoice 0412-26-000001",
        email: "",
        return_to: "https://cedar.example/pay/0412/abc",
        once,
    }
}

/// The method of a customer who has left this card at a page.
fn left(peer: &Peer, number: &str) -> SavedMethod {
    let caller = peer.caller();
    let stripe = Stripe::of("0412", &caller);
    let hosted = stripe.host(&page(None, &format!("setup-{number}"))).unwrap();
    assert_eq!(stripe.saved_method(&hosted.reference).unwrap(), None, "nothing is left yet");
    peer.at_page(&hosted.reference, number);
    stripe.saved_method(&hosted.reference).unwrap().expect("a method is left")
}

fn of<'a>(method: &'a SavedMethod, cents: i64, once: &'a str) -> Ask<'a> {
    Ask {
        amount: Money::cents(cents),
        processor_customer: &method.processor_customer,
        processor_method: &method.processor_method,
        purpose: "AutoPay, March 2",
        once,
    }
}

fn reference(outcome: &DrawOutcome) -> &str {
    match outcome {
        DrawOutcome::Taken { reference, .. } => reference,
        other => panic!("not taken: {other:?}"),
    }
}

#[test]
fn a_saved_method_is_charged_once_and_given_back_once() {
    let Some(peer) = Peer::start() else { return };
    let caller = peer.caller();
    let stripe = Stripe::of("0412", &caller);
    let method = left(&peer, GOOD);
    assert_eq!((method.brand.as_str(), method.last4.as_str()), ("visa", "4242"));
    assert_eq!(method.expires_on, Some(Day::ymd(2030, 12, 31)));
    assert_eq!(stripe.look_up("draw-1").unwrap(), None, "never heard of");
    let taken = stripe.charge(&of(&method, 12_840, "draw-1")).unwrap();
    assert!(matches!(&taken, DrawOutcome::Taken { last4, .. } if last4 == "4242"), "{taken:?}");
    assert_eq!(stripe.charge(&of(&method, 12_840, "draw-1")).unwrap(), taken, "asked again");
    assert_eq!(stripe.look_up("draw-1").unwrap(), Some(taken.clone()), "settled by asking");
    let back = |once| stripe.refund(reference(&taken), Money::cents(2_840), once).unwrap();
    let first = back("refund-1");
    assert!(reference(&first).starts_with("re_"), "{first:?}");
    assert_eq!(back("refund-1"), first, "asked again");
    assert_ne!(back("refund-2"), first, "another refund");
    let unknown = stripe.refund("pi_unknown", Money::cents(100), "refund-3").unwrap();
    assert!(matches!(unknown, DrawOutcome::Declined { .. }), "{unknown:?}");
}

#[test]
fn what_is_declined_is_told_and_a_wrong_key_is_no_decline() {
    let Some(peer) = Peer::start() else { return };
    let caller = peer.caller();
    let stripe = Stripe::of("0412", &caller);
    let method = left(&peer, DECLINED);
    for _ in 0..2 {
        let DrawOutcome::Declined { code, words, kind } =
            stripe.charge(&of(&method, 5_000, "draw-2")).unwrap()
        else {
            panic!("it is declined");
        };
        assert_eq!((code.as_str(), kind), ("card_declined", DeclineKind::Soft));
        assert_eq!(words, "Your card was declined.");
    }
    let found = stripe.look_up("draw-2").unwrap().expect("it was heard");
    assert!(matches!(found, DrawOutcome::Declined { .. }), "{found:?}");
    let method = SavedMethod { processor_method: peer.method(HER_LEAVE), ..method };
    let asked = stripe.charge(&of(&method, 5_000, "draw-3")).unwrap();
    let DrawOutcome::Declined { code, kind, .. } = asked else { panic!("{asked:?}") };
    assert_eq!((code.as_str(), kind), ("requires_action", DeclineKind::Hard));
    let stranger = peer.caller_with("not a key");
    let refusal = Stripe::of("0412", &stranger).look_up("draw-2").unwrap_err();
    assert_eq!(refusal.code(), "processors.keys");
}

#[test]
fn a_payout_is_what_was_taken_less_what_went_back_and_the_fees() {
    let Some(peer) = Peer::start() else { return };
    let caller = peer.caller();
    let stripe = Stripe::of("0412", &caller);
    let method = left(&peer, GOOD);
    let taken = stripe.charge(&of(&method, 10_000, "draw-4")).unwrap();
    let back = stripe.refund(reference(&taken), Money::cents(4_000), "refund-4").unwrap();
    // 2.9 percent of 100.00 and thirty cents are kept: 3.20.
    let payout = peer.pay_out(10_000 - 4_000 - 320);
    let told = stripe.payout(&payout).unwrap();
    assert_eq!(told.net, Money::cents(5_680));
    let kept = |kind| {
        let item = told.items.iter().find(|item| item.kind == kind).expect("it is there");
        (item.reference.clone(), item.gross_cents.as_cents(), item.fee_cents.as_cents())
    };
    assert_eq!(kept(PayoutItemKind::Payment), (reference(&taken).to_owned(), 10_000, 320));
    assert_eq!(kept(PayoutItemKind::Refund), (reference(&back).to_owned(), -4_000, 0));
    let sum: Money = told.items.iter().map(|item| item.gross_cents - item.fee_cents).sum();
    assert_eq!(sum, told.net);
}

/// A customer who owes for one invoice, at an office whose processor is the peer.
fn office(peer: &Peer) -> (Bench, Id<noun::Customer>, Money) {
    let scratch = store::testing::scratch_sqlite();
    let location = scratch.location().clone();
    let rooms = daybook::rooms::rooms();
    let bench = Bench::calling(&location, rooms, Some(scratch), Arc::new(peer.caller()));
    let set = |name: &str, value: &str| {
        let set = SetPreference { name: name.into(), value: value.into() };
        bench.run(set).unwrap();
    };
    set("processor", "stripe");
    set("web_address", "https://cedar.example");
    let address = Address {
        line1: "14 Larkspur Ct".into(),
        line2: String::new(),
        city: "Ocala".into(),
        state: "FL".into(),
        zip: "34471".into(),
    };
    let open = OpenCustomer {
        name: "Marisol Rivera".into(),
        bill_to: Some(address),
        ..OpenCustomer::default()
    };
    let customer = bench.run(open).unwrap().customer;
    let line = ExtraLine {
        what: "Ant treatment".into(),
        quantity: None,
        price_cents: Money::dollars(200),
        tax_code: TaxCode::PestStruct,
        revenue_account: books::accounts::REVENUE_ONE_TIME.id(),
    };
    let issue = IssueInvoice { lines: vec![line], ..IssueInvoice::to(customer) };
    let total = bench.run(issue).unwrap().total_cents;
    (bench, customer, total)
}

#[test]
fn a_pay_link_is_paid_at_the_page_and_posted_once_by_signed_messages() {
    let Some(peer) = Peer::start() else { return };
    let (bench, customer, total) = office(&peer);
    let make = MakePayLink { customer, invoice: None, least_cents: None, expires_on: None };
    let path = bench.run(make).unwrap().path;
    let router = daybook::serve::router(bench.office.clone());
    let post = Request::post(&path).header("content-type", "application/x-www-form-urlencoded");
    let response = ask(&router, post.body(Body::empty()).unwrap());
    assert_eq!(response.status(), StatusCode::SEE_OTHER);
    let led_to = response.headers()[header::LOCATION].to_str().unwrap().to_owned();
    let session = led_to.rsplit('/').next().unwrap();
    peer.at_page(session, GOOD);
    let owed = || bench.read(|reader| books::open_items::balance(reader, bench.branch, customer));
    assert_eq!(owed().unwrap().net(), total, "nothing is posted before it is told");

    let mut messages = vec![peer.told(), peer.told()];
    messages.extend(messages.clone());
    for (signed, body) in &messages {
        signature::check(SECRET, signed, body, peer.now()).unwrap();
        let late = peer.now().plus_seconds(302);
        assert!(signature::check(SECRET, signed, body, late).is_err(), "an old one");
        assert!(signature::check("whsec_other", signed, body, peer.now()).is_err());
        assert!(signature::check(SECRET, signed, b"{}", peer.now()).is_err());
        let message = told::read_message(body).unwrap();
        let processor = ProcessorName::Stripe;
        let told::Message { reference, kind, told } = message;
        bench.run(ReceiveEvent { processor, reference, kind, told }).unwrap();
        office::jobs::work_waiting(&bench.office).unwrap();
    }
    assert_eq!(owed().unwrap().net(), Money::ZERO);
    let kinds = messages.iter().map(|(_, body)| told::read_message(body).unwrap().kind);
    let kinds: std::collections::BTreeSet<String> = kinds.collect();
    let expected = ["checkout.session.completed", "payment_intent.succeeded"];
    assert!(kinds.iter().map(String::as_str).eq(expected), "{kinds:?}");
    let drawn =
        bench.read(|reader| books::open_items::list_open_credits(reader, bench.branch, customer));
    assert!(drawn.unwrap().is_empty(), "paid once: nothing is left to her good");
}
