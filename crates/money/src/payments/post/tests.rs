use super::*;
use crate::testing::{Desktop, check, money_order, payment};
use books::accounts::{ACH_CLEARING, CARD_CLEARING, RECEIVABLE, UNAPPLIED, UNDEPOSITED};

fn told(charge: Id<noun::Charge>, cents: i64) -> ApplyTo {
    ApplyTo { charge: Some(charge), invoice: None, amount_cents: Some(Money::cents(cents)) }
}

/// P8: a check that pays an invoice to the cent.
#[test]
fn p8_a_check_pays_an_invoice() {
    let desk = Desktop::new();
    let charge = desk.charge(desk.rivera, "0412-26-005377", "2026-02-10", 12_840);
    let posted = desk.post(desk.rivera, check("1042"), 12_840);
    assert_eq!(posted.number, "PM-0412-26-000001");
    assert_eq!(posted.unapplied_cents, Money::ZERO);
    assert_eq!(
        posted.applied,
        [Applied {
            charge,
            document: "0412-26-005377".into(),
            amount_cents: Money::cents(12_840),
            left_cents: Money::ZERO,
        }]
    );
    assert_eq!(desk.balance(UNDEPOSITED), Money::cents(12_840));
    assert_eq!(desk.balance(RECEIVABLE), Money::ZERO);
    desk.assert_proved();
}

/// P9: money without an invoice stays to the customer's good.
#[test]
fn p9_money_without_an_invoice_stays_on_account() {
    let desk = Desktop::new();
    let posted = desk.post(desk.rivera, Method::Cash, 20_000);
    assert_eq!(posted.unapplied_cents, Money::dollars(200));
    assert_eq!(desk.balance(UNAPPLIED), Money::dollars(-200));
    desk.assert_proved();
}

/// P11 and P13: cards and ACH wait in clearing and in no deposit.
#[test]
fn p11_p13_cards_and_ach_go_through_clearing() {
    let desk = Desktop::new();
    let card = Method::Card { reference: "ch_88".into(), last4: "4242".into() };
    assert_eq!(desk.post(desk.rivera, card, 9_632).deposit, None);
    desk.post(desk.rivera, Method::Ach { reference: "T9".into() }, 75_515);
    assert_eq!(desk.balance(CARD_CLEARING), Money::cents(9_632));
    assert_eq!(desk.balance(ACH_CLEARING), Money::cents(75_515));
    assert_eq!(desk.balance(UNDEPOSITED), Money::ZERO);
    desk.assert_proved();
}

#[test]
fn one_check_pays_several_invoices_and_the_rest_stays() {
    let desk = Desktop::new();
    let later = desk.charge(desk.rivera, "0412-26-005501", "2026-03-25", 6_420);
    let older = desk.charge(desk.rivera, "0412-26-005377", "2026-02-10", 12_733);
    let posted = desk.post(desk.rivera, check("1042"), 15_000);
    let applied: Vec<_> = posted.applied.iter().map(|one| (one.charge, one.left_cents)).collect();
    assert_eq!(applied, [(older, Money::ZERO), (later, Money::cents(4_153))]);
    let told = PostPayment {
        applications: Some(vec![told(later, 4_000)]),
        ..payment(desk.rivera, check("1043"), 5_000)
    };
    let posted = desk.run(told).unwrap();
    assert_eq!(posted.unapplied_cents, Money::dollars(10));
    assert_eq!(desk.open_of(later), Money::cents(153));
    let kept =
        PostPayment { applications: Some(Vec::new()), ..payment(desk.rivera, check("1044"), 153) };
    assert!(desk.run(kept).unwrap().applied.is_empty(), "kept on account as told");
    desk.assert_proved();
}

#[test]
fn everything_of_a_day_goes_into_one_deposit() {
    let desk = Desktop::new();
    let first = desk.post(desk.rivera, check("1042"), 12_733).deposit;
    assert!(first.is_some());
    assert_eq!(desk.post(desk.oak, money_order("28816604"), 4_900).deposit, first);
    assert_eq!(desk.post(desk.oak, Method::Cash, 100).deposit, first);
    desk.next_day();
    assert_ne!(desk.post(desk.oak, Method::Cash, 100).deposit, first);
}

#[test]
fn the_same_check_is_not_posted_twice_unless_somebody_says_why() {
    let desk = Desktop::new();
    let first = desk.post(desk.rivera, check("1042"), 12_733);
    let twin = desk.refused(payment(desk.rivera, check("1042"), 12_733));
    let Refusal::Conflict { code, text, way_out } = &twin else { panic!("{twin:?}") };
    assert_eq!(*code, "payments.looks_posted");
    assert!(text.contains(&first.number), "{text}");
    let href = way_out.as_ref().map(|link| &*link.href);
    assert_eq!(href, Some(&*format!("/payments/{}", first.payment)));
    desk.post(desk.rivera, check("1042"), 12_734);
    desk.post(desk.oak, check("1042"), 12_733);
    desk.post(desk.rivera, Method::Cash, 100);
    desk.post(desk.rivera, Method::Cash, 100);
    let again = PostPayment {
        again: Some("Her bank printed the same number twice".into()),
        ..payment(desk.rivera, check("1042"), 12_733)
    };
    desk.run(again).unwrap();
    let blank =
        PostPayment { again: Some(" ".into()), ..payment(desk.rivera, check("1042"), 12_733) };
    assert_eq!(desk.refused(blank).status(), 422);
}

#[test]
fn a_twin_is_forgotten_after_four_hundred_days() {
    let desk = Desktop::new();
    desk.post(desk.rivera, check("1042"), 12_733);
    desk.later(401 * 24 * 60 * 60);
    desk.post(desk.rivera, check("1042"), 12_733);
}

#[test]
fn a_check_of_another_day_is_refused_with_what_to_do() {
    let desk = Desktop::new();
    let dated = |day| {
        let dated_on = Some(day);
        let method = Method::Check { number: "7".into(), bank: String::new(), dated_on };
        desk.refused(payment(desk.rivera, method, 100)).code()
    };
    assert_eq!(dated(Day::ymd(2026, 3, 3)), "payments.post_dated");
    assert_eq!(dated(Day::ymd(2025, 9, 1)), "payments.stale_check");
}

#[test]
fn money_goes_to_the_account_a_customer_was_merged_into() {
    let desk = Desktop::new();
    let refusal = desk.refused(payment(desk.merged, check("1"), 100));
    assert_eq!(refusal.code(), "customers.merged");
    let unknown = desk.refused(payment(Id::new(77), check("1"), 100));
    assert_eq!(unknown, Refusal::NotFound { what: "customer" });
    let elsewhere = desk.refused(payment(desk.elsewhere, check("1"), 100));
    assert_eq!(elsewhere, Refusal::NotFound { what: "customer" });
}

#[test]
fn what_is_wrong_is_named_by_its_field() {
    let desk = Desktop::new();
    let fields = |command: PostPayment| match desk.refused(command) {
        Refusal::Invalid(problems) => {
            problems.0.into_iter().map(|one| one.field).collect::<Vec<_>>()
        }
        other => panic!("{other:?}"),
    };
    assert_eq!(fields(payment(desk.rivera, Method::Cash, 0)), ["amount_cents"]);
    assert_eq!(
        fields(payment(desk.rivera, check(""), -5)),
        ["amount_cents", "method.check.number"]
    );
    let ahead = PostPayment {
        received_on: Some(Day::ymd(2026, 3, 3)),
        ..payment(desk.rivera, Method::Cash, 100)
    };
    assert_eq!(fields(ahead), ["received_on"]);
    let card = Method::Card { reference: "4111 1111 1111 1111".into(), last4: "1111".into() };
    assert_eq!(fields(payment(desk.rivera, card, 100)), ["method.card.reference"]);
    let memo = PostPayment {
        memo: "card 4111111111111111".into(),
        ..payment(desk.rivera, Method::Cash, 100)
    };
    assert_eq!(fields(memo), ["memo"], "no card number is kept anywhere");
}

#[test]
fn the_same_once_key_posts_once() {
    let desk = Desktop::new();
    let slip = desk.slip();
    let command = payment(desk.rivera, check("1042"), 12_733);
    let first = desk.office.run(slip.clone(), command.clone()).unwrap();
    let second = desk.office.run(slip, command).unwrap();
    assert_eq!(first, second);
    assert_eq!(desk.balance(UNDEPOSITED), Money::cents(12_733));
}

#[test]
fn it_takes_the_duty() {
    let desk = Desktop::new();
    let command = payment(desk.rivera, Method::Cash, 100);
    let refusal = desk.run_as(desk.stranger, command).unwrap_err();
    assert_eq!(refusal, Refusal::NotAllowed { duty: POST });
    assert_eq!(desk.balance(UNDEPOSITED), Money::ZERO);
}
