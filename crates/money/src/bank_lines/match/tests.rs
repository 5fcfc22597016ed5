//! Matching: by hand, by the rules, with fees and payouts, and taken apart.

use super::*;
use crate::bank_accounts::OpenBankAccount;
use crate::bank_accounts::records::{Standing, standing};
use crate::bank_lines::records::{list_open_books, list_open_lines};
use crate::bank_lines::{
    Direction, EnterBankLine, MatchByRules, SaveBankRule, UnmatchLines, WithdrawBankRule,
};
use crate::deposits::records::find_deposit;
use crate::payments::Method;
use crate::payouts::RecordPayout;
use crate::processors::{PayoutItemKind, PayoutItemTold, ProcessorName};
use crate::reconciliations::{CloseReconciliation, ReopenReconciliation};
use crate::returns::{RecordReturn, ReturnCause};
use crate::testing::{Desktop, check};
use books::accounts::{BANK_CHARGES, CARD_CLEARING, MERCHANT_FEES, RECEIVABLE};
use books::testing::page_at;
use office::closing::CheckState;
use values::Day;

fn opened(desk: &Desktop) -> Id<noun::BankAccount> {
    let open = OpenBankAccount {
        name: "Operating".into(),
        bank: "First Cedar Bank".into(),
        last4: "6789".into(),
        account: OPERATING.id(),
        starts_on: Day::ymd(2026, 3, 1),
        start_cents: Money::ZERO,
        outstanding: Vec::new(),
    };
    desk.run(open).expect("it is opened").bank_account
}

/// The bank says so much, on March 2.
fn says(
    desk: &Desktop,
    account: Id<noun::BankAccount>,
    cents: i64,
    words: &str,
) -> Id<noun::BankLine> {
    desk.run(EnterBankLine {
        bank_account: account,
        posted_on: Day::ymd(2026, 3, 2),
        amount_cents: Money::cents(cents),
        words: words.into(),
        check_number: String::new(),
        bank_problem: None,
    })
    .expect("it is entered")
    .bank_line
}

fn by_hand(lines: Vec<Id<noun::BankLine>>) -> MatchLines {
    MatchLines { lines, books: Vec::new(), payments: Vec::new(), rest: None, note: String::new() }
}

fn now(desk: &Desktop, account: Id<noun::BankAccount>) -> Standing {
    desk.read(|reader| {
        let row = crate::bank_accounts::find_bank_account(reader, desk.branch, account)?;
        standing(reader, desk.branch, &row.expect("it is there"), Day::ymd(2026, 3, 2))
    })
    .unwrap()
}

fn by_rules(account: Id<noun::BankAccount>) -> MatchByRules {
    MatchByRules { bank_account: account, bank_import: None }
}

fn books(desk: &Desktop, account: Id<noun::BankAccount>) -> Vec<Id<noun::EntryLine>> {
    desk.read(|reader| {
        let row = crate::bank_accounts::find_bank_account(reader, desk.branch, account)?;
        list_open_books(reader, desk.branch, &row.expect("it is there"))
    })
    .unwrap()
    .into_iter()
    .map(|book| book.line)
    .collect()
}

#[test]
fn one_closed_deposit_is_one_line_and_is_confirmed_by_it() {
    let desk = Desktop::new();
    let account = opened(&desk);
    let deposit = desk.post(desk.rivera, check("1042"), 12_733).deposit.unwrap();
    desk.close(deposit);
    assert_eq!(now(&desk, account).outstanding, Money::cents(12_733));
    let line = says(&desk, account, 12_733, "BRANCH DEPOSIT DB-0302");
    let done = desk.run(by_rules(account)).unwrap();
    assert_eq!((done.matched_lines, done.left_lines), (1, 0));
    assert_eq!(now(&desk, account).off(), Money::ZERO);
    assert_eq!(now(&desk, account).outstanding_items, 0);
    let row = || desk.read(|reader| find_deposit(reader, desk.branch, deposit)).unwrap();
    assert!(row().expect("it is there").confirmed_at.is_some());
    let page = page_at(&desk, &format!("/bank-lines/{line}")).unwrap();
    assert!(page.body.contains("the bank names DB-0302"), "{}", page.body);
    let found = desk.read(|reader| records::find_line(reader, desk.branch, line)).unwrap();
    let bank_match = found.and_then(|line| line.bank_match).expect("it is matched");
    let unmatch = UnmatchLines { bank_match, reason: "Not this one".into() };
    desk.run(unmatch.clone()).unwrap();
    assert!(row().expect("it is there").confirmed_at.is_none());
    assert_eq!(now(&desk, account).unposted_items, 1);
    assert_eq!(desk.refused(unmatch).code(), "bank_lines.unmatched");
    desk.assert_proved();
}

/// T26, P12: cards of 790.15 come as 766.23; 23.92 is the processor's fee.
#[test]
fn t26_a_card_settlement_net_of_its_fees() {
    let desk = Desktop::new();
    let account = opened(&desk);
    let card = |number: &str| Method::Card { reference: number.into(), last4: "4242".into() };
    let one = desk.post(desk.rivera, card("a"), 30_765).payment;
    let two = desk.post(desk.oak, card("b"), 48_250).payment;
    let line = says(&desk, account, 76_623, "BANKCARD NET DEP MID 4455");
    let page = page_at(&desk, &format!("/bank-lines/match?account={account}")).unwrap();
    assert!(page.body.contains("less the processor"), "{}", page.body);
    let done = desk.run(MatchLines { payments: vec![one, two], ..by_hand(vec![line]) }).unwrap();
    assert_eq!((done.fees_cents, done.rest_cents), (Money::cents(2_392), Money::ZERO));
    assert_eq!(desk.balance(CARD_CLEARING), Money::ZERO);
    assert_eq!(now(&desk, account).bank, desk.balance(OPERATING));
    desk.assert_proved();
    let again = MatchLines { payments: vec![one], ..by_hand(vec![line]) };
    assert_eq!(desk.refused(again).code(), "bank_lines.matched");
}

/// A payout is one row and its fees are posted once, whichever of the two comes first: the
/// bank's line or the processor's word.
#[test]
fn a_payout_told_before_or_after_its_bank_line_is_posted_once() {
    let before = Desktop::on_each_engine().into_iter().map(|desk| (desk, true));
    let after = Desktop::on_each_engine().into_iter().map(|desk| (desk, false));
    for (desk, told_first) in before.chain(after) {
        let account = opened(&desk);
        let card = |number: &str| Method::Card { reference: number.into(), last4: "4242".into() };
        let one = desk.post(desk.rivera, card("pi_1"), 30_765).payment;
        let two = desk.post(desk.oak, card("pi_2"), 48_250).payment;
        let item = |reference: &str, gross: i64, fee: i64| PayoutItemTold {
            kind: PayoutItemKind::Payment,
            reference: reference.into(),
            gross_cents: Money::cents(gross),
            fee_cents: Money::cents(fee),
        };
        let told = RecordPayout {
            processor: ProcessorName::Stripe,
            reference: "po_1".into(),
            paid_on: Day::ymd(2026, 3, 2),
            net_cents: Money::cents(76_623),
            items: vec![item("pi_1", 30_765, 1_000), item("pi_2", 48_250, 1_392)],
            job: None,
        };
        let line = says(&desk, account, 76_623, "STRIPE TRANSFER");
        let by_payments = MatchLines { payments: vec![one, two], ..by_hand(vec![line]) };
        if told_first {
            desk.run(told.clone()).unwrap();
            assert_eq!(desk.refused(by_payments).code(), "payments.settled");
            let books = books(&desk, account);
            assert_eq!(books.len(), 1, "the payout's net");
            desk.run(MatchLines { books, ..by_hand(vec![line]) }).unwrap();
        } else {
            desk.run(by_payments).unwrap();
            let other = RecordPayout {
                net_cents: Money::cents(76_600),
                items: vec![item("pi_1", 30_765, 1_000), item("pi_2", 48_250, 1_415)],
                ..told.clone()
            };
            assert_eq!(desk.refused(other).code(), "payouts.settled_otherwise");
            desk.run(told.clone()).unwrap();
        }
        assert_eq!(desk.refused(told).code(), "payouts.recorded");
        assert_eq!(desk.balance(OPERATING), Money::cents(76_623), "told first: {told_first}");
        assert_eq!(desk.balance(MERCHANT_FEES), Money::cents(2_392));
        assert_eq!(desk.balance(CARD_CLEARING), Money::ZERO);
        assert_eq!(now(&desk, account).unposted_items, 0);
        desk.assert_proved();
    }
}

#[test]
fn a_difference_needs_a_place_and_a_payout_no_tenth_of_fees() {
    let desk = Desktop::new();
    let account = opened(&desk);
    let line = says(&desk, account, -1_200, "DEPOSITED ITEM RETURN FEE");
    assert_eq!(desk.refused(by_hand(vec![line])).code(), "bank_lines.off");
    let rest =
        |account: Account| Some(Rest { account: account.id(), memo: "Returned item fee".into() });
    let kept = MatchLines { rest: rest(RECEIVABLE), ..by_hand(vec![line]) };
    assert_eq!(desk.refused(kept).status(), 422);
    let fee = MatchLines { rest: rest(BANK_CHARGES), ..by_hand(vec![line]) };
    let refusal = desk.run_as(desk.stranger, fee.clone()).unwrap_err();
    assert_eq!(refusal, Refusal::NotAllowed { duty: MATCH });
    let done = desk.run(fee).unwrap();
    assert_eq!(desk.balance(BANK_CHARGES), Money::cents(1_200));
    desk.assert_proved();
    let reason = String::from("It was another fee");
    desk.run(UnmatchLines { bank_match: done.bank_match, reason }).unwrap();
    assert_eq!(desk.balance(BANK_CHARGES), Money::ZERO);
    assert_eq!(books(&desk, account), [], "the entry and its reversal wait for nothing");
    desk.assert_proved();
    let card = Method::Card { reference: "a".into(), last4: "4242".into() };
    let payment = desk.post(desk.rivera, card, 10_000).payment;
    let line = says(&desk, account, 8_000, "CARDS");
    let much = MatchLines { payments: vec![payment], ..by_hand(vec![line]) };
    assert_eq!(desk.refused(much).code(), "bank_lines.fees_too_high");
    assert_eq!(desk.refused(by_hand(Vec::new())).status(), 422);
    assert_eq!(desk.refused(by_hand(vec![line, line])).status(), 422);
}

/// P16: the bank takes a check back and charges a fee for it; both are the books' lines of the
/// return.
#[test]
fn p16_a_returned_check_is_matched_by_its_number() {
    let desk = Desktop::new();
    let account = opened(&desk);
    let posted = desk.post(desk.rivera, check("1042"), 25_000);
    desk.close(posted.deposit.unwrap());
    says(&desk, account, 25_000, "DEPOSIT DB-0302");
    let back = says(&desk, account, -25_000, "RETURNED CHECK NSF 1042");
    says(&desk, account, -1_200, "DEPOSITED ITEM RETURN FEE");
    let page = page_at(&desk, &format!("/bank-lines/match?account={account}&line={back}"));
    let body = page.unwrap().body;
    assert!(body.contains("the bank names it") && body.contains("Record the return"), "{body}");
    desk.run(RecordReturn {
        payment: posted.payment,
        cause: ReturnCause::Funds,
        code: String::new(),
        returned_on: None,
        bank_fee_cents: Some(Money::cents(1_200)),
        fee: Default::default(),
        note: String::new(),
    })
    .unwrap();
    let done = desk.run(by_rules(account)).unwrap();
    assert_eq!((done.matched_lines, done.left_lines), (3, 0));
    assert_eq!(now(&desk, account).bank, Money::cents(-1_200));
    desk.assert_proved();
}

#[test]
fn a_saved_rule_posts_what_comes_again() {
    let desk = Desktop::new();
    let account = opened(&desk);
    let rule = SaveBankRule {
        says: "Return fee".into(),
        direction: Direction::Out,
        account: BANK_CHARGES.id(),
        memo: "Returned item fee".into(),
    };
    let saved = desk.run(rule.clone()).unwrap();
    assert_eq!(desk.refused(rule.clone()).code(), "bank_lines.rule_known");
    assert_eq!(desk.refused(SaveBankRule { says: "ab".into(), ..rule.clone() }).status(), 422);
    says(&desk, account, -1_200, "DEPOSITED ITEM RETURN FEE");
    says(&desk, account, 1_200, "RETURN FEE CREDITED");
    let done = desk.run(by_rules(account)).unwrap();
    assert_eq!((done.posted_lines, done.left_lines), (1, 1));
    assert_eq!(desk.balance(BANK_CHARGES), Money::cents(1_200));
    desk.run(WithdrawBankRule { bank_rule: saved.bank_rule }).unwrap();
    let again = desk.refused(WithdrawBankRule { bank_rule: saved.bank_rule });
    assert_eq!(again.status(), 404);
    desk.assert_proved();
}

#[test]
fn a_reconciliation_closes_on_the_cent_and_a_second_person_reopens_it() {
    let desk = Desktop::new();
    let account = opened(&desk);
    let deposit = desk.post(desk.rivera, check("1042"), 12_733).deposit.unwrap();
    desk.close(deposit);
    let line = says(&desk, account, 500, "INTEREST");
    let close = |cents: i64| CloseReconciliation {
        bank_account: account,
        ends_on: Day::ymd(2026, 3, 2),
        ending_cents: Money::cents(cents),
        note: String::new(),
    };
    assert_eq!(desk.refused(close(500)).code(), "reconciliations.not_matched");
    let interest = Rest { account: Id::new(4220), memo: "Interest".into() };
    let done = desk.run(MatchLines { rest: Some(interest), ..by_hand(vec![line]) }).unwrap();
    assert_eq!(desk.refused(close(501)).code(), "reconciliations.statement_differs");
    let asked_by_the_month = |until: Day| {
        let look = crate::reconciliations::ARE_CLOSED.look;
        desk.read(|reader| Ok(look(reader, desk.branch, until).expect("it looks"))).unwrap().state
    };
    let (before, after) = (Day::ymd(2026, 3, 2), Day::ymd(2026, 3, 31));
    assert_eq!(asked_by_the_month(before), CheckState::Explain);
    let closed = desk.run(close(500)).unwrap();
    assert_eq!(asked_by_the_month(before), CheckState::Clear);
    assert_eq!(asked_by_the_month(after), CheckState::Explain, "it ends before the month does");
    assert_eq!(closed.outstanding_cents, Money::cents(12_733), "the deposit is on its way");
    assert_eq!(closed.books_cents, Money::cents(13_233));
    desk.assert_proved();
    let id = closed.reconciliation;
    let page = page_at(&desk, &format!("/reconciliations/{id}")).unwrap();
    assert!(page.body.contains("Deposits on their way"), "{}", page.body);
    let unmatch = UnmatchLines { bank_match: done.bank_match, reason: "No".into() };
    assert_eq!(desk.refused(unmatch.clone()).code(), "bank_lines.reconciled");
    assert_eq!(desk.refused(close(500)).status(), 422, "those days are closed");
    let reopen = ReopenReconciliation { reconciliation: id, reason: "A line too many".into() };
    assert_eq!(desk.refused(reopen.clone()).code(), "reconciliations.same_person");
    desk.run_as(desk.ruth, reopen.clone()).unwrap();
    let again = desk.run_as(desk.ruth, reopen).unwrap_err();
    assert_eq!(again.code(), "reconciliations.reopened");
    desk.run(unmatch).unwrap();
    desk.assert_proved();
    let open = desk.read(|reader| list_open_lines(reader, desk.branch, account)).unwrap();
    assert_eq!(open.len(), 1);
}
