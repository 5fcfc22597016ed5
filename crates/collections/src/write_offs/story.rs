//! What is given up, and paid after all: the handbook's numbers, on both engines.

use super::*;
use crate::testing::{bench, benches};
use billing::invoices::{ExtraLine, IssueInvoice};
use books::accounts::{ALLOWANCE, RECEIVABLE, REVENUE_ONE_TIME, SALES_TAX};
use books::open_items::{balance, list_open_charges};
use books::testing::page_at;
use front_desk::customers::{CustomerKind, OpenCustomer};
use front_desk::services::TaxCode;
use front_desk::testing::address;
use office::testing::Bench;
use office::{Command, Refusal};
use settings::preferences::SetPreference;
use values::{Day, Id, Money, noun};

/// A business of Florida that owes 214.00, of which 14.00 is tax: a rate of our own for the whole
/// state takes the place of the pack's.
fn owes(bench: &Bench) -> (Id<noun::Customer>, Id<noun::Charge>) {
    let dental = OpenCustomer {
        name: "Oak Street Dental".into(),
        kind: CustomerKind::Commercial,
        bill_to: Some(address("212 Oak St", "Ocala", "34471")),
        ..OpenCustomer::default()
    };
    let customer = bench.run(dental).unwrap().customer;
    let rate = settings::rule_packs::SetRate {
        state: "FL".into(),
        county: String::new(),
        jurisdiction: "State of Florida".into(),
        rate: values::Rate::millionths(70_000),
        holds_from: Day::ymd(2020, 1, 1),
        holds_until: None,
        citation: "A test's own rate".into(),
    };
    bench.run_as(office::slip::operator(), rate).unwrap();
    let line = ExtraLine {
        what: "Ant treatment".into(),
        quantity: None,
        price_cents: Money::dollars(200),
        tax_code: TaxCode::PestStruct,
        revenue_account: REVENUE_ONE_TIME.id(),
    };
    bench.run(IssueInvoice { lines: vec![line], ..IssueInvoice::to(customer) }).unwrap();
    let open = bench.read(|reader| list_open_charges(reader, bench.branch, customer)).unwrap();
    assert_eq!(open[0].open, Money::dollars(214));
    (customer, open[0].id)
}

fn ask(charge: Id<noun::Charge>, cents: Option<i64>) -> AskWriteOff {
    AskWriteOff {
        charge,
        amount_cents: cents.map(Money::cents),
        cause: Cause::MovedAway,
        reason: "Two letters came back".into(),
    }
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
    all.extend(bench.read(|reader| proofs(reader, bench.branch)).unwrap());
    let failed: Vec<_> = all.iter().filter(|proof| !proof.ok).collect();
    assert!(failed.is_empty(), "{failed:#?}");
}

/// Handbook P23 and P24: 200.00 and 14.00 of tax are given up; half of it comes in after all.
#[test]
fn p23_p24_given_up_with_its_tax_and_half_of_it_taken_up_again() {
    for bench in benches() {
        let (customer, charge) = owes(&bench);
        let write_off = bench.run(ask(charge, None)).unwrap().write_off;
        assert_eq!(booked(&bench, RECEIVABLE), Money::dollars(214), "asking moves nothing");
        let own = bench.run(ApproveWriteOff { write_off }).unwrap_err();
        assert_eq!(own.code(), "write_offs.asker_cannot_approve");
        let approved = bench.run_as(bench.ruth, ApproveWriteOff { write_off }).unwrap();
        assert_eq!(approved.tax_cents, Money::dollars(14));
        assert_eq!(approved.hands, money::Hands::Two);
        assert_eq!(booked(&bench, ALLOWANCE), Money::dollars(200));
        assert_eq!(booked(&bench, SALES_TAX), Money::ZERO);
        assert_eq!(booked(&bench, RECEIVABLE), Money::ZERO);
        assert_proved(&bench);
        let twice = bench.run_as(bench.ruth, ApproveWriteOff { write_off }).unwrap_err();
        assert_eq!(twice.code(), "write_offs.approved");

        let half = ReinstateWriteOff {
            write_off,
            amount_cents: Some(Money::dollars(107)),
            reason: "The agency collects half".into(),
        };
        let back = bench.run(half.clone()).unwrap();
        assert_eq!(back.left_cents, Money::dollars(107));
        assert_eq!(booked(&bench, ALLOWANCE), Money::dollars(100));
        assert_eq!(booked(&bench, SALES_TAX), -Money::dollars(7));
        let owed = bench.read(|reader| balance(reader, bench.branch, customer)).unwrap().owed;
        assert_eq!(owed, Money::dollars(107));
        assert_proved(&bench);
        let more = ReinstateWriteOff { amount_cents: Some(Money::cents(10_701)), ..half.clone() };
        assert_eq!(bench.run(more).unwrap_err().status(), 422);
        bench.run(ReinstateWriteOff { amount_cents: None, ..half.clone() }).unwrap();
        assert_eq!(booked(&bench, SALES_TAX), -Money::dollars(14));
        assert_proved(&bench);
        let none = bench.run(half).unwrap_err();
        assert_eq!(none.code(), "write_offs.nothing_left");
        page_at(&bench, "/write-offs?state=reinstated").unwrap();
    }
}

#[test]
fn no_more_is_given_up_than_is_open_and_what_is_declined_stays_owed() {
    let bench = bench();
    let (_, charge) = owes(&bench);
    assert_eq!(bench.run(ask(charge, Some(0))).unwrap_err().status(), 422);
    let blank = AskWriteOff { reason: " ".into(), ..ask(charge, None) };
    assert_eq!(bench.run(blank).unwrap_err().status(), 422);
    let more = bench.run(ask(charge, Some(21_401))).unwrap_err();
    assert_eq!(more.code(), "write_offs.more_than_open");
    let asked = bench.run(ask(charge, Some(20_000))).unwrap();
    let rest = bench.run(ask(charge, Some(1_401))).unwrap_err();
    assert!(rest.words().contains("200.00 is asked for already"), "{rest}");
    let decline = AskWriteOff::reversal(&asked).is_some();
    assert!(decline, "asking can be taken back at once");
    let write_off = asked.write_off;
    let no = |reason: &str| DeclineWriteOff { write_off, reason: reason.into() };
    assert_eq!(bench.run(no(" ")).unwrap_err().status(), 422);
    bench.run(no("She answers again")).unwrap();
    let late = bench.run_as(bench.ruth, ApproveWriteOff { write_off }).unwrap_err();
    assert_eq!(late.code(), "write_offs.declined");
    assert_eq!(booked(&bench, RECEIVABLE), Money::dollars(214));
    assert_proved(&bench);
}

#[test]
fn under_the_limit_one_person_does_and_each_step_takes_its_duty() {
    let bench = bench();
    let (_, charge) = owes(&bench);
    let stranger = bench.run_as(bench.stranger, ask(charge, None)).unwrap_err();
    assert_eq!(stranger, Refusal::NotAllowed { duty: ASK });
    let limit = SetPreference { name: "write_off_limit_cents".into(), value: "21400".into() };
    bench.run(limit).unwrap();
    let write_off = bench.run(ask(charge, None)).unwrap().write_off;
    for refused in [
        bench.run_as(bench.stranger, ApproveWriteOff { write_off }).unwrap_err(),
        bench
            .run_as(bench.stranger, DeclineWriteOff { write_off, reason: "No".into() })
            .unwrap_err(),
    ] {
        assert_eq!(refused, Refusal::NotAllowed { duty: APPROVE });
    }
    let approved = bench.run(ApproveWriteOff { write_off }).unwrap();
    assert_eq!(approved.hands, money::Hands::One);
    let undo = ApproveWriteOff::reversal(&approved).is_some();
    assert!(undo, "approving can be taken back at once");
    assert_proved(&bench);
}

#[test]
fn it_is_asked_approved_and_taken_up_again_on_its_page() {
    let bench = bench();
    let (customer, charge) = owes(&bench);
    let new = page_at(&bench, &format!("/write-offs/new?customer={customer}")).unwrap();
    for part in ["/do/write_offs.ask", "214.00 open", "Bankruptcy"] {
        assert!(new.body.contains(part), "{part} is missing in {}", new.body);
    }
    let asked = AskWriteOff { reason: "Moved <away>".into(), ..ask(charge, None) };
    let write_off = bench.run(asked).unwrap().write_off;
    let here = format!("/write-offs/{write_off}");
    let page = page_at(&bench, &here).unwrap();
    assert!(page.body.contains("/do/write_offs.approve") && page.body.contains("&lt;away"));
    bench.run_as(bench.ruth, ApproveWriteOff { write_off }).unwrap();
    let page = page_at(&bench, &here).unwrap();
    assert!(page.sentence.contains("with 14.00 of tax taken back"), "{}", page.sentence);
    assert!(page.body.contains("/do/write_offs.reinstate"));
    let nothing = page_at(&bench, &format!("/write-offs/new?customer={customer}")).unwrap();
    assert!(nothing.body.contains("owes nothing"));
}
