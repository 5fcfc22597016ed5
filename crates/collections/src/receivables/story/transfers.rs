//! Credit that went to another customer: both balances are still explained to the cent.

use super::*;
use billing::credits::IssueCredit;
use billing::invoices::{ExtraLine, IssueInvoice};
use books::accounts::REVENUE_ONE_TIME;
use books::open_items::list_open_credits;
use front_desk::customers::OpenCustomer;
use front_desk::services::TaxCode;
use front_desk::testing::address;
use money::payments::{Method, PostPayment};
use money::transfers::{MakeTransfer, TakeBackTransfer};

fn named(bench: &Bench, name: &str, line1: &str) -> Id<noun::Customer> {
    let open = OpenCustomer {
        name: name.into(),
        bill_to: Some(address(line1, "Ocala", "34471")),
        ..OpenCustomer::default()
    };
    bench.run(open).unwrap().customer
}

/// An invoice that was paid in full before part of it was credited: its credit is unapplied.
fn credited_too_late(bench: &Bench, customer: Id<noun::Customer>) -> Money {
    let line = ExtraLine {
        what: "Ant treatment".into(),
        quantity: None,
        price_cents: Money::dollars(120),
        tax_code: TaxCode::PestStruct,
        revenue_account: REVENUE_ONE_TIME.id(),
    };
    let issue = IssueInvoice { lines: vec![line], ..IssueInvoice::to(customer) };
    let issued = bench.run(issue).unwrap();
    let method = Method::Check { number: "1042".into(), bank: String::new(), dated_on: None };
    bench.run(PostPayment::of(customer, issued.total_cents, method)).unwrap();
    let credit = IssueCredit {
        invoice: issued.invoice,
        net_cents: Money::dollars(30),
        reason: "One room was left out".into(),
    };
    bench.run(credit).unwrap().total_cents
}

/// The lines that explain a balance, what it is, and that the ledger says the same.
fn told(bench: &Bench, customer: Id<noun::Customer>) -> (Vec<String>, Money) {
    let forever = Day::ymd(2099, 12, 31);
    let explained =
        bench.read(|reader| explain::explain(reader, bench.branch, customer, forever)).unwrap();
    assert!(explained.is_proved(), "{explained:#?}");
    let sum: Money = explained.lines.iter().map(|line| line.amount).sum();
    assert_eq!(sum, explained.total, "the lines are the balance");
    (explained.lines.into_iter().map(|line| line.what).collect(), explained.total)
}

#[test]
fn a_credit_memo_that_went_to_another_account_explains_both_balances() {
    for bench in benches() {
        let hers = named(&bench, "Marisol Rivera", "14 Larkspur Ct");
        let his = named(&bench, "Pat Johnson", "9 Mill Rd");
        let amount = credited_too_late(&bench, hers);
        assert_eq!(told(&bench, hers).1, -amount);
        let credits = bench.read(|reader| list_open_credits(reader, bench.branch, hers)).unwrap();
        let make = MakeTransfer {
            credit: credits[0].id,
            customer: his,
            amount_cents: None,
            applications: None,
            reason: "Her husband's account".into(),
        };
        let transfer = bench.run(make).unwrap().transfer;
        let (lines, total) = told(&bench, hers);
        assert_eq!(total, Money::ZERO);
        assert!(lines.iter().any(|what| what.ends_with("transferred to another account")));
        let (lines, total) = told(&bench, his);
        assert_eq!(total, -amount);
        assert!(lines[0].ends_with("from another account"), "{lines:?}");
        let page = books::testing::page_at(&bench, &format!("/receivables/{his}")).unwrap();
        assert!(page.actions.contains(&format!("/transfers/new?from={his}")), "{}", page.actions);
        let reason = String::from("He has none to pay");
        bench.run(TakeBackTransfer { transfer, reason }).unwrap();
        assert_eq!(told(&bench, hers).1, -amount);
        assert_eq!(told(&bench, his).1, Money::ZERO);
        let proofs = bench.read(|reader| money::proofs(reader, bench.branch)).unwrap();
        assert!(proofs.iter().all(|proof| proof.ok), "{proofs:#?}");
    }
}
