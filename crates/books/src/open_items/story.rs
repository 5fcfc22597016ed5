//! The stories of charges, credits and applications, on both engines.

use super::*;
use crate::accounts::{OPERATING, RECEIVABLE, REVENUE_RECURRING, UNAPPLIED, UNDEPOSITED};
use crate::entries::{NewEntry, NewLine, Source, post};
use crate::testing::{at_desk, bench, benches};
use office::testing::Bench;
use office::{Desk, Refusal};
use values::{Day, Id, Money, noun};

const RIVERA: Id<noun::Customer> = Id::new(7);
const MARCH_2: Day = Day::ymd(2026, 3, 2);

/// Posts an amount from one account to another, naming the customer where it must.
fn move_amount(
    desk: &mut Desk<'_>,
    day: Day,
    (debit, credit): (crate::Account, crate::Account),
    amount: Money,
) -> Result<(), Refusal> {
    let line = |account, amount| NewLine { account, amount, customer: Some(RIVERA) };
    let lines = vec![line(debit, amount), line(credit, -amount)];
    let source = Source { noun: "test", id: 1 };
    post(desk, NewEntry { day, memo: "Story".into(), source, lines }).map(|_| ())
}

/// An invoice with its entry.
fn invoice(
    desk: &mut Desk<'_>,
    document: &str,
    due_on: Day,
    cents: i64,
) -> Result<Id<noun::Charge>, Refusal> {
    let (issued_on, amount) = (due_on.plus_days(-30), Money::cents(cents));
    move_amount(desk, issued_on, (RECEIVABLE, REVENUE_RECURRING), amount)?;
    open_charge(
        desk,
        NewCharge {
            customer: RIVERA,
            kind: ChargeKind::Invoice,
            document: document.into(),
            source: Source { noun: "invoice", id: 1 },
            issued_on,
            due_on,
            amount,
        },
    )
}

/// A payment with its entry; nothing is applied yet.
fn payment(desk: &mut Desk<'_>, day: Day, cents: i64) -> Result<Id<noun::Credit>, Refusal> {
    let amount = Money::cents(cents);
    move_amount(desk, day, (UNDEPOSITED, UNAPPLIED), amount)?;
    open_credit(
        desk,
        NewCredit {
            customer: RIVERA,
            kind: CreditKind::Payment,
            document: "R-1".into(),
            source: Source { noun: "payment", id: 1 },
            dated_on: day,
            amount,
        },
    )
}

fn apply_with_entry(
    desk: &mut Desk<'_>,
    parts: &[Apply],
    day: Day,
) -> Result<Vec<Id<noun::Application>>, Refusal> {
    let sum = parts.iter().map(|part| part.amount).sum();
    let applied = apply(desk, RIVERA, parts, day)?;
    move_amount(desk, day, (UNAPPLIED, RECEIVABLE), sum)?;
    Ok(applied)
}

fn balance_of(bench: &Bench) -> (i64, i64, Option<Day>) {
    let balance = bench.read(|reader| balance(reader, bench.branch, RIVERA)).unwrap();
    (balance.owed.as_cents(), balance.unapplied.as_cents(), balance.oldest_due_on)
}

fn assert_proved(bench: &Bench) {
    let proofs = bench.read(|reader| crate::proofs(reader, bench.branch)).unwrap();
    let wrong: Vec<_> = proofs.iter().filter(|proof| !proof.ok).collect();
    assert!(wrong.is_empty(), "{wrong:?}");
}

/// T19: a check of 250.00 paid A 107.00 and B 96.32, and 46.68 stayed unapplied. It comes
/// back, and a fee of 25.00 is charged.
#[test]
fn a_returned_check_opens_what_it_had_paid() {
    for bench in benches() {
        let a_due = Day::ymd(2026, 2, 10);
        let applied = at_desk(&bench, move |desk| {
            let a = invoice(desk, "A", a_due, 10_700)?;
            let b = invoice(desk, "B", Day::ymd(2026, 2, 20), 9_632)?;
            let credit = payment(desk, MARCH_2, 25_000)?;
            let part = |charge, cents| Apply { credit, charge, amount: Money::cents(cents) };
            let parts = [part(a, 10_700), part(b, 9_632)];
            Ok((credit, apply_with_entry(desk, &parts, MARCH_2)?))
        })
        .unwrap();
        assert_eq!(balance_of(&bench), (0, 4_668, None), "before: (46.68)");
        at_desk(&bench, move |desk| {
            let (credit, applications) = &applied;
            for application in applications {
                unapply(desk, *application, MARCH_2)?;
            }
            move_amount(desk, MARCH_2, (RECEIVABLE, UNAPPLIED), Money::cents(20_332))?;
            let (check, kind) = (Money::cents(25_000), ApplicationKind::Return);
            take_off_credit(desk, *credit, check, kind, MARCH_2)?;
            move_amount(desk, MARCH_2, (UNAPPLIED, OPERATING), check)?;
            let fee = Money::dollars(25);
            move_amount(desk, MARCH_2, (RECEIVABLE, REVENUE_RECURRING), fee)?;
            open_charge(
                desk,
                NewCharge {
                    customer: RIVERA,
                    kind: ChargeKind::Fee,
                    document: "Returned-item fee".into(),
                    source: Source { noun: "return", id: 1 },
                    issued_on: MARCH_2,
                    due_on: MARCH_2,
                    amount: fee,
                },
            )
        })
        .unwrap();
        assert_eq!(balance_of(&bench), (22_832, 0, Some(a_due)), "after: 228.32");
        let open = bench
            .read(|reader| list_open_charges(reader, bench.branch, RIVERA))
            .unwrap()
            .into_iter()
            .map(|charge| (charge.document, charge.open.as_cents()))
            .collect::<Vec<_>>();
        let expected = [("A", 10_700), ("B", 9_632), ("Returned-item fee", 2_500)];
        assert_eq!(open, expected.map(|(name, cents)| (name.to_owned(), cents)));
        assert_proved(&bench);
    }
}

#[test]
fn no_more_is_applied_than_is_open_on_either() {
    let bench = bench();
    let made = at_desk(&bench, |desk| {
        let charge = invoice(desk, "0412-26-000001", MARCH_2, 10_000)?;
        Ok((charge, payment(desk, MARCH_2, 4_000)?))
    });
    let (charge, credit) = made.unwrap();
    let part = move |cents| Apply { credit, charge, amount: Money::cents(cents) };
    let refuse = |parts: Vec<Apply>| {
        at_desk(&bench, move |desk| apply(desk, RIVERA, &parts, MARCH_2)).unwrap_err()
    };
    let over_charge = refuse(vec![part(10_001)]);
    assert_eq!(
        over_charge.words(),
        "0412-26-000001 has 100.00 open, and 100.01 was to come off it. Enter 100.00 or less."
    );
    assert_eq!(refuse(vec![part(3_000), part(1_001)]).code(), "open_items.more_than_open");
    assert_eq!(refuse(vec![part(0)]).code(), "open_items.not_above_zero");
    assert_eq!(refuse(vec![part(-5)]).code(), "open_items.not_above_zero");
    let early = at_desk(&bench, move |desk| {
        let later = invoice(desk, "0412-26-000002", Day::ymd(2026, 4, 10), 500)?;
        apply(desk, RIVERA, &[Apply { charge: later, ..part(500) }], MARCH_2)
    });
    assert_eq!(
        early.unwrap_err().words(),
        "0412-26-000002 stands in the books from 03/11/2026 on. Enter that day or a later one."
    );
    let elses = at_desk(&bench, move |desk| apply(desk, Id::new(8), &[part(100)], MARCH_2));
    assert_eq!(elses.unwrap_err(), Refusal::NotFound { what: "charge" });
    assert_eq!(balance_of(&bench), (10_000, 4_000, Some(MARCH_2)), "nothing was done");
}

#[test]
fn an_application_is_taken_back_once() {
    let bench = bench();
    let made = at_desk(&bench, |desk| {
        let charge = invoice(desk, "0412-26-000001", MARCH_2, 10_000)?;
        let credit = payment(desk, MARCH_2, 4_000)?;
        let part = |cents| Apply { credit, charge, amount: Money::cents(cents) };
        let applied = apply_with_entry(desk, &[part(3_000), part(1_000)], MARCH_2)?;
        Ok((credit, applied[0]))
    });
    let (credit, first) = made.unwrap();
    assert_eq!(balance_of(&bench), (6_000, 0, Some(MARCH_2)));
    at_desk(&bench, move |desk| {
        move_amount(desk, MARCH_2, (RECEIVABLE, UNAPPLIED), Money::cents(3_000))?;
        unapply(desk, first, MARCH_2)
    })
    .unwrap();
    assert_eq!(balance_of(&bench), (9_000, 3_000, Some(MARCH_2)));
    let again = at_desk(&bench, move |desk| unapply(desk, first, MARCH_2)).unwrap_err();
    assert_eq!(again.code(), "open_items.taken_back_before");
    let rows = bench.read(|reader| list_applications_of_credit(reader, bench.branch, credit));
    let standing: Vec<_> =
        rows.unwrap().iter().map(|row| (row.amount.as_cents(), row.is_standing())).collect();
    assert_eq!(standing, [(3_000, false), (1_000, true), (-3_000, false)]);
    assert_proved(&bench);
}

#[test]
fn the_proofs_see_what_is_wrong() {
    let bench = bench();
    at_desk(&bench, |desk| {
        let source = Source { noun: "invoice", id: 1 };
        open_charge(
            desk,
            NewCharge {
                customer: RIVERA,
                kind: ChargeKind::Invoice,
                document: "0412-26-000001".into(),
                source,
                issued_on: MARCH_2,
                due_on: MARCH_2,
                amount: Money::dollars(5),
            },
        )
    })
    .unwrap();
    let proofs = bench.read(|reader| crate::proofs(reader, bench.branch)).unwrap();
    let wrong: Vec<_> = proofs.iter().filter(|proof| !proof.ok).map(|proof| proof.name).collect();
    assert_eq!(wrong, ["receivable_is_open_charges", "control_accounts_by_day"]);
    let detail = &proofs.iter().find(|proof| !proof.ok).expect("one is wrong").detail;
    assert_eq!(detail, "Account 1100 is 0.00, open charges are 5.00: (5.00) apart.");
    let elsewhere = bench.read(|reader| crate::proofs(reader, bench.other_branch)).unwrap();
    assert!(elsewhere.iter().all(|proof| proof.ok), "another branch is not touched");
}

#[test]
fn posted_rows_can_neither_be_changed_nor_deleted() {
    for bench in benches() {
        at_desk(&bench, |desk| {
            let charge = invoice(desk, "A", MARCH_2, 100)?;
            let credit = payment(desk, MARCH_2, 100)?;
            apply_with_entry(desk, &[Apply { credit, charge, amount: Money::cents(100) }], MARCH_2)
        })
        .unwrap();
        let tampering = [
            store::sql!("UPDATE entries SET memo = 'Nothing'"),
            store::sql!("UPDATE entry_lines SET amount_cents = 1"),
            store::sql!("DELETE FROM entry_lines"),
            store::sql!("DELETE FROM applications"),
        ];
        for sql in tampering {
            let mut writer = bench.office.db().writer().unwrap();
            let mut tx = writer.begin().unwrap();
            let error = tx.exec(sql, store::args![]).unwrap_err();
            assert_eq!(error.kind, store::Kind::AppendOnly, "{}", sql.text);
        }
        assert_proved(&bench);
    }
}

#[test]
fn every_statement_fits_both_engines() {
    for bench in benches() {
        let failures = store::testing::prepare_all(bench.office.db());
        assert!(failures.is_empty(), "{failures:#?}");
        assert!(store::statements().count() > 50, "the statements are linked");
    }
}

#[test]
fn every_list_holds_to_the_rules_and_runs_on_both_engines() {
    for bench in benches() {
        for listing in bench.office.rooms().listings() {
            let wrong = office::listing::check(listing, bench.office.rooms());
            assert!(wrong.is_empty(), "{wrong:#?}");
            let failures = office::listing::run_variants(bench.office.db(), listing);
            assert!(failures.is_empty(), "{failures:#?}");
        }
    }
}
