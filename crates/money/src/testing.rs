//! A desk for tests: an office with the rooms money needs, two customers, and the steps that
//! most stories share.

use crate::deposits::{
    CloseDeposit, ConfirmDeposit, CountDeposit, Drawer, Tally, VerifyDeposit, records,
};
use crate::payments::{Method, PaymentPosted, PostPayment};
use books::accounts::{RECEIVABLE, REVENUE_RECURRING};
use books::entries::{NewEntry, NewLine, post};
use books::open_items::{ChargeKind, NewCharge, find_charge, open_charge};
use books::testing::{TESTS, at_desk};
use books::{Account, Source};
use front_desk::customers::{MergeCustomer, OpenCustomer};
use front_desk::testing::address;
use office::testing::Bench;
use office::{Command, Door, Refusal, Rooms, Slip};
use settings::branches::SetSmallOffice;
use std::ops::Deref;
use values::{Day, Id, Instant, Money, noun};

/// The office of a test.
pub(crate) struct Desktop {
    bench: Bench,
    /// Marisol Rivera, A10001.
    pub rivera: Id<noun::Customer>,
    /// Oak Street Dental, A10002.
    pub oak: Id<noun::Customer>,
    /// An account that was merged into Oak Street Dental's.
    pub merged: Id<noun::Customer>,
    /// A customer of the other branch.
    pub elsewhere: Id<noun::Customer>,
}

impl Deref for Desktop {
    type Target = Bench;

    fn deref(&self) -> &Bench {
        &self.bench
    }
}

/// A check of this number.
pub(crate) fn check(number: &str) -> Method {
    Method::Check { number: number.into(), bank: "63-107".into(), dated_on: None }
}

/// A money order of this serial number.
pub(crate) fn money_order(serial: &str) -> Method {
    Method::MoneyOrder { issuer: "USPS".into(), serial: serial.into() }
}

/// Posts this much, as the rules have it.
pub(crate) fn payment(customer: Id<noun::Customer>, method: Method, cents: i64) -> PostPayment {
    PostPayment {
        customer,
        amount_cents: Money::cents(cents),
        method,
        received_on: None,
        applications: None,
        memo: String::new(),
        payer: String::new(),
        batch: None,
        again: None,
    }
}

fn rooms() -> Rooms {
    crate::follow(
        Rooms::default()
            .room(books::ROOM)
            .room(settings::ROOM)
            .room(front_desk::ROOM)
            .room(dispatch::ROOM)
            .room(billing::ROOM)
            .room(crate::ROOM)
            .room(TESTS),
    )
}

fn customer(name: &str, line1: &str) -> OpenCustomer {
    OpenCustomer {
        name: name.into(),
        bill_to: Some(address(line1, "Ocala", "34471")),
        ..OpenCustomer::default()
    }
}

impl Desktop {
    /// An office on a scratch database, on the afternoon of Monday, March 2, 2026.
    pub fn new() -> Desktop {
        Desktop::on(Bench::new(rooms()))
    }

    /// The same with somebody who answers for the services of others.
    pub fn calling(caller: std::sync::Arc<dyn office::outside::Caller>) -> Desktop {
        let scratch = store::testing::scratch_sqlite();
        let location = scratch.location().clone();
        Desktop::on(Bench::calling(&location, rooms(), Some(scratch), caller))
    }

    /// Works every job that waits; answers how many.
    pub fn work(&self) -> usize {
        office::jobs::work_waiting(&self.office).expect("the jobs are worked")
    }

    /// The same on each engine that is there; SQLite always is.
    pub fn on_each_engine() -> Vec<Desktop> {
        let postgres = store::testing::scratch_postgres().map(|scratch| {
            let location = scratch.location().clone();
            Desktop::on(Bench::at(&location, rooms(), Some(scratch)))
        });
        std::iter::once(Desktop::new()).chain(postgres).collect()
    }

    fn on(bench: Bench) -> Desktop {
        let open = |name: &str, line1: &str| {
            let opened = bench.run(customer(name, line1)).expect("the account is opened");
            opened.customer
        };
        let rivera = open("Marisol Rivera", "14 Larkspur Ct");
        let oak = open("Oak Street Dental", "212 Oak St");
        let merged = open("Dental on Oak", "99 Mill Rd");
        let merge = MergeCustomer {
            customer: merged,
            into: oak,
            reason: "The same practice".into(),
            take_contacts: false,
            take_locations: false,
            balance_stays: false,
        };
        bench.run(merge).expect("they are merged");
        let slip = Slip {
            who: office::slip::operator(),
            branch: bench.other_branch,
            door: Door::Console,
            once: None,
            at: bench.office.now(),
        };
        let palm = bench.office.run(slip, customer("Palm Realty", "5 Palm Way"));
        let elsewhere = palm.expect("the other branch's account is opened").customer;
        Desktop { bench, rivera, oak, merged, elsewhere }
    }

    /// Dana posts a payment.
    pub fn post(&self, customer: Id<noun::Customer>, method: Method, cents: i64) -> PaymentPosted {
        self.run(payment(customer, method, cents)).expect("the payment is posted")
    }

    /// An invoice to a customer, as billing would issue it.
    pub fn charge(
        &self,
        customer: Id<noun::Customer>,
        document: &str,
        due_on: &str,
        cents: i64,
    ) -> Id<noun::Charge> {
        let due_on = Day::parse(due_on).expect("a day");
        let (document, amount) = (document.to_owned(), Money::cents(cents));
        at_desk(&self.bench, move |desk| {
            let issued_on = desk.today().min(due_on);
            let source = Source { noun: "invoice", id: desk.id::<noun::Invoice>().get() };
            let memo = format!("Invoice {document}");
            let (owes, earned) = (
                NewLine { account: RECEIVABLE, amount, customer: Some(customer) },
                NewLine { account: REVENUE_RECURRING, amount: -amount, customer: None },
            );
            let lines = vec![owes, earned];
            post(desk, NewEntry { day: issued_on, memo, source, lines })?;
            let document = document.clone();
            let kind = ChargeKind::Invoice;
            open_charge(
                desk,
                NewCharge { customer, kind, document, source, issued_on, due_on, amount },
            )
        })
        .expect("the invoice is issued")
    }

    /// What is open of a charge.
    pub fn open_of(&self, charge: Id<noun::Charge>) -> Money {
        let row = self.read(|reader| find_charge(reader, self.branch, charge)).unwrap();
        row.expect("the charge is there").open
    }

    /// What stands in an account at the end of time.
    pub fn balance(&self, account: Account) -> Money {
        let end = Day::ymd(2099, 12, 31);
        self.read(|reader| books::accounts::records::balance_at(reader, self.branch, account, end))
            .unwrap()
    }

    /// Dana counts exactly what was posted; the drawer has no float.
    pub fn count_all(&self, deposit: Id<noun::Deposit>) {
        let posted = self.posted(deposit);
        self.count_cash(deposit, posted.cash.amount_cents.as_cents());
    }

    /// Dana counts this much cash, and exactly the checks and money orders posted.
    pub fn count_cash(&self, deposit: Id<noun::Deposit>, cents: i64) {
        let posted = self.posted(deposit);
        self.run(CountDeposit {
            deposit,
            drawer: Drawer::holding(Money::cents(cents)),
            float_cents: Some(Money::ZERO),
            checks: posted.checks,
            money_orders: posted.money_orders,
        })
        .expect("the deposit is counted");
    }

    /// What was posted into a deposit.
    pub fn posted(&self, deposit: Id<noun::Deposit>) -> crate::deposits::rules::Posted {
        self.read(|reader| records::posted(reader, self.branch, deposit)).unwrap()
    }

    /// Dana counts what was posted, Ruth verifies, Dana closes.
    pub fn close(&self, deposit: Id<noun::Deposit>) {
        self.count_all(deposit);
        self.run_as(self.ruth, VerifyDeposit { deposit }).expect("Ruth verifies");
        self.run(CloseDeposit { deposit, bag: "7730118".into() }).expect("it closes");
    }

    /// The bank confirms a deposit.
    pub fn confirm(&self, deposit: Id<noun::Deposit>, cents: i64) {
        self.run(ConfirmDeposit {
            deposit,
            amount_cents: Money::cents(cents),
            confirmed_on: self.clock_day(),
            bank_reference: String::new(),
        })
        .expect("the bank confirms");
    }

    /// The branch says that it is a small office.
    pub fn make_small(&self) {
        let (branch, reason) = (self.branch, String::from("Two of us"));
        self.run(SetSmallOffice { branch, small_office: true, reason }).expect("it is small");
    }

    /// Some seconds pass.
    pub fn later(&self, seconds: i64) {
        self.clock.set(self.now().plus_seconds(seconds));
    }

    /// A day passes.
    pub fn next_day(&self) {
        self.later(24 * 60 * 60);
    }

    fn now(&self) -> Instant {
        self.office.now()
    }

    fn clock_day(&self) -> Day {
        self.now().day_in(&values::Zone::parse("America/New_York").expect("a zone"))
    }

    /// Every proof of the books and of money holds.
    pub fn assert_proved(&self) {
        let proofs = self
            .read(|reader| {
                let mut all = books::proofs(reader, self.branch)?;
                all.extend(crate::proofs(reader, self.branch)?);
                Ok(all)
            })
            .unwrap();
        let wrong: Vec<_> = proofs.iter().filter(|proof| !proof.ok).collect();
        assert!(wrong.is_empty(), "{wrong:#?}");
        assert!(proofs.len() > 5, "the proofs were asked");
    }

    /// What a refused command says.
    pub fn refused<C: Command>(&self, command: C) -> Refusal
    where
        C::Receipt: std::fmt::Debug,
    {
        self.run(command).expect_err("it is refused")
    }
}

/// No amount, for tallies.
pub(crate) const NONE: Tally = Tally::of(0, 0);
