//! Statements of an account with a returned check (handbook T19).

use super::*;
use crate::testing;
use books::Source;
use books::open_items::{
    self, ApplicationKind, Apply, ChargeKind, CreditKind, NewCharge, NewCredit,
};
use books::testing::{at_desk, page_at};
use office::testing::Bench;
use office::{Desk, Refusal, jobs};
use values::{Id, Money, noun};

const CHECK: i64 = 25_000;

fn charge(
    desk: &mut Desk<'_>,
    customer: Id<noun::Customer>,
    (document, on, cents, kind): (&str, Day, i64, ChargeKind),
) -> Result<Id<noun::Charge>, Refusal> {
    open_items::open_charge(
        desk,
        NewCharge {
            customer,
            kind,
            document: document.into(),
            source: Source { noun: "invoice", id: cents },
            issued_on: on,
            due_on: on.plus_days(30),
            amount: Money::cents(cents),
        },
    )
}

/// Check 250.00 paid A 107.00 and B 96.32; 46.68 was left to her good.
fn paid(bench: &Bench, customer: Id<noun::Customer>) -> Id<noun::Credit> {
    at_desk(bench, move |desk| {
        let january = Day::ymd(2026, 1, 20);
        let a = charge(desk, customer, ("A", january, 10_700, ChargeKind::Invoice))?;
        let february = Day::ymd(2026, 2, 3);
        let b = charge(desk, customer, ("B", february, 9_632, ChargeKind::Invoice))?;
        let on = Day::ymd(2026, 2, 10);
        let check = open_items::open_credit(
            desk,
            NewCredit {
                customer,
                kind: CreditKind::Payment,
                document: "1042".into(),
                source: Source { noun: "payment", id: 1 },
                dated_on: on,
                amount: Money::cents(CHECK),
            },
        )?;
        let part = |charge, cents| Apply { credit: check, charge, amount: Money::cents(cents) };
        open_items::apply(desk, customer, &[part(a, 10_700), part(b, 9_632)], on)?;
        Ok(check)
    })
    .unwrap()
}

/// The bank takes it back, and a fee of 25.00 is charged.
fn returned(bench: &Bench, customer: Id<noun::Customer>, check: Id<noun::Credit>) {
    at_desk(bench, move |desk| {
        let (branch, on) = (desk.branch(), Day::ymd(2026, 2, 20));
        for row in open_items::list_applications_of_credit(desk, branch, check)? {
            open_items::unapply(desk, row.id, on)?;
        }
        let amount = Money::cents(CHECK);
        open_items::take_off_credit(desk, check, amount, ApplicationKind::Return, on)?;
        charge(desk, customer, ("F1", on, 2_500, ChargeKind::Fee)).map(|_| ())
    })
    .unwrap();
}

fn read(bench: &Bench, customer: Id<noun::Customer>, kind: StatementKind, to: Day) -> Account {
    let period = StatementPeriod { from_on: Day::ymd(2026, 2, 1), to_on: to };
    bench.read(|reader| account(reader, bench.branch, customer, kind, period)).unwrap()
}

/// The balance before and all lines are what is due, which is the sum of the boxes.
#[track_caller]
fn assert_foots(account: &Account) {
    let lines: Money = account.lines.iter().map(|line| line.amount).sum();
    assert_eq!(account.previous + lines, account.amount_due, "{account:?}");
    assert_eq!(account.aged.total(), account.amount_due, "{account:?}");
}

#[test]
fn a_returned_check_is_a_charge_line_and_both_kinds_tie_to_the_balance() {
    let bench = testing::bench();
    let customer = testing::rivera(&bench);
    let check = paid(&bench, customer);
    let before = read(&bench, customer, StatementKind::BalanceForward, Day::ymd(2026, 2, 15));
    assert_eq!(before.previous, Money::cents(10_700));
    assert_eq!(before.amount_due, Money::cents(-4_668));
    assert_foots(&before);
    returned(&bench, customer, check);
    let today = Day::ymd(2026, 3, 2);
    let forward = read(&bench, customer, StatementKind::BalanceForward, today);
    assert_eq!(forward.amount_due, Money::cents(22_832));
    let words: Vec<(&str, i64)> =
        forward.lines.iter().map(|line| (line.what.as_str(), line.amount.as_cents())).collect();
    assert_eq!(
        words,
        [
            ("Invoice B", 9_632),
            ("Payment 1042, thank you", -25_000),
            ("Payment 1042 returned by the bank", 25_000),
            ("Fee F1", 2_500),
        ]
    );
    let items = read(&bench, customer, StatementKind::OpenItem, today);
    assert_eq!(items.amount_due, forward.amount_due);
    let due: Vec<_> = items.lines.iter().map(|line| line.due_on.unwrap()).collect();
    let original = [Day::ymd(2026, 2, 19), Day::ymd(2026, 3, 5), Day::ymd(2026, 3, 22)];
    assert_eq!(due, original);
    assert_eq!(items.aged.to_30, Money::cents(10_700));
    for account in [&forward, &items] {
        assert_foots(account);
    }
    let balance = bench.read(|r| open_items::balance(r, bench.branch, customer)).unwrap();
    assert_eq!(balance.net(), forward.amount_due);
    // What was told for the earlier day is told the same today.
    let again = read(&bench, customer, StatementKind::BalanceForward, Day::ymd(2026, 2, 15));
    assert_eq!(again, before);
}

#[test]
fn a_statement_stands_on_screen_on_paper_and_in_the_mail() {
    let bench = testing::bench();
    let customer = testing::rivera(&bench);
    let check = paid(&bench, customer);
    returned(&bench, customer, check);
    let list = page_at(&bench, "/statements").unwrap();
    assert!(list.body.contains("Marisol Rivera"), "{}", list.body);
    let address = format!("/statements?customer={customer}&from_on=2026-02-01");
    let page = page_at(&bench, &address).unwrap();
    assert!(page.sentence.contains("$228.32"), "{}", page.sentence);
    for words in ["Payment 1042 returned by the bank", "Balance before", "107.00"] {
        assert!(page.body.contains(words), "{words} is not in {}", page.body);
    }
    let items = page_at(&bench, &format!("{address}&kind=open_item")).unwrap();
    assert!(items.body.contains("Invoice A"), "{}", items.body);
    let told = read(&bench, customer, StatementKind::OpenItem, Day::ymd(2026, 3, 2));
    let facts =
        bench.office.read(|reader| paper::facts(reader, bench.branch, customer, &told)).unwrap();
    assert_eq!(facts["amount_due_cents"], 22_832);
    assert_eq!(facts["aging"]["to_30_cents"], 10_700);
    assert_eq!(facts["items"].as_array().unwrap().len(), 3);
    let mail = |to: Option<&str>| MailStatement {
        customer,
        kind: None,
        from_on: None,
        to_on: None,
        to: to.map(|to| values::Email::parse(to).unwrap()),
    };
    assert_eq!(bench.run(mail(None)).unwrap_err().status(), 422);
    let mailed = bench.run(mail(Some("marisol@rivera.example"))).unwrap();
    assert_eq!(mailed.amount_due_cents, Money::cents(22_832));
    let job = bench.read(|r| jobs::records::find_job(r, bench.branch, mailed.job)).unwrap();
    assert!(job.unwrap().payload.contains("balance_forward"));
    let refusal = bench.run_as(bench.stranger, mail(None)).unwrap_err();
    assert_eq!(refusal, Refusal::NotAllowed { duty: crate::invoices::ISSUE });
}
