//! The trade's worked numbers, and any history at all.

use super::*;
use books::accounts::{OPERATING, RECEIVABLE, REVENUE_RECURRING, UNAPPLIED, UNDEPOSITED};
use books::entries::{NewEntry, NewLine, post};
use books::open_items::{
    self, ApplicationKind, Apply, ChargeKind, CreditKind, NewCharge, NewCredit,
};
use books::testing::{TESTS, at_desk, page_at};
use books::{Account, Source};
use office::testing::Bench;
use office::{Desk, Refusal, Rooms};
use proptest::prelude::*;
use values::{Day, Id, Money, noun};

fn rooms() -> Rooms {
    Rooms::default()
        .room(books::ROOM)
        .room(front_desk::ROOM)
        .room(crate::ROOM)
        .room(TESTS)
}

fn bench() -> Bench {
    Bench::new(rooms())
}

/// The same on each engine that is there.
fn benches() -> Vec<Bench> {
    let postgres = store::testing::scratch_postgres().map(|scratch| {
        let location = scratch.location().clone();
        Bench::at(&location, rooms(), Some(scratch))
    });
    std::iter::once(bench()).chain(postgres).collect()
}

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
    let line = |account, amount| NewLine {
        account,
        amount,
        customer: Some(customer),
    };
    let lines = vec![line(debit, amount), line(credit, -amount)];
    let source = Source {
        noun: "test",
        id: 1,
    };
    post(
        desk,
        NewEntry {
            day,
            memo: "Story".into(),
            source,
            lines,
        },
    )
    .map(|_| ())
}

fn invoice(
    desk: &mut Desk<'_>,
    customer: Id<noun::Customer>,
    document: &str,
    (issued_on, due_on): (Day, Day),
    cents: i64,
) -> Result<Id<noun::Charge>, Refusal> {
    let amount = Money::cents(cents);
    move_amount(
        desk,
        customer,
        issued_on,
        (RECEIVABLE, REVENUE_RECURRING),
        amount,
    )?;
    let source = Source {
        noun: "invoice",
        id: 5,
    };
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
    let source = Source {
        noun: "payment",
        id: 6,
    };
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
        .map(|(charge, amount)| Apply {
            credit,
            charge: *charge,
            amount: *amount,
        })
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
    bench
        .read(|reader| aging(reader, bench.branch, as_of, basis))
        .unwrap()
}

fn cents(aging: &Aging) -> Vec<(&'static str, i64)> {
    aging
        .buckets
        .iter()
        .map(|bucket| (bucket.name, bucket.amount.as_cents()))
        .collect()
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
    assert_eq!(
        (&json["as_of"], &json["basis"]),
        (&"2026-11-30".into(), &"due_date".into())
    );
}

#[test]
fn t15_by_invoice_date() {
    let bench = bench();
    open_t14(&bench);
    let aging = aged(&bench, day(11, 30), Basis::InvoiceDate);
    let expected = [
        ("0_30", 17_000),
        ("31_60", 17_950),
        ("61_90", 25_900),
        ("91_plus", 32_500),
    ];
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
    let open = bench
        .read(|reader| open_items::list_open_charges(reader, bench.branch, RIVERA))
        .unwrap();
    assert_eq!(
        (&*open[0].document, open[0].open.as_cents()),
        ("V5", 13_900)
    );
    let after = aged(&bench, day(11, 30), Basis::DueDate);
    let expected = [
        ("current", 17_000),
        ("1_30", 17_950),
        ("31_60", 18_400),
        ("61_90", 0),
        ("91_plus", 0),
    ];
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
        move_amount(
            desk,
            RIVERA,
            day(3, 9),
            (RECEIVABLE, UNAPPLIED),
            Money::cents(20_332),
        )?;
        move_amount(desk, RIVERA, day(3, 9), (UNAPPLIED, OPERATING), check)?;
        open_items::take_off_credit(desk, credit, check, ApplicationKind::Return, day(3, 9))?;
        invoice(desk, RIVERA, "F", (day(3, 9), day(3, 9)), 2_500)
    })
    .unwrap();
    let explained = |on| {
        bench
            .read(|reader| explain(reader, bench.branch, RIVERA, on))
            .unwrap()
    };
    let before = explained(day(3, 5));
    assert_eq!(
        (before.total, before.unapplied),
        (Money::cents(-4_668), Money::cents(4_668))
    );
    assert_eq!(before.lines[2].what, "Payment R-1: 107.00 to A, 96.32 to B");
    let after = explained(day(3, 9));
    assert_eq!(after.total, Money::cents(22_832));
    let told: Vec<_> = after
        .lines
        .iter()
        .map(|line| {
            (
                &*line.what,
                line.amount.as_cents(),
                line.balance_after.as_cents(),
            )
        })
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
    assert_eq!(
        aging.bucket("1_30").as_cents(),
        22_832,
        "the due days are the original ones"
    );
}

/// Marisol Rivera's account.
fn open_rivera(bench: &Bench) -> Id<noun::Customer> {
    let rivera = front_desk::customers::OpenCustomer {
        name: "Marisol Rivera".into(),
        bill_to: Some(values::Address {
            line1: "14 Larkspur Ct".into(),
            line2: String::new(),
            city: "Ocala".into(),
            state: "FL".into(),
            zip: "34471".into(),
        }),
        ..Default::default()
    };
    bench.run(rivera).unwrap().customer
}

#[test]
fn every_list_and_statement_runs_on_both_engines() {
    for bench in benches() {
        for listing in bench.office.rooms().listings() {
            let wrong = office::listing::check(listing, bench.office.rooms());
            assert!(wrong.is_empty(), "{wrong:#?}");
            let failures = office::listing::run_variants(bench.office.db(), listing);
            assert!(failures.is_empty(), "{failures:#?}");
        }
        let failures = store::testing::prepare_all(bench.office.db());
        assert!(failures.is_empty(), "{failures:#?}");
    }
}

/// T14 and T17 as the list of customers shows them, on the day and on the day before.
#[test]
fn the_list_of_customers_is_right_on_any_day() {
    for bench in benches() {
        let rivera = open_rivera(&bench);
        at_desk(&bench, move |desk| {
            for (document, issued_on, due_on, cents) in T14 {
                invoice(desk, rivera, document, (issued_on, due_on), cents)?;
            }
            let branch = desk.branch();
            let open = open_items::list_open_charges(desk, branch, rivera)?;
            let (parts, _) = open_items::plan_oldest_first(&open, Money::dollars(400));
            let credit = payment(desk, rivera, day(11, 30), 45_000)?;
            apply(desk, rivera, credit, &parts, day(11, 30))
        })
        .unwrap();
        // Number, name, oldest due, five buckets, owed, unapplied.
        let listed = |as_of: &str| -> Vec<String> {
            let fields = office::Fields(vec![("as_of".into(), as_of.into())]);
            let ask = office::listing::Ask::from_fields(&listing::LISTING, &fields, day(12, 1));
            let listed = bench.read(|reader| {
                let ask = ask.clone().unwrap();
                office::listing::read(reader, &listing::LISTING, &ask, bench.branch, day(12, 1))
            });
            let rows = listed.unwrap().rows;
            assert!(rows.len() <= 1, "{rows:?}");
            rows.iter()
                .flat_map(|row| &row.cells[2..])
                .map(|cell| format!("{cell:?}"))
                .collect()
        };
        let told = |cells: [&str; 8]| cells.map(str::to_owned).to_vec();
        let paid = told([
            "Day(2026-10-02)",
            "Money($170.00)",
            "Money($179.50)",
            "Money($184.00)",
            "Money($0.00)",
            "Money($0.00)",
            "Money($533.50)",
            "Money($50.00)",
        ]);
        assert_eq!(listed("2026-11-30"), paid);
        let before = told([
            "Day(2026-05-31)",
            "Money($250.50)",
            "Money($144.00)",
            "Money($214.00)",
            "Money($25.00)",
            "Money($300.00)",
            "Money($933.50)",
            "Money($0.00)",
        ]);
        assert_eq!(listed("2026-11-29"), before);
        assert!(listed("2026-04-30").is_empty());
    }
}

#[test]
fn the_pages_say_what_is_owed_and_why() {
    let bench = bench();
    let rivera = open_rivera(&bench);
    at_desk(&bench, move |desk| {
        let old = invoice(desk, rivera, "5377", (day(1, 12), day(2, 11)), 15_515)?;
        invoice(desk, rivera, "5501", (day(2, 23), day(3, 25)), 12_733)?;
        let credit = payment(desk, rivera, day(3, 2), 15_515)?;
        apply(
            desk,
            rivera,
            credit,
            &[(old, Money::cents(15_515))],
            day(3, 2),
        )
    })
    .unwrap();
    let page = page_at(&bench, "/receivables").unwrap();
    assert_eq!(
        page.sentence,
        r#"<b class="db-b">$127.33</b> is owed. Nothing of it is past due. It agrees with account 1100."#
    );
    assert!(page.body.contains("Marisol Rivera"), "{}", page.body);
    let past = page_at(&bench, "/receivables?as_of=2026-03-01").unwrap();
    assert!(past.sentence.contains(">Mar 1, 2026<"), "{}", past.sentence);
    assert!(
        past.sentence.contains("155.15 of it is past due."),
        "{}",
        past.sentence
    );

    let why = page_at(&bench, &format!("/receivables/{rivera}")).unwrap();
    assert_eq!((&*why.title, &*why.note), ("Marisol Rivera", "A10001"));
    for words in [
        "Why is the balance $127.33?",
        "It is 5501 from February 23.",
        "Nothing is past due: 127.33 is due March 25.",
        "Payment R-1 for 5377",
        "proved against the books",
    ] {
        assert!(why.body.contains(words), "{words}: {}", why.body);
    }
    for address in ["/receivables/charges", "/receivables/credits"] {
        page_at(&bench, address).unwrap();
    }
    let nobody = page_at(&bench, "/receivables/999999").unwrap_err();
    assert_eq!(nobody, Refusal::NotFound { what: "customer" });
}

/// One thing that happens in a random history; the numbers choose among what is there.
#[derive(Clone, Debug)]
enum Step {
    Invoice {
        customer: usize,
        age: i64,
        due: i64,
        cents: i64,
    },
    Pay {
        customer: usize,
        cents: i64,
    },
    TakeBack {
        which: usize,
    },
    WriteOff {
        which: usize,
    },
    Refund {
        which: usize,
    },
    Wait {
        days: i64,
    },
}

fn step() -> impl Strategy<Value = Step> {
    let customer = 0_usize..3;
    prop_oneof![
        4 => (customer.clone(), 0_i64..40, 0_i64..45, 1_i64..30_000).prop_map(
            |(customer, age, due, cents)| Step::Invoice { customer, age, due, cents }
        ),
        4 => (customer, 1_i64..60_000).prop_map(|(customer, cents)| Step::Pay { customer, cents }),
        2 => any::<usize>().prop_map(|which| Step::TakeBack { which }),
        1 => any::<usize>().prop_map(|which| Step::WriteOff { which }),
        1 => any::<usize>().prop_map(|which| Step::Refund { which }),
        3 => (1_i64..25).prop_map(|days| Step::Wait { days }),
    ]
}

/// A plain second set of books: every movement of what is open, as (item, day, cents).
#[derive(Default)]
struct Plain {
    /// Customer, document day, due day, movements.
    charges: Vec<PlainItem>,
    credits: Vec<PlainItem>,
}

struct PlainItem {
    customer: Id<noun::Customer>,
    issued_on: Day,
    due_on: Day,
    moved: Vec<(Day, i64)>,
}

impl PlainItem {
    fn open_at(&self, day: Day) -> i64 {
        self.moved
            .iter()
            .filter(|(on, _)| *on <= day)
            .map(|(_, cents)| cents)
            .sum()
    }
}

/// Plays a history at one desk and writes the plain books beside it.
fn play(desk: &mut Desk<'_>, steps: &[Step]) -> Result<Plain, Refusal> {
    let mut plain = Plain::default();
    let (mut charges, mut credits): (Vec<Id<noun::Charge>>, Vec<Id<noun::Credit>>) =
        Default::default();
    let mut applied: Vec<(Id<noun::Application>, usize, usize, i64, Day)> = Vec::new();
    let mut today = day(1, 1);
    for step in steps {
        match *step {
            Step::Wait { days } => today = today.plus_days(days),
            Step::Invoice {
                customer,
                age,
                due,
                cents,
            } => {
                let customer = Id::new(customer as i64 + 1);
                let issued_on = today.plus_days(-age);
                let due_on = issued_on.plus_days(due);
                let document = format!("I{}", charges.len());
                charges.push(invoice(
                    desk,
                    customer,
                    &document,
                    (issued_on, due_on),
                    cents,
                )?);
                let moved = vec![(issued_on, cents)];
                plain.charges.push(PlainItem {
                    customer,
                    issued_on,
                    due_on,
                    moved,
                });
            }
            Step::Pay { customer, cents } => {
                let customer = Id::new(customer as i64 + 1);
                let credit = payment(desk, customer, today, cents)?;
                credits.push(credit);
                let (branch, moved) = (desk.branch(), vec![(today, cents)]);
                plain.credits.push(PlainItem {
                    customer,
                    issued_on: today,
                    due_on: today,
                    moved,
                });
                let open = open_items::list_open_charges(desk, branch, customer)?;
                let (parts, _) = open_items::plan_oldest_first(&open, Money::cents(cents));
                if parts.is_empty() {
                    continue;
                }
                let made = apply(desk, customer, credit, &parts, today)?;
                for (application, (charge, amount)) in made.into_iter().zip(parts) {
                    let place = charges
                        .iter()
                        .position(|id| *id == charge)
                        .expect("it is known");
                    let cents = amount.as_cents();
                    plain.charges[place].moved.push((today, -cents));
                    let credit = credits.len() - 1;
                    plain.credits[credit].moved.push((today, -cents));
                    applied.push((application, place, credit, cents, today));
                }
            }
            Step::TakeBack { which } if !applied.is_empty() => {
                let (application, charge, credit, cents, on) =
                    applied.swap_remove(which % applied.len());
                let customer = plain.charges[charge].customer;
                assert!(on <= today);
                let accounts = (RECEIVABLE, UNAPPLIED);
                move_amount(desk, customer, today, accounts, Money::cents(cents))?;
                open_items::unapply(desk, application, today)?;
                plain.charges[charge].moved.push((today, cents));
                plain.credits[credit].moved.push((today, cents));
            }
            Step::WriteOff { which } if !charges.is_empty() => {
                let place = which % charges.len();
                let item = &mut plain.charges[place];
                let open = Money::cents(item.open_at(today));
                if open.is_positive() {
                    let accounts = (REVENUE_RECURRING, RECEIVABLE);
                    move_amount(desk, item.customer, today, accounts, open)?;
                    let kind = ApplicationKind::WriteOff;
                    open_items::take_off_charge(desk, charges[place], open, kind, today)?;
                    item.moved.push((today, -open.as_cents()));
                }
            }
            Step::Refund { which } if !credits.is_empty() => {
                let place = which % credits.len();
                let item = &mut plain.credits[place];
                let open = Money::cents(item.open_at(today));
                if open.is_positive() {
                    let accounts = (UNAPPLIED, OPERATING);
                    move_amount(desk, item.customer, today, accounts, open)?;
                    let kind = ApplicationKind::Refund;
                    open_items::take_off_credit(desk, credits[place], open, kind, today)?;
                    item.moved.push((today, -open.as_cents()));
                }
            }
            Step::TakeBack { .. } | Step::WriteOff { .. } | Step::Refund { .. } => {}
        }
    }
    Ok(plain)
}

/// The buckets of the plain books, straight from the definition.
fn plain_buckets(plain: &Plain, as_of: Day, basis: Basis) -> Vec<(&'static str, i64)> {
    let mut buckets = match basis {
        Basis::DueDate => vec![("current", 0), ("1_30", 0)],
        Basis::InvoiceDate => vec![("0_30", 0)],
    };
    buckets.extend([("31_60", 0), ("61_90", 0), ("91_plus", 0)]);
    for item in &plain.charges {
        let age = match basis {
            Basis::DueDate => item.due_on.days_until(as_of),
            Basis::InvoiceDate => item.issued_on.days_until(as_of),
        };
        let name = match (basis, age) {
            (Basis::DueDate, ..=0) => "current",
            (Basis::DueDate, 1..=30) => "1_30",
            (Basis::InvoiceDate, ..=30) => "0_30",
            (_, 31..=60) => "31_60",
            (_, 61..=90) => "61_90",
            _ => "91_plus",
        };
        let bucket = buckets
            .iter_mut()
            .find(|(known, _)| *known == name)
            .expect("a bucket");
        bucket.1 += item.open_at(as_of);
    }
    buckets
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// For any history and any day: aging is what the definition says, it ties out, and
    /// each customer's explanation adds up to her balance.
    #[test]
    fn any_history_is_aged_and_explained(
        steps in prop::collection::vec(step(), 1..40),
        days in prop::collection::vec(-40_i64..420, 3),
    ) {
        let bench = bench();
        let plain = at_desk(&bench, move |desk| play(desk, &steps)).unwrap();
        let proofs = bench.read(|reader| books::proofs(reader, bench.branch)).unwrap();
        prop_assert!(proofs.iter().all(|proof| proof.ok), "{:?}", proofs);
        for offset in days {
            let as_of = day(1, 1).plus_days(offset);
            for basis in [Basis::DueDate, Basis::InvoiceDate] {
                let aging = aged(&bench, as_of, basis);
                prop_assert_eq!(cents(&aging), plain_buckets(&plain, as_of, basis));
                let unapplied: i64 = plain.credits.iter().map(|item| item.open_at(as_of)).sum();
                prop_assert_eq!(aging.unapplied.as_cents(), unapplied);
                prop_assert!(aging.ties_out(), "{:?}", aging);
            }
            for customer in (1..=3).map(Id::new) {
                let sum = |items: &[PlainItem]| -> i64 {
                    let hers = items.iter().filter(|item| item.customer == customer);
                    hers.map(|item| item.open_at(as_of)).sum()
                };
                let balance = sum(&plain.charges) - sum(&plain.credits);
                let explained = bench
                    .read(|reader| explain(reader, bench.branch, customer, as_of))
                    .unwrap();
                prop_assert_eq!(explained.total.as_cents(), balance);
                prop_assert!(explained.is_proved());
                let last = explained.lines.last();
                prop_assert_eq!(last.map_or(0, |line| line.balance_after.as_cents()), balance);
                prop_assert_eq!(explained.unapplied.as_cents(), sum(&plain.credits));
                let open: i64 = explained.open.iter().map(|item| item.open.as_cents()).sum();
                prop_assert_eq!(open, sum(&plain.charges));
            }
        }
    }
}
