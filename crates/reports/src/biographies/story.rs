//! One check from the hand that brought it to the statement and back again, and one payment
//! too much that is refunded: every step is told, and every cent of it is somewhere.

use super::listing::LISTING;
use crate::testing::{benches, check, named, page_as, rivera_with_story};
use books::accounts::OPERATING;
use books::testing::{answer_at, page_at};
use money::bank_accounts::OpenBankAccount;
use money::bank_lines::{EnterBankLine, MatchByRules};
use money::deposits::{CloseDeposit, CountDeposit, Drawer, Tally, VerifyDeposit};
use money::payments::MovePayment;
use money::reconciliations::CloseReconciliation;
use money::refunds::{ApproveRefund, AskRefund, PaidHow, PayRefund};
use money::returns::{RecordReturn, ReturnCause};
use money::transfers::MakeTransfer;
use office::listing::{Ask, Cell, Narrowed, read};
use office::testing::Bench;
use office::{Answer, Refusal};
use store::V;
use values::{Day, Id, Money, noun};

/// The steps of a payment: the word and the amount of each, in order.
fn steps(bench: &Bench, payment: Id<noun::Payment>) -> Vec<(&'static str, Money)> {
    let mut ask = Ask::everything(&LISTING);
    let (value, text) = (Some(V::from(payment)), payment.to_string());
    ask.narrowed.push(Narrowed { filter: &LISTING.filters[0], value, shown: text.clone(), text });
    let today = Day::ymd(2026, 3, 2);
    let listed = bench.read(|reader| read(reader, &LISTING, &ask, bench.branch, today)).unwrap();
    listed.rows.iter().map(|row| word_and_amount(&row.cells)).collect()
}

fn word_and_amount(cells: &[Cell]) -> (&'static str, Money) {
    let step = cells.iter().find_map(|cell| match cell {
        Cell::State(state) => Some(state.word),
        _ => None,
    });
    let amount = cells.iter().find_map(|cell| match cell {
        Cell::Money(amount) => Some(*amount),
        _ => None,
    });
    (step.expect("a step"), amount.expect("an amount"))
}

/// The check that she paid with.
fn only(bench: &Bench) -> Id<noun::Payment> {
    let found = bench.read(|reader| super::records::list_by_words(reader, bench.branch, "1042"));
    found.unwrap()[0].payment
}

/// Dana counts one check of 100.00, Ruth verifies, Dana closes.
fn to_the_bank(bench: &Bench, deposit: Id<noun::Deposit>) {
    let checks = Tally { items: 1, amount_cents: Money::cents(10_000) };
    bench
        .run(CountDeposit {
            deposit,
            drawer: Drawer::default(),
            float_cents: Some(Money::ZERO),
            checks,
            money_orders: Tally::default(),
        })
        .expect("it is counted");
    bench.run_as(bench.ruth, VerifyDeposit { deposit }).expect("it is verified");
    bench.run(CloseDeposit { deposit, bag: "7730118".into() }).expect("it is closed");
}

/// The bank has it, it is matched, and the statement is proved.
fn on_the_statement(bench: &Bench) -> Id<noun::BankLine> {
    let bank_account = bench
        .run(OpenBankAccount {
            name: "Operating".into(),
            bank: "First Cedar Bank".into(),
            last4: "6789".into(),
            account: OPERATING.id(),
            starts_on: Day::ymd(2026, 3, 1),
            start_cents: Money::ZERO,
            outstanding: Vec::new(),
        })
        .expect("it is opened")
        .bank_account;
    let line = bench
        .run(EnterBankLine {
            bank_account,
            posted_on: Day::ymd(2026, 3, 2),
            amount_cents: Money::cents(10_000),
            words: "BRANCH DEPOSIT DB-0302".into(),
            check_number: String::new(),
            bank_problem: None,
        })
        .expect("it is entered")
        .bank_line;
    bench.run(MatchByRules { bank_account, bank_import: None }).expect("it is matched");
    bench
        .run(CloseReconciliation {
            bank_account,
            ends_on: Day::ymd(2026, 3, 2),
            ending_cents: Money::cents(10_000),
            note: String::new(),
        })
        .expect("it is proved");
    line
}

fn returned(bench: &Bench, payment: Id<noun::Payment>) {
    let back = RecordReturn {
        payment,
        cause: ReturnCause::Funds,
        code: "R01".into(),
        returned_on: None,
        bank_fee_cents: None,
        fee: Default::default(),
        note: String::new(),
    };
    bench.run(back).expect("the bank took it back");
}

#[test]
fn a_check_is_followed_from_hand_to_bank_and_back() {
    for bench in benches() {
        rivera_with_story(&bench);
        let payment = only(&bench);
        let row = bench
            .read(|reader| money::payments::records::find_payment(reader, bench.branch, payment))
            .unwrap()
            .expect("it is there");
        to_the_bank(&bench, row.deposit.expect("a check goes in a deposit"));
        let line = on_the_statement(&bench);
        returned(&bench, payment);
        let told = steps(&bench, payment);
        let words: Vec<&str> = told.iter().map(|(word, _)| *word).collect();
        for word in [
            "received",
            "applied",
            "booked",
            "counted",
            "verified",
            "deposited",
            "matched",
            "reconciled",
            "returned",
        ] {
            assert!(words.contains(&word), "{word} is not in {words:?}");
        }
        let at = |word: &str| words.iter().position(|one| *one == word).expect(word);
        assert_eq!(at("received"), 0, "{words:?}");
        assert!(at("deposited") <= at("matched") && at("matched") <= at("returned"), "{words:?}");
        let against: Money = told
            .iter()
            .filter(|(word, _)| matches!(*word, "applied" | "unapplied"))
            .map(|(_, amount)| *amount)
            .sum();
        assert_eq!(against, Money::ZERO, "what was put against the invoice came off again");
        let page = page_at(&bench, &format!("/biographies/{payment}")).unwrap();
        for words in [
            "Quarterly pest control",
            "bag 7730118",
            "BRANCH DEPOSIT DB-0302",
            "Dana",
            "Ruth",
            "1042",
            "1000",
            "1050",
            "/reconciliations/",
            "/returns/",
        ] {
            assert!(page.body.contains(words), "{words:?} is not in {}", page.body);
        }
        for asked in ["q=1042", "q=100.00", &format!("bank_line={line}")] {
            let answer = answer_at(&bench, &format!("/biographies?{asked}")).unwrap();
            match answer {
                Answer::Redirect(to) => assert_eq!(to, format!("/biographies/{payment}")),
                Answer::Page(page) => {
                    assert!(page.body.contains(&format!("/biographies/{payment}")), "{asked}");
                    assert!(page.body.contains("BRANCH DEPOSIT"), "{asked}: {}", page.body);
                }
                other => panic!("{asked}: {other:?}"),
            }
        }
        let list = page_at(&bench, &format!("/biographies?payment={payment}")).unwrap();
        assert!(list.body.contains("10000"), "the cents of its accounts: {}", list.body);
    }
}

#[test]
fn what_is_moved_taken_off_and_refunded_adds_up() {
    for bench in benches() {
        let rivera = rivera_with_story(&bench);
        let pat = named(&bench, "Pat Johnson", "352-555-0188");
        let posted = bench.run(check(pat, "77", 12_000)).expect("it is posted");
        let payment = posted.payment;
        let reason = String::from("It is the Riveras'");
        let moved = MovePayment { payment, customer: rivera, applications: None, reason };
        let moved = bench.run(moved).expect("it is moved");
        assert_eq!(moved.unapplied_cents, Money::cents(2_100), "99.00 was open");
        let ask = AskRefund {
            customer: rivera,
            credit: None,
            amount_cents: Money::cents(2_100),
            reason: "Paid too much".into(),
        };
        let refund = bench.run(ask).expect("it is asked").refund;
        bench.run_as(bench.ruth, ApproveRefund { refund }).expect("it is approved");
        let pay =
            PayRefund { refund, how: PaidHow::Check, reference: "5012".into(), paid_on: None };
        bench.run(pay).expect("it is paid");
        let told = steps(&bench, payment);
        for word in [
            "moved",
            "taken_off",
            "applied",
            "given_back",
            "refund_asked",
            "refund_approved",
            "refunded",
        ] {
            assert!(told.iter().any(|(one, _)| *one == word), "{word} is not in {told:?}");
        }
        let page = page_at(&bench, &format!("/biographies/{payment}")).unwrap();
        for words in ["$120.00", "99.00", "21.00", "It is the Riveras"] {
            assert!(page.body.contains(words), "{words:?} is not in {}", page.body);
        }
        let elsewhere = page_as(&bench, &["customers.read"], &format!("/biographies/{payment}"));
        assert!(matches!(elsewhere, Err(Refusal::NotAllowed { .. })), "{elsewhere:?}");
    }
}

#[test]
fn a_transferred_dollar_is_followed_onto_the_other_account() {
    for bench in benches() {
        let rivera = rivera_with_story(&bench);
        let pat = named(&bench, "Pat Johnson", "352-555-0188");
        let payment = bench.run(check(pat, "77", 12_000)).expect("it is posted").payment;
        let read =
            bench.read(|reader| books::open_items::list_open_credits(reader, bench.branch, pat));
        let make = MakeTransfer {
            credit: read.unwrap()[0].id,
            customer: rivera,
            amount_cents: Some(Money::cents(9_900)),
            applications: None,
            reason: "He pays for his mother".into(),
        };
        bench.run(make).expect("it is transferred");
        let told = steps(&bench, payment);
        for step in ["transferred", "applied_there"] {
            let step = (step, Money::cents(9_900));
            assert!(told.contains(&step), "{step:?} is not in {told:?}");
        }
        let page = page_at(&bench, &format!("/biographies/{payment}")).unwrap();
        for words in ["He pays for his mother", "/transfers/"] {
            assert!(page.body.contains(words), "{words:?} is not in {}", page.body);
        }
    }
}
