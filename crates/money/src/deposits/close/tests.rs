use super::*;
use crate::deposits::{Cause, ExplainDeposit, Tally, VerifyDeposit};
use crate::deposits::{CountDeposit, Drawer, seal};
use crate::payments::{Method, VoidPayment};
use crate::testing::{Desktop, NONE, check, money_order};

fn close(deposit: Id<noun::Deposit>) -> CloseDeposit {
    CloseDeposit { deposit, bag: "7730118".into() }
}

/// The day of the handbook's T25: cash 315.00 posted, 312.00 counted.
fn t25(desk: &Desktop) -> Id<noun::Deposit> {
    let deposit = desk.post(desk.rivera, Method::Cash, 31_500).deposit.unwrap();
    for (number, cents) in [("1042", 12_733), ("3317", 9_632), ("20881", 24_000), ("558", 7_500)] {
        desk.post(desk.rivera, check(number), cents);
    }
    desk.post(desk.oak, money_order("28816604"), 4_900);
    desk.post(desk.oak, money_order("7704121"), 6_000);
    deposit
}

/// T25 and P27, from the first payment to the seal.
#[test]
fn t25_p27_the_day_goes_to_the_bank() {
    for desk in Desktop::on_each_engine() {
        whole_day(&desk);
    }
}

fn whole_day(desk: &Desktop) {
    let deposit = t25(desk);
    desk.count_cash(deposit, 31_200);
    desk.run(ExplainDeposit {
        deposit,
        cause: Cause::ChangeError,
        explanation: "Stop 6, change error; Mei agrees.".into(),
    })
    .unwrap();
    desk.run_as(desk.ruth, VerifyDeposit { deposit }).unwrap();
    let closed = desk.run(close(deposit)).unwrap();
    assert_eq!(closed.number, "DB-0302");
    assert_eq!(closed.total_cents, Money::cents(95_965));
    assert_eq!(closed.over_short_cents, Money::dollars(-3));
    assert_eq!(closed.items, 6);
    assert_eq!(desk.balance(OPERATING), Money::cents(95_965));
    assert_eq!(desk.balance(OVER_SHORT), Money::dollars(3));
    assert_eq!(desk.balance(UNDEPOSITED), Money::ZERO);
    desk.assert_proved();

    let row = desk.read(|reader| records::find_deposit(reader, desk.branch, deposit)).unwrap();
    let row = row.unwrap();
    let printed = desk.read(|reader| seal::find_seal(reader, desk.branch, &row)).unwrap();
    let head = desk.read(|reader| office::records::find_head(reader, desk.branch)).unwrap();
    let link = head.unwrap().link;
    let read = printed.expect("a closed deposit has a seal").replace(' ', "").to_lowercase();
    assert_eq!(read, office::journal::seal(&link));
}

#[test]
fn cash_that_is_over_takes_off_the_cost() {
    let desk = Desktop::new();
    let deposit = desk.post(desk.rivera, Method::Cash, 10_000).deposit.unwrap();
    desk.count_cash(deposit, 10_025);
    let explanation = String::from("A quarter found in the envelope.");
    desk.run(ExplainDeposit { deposit, cause: Cause::Envelope, explanation }).unwrap();
    desk.run_as(desk.ruth, VerifyDeposit { deposit }).unwrap();
    assert_eq!(desk.run(close(deposit)).unwrap().over_short_cents, Money::cents(25));
    assert_eq!(desk.balance(OVER_SHORT), Money::cents(-25));
    desk.assert_proved();
}

#[test]
fn every_refusal_says_what_to_do() {
    let desk = Desktop::new();
    let code = |deposit| desk.refused(close(deposit)).code();
    let empty = desk.run(crate::deposits::OpenDeposit {}).unwrap().deposit;
    assert_eq!(code(empty), "deposits.empty");
    let deposit = desk.post(desk.rivera, check("1042"), 12_733).deposit.unwrap();
    assert_eq!(code(deposit), "deposits.not_counted");
    desk.run(CountDeposit {
        deposit,
        drawer: Drawer::default(),
        float_cents: None,
        checks: Tally::of(1, 12_700),
        money_orders: NONE,
    })
    .unwrap();
    let refusal = desk.refused(close(deposit));
    assert_eq!(refusal.code(), "deposits.checks_differ");
    assert!(refusal.words().contains("Counted 1 check for 127.00, posted 1 check for 127.33"));
    desk.count_all(deposit);
    assert_eq!(code(deposit), "deposits.not_verified");
    desk.run_as(desk.ruth, VerifyDeposit { deposit }).unwrap();
    desk.run(close(deposit)).unwrap();
    assert_eq!(code(deposit), "deposits.closed");
    assert_eq!(desk.refused(close(Id::new(77))), Refusal::NotFound { what: "deposit" });
    let refusal = desk.run_as(desk.stranger, close(deposit)).unwrap_err();
    assert_eq!(refusal, Refusal::NotAllowed { duty: COUNT });
}

#[test]
fn cash_beyond_the_tolerance_waits_for_a_second_look() {
    let desk = Desktop::new();
    let deposit = desk.post(desk.rivera, Method::Cash, 10_000).deposit.unwrap();
    desk.count_cash(deposit, 9_400);
    let cause = Cause::Unknown;
    desk.run(ExplainDeposit { deposit, cause, explanation: "Not found.".into() }).unwrap();
    assert_eq!(desk.refused(close(deposit)).code(), "deposits.over_tolerance");
    let reason = String::from("Searched; one more and we talk.");
    desk.run_as(desk.ruth, crate::deposits::AllowDeposit { deposit, reason }).unwrap();
    desk.run_as(desk.ruth, VerifyDeposit { deposit }).unwrap();
    assert_eq!(desk.run(close(deposit)).unwrap().over_short_cents, Money::dollars(-6));
    desk.assert_proved();
}

#[test]
fn what_changes_after_the_signature_is_signed_again() {
    let desk = Desktop::new();
    let first = desk.post(desk.rivera, check("1042"), 12_733);
    desk.post(desk.rivera, check("1043"), 500);
    let deposit = first.deposit.unwrap();
    desk.count_all(deposit);
    desk.run_as(desk.ruth, VerifyDeposit { deposit }).unwrap();
    let reason = String::from("Not signed");
    desk.run_as(desk.ruth, VoidPayment { payment: first.payment, reason }).unwrap();
    assert_eq!(desk.refused(close(deposit)).code(), "deposits.checks_differ");
    desk.close(deposit);
    assert_eq!(desk.balance(OPERATING), Money::cents(500));
    desk.assert_proved();
}

#[test]
fn the_same_once_key_closes_once() {
    let desk = Desktop::new();
    let deposit = desk.post(desk.rivera, check("1042"), 12_733).deposit.unwrap();
    desk.count_all(deposit);
    desk.run_as(desk.ruth, VerifyDeposit { deposit }).unwrap();
    let slip = desk.slip();
    let first = desk.office.run(slip.clone(), close(deposit)).unwrap();
    let second = desk.office.run(slip, close(deposit)).unwrap();
    assert_eq!(first, second);
    assert_eq!(desk.balance(OPERATING), Money::cents(12_733));
}
