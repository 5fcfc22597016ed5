//! Pay links from making to paying, with a Stripe of our own.

use super::public::{Back, PayPage};
use super::{
    AnswerPayLink, BeginPayment, MakePayLink, OpenPage, PayWay, RevokePayLink, find_link,
    find_link_by_token, list_asked, list_word_not_kept,
};
use crate::draws::records::{DrawState, find_draw};
use crate::processor_events::{ReceiveEvent, Told};
use crate::processors::stripe::Stripe;
use crate::processors::testing::FakeStripe;
use crate::processors::{HostedAsk, Processor, ProcessorName};
use crate::testing::{Desktop, check};
use books::accounts::CARD_CLEARING;
use books::testing::page_at;
use office::Fields;
use settings::preferences::SetPreference;
use std::sync::Arc;
use values::{Day, Id, Money, noun};

fn desk() -> (Desktop, Arc<FakeStripe>) {
    let stripe = Arc::new(FakeStripe::new());
    let desk = Desktop::calling(stripe.clone());
    let set = SetPreference { name: "processor".into(), value: "stripe".into() };
    desk.run(set).unwrap();
    (desk, stripe)
}

fn make(customer: Id<noun::Customer>) -> MakePayLink {
    MakePayLink { customer, invoice: None, least_cents: None, expires_on: None }
}

fn pay(link: Id<noun::PayLink>, cents: Option<i64>) -> BeginPayment {
    BeginPayment { pay_link: link, amount_cents: cents.map(Money::cents) }
}

#[test]
fn what_is_open_is_paid_at_the_processors_page_and_posted_once() {
    let (desk, stripe) = desk();
    let charge = desk.charge(desk.rivera, "INV 1", "2026-03-02", 12_840);
    let made = desk.run(make(desk.rivera)).unwrap();
    assert!(made.path.starts_with("/pay/0412/") && made.path.len() == 10 + 32, "{}", made.path);
    assert_eq!(made.expires_on, Day::ymd(2026, 5, 1));
    let begun = desk.run(pay(made.pay_link, None)).unwrap();
    assert_eq!(begun.amount_cents, Money::cents(12_840));
    let ask = HostedAsk {
        amount: Some(begun.amount_cents),
        purpose: &begun.purpose,
        email: "",
        return_to: "https://cedar.example/pay",
        once: &begun.once,
    };
    let page = Stripe::of("0412", &*stripe).host(&ask).unwrap().reference;
    desk.run(OpenPage { draw: begun.draw, page: page.clone() }).unwrap();
    let told = |reference: &str| ReceiveEvent {
        processor: ProcessorName::Stripe,
        reference: reference.into(),
        kind: "checkout.session.completed".into(),
        told: Told::Decided { once: begun.once.clone() },
    };
    // A message before she has paid posts nothing, whoever sent it.
    desk.run(told("evt_1")).unwrap();
    desk.work();
    assert_eq!(desk.balance(CARD_CLEARING), Money::ZERO);
    stripe.pay_page(&page);
    for reference in ["evt_2", "evt_2", "evt_3"] {
        desk.run(told(reference)).unwrap();
        desk.work();
    }
    let draw = desk.read(|reader| find_draw(reader, desk.branch, begun.draw)).unwrap().unwrap();
    assert_eq!(draw.state(), DrawState::Taken);
    assert_eq!(desk.open_of(charge), Money::ZERO);
    assert_eq!(desk.balance(CARD_CLEARING), Money::cents(12_840));
    assert_eq!(desk.refused(pay(made.pay_link, None)).code(), "pay_links.paid");
    desk.assert_proved();
}

#[test]
fn two_clicks_are_one_draw_and_one_page() {
    for desk in Desktop::on_each_engine() {
        let set = SetPreference { name: "processor".into(), value: "stripe".into() };
        desk.run(set).unwrap();
        let stripe = FakeStripe::new();
        desk.charge(desk.rivera, "INV 1", "2026-03-02", 12_840);
        let parts = MakePayLink { least_cents: Some(Money::cents(2_000)), ..make(desk.rivera) };
        let link = desk.run(parts).unwrap().pay_link;
        let first = desk.run(pay(link, None)).unwrap();
        let second = desk.run(pay(link, None)).unwrap();
        assert_eq!((first.draw, &first.once), (second.draw, &second.once));
        for begun in [&first, &second] {
            let ask = HostedAsk {
                amount: Some(begun.amount_cents),
                purpose: &begun.purpose,
                email: "",
                return_to: "https://cedar.example/pay",
                once: &begun.once,
            };
            let page = Stripe::of("0412", &stripe).host(&ask).unwrap().reference;
            desk.run(OpenPage { draw: begun.draw, page }).unwrap();
        }
        assert_eq!(stripe.ledger().sessions.len(), 1, "the processor made one page");
        let other = OpenPage { draw: first.draw, page: "cs_other".into() };
        assert_eq!(desk.refused(other).status(), 404, "a draw has one page");
        assert_eq!(desk.refused(pay(link, Some(2_500))).code(), "pay_links.begun");
        desk.next_day();
        desk.later(1);
        let late = desk.run(pay(link, Some(2_500))).unwrap();
        assert_ne!(late.draw, first.draw, "the page of yesterday has run out");
    }
}

#[test]
fn a_link_asks_for_what_is_open_now_and_takes_parts_only_where_it_says_so() {
    let (desk, _stripe) = desk();
    assert_eq!(desk.refused(make(desk.rivera)).code(), "pay_links.nothing_open");
    desk.charge(desk.rivera, "INV 1", "2026-03-02", 10_000);
    let whole = desk.run(make(desk.rivera)).unwrap().pay_link;
    assert_eq!(desk.refused(pay(whole, Some(5_000))).status(), 422);
    desk.post(desk.rivera, check("1042"), 4_000);
    assert_eq!(desk.run(pay(whole, None)).unwrap().amount_cents, Money::cents(6_000));
    let parts = MakePayLink { least_cents: Some(Money::cents(2_000)), ..make(desk.rivera) };
    let parts = desk.run(parts).unwrap().pay_link;
    assert_eq!(desk.run(pay(parts, Some(2_500))).unwrap().amount_cents, Money::cents(2_500));
    assert_eq!(desk.refused(pay(parts, Some(1_999))).status(), 422);
    assert_eq!(desk.refused(pay(parts, Some(6_001))).status(), 422);
}

#[test]
fn a_link_runs_out_and_is_revoked() {
    let (desk, _stripe) = desk();
    desk.charge(desk.rivera, "INV 1", "2026-03-02", 10_000);
    let today = Some(Day::ymd(2026, 3, 2));
    let link = desk.run(MakePayLink { expires_on: today, ..make(desk.rivera) }).unwrap().pay_link;
    let other = desk.run(make(desk.rivera)).unwrap().pay_link;
    desk.next_day();
    assert_eq!(desk.refused(pay(link, None)).code(), "pay_links.expired");
    let revoke = RevokePayLink { pay_link: other, reason: "Wrong address".into() };
    assert_eq!(desk.run_as(desk.stranger, revoke.clone()).unwrap_err().status(), 403);
    desk.run(revoke.clone()).unwrap();
    assert_eq!(desk.refused(revoke).code(), "pay_links.revoked");
    assert_eq!(desk.refused(pay(other, None)).code(), "pay_links.revoked");
    let yesterday = MakePayLink { expires_on: today, ..make(desk.rivera) };
    assert_eq!(desk.refused(yesterday).status(), 422);
}

#[test]
fn the_page_shows_what_paying_needs_and_no_more() {
    let (desk, _stripe) = desk();
    desk.charge(desk.rivera, "INV 1", "2026-03-02", 12_840);
    let made = desk.run(make(desk.rivera)).unwrap();
    let token = made.path.rsplit('/').next().unwrap();
    let row = desk.read(|reader| find_link_by_token(reader, desk.branch, token)).unwrap();
    let row = row.expect("the token finds it");
    assert!(desk.read(|r| find_link_by_token(r, desk.other_branch, token)).unwrap().is_none());
    let seller = desk
        .read(|r| settings::branches::records::find_branch_address(r, desk.branch))
        .unwrap()
        .unwrap();
    let items = desk.read(|reader| list_asked(reader, desk.branch, &row)).unwrap();
    let nothing = Fields::default();
    let show = |processor, back| {
        let (today, hours) = (Day::ymd(2026, 3, 2), "Monday to Friday");
        let (link, items, seller, filled) = (&row, &items[..], &seller, &nothing);
        PayPage { link, items, seller, hours, processor, today, back, filled, refusal: None }
    };
    let page = show(ProcessorName::Stripe, Back::No);
    let body = page.body().into_string();
    assert!(body.contains("128.40") && body.contains("Pay by card"), "{body}");
    assert!(!body.contains("Rivera") && !body.contains("Larkspur"), "{body}");
    let without = show(ProcessorName::RecordOnly, Back::No).body().into_string();
    assert!(without.contains("A check, in the mail") && without.contains("Monday to Friday"));
    assert!(without.contains("Tell us") && !without.contains("Pay by card"), "{without}");
    let back = show(ProcessorName::Stripe, Back::Paid);
    assert!(back.sentence().into_string().contains("Thank you"));
    let id = made.pay_link;
    let known = desk.read(|r| find_link(r, desk.branch, id)).unwrap().unwrap();
    assert_eq!(known.token, token);
    let office = page_at(&desk, &format!("/pay-links/{id}")).unwrap();
    assert!(office.body.contains(&made.path), "{}", office.body);
}

#[test]
fn all_she_owes_is_told_paper_by_paper_with_the_credit_taken_off() {
    for desk in Desktop::on_each_engine() {
        desk.charge(desk.rivera, "INV 1", "2026-03-02", 10_000);
        desk.charge(desk.rivera, "INV 2", "2026-02-02", 5_000);
        let link = desk.run(make(desk.rivera)).unwrap().pay_link;
        let row = desk.read(|reader| find_link(reader, desk.branch, link)).unwrap().unwrap();
        let items = desk.read(|reader| list_asked(reader, desk.branch, &row)).unwrap();
        assert_eq!(items.len(), 2);
        assert_eq!(items.iter().map(|item| item.open).sum::<Money>(), row.open);
        assert!(items.iter().any(|item| item.title.ends_with("INV 2")), "{items:?}");
    }
}

#[test]
fn a_word_that_was_not_kept_is_told_until_she_pays() {
    let desk = Desktop::new();
    desk.charge(desk.rivera, "INV 1", "2026-03-02", 10_000);
    let pay_link = desk.run(make(desk.rivera)).unwrap().pay_link;
    let (way, pays_on) = (PayWay::Mail, Day::ymd(2026, 3, 6));
    let note = String::from("Before the weekend");
    desk.run(AnswerPayLink { pay_link, way, pays_on, note }).unwrap();
    let office = page_at(&desk, &format!("/pay-links/{pay_link}")).unwrap();
    assert!(office.body.contains("Before the weekend"), "{}", office.body);
    let told = |day| {
        let on = Day::ymd(2026, 3, day);
        desk.read(|reader| list_word_not_kept(reader, desk.branch, (on, 20))).unwrap().len()
    };
    assert_eq!((told(6), told(7)), (0, 1));
    desk.post(desk.rivera, check("1042"), 10_000);
    assert_eq!(told(7), 0);
}

#[test]
fn without_a_processor_nothing_is_begun() {
    let desk = Desktop::new();
    desk.charge(desk.rivera, "INV 1", "2026-03-02", 100);
    let link = desk.run(make(desk.rivera)).unwrap().pay_link;
    assert_eq!(desk.refused(pay(link, None)).code(), "pay_links.no_processor");
}
