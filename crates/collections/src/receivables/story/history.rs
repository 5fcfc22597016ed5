//! Any history at all, beside a plain second set of books.

use super::{aged, apply, bench, cents, day, invoice, move_amount, payment};
use crate::receivables::{Basis, explain};
use books::accounts::{OPERATING, RECEIVABLE, REVENUE_RECURRING, UNAPPLIED};
use books::open_items::{self, ApplicationKind};
use books::testing::at_desk;
use office::{Desk, Refusal};
use proptest::prelude::*;
use values::{Day, Id, Money, noun};

/// One thing that happens in a random history; the numbers choose among what is there.
#[derive(Clone, Debug)]
enum Step {
    Invoice { customer: usize, age: i64, due: i64, cents: i64 },
    Pay { customer: usize, cents: i64 },
    TakeBack { which: usize },
    WriteOff { which: usize },
    Refund { which: usize },
    Wait { days: i64 },
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
        self.moved.iter().filter(|(on, _)| *on <= day).map(|(_, cents)| cents).sum()
    }
}

/// A history being played at a desk, with the plain books beside it.
struct Player<'p, 'd> {
    desk: &'p mut Desk<'d>,
    today: Day,
    plain: Plain,
    charges: Vec<Id<noun::Charge>>,
    credits: Vec<Id<noun::Credit>>,
    applied: Vec<Applied>,
}

/// An application that stands, and the places of what it joins.
struct Applied {
    id: Id<noun::Application>,
    charge: usize,
    credit: usize,
    cents: i64,
}

/// Plays a history at one desk and writes the plain books beside it.
fn play(desk: &mut Desk<'_>, steps: &[Step]) -> Result<Plain, Refusal> {
    let mut player = Player {
        desk,
        today: day(1, 1),
        plain: Plain::default(),
        charges: Vec::new(),
        credits: Vec::new(),
        applied: Vec::new(),
    };
    for step in steps {
        match *step {
            Step::Wait { days } => player.today = player.today.plus_days(days),
            Step::Invoice { customer, age, due, cents } => {
                player.bill(Id::new(customer as i64 + 1), (age, due), cents)?;
            }
            Step::Pay { customer, cents } => player.pay(Id::new(customer as i64 + 1), cents)?,
            Step::TakeBack { which } if !player.applied.is_empty() => player.take_back(which)?,
            Step::WriteOff { which } if !player.charges.is_empty() => player.write_off(which)?,
            Step::Refund { which } if !player.credits.is_empty() => player.refund(which)?,
            Step::TakeBack { .. } | Step::WriteOff { .. } | Step::Refund { .. } => {}
        }
    }
    Ok(player.plain)
}

impl Player<'_, '_> {
    fn bill(
        &mut self,
        customer: Id<noun::Customer>,
        (age, due): (i64, i64),
        cents: i64,
    ) -> Result<(), Refusal> {
        let issued_on = self.today.plus_days(-age);
        let due_on = issued_on.plus_days(due);
        let document = format!("I{}", self.charges.len());
        let charge = invoice(self.desk, customer, &document, (issued_on, due_on), cents)?;
        self.charges.push(charge);
        let moved = vec![(issued_on, cents)];
        self.plain.charges.push(PlainItem { customer, issued_on, due_on, moved });
        Ok(())
    }

    fn pay(&mut self, customer: Id<noun::Customer>, cents: i64) -> Result<(), Refusal> {
        let (branch, today) = (self.desk.branch(), self.today);
        let id = payment(self.desk, customer, today, cents)?;
        let credit = self.credits.len();
        self.credits.push(id);
        let moved = vec![(today, cents)];
        self.plain.credits.push(PlainItem { customer, issued_on: today, due_on: today, moved });
        let open = open_items::list_open_charges(self.desk, branch, customer)?;
        let (parts, _) = open_items::plan_oldest_first(&open, Money::cents(cents));
        if parts.is_empty() {
            return Ok(());
        }
        let made = apply(self.desk, customer, id, &parts, today)?;
        for (id, (charge, amount)) in made.into_iter().zip(parts) {
            let charge = self.charges.iter().position(|known| *known == charge);
            let (charge, cents) = (charge.expect("it is known"), amount.as_cents());
            self.plain.charges[charge].moved.push((today, -cents));
            self.plain.credits[credit].moved.push((today, -cents));
            self.applied.push(Applied { id, charge, credit, cents });
        }
        Ok(())
    }

    fn take_back(&mut self, which: usize) -> Result<(), Refusal> {
        let taken = self.applied.swap_remove(which % self.applied.len());
        let (today, amount) = (self.today, Money::cents(taken.cents));
        let customer = self.plain.charges[taken.charge].customer;
        move_amount(self.desk, customer, today, (RECEIVABLE, UNAPPLIED), amount)?;
        open_items::unapply(self.desk, taken.id, today)?;
        self.plain.charges[taken.charge].moved.push((today, taken.cents));
        self.plain.credits[taken.credit].moved.push((today, taken.cents));
        Ok(())
    }

    fn write_off(&mut self, which: usize) -> Result<(), Refusal> {
        let (place, today) = (which % self.charges.len(), self.today);
        let item = &mut self.plain.charges[place];
        let open = Money::cents(item.open_at(today));
        if open.is_positive() {
            let accounts = (REVENUE_RECURRING, RECEIVABLE);
            move_amount(self.desk, item.customer, today, accounts, open)?;
            let (charge, kind) = (self.charges[place], ApplicationKind::WriteOff);
            open_items::take_off_charge(self.desk, charge, open, kind, today)?;
            item.moved.push((today, -open.as_cents()));
        }
        Ok(())
    }

    fn refund(&mut self, which: usize) -> Result<(), Refusal> {
        let (place, today) = (which % self.credits.len(), self.today);
        let item = &mut self.plain.credits[place];
        let open = Money::cents(item.open_at(today));
        if open.is_positive() {
            move_amount(self.desk, item.customer, today, (UNAPPLIED, OPERATING), open)?;
            let (credit, kind) = (self.credits[place], ApplicationKind::Refund);
            open_items::take_off_credit(self.desk, credit, open, kind, today)?;
            item.moved.push((today, -open.as_cents()));
        }
        Ok(())
    }
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
        let bucket = buckets.iter_mut().find(|(known, _)| *known == name).expect("a bucket");
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
