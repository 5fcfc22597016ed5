//! The trade's worked numbers, the lists and the pages.

mod history;
mod screens;
mod transfers;

use super::*;
use crate::testing::{bench, benches};
use books::accounts::{OPERATING, RECEIVABLE, REVENUE_RECURRING, UNAPPLIED, UNDEPOSITED};
use books::entries::{NewEntry, NewLine, post};
use books::open_items::{
    self, ApplicationKind, Apply, ChargeKind, CreditKind, NewCharge, NewCredit,
};
use books::testing::at_desk;
use books::{Account, Source};
use office::testing::Bench;
use office::{Desk, Refusal};
use values::{Day, Id, Money, noun};

const fn day(month: i8, day: i8) -> Day {
    Day::ymd(2026, month, day)
}

const RIVERA: Id<noun::Customer> = Id::new(7);

fn move_amount(
    desk: &mut Desk<'_>,
    customer: Id<noun::Customer>,
    day: Day,
    (debit, credit): (Account, Account),
    amount: Money,
) -> Result<(), Refusal> {
    let line = |account, amount| NewLine { account, amount, customer: Some(customer) };
    let lines = vec![line(debit, amount), line(credit, -amount)];
    let source = Source { noun: "test", id: 1 };
    post(desk, NewEntry { day, memo: "Story".into(), source, lines }).map(|_| ())
}

fn invoice(
    desk: &mut Desk<'_>,
    customer: Id<noun::Customer>,
    document: &str,
    (issued_on, due_on): (Day, Day),
    cents: i64,
) -> Result<Id<noun::Charge>, Refusal> {
    let amount = Money::cents(cents);
    move_amount(desk, customer, issued_on, (RECEIVABLE, REVENUE_RECURRING), amount)?;
    let source = Source { noun: "invoice", id: 5 };
    open_items::open_charge(
        desk,
        NewCharge {
            customer,
            kind: ChargeKind::Invoice,
            document: document.into(),
            source,
            issued_on,
            due_on,
            amount,
        },
    )
}

fn payment(
    desk: &mut Desk<'_>,
    customer: Id<noun::Customer>,
    dated_on: Day,
    cents: i64,
) -> Result<Id<noun::Credit>, Refusal> {
    let amount = Money::cents(cents);
    move_amount(desk, customer, dated_on, (UNDEPOSITED, UNAPPLIED), amount)?;
    let source = Source { noun: "payment", id: 6 };
    open_items::open_credit(
        desk,
        NewCredit {
            customer,
            kind: CreditKind::Payment,
            document: "R-1".into(),
            source,
            dated_on,
            amount,
        },
    )
}

fn apply(
    desk: &mut Desk<'_>,
    customer: Id<noun::Customer>,
    credit: Id<noun::Credit>,
    parts: &[(Id<noun::Charge>, Money)],
    day: Day,
) -> Result<Vec<Id<noun::Application>>, Refusal> {
    let parts: Vec<_> = parts
        .iter()
        .map(|(charge, amount)| Apply { credit, charge: *charge, amount: *amount })
        .collect();
    let sum = parts.iter().map(|part| part.amount).sum();
    move_amount(desk, customer, day, (UNAPPLIED, RECEIVABLE), sum)?;
    open_items::apply(desk, customer, &parts, day)
}

/// The invoices of T14: document, issued, due, cents.
const T14: [(&str, Day, Day, i64); 9] = [
    ("V1", day(10, 31), day(11, 30), 12_000),
    ("V2", day(10, 30), day(11, 29), 8_050),
    ("V3", day(10, 1), day(10, 31), 9_900),
    ("V4", day(9, 30), day(10, 30), 4_500),
    ("V5", day(9, 2), day(10, 2), 15_000),
    ("V6", day(9, 1), day(10, 1), 6_400),
    ("V7", day(8, 2), day(9, 1), 2_500),
    ("V8", day(5, 1), day(5, 31), 30_000),
    ("V9", day(11, 20), day(12, 20), 5_000),
];

fn open_t14(bench: &Bench) {
    at_desk(bench, |desk| {
        for (document, issued_on, due_on, cents) in T14 {
            invoice(desk, RIVERA, document, (issued_on, due_on), cents)?;
        }
        Ok(())
    })
    .unwrap();
}

fn aged(bench: &Bench, as_of: Day, basis: Basis) -> Aging {
    bench.read(|reader| aging(reader, bench.branch, as_of, basis)).unwrap()
}

fn cents(aging: &Aging) -> Vec<(&'static str, i64)> {
    aging.buckets.iter().map(|bucket| (bucket.name, bucket.amount.as_cents())).collect()
}

#[test]
fn t14_by_due_date() {
    let bench = bench();
    open_t14(&bench);
    let aging = aged(&bench, day(11, 30), Basis::DueDate);
    assert_eq!(
        cents(&aging),
        [
            ("current", 17_000),
            ("1_30", 17_950),
            ("31_60", 25_900),
            ("61_90", 2_500),
            ("91_plus", 30_000)
        ]
    );
    assert_eq!(aging.total, Money::cents(93_350));
    assert_eq!(aging.past_due(), Money::cents(76_350));
    assert!(aging.ties_out());
    let json = serde_json::to_value(&aging).unwrap();
    assert_eq!(json["buckets"]["31_60"], 25_900);
    assert_eq!(json["total_cents"], 93_350);
    assert_eq!((&json["as_of"], &json["basis"]), (&"2026-11-30".into(), &"due_date".into()));
}

#[test]
fn t15_by_invoice_date() {
    let bench = bench();
    open_t14(&bench);
    let aging = aged(&bench, day(11, 30), Basis::InvoiceDate);
    let expected = [("0_30", 17_000), ("31_60", 17_950), ("61_90", 25_900), ("91_plus", 32_500)];
    assert_eq!(cents(&aging), expected);
    assert!(aging.ties_out());
}

/// T17: $400.00 oldest first, and the day before stays as it was.
#[test]
fn t17_a_payment_oldest_first_changes_no_day_before_it() {
    let bench = bench();
    open_t14(&bench);
    let before = aged(&bench, day(11, 29), Basis::DueDate);
    at_desk(&bench, |desk| {
        let branch = desk.branch();
        let open = open_items::list_open_charges(desk, branch, RIVERA)?;
        let (parts, left) = open_items::plan_oldest_first(&open, Money::dollars(400));
        assert_eq!(left, Money::ZERO);
        let credit = payment(desk, RIVERA, day(11, 30), 40_000)?;
        apply(desk, RIVERA, credit, &parts, day(11, 30))
    })
    .unwrap();
    let open =
        bench.read(|reader| open_items::list_open_charges(reader, bench.branch, RIVERA)).unwrap();
    assert_eq!((&*open[0].document, open[0].open.as_cents()), ("V5", 13_900));
    let after = aged(&bench, day(11, 30), Basis::DueDate);
    let expected =
        [("current", 17_000), ("1_30", 17_950), ("31_60", 18_400), ("61_90", 0), ("91_plus", 0)];
    assert_eq!(cents(&after), expected);
    assert_eq!(aged(&bench, day(11, 29), Basis::DueDate), before);
    assert!(after.ties_out() && before.ties_out());
}

/// T19: the check of 250.00 comes back; every line is told, and the fee.
#[test]
fn t19_a_returned_check_is_explained_to_the_cent() {
    let bench = bench();
    at_desk(&bench, |desk| {
        let a = invoice(desk, RIVERA, "A", (day(2, 1), day(3, 3)), 10_700)?;
        let b = invoice(desk, RIVERA, "B", (day(2, 2), day(3, 4)), 9_632)?;
        let credit = payment(desk, RIVERA, day(3, 5), 25_000)?;
        let parts = [(a, Money::cents(10_700)), (b, Money::cents(9_632))];
        let applied = apply(desk, RIVERA, credit, &parts, day(3, 5))?;
        for application in applied {
            open_items::unapply(desk, application, day(3, 9))?;
        }
        let check = Money::cents(25_000);
        move_amount(desk, RIVERA, day(3, 9), (RECEIVABLE, UNAPPLIED), Money::cents(20_332))?;
        move_amount(desk, RIVERA, day(3, 9), (UNAPPLIED, OPERATING), check)?;
        open_items::take_off_credit(desk, credit, check, ApplicationKind::Return, day(3, 9))?;
        invoice(desk, RIVERA, "F", (day(3, 9), day(3, 9)), 2_500)
    })
    .unwrap();
    let explained = |on| bench.read(|reader| explain(reader, bench.branch, RIVERA, on)).unwrap();
    let before = explained(day(3, 5));
    assert_eq!((before.total, before.unapplied), (Money::cents(-4_668), Money::cents(4_668)));
    assert_eq!(before.lines[2].what, "Payment R-1: 107.00 to A, 96.32 to B");
    let after = explained(day(3, 9));
    assert_eq!(after.total, Money::cents(22_832));
    let told: Vec<_> = after
        .lines
        .iter()
        .map(|line| (&*line.what, line.amount.as_cents(), line.balance_after.as_cents()))
        .collect();
    assert_eq!(
        told,
        [
            ("Invoice A", 10_700, 10_700),
            ("Invoice B", 9_632, 20_332),
            ("Payment R-1", -25_000, -4_668),
            ("R-1 returned by the bank", 25_000, 20_332),
            ("Invoice F", 2_500, 22_832),
        ]
    );
    assert_eq!(after.lines[3].href, "/payments/6");
    assert!(before.is_proved() && after.is_proved());
    assert!(explained(day(1, 31)).lines.is_empty());
    let aging = aged(&bench, day(4, 2), Basis::DueDate);
    assert_eq!(aging.bucket("1_30").as_cents(), 22_832, "the due days are the original ones");
}

/// Handbook T16 and P22: 1, 3, 10, 25 and 60 percent of T14's buckets are 219.24; a second posting
/// of the same day has nothing to do, and a month asks for it.
#[test]
fn t16_p22_the_allowance_follows_age() {
    for bench in benches() {
        bench.clock.set(values::Instant::parse("2026-12-01T15:00:00Z").expect("an instant"));
        at_desk(&bench, |desk| {
            for (document, issued_on, due_on, cents) in T14 {
                invoice(desk, RIVERA, document, (issued_on, due_on), cents)?;
            }
            Ok(())
        })
        .unwrap();
        let as_of = Some(day(11, 30));
        let look = |bench: &Bench| {
            let found = bench.read(|reader| {
                Ok((IS_ALLOWED_FOR.look)(reader, bench.branch, day(11, 30)).expect("it looks"))
            });
            found.unwrap().detail
        };
        assert_eq!(look(&bench), "The allowance is 0.00; by age it is 219.24. Post it or say why.");
        let posted = bench.run(PostAllowance { as_of }).unwrap();
        assert_eq!(posted.allowance_cents, Money::cents(21_924));
        assert_eq!(look(&bench), "The allowance is 219.24, as age says.");
        let twice = bench.run(PostAllowance { as_of }).unwrap_err();
        assert_eq!(twice.code(), "receivables.allowance_stands");
        let later = PostAllowance { as_of: Some(day(12, 2)) };
        assert_eq!(bench.run(later).unwrap_err().status(), 422);
        let stranger = bench.run_as(bench.stranger, PostAllowance { as_of }).unwrap_err();
        assert_eq!(stranger, Refusal::NotAllowed { duty: ALLOW });
        let page = books::testing::page_at(&bench, "/receivables/allowance?as_of=2026-11-30");
        assert!(page.unwrap().body.contains("219.24"));
    }
}
