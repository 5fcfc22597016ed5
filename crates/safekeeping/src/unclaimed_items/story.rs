//! Money that lies for years: found, written about, claimed or given to its state, on both
//! engines.

use super::*;
use crate::testing::{bench, benches};
use books::accounts::{OPERATING, REFUNDS_PAYABLE, UNAPPLIED, UNCLAIMED};
use books::testing::{answer_at, page_at};
use front_desk::customers::OpenCustomer;
use front_desk::testing::address;
use money::bank_accounts::OpenBankAccount;
use money::payments::{Method, PostPayment};
use money::refunds::{ApproveRefund, AskRefund, PayRefund, records::PaidHow};
use office::testing::Bench;
use office::{Answer, Command, Refusal};
use values::{Day, Email, Id, Instant, Money, noun};

/// A customer of Florida who paid so much on March 2, 2026 and owes nothing.
fn paid(bench: &Bench, cents: i64) -> Id<noun::Customer> {
    let number = bench.journal_length();
    let customer = OpenCustomer {
        name: format!("Marisol Rivera {number}"),
        email: Some(Email::parse("marisol@rivera.example").expect("an address")),
        bill_to: Some(address(&format!("{number} Larkspur Ct"), "Ocala", "34471")),
        ..OpenCustomer::default()
    };
    let customer = bench.run(customer).unwrap().customer;
    pay(bench, customer, &number.to_string(), cents);
    customer
}

fn pay(bench: &Bench, customer: Id<noun::Customer>, number: &str, cents: i64) {
    let payment = PostPayment {
        customer,
        amount_cents: Money::cents(cents),
        method: Method::Check { number: number.into(), bank: "63-107".into(), dated_on: None },
        received_on: None,
        applications: None,
        memo: String::new(),
        payer: String::new(),
        batch: None,
        again: None,
    };
    bench.run(payment).unwrap();
}

fn at(bench: &Bench, day: &str) {
    let at = Instant::parse(&format!("{day}T15:00:00Z")).expect("an instant");
    bench.clock.set(at);
}

/// Looks, and answers the one item that waits.
fn found(bench: &Bench) -> Id<noun::UnclaimedItem> {
    bench.run(LookForUnclaimed {}).unwrap();
    let ids = bench.read(|reader| records::list_waiting_ids(reader, bench.branch)).unwrap();
    assert_eq!(ids.len(), 1, "one waits");
    ids[0]
}

fn row(bench: &Bench, item: Id<noun::UnclaimedItem>) -> records::ItemRow {
    bench.read(|reader| records::find_item(reader, bench.branch, item)).unwrap().unwrap()
}

fn code<C: Command + Clone>(bench: &Bench, command: C) -> String
where
    C::Receipt: std::fmt::Debug,
{
    bench.run(command).unwrap_err().code().to_owned()
}

fn booked(bench: &Bench, account: books::Account) -> Money {
    let forever = Day::ymd(9999, 12, 31);
    let read = bench.read(|reader| {
        books::accounts::records::balance_at(reader, bench.branch, account, forever)
    });
    read.unwrap()
}

fn assert_proved(bench: &Bench) {
    let mut all = bench.read(|reader| books::proofs(reader, bench.branch)).unwrap();
    all.extend(bench.read(|reader| money::proofs(reader, bench.branch)).unwrap());
    all.extend(bench.read(|reader| proofs(reader, bench.branch)).unwrap());
    let failed: Vec<_> = all.iter().filter(|proof| !proof.ok).collect();
    assert!(failed.is_empty(), "{failed:#?}");
}

fn report() -> ReportUnclaimed {
    ReportUnclaimed { state: "fl".into(), reference: "FL-88213".into(), paid_on: None }
}

/// Handbook P30: 46.68 dormant, set aside, and paid to the state by another person. Florida
/// wants no letter for so little.
#[test]
fn p30_set_aside_and_paid_to_the_state() {
    for bench in benches() {
        paid(&bench, 4_668);
        at(&bench, "2031-12-20");
        assert_eq!(bench.run(LookForUnclaimed {}).unwrap().found, 0, "letters go from January 2");
        at(&bench, "2032-01-02");
        let item = found(&bench);
        assert_eq!(row(&bench, item).report_on, Day::ymd(2032, 5, 1));
        assert_eq!(bench.run(LookForUnclaimed {}).unwrap().found, 0, "it is known");
        assert_eq!(code(&bench, report()), "unclaimed_items.nothing_set_aside");
        let set = bench.run(SetAsideUnclaimed { unclaimed_item: item }).unwrap();
        assert_eq!(set.amount_cents, Money::cents(4_668));
        assert_eq!(booked(&bench, UNAPPLIED), Money::ZERO);
        assert_eq!(booked(&bench, UNCLAIMED), -Money::cents(4_668));
        assert_proved(&bench);
        assert_eq!(bench.run(LookForUnclaimed {}).unwrap().ended, 0, "it is not looked at");
        assert_eq!(code(&bench, report()), "unclaimed_items.setter_cannot_report");
        let paid = bench.run_as(bench.ruth, report()).unwrap();
        assert_eq!((paid.items, paid.amount_cents), (1, Money::cents(4_668)));
        assert_eq!(booked(&bench, UNCLAIMED), Money::ZERO);
        assert_eq!(booked(&bench, OPERATING), -Money::cents(4_668));
        assert_proved(&bench);
        let late = AnswerUnclaimed {
            unclaimed_item: item,
            said: "Called".into(),
            new_check: String::new(),
        };
        assert_eq!(code(&bench, late), "unclaimed_items.with_the_state");
        let back = TakeBackUnclaimedReport {
            unclaimed_report: paid.unclaimed_report,
            reason: "The state sent it back".into(),
        };
        bench.run(back.clone()).unwrap();
        assert_eq!(booked(&bench, UNCLAIMED), -Money::cents(4_668));
        assert_eq!(row(&bench, item).report, None);
        assert_eq!(code(&bench, back), "unclaimed_items.report_taken_back");
        assert_proved(&bench);
    }
}

/// What is 50.00 or more waits for its letter, and then for its owner's thirty days.
#[test]
fn nothing_is_set_aside_before_its_owner_had_her_days() {
    for bench in benches() {
        paid(&bench, 7_160);
        at(&bench, "2032-01-10");
        let item = found(&bench);
        let set = SetAsideUnclaimed { unclaimed_item: item };
        assert_eq!(code(&bench, set.clone()), "unclaimed_items.not_written");
        bench.run(PrintUnclaimedLetter { unclaimed_item: item }).unwrap();
        let sent = SendUnclaimedLetter { unclaimed_item: item, to: None };
        assert_eq!(bench.run(sent).unwrap().to, "marisol@rivera.example");
        at(&bench, "2032-02-08");
        assert_eq!(code(&bench, set.clone()), "unclaimed_items.too_early");
        at(&bench, "2032-02-09");
        bench.run(set.clone()).unwrap();
        assert_eq!(code(&bench, set), "unclaimed_items.waits_no_longer");
        assert_proved(&bench);
    }
}

/// She answers while it waits: its years begin anew. She answers when it is set aside: it is to
/// her good again, and can be used.
#[test]
fn an_answer_makes_it_hers_again() {
    for bench in benches() {
        let customer = paid(&bench, 4_668);
        at(&bench, "2032-01-10");
        let item = found(&bench);
        let answer = |item| AnswerUnclaimed {
            unclaimed_item: item,
            said: "She called; keep it for her next bill".into(),
            new_check: String::new(),
        };
        assert_eq!(bench.run(answer(item)).unwrap().entry, None);
        assert_eq!(bench.run(LookForUnclaimed {}).unwrap().found, 0);
        assert_eq!(code(&bench, answer(item)), "unclaimed_items.waits_no_longer");
        at(&bench, "2038-01-10");
        let again = found(&bench);
        bench.run(SetAsideUnclaimed { unclaimed_item: again }).unwrap();
        bench.run(answer(again)).unwrap();
        assert_eq!(booked(&bench, UNCLAIMED), Money::ZERO);
        let credits = bench
            .read(|reader| books::open_items::list_open_credits(reader, bench.branch, customer))
            .unwrap();
        assert_eq!(credits[0].open, Money::cents(4_668));
        assert_proved(&bench);
    }
}

/// A payment is a sign of life; a credit that was refunded is not hers to claim any more.
#[test]
fn what_moved_meanwhile_waits_no_longer() {
    for bench in benches() {
        let customer = paid(&bench, 4_668);
        at(&bench, "2032-01-10");
        let item = found(&bench);
        pay(&bench, customer, "9001", 1_000);
        let looked = bench.run(LookForUnclaimed {}).unwrap();
        assert_eq!((looked.found, looked.ended), (0, 1));
        assert_eq!(row(&bench, item).ending(), Some(records::Ending::Touched));
        at(&bench, "2038-01-10");
        bench.run(LookForUnclaimed {}).unwrap();
        let ids = bench.read(|reader| records::list_waiting_ids(reader, bench.branch)).unwrap();
        assert_eq!(ids.len(), 2, "both credits lie again");
        for (first, cents) in [(true, 4_668), (false, 1_000)] {
            let ask = AskRefund {
                customer,
                credit: None,
                amount_cents: Money::cents(cents),
                reason: "Found her new address".into(),
            };
            let refund = bench.run(ask).unwrap().refund;
            bench.run_as(bench.ruth, ApproveRefund { refund }).unwrap();
            if first {
                let used = SetAsideUnclaimed { unclaimed_item: ids[0] };
                assert_eq!(code(&bench, used), "unclaimed_items.used");
            }
        }
        assert_eq!(bench.run(LookForUnclaimed {}).unwrap().ended, 2);
        assert_proved(&bench);
    }
}

/// A refund check the bank never paid: it is void, and the state gets what it was for; who asks
/// for it before that gets another check.
#[test]
fn a_refund_check_nobody_cashed() {
    for bench in benches() {
        let open = OpenBankAccount {
            name: "Operating".into(),
            bank: "Marion Community".into(),
            last4: "4410".into(),
            account: OPERATING.id(),
            starts_on: Day::ymd(2026, 3, 1),
            start_cents: Money::ZERO,
            outstanding: Vec::new(),
        };
        bench.run(open).unwrap();
        let customer = paid(&bench, 7_160);
        let ask = AskRefund {
            customer,
            credit: None,
            amount_cents: Money::cents(7_160),
            reason: "Moved away".into(),
        };
        let refund = bench.run(ask).unwrap().refund;
        bench.run_as(bench.ruth, ApproveRefund { refund }).unwrap();
        let pay =
            PayRefund { refund, how: PaidHow::Check, reference: "5012".into(), paid_on: None };
        bench.run(pay).unwrap();
        at(&bench, "2032-01-10");
        let item = found(&bench);
        assert_eq!(row(&bench, item).document, "Check 5012");
        bench.run(PrintUnclaimedLetter { unclaimed_item: item }).unwrap();
        at(&bench, "2032-02-20");
        bench.run(SetAsideUnclaimed { unclaimed_item: item }).unwrap();
        assert_eq!(booked(&bench, OPERATING), Money::ZERO, "the check is void");
        assert_eq!(booked(&bench, REFUNDS_PAYABLE), Money::ZERO);
        assert_eq!(booked(&bench, UNCLAIMED), -Money::cents(7_160));
        assert_proved(&bench);
        let answer = |new_check: &str| AnswerUnclaimed {
            unclaimed_item: item,
            said: "Her daughter wrote".into(),
            new_check: new_check.into(),
        };
        assert_eq!(bench.run(answer("")).unwrap_err().status(), 422);
        bench.run(answer("5230")).unwrap();
        assert_eq!(booked(&bench, OPERATING), -Money::cents(7_160));
        assert_eq!(booked(&bench, UNCLAIMED), Money::ZERO);
        assert_proved(&bench);
    }
}

#[test]
fn its_pages_say_what_is_next() {
    let bench = bench();
    let empty = page_at(&bench, "/unclaimed-items").unwrap();
    assert!(empty.sentence.contains("looked for every night"), "{}", empty.sentence);
    paid(&bench, 7_160);
    at(&bench, "2032-01-10");
    let item = found(&bench);
    let list = page_at(&bench, "/unclaimed-items").unwrap();
    assert!(list.body.contains("Letters by 03/02/2032"), "{}", list.body);
    let here = format!("/unclaimed-items/{item}");
    let page = page_at(&bench, &here).unwrap();
    assert!(page.body.contains("Write to its owner") && !page.body.contains("set_aside\""));
    let letter = answer_at(&bench, &format!("{here}/letter")).unwrap();
    assert!(matches!(letter, Answer::File { .. }));
    bench.run(PrintUnclaimedLetter { unclaimed_item: item }).unwrap();
    at(&bench, "2032-02-20");
    let page = page_at(&bench, &here).unwrap();
    assert!(page.body.contains("/do/unclaimed_items.set_aside"), "{}", page.body);
    bench.run(SetAsideUnclaimed { unclaimed_item: item }).unwrap();
    let own = page_at(&bench, "/unclaimed-items/report/FL").unwrap();
    assert!(own.body.contains("Paid, 71.60 to FL"), "{}", own.body);
    let paid = bench.run_as(bench.ruth, report()).unwrap();
    let page = page_at(&bench, &format!("/unclaimed-items/reports/{}", paid.unclaimed_report));
    assert!(page.unwrap().body.contains("FL-88213"));
    let owners = page_at(&bench, "/unclaimed-items/owners").unwrap();
    assert!(owners.body.contains("MS09") && owners.body.contains("34471"), "{}", owners.body);
    page_at(&bench, "/unclaimed-items/reports").unwrap();
}

/// The same form sent twice sets aside once, and a stranger sets nothing aside.
#[test]
fn it_is_set_aside_once_and_by_those_who_may() {
    let bench = bench();
    paid(&bench, 4_668);
    at(&bench, "2032-01-10");
    let item = found(&bench);
    let set = SetAsideUnclaimed { unclaimed_item: item };
    let refusal = bench.run_as(bench.stranger, set.clone()).unwrap_err();
    assert_eq!(refusal, Refusal::NotAllowed { duty: KEEP });
    let stamp = bench.slip();
    let first = bench.office.run(stamp.clone(), set.clone()).unwrap();
    assert_eq!(bench.office.run(stamp, set).unwrap(), first);
    assert_eq!(booked(&bench, UNCLAIMED), -Money::cents(4_668));
}

/// The night's look is a job like any other.
#[test]
fn it_is_looked_for_every_night() {
    let bench = bench();
    paid(&bench, 4_668);
    at(&bench, "2032-01-10");
    let planned = office::jobs::Planner::default().plan(&bench.office).unwrap();
    assert_eq!(planned.len(), 2, "one for each branch");
    office::jobs::work_waiting(&bench.office).unwrap();
    let ids = bench.read(|reader| records::list_waiting_ids(reader, bench.branch)).unwrap();
    assert_eq!(ids.len(), 1);
}
