//! Random days: whatever is posted, voided, moved, held and counted, the tenders tie out with
//! the ledger, and every proof holds.

use crate::Tender;
use crate::deposits::{AllowDeposit, Cause, CloseDeposit, ExplainDeposit, VerifyDeposit};
use crate::payments::{
    HoldPayment, Method, MovePayment, NamePayment, TakeBackPayment, VoidPayment,
};
use crate::testing::{Desktop, check, money_order, payment};
use books::accounts::{ACH_CLEARING, CARD_CLEARING, OPERATING, OVER_SHORT, UNDEPOSITED};
use proptest::prelude::*;
use std::collections::BTreeMap;
use values::{Id, Money, noun};

/// One thing that happens in an office.
#[derive(Clone, Debug)]
enum Deed {
    Post {
        tender: Tender,
        cents: i64,
        whose: usize,
    },
    Hold {
        cents: i64,
    },
    Name {
        which: usize,
        whose: usize,
    },
    Void {
        which: usize,
    },
    TakeBack {
        which: usize,
    },
    Move {
        which: usize,
        whose: usize,
    },
    Bill {
        cents: i64,
        whose: usize,
    },
    /// Counts, verifies and closes the oldest deposit, with cash off by so much.
    Close {
        off: i64,
    },
    Midnight,
}

fn deed() -> impl Strategy<Value = Deed> {
    let cents = 1_i64..90_000;
    let tender = prop::sample::select(Tender::ALL);
    prop_oneof![
        8 => (tender, cents.clone(), 0_usize..2)
            .prop_map(|(tender, cents, whose)| Deed::Post { tender, cents, whose }),
        1 => cents.clone().prop_map(|cents| Deed::Hold { cents }),
        2 => (0_usize..9, 0_usize..2).prop_map(|(which, whose)| Deed::Name { which, whose }),
        2 => (0_usize..9).prop_map(|which| Deed::Void { which }),
        1 => (0_usize..9).prop_map(|which| Deed::TakeBack { which }),
        1 => (0_usize..9, 0_usize..2).prop_map(|(which, whose)| Deed::Move { which, whose }),
        2 => (cents, 0_usize..2).prop_map(|(cents, whose)| Deed::Bill { cents, whose }),
        3 => (-700_i64..700).prop_map(|off| Deed::Close { off }),
        1 => Just(Deed::Midnight),
    ]
}

/// What a person with a pencil would know: each payment that stands, and on hold or not.
#[derive(Default)]
struct Pencil {
    all: Vec<Id<noun::Payment>>,
    standing: BTreeMap<Id<noun::Payment>, (Tender, i64)>,
    held: BTreeMap<Id<noun::Payment>, i64>,
    deposits: Vec<Id<noun::Deposit>>,
    number: u32,
}

impl Pencil {
    fn next(&mut self) -> String {
        self.number += 1;
        self.number.to_string()
    }

    fn noted(&mut self, deposit: Option<Id<noun::Deposit>>) {
        if let Some(deposit) = deposit.filter(|deposit| !self.deposits.contains(deposit)) {
            self.deposits.push(deposit);
        }
    }

    fn nth(&self, which: usize) -> Option<Id<noun::Payment>> {
        self.all.iter().rev().nth(which).copied()
    }

    fn sum(&self, wanted: fn(Tender) -> bool) -> Money {
        let standing = self.standing.values().filter(|(tender, _)| wanted(*tender));
        standing.map(|(_, cents)| Money::cents(*cents)).sum()
    }
}

fn method(tender: Tender, number: String) -> Method {
    match tender {
        Tender::Cash => Method::Cash,
        Tender::Check => check(&number),
        Tender::MoneyOrder => money_order(&number),
        Tender::Card => Method::Card { reference: number, last4: "4242".into() },
        Tender::Ach => Method::Ach { reference: number },
        Tender::Lockbox => Method::Lockbox { number, bank: String::new() },
    }
}

/// Does it at the desk and, when the books said yes, with the pencil.
fn perform(desk: &Desktop, pencil: &mut Pencil, deed: Deed) {
    let customers = [desk.rivera, desk.oak];
    match deed {
        Deed::Post { tender, cents, whose } => {
            let method = method(tender, pencil.next());
            let posted = desk.run(payment(customers[whose], method, cents)).expect("posted");
            pencil.all.push(posted.payment);
            pencil.standing.insert(posted.payment, (tender, cents));
            pencil.noted(posted.deposit);
        }
        Deed::Hold { cents } => {
            let held = HoldPayment {
                amount_cents: Money::cents(cents),
                method: check(&pencil.next()),
                payer: "?".into(),
                memo: String::new(),
                received_on: None,
                batch: None,
            };
            let held = desk.run(held).expect("held");
            pencil.all.push(held.payment);
            pencil.held.insert(held.payment, cents);
            pencil.noted(held.deposit);
        }
        Deed::Name { which, whose } => {
            let Some(payment) = pencil.nth(which) else {
                return;
            };
            let customer = customers[whose];
            let name = NamePayment { payment, customer, applications: None, again: None };
            if desk.run(name).is_ok() {
                let cents = pencil.held.remove(&payment).expect("only what is held is named");
                pencil.standing.insert(payment, (Tender::Check, cents));
            }
        }
        Deed::Void { which } => {
            let Some(payment) = pencil.nth(which) else {
                return;
            };
            let void = VoidPayment { payment, reason: "Wrong".into() };
            if desk.run_as(desk.ruth, void).is_ok() {
                forget(pencil, payment);
            }
        }
        Deed::TakeBack { which } => {
            let Some(payment) = pencil.nth(which) else {
                return;
            };
            let take_back = TakeBackPayment { payment, reason: "Slip".into() };
            if desk.run(take_back).is_ok() {
                forget(pencil, payment);
            }
        }
        Deed::Move { which, whose } => {
            let Some(payment) = pencil.nth(which) else {
                return;
            };
            let (customer, reason) = (customers[whose], String::from("Wrong account"));
            // Whether it may be moved or not, no tender changes by it.
            let _ = desk.run(MovePayment { payment, customer, applications: None, reason });
        }
        Deed::Bill { cents, whose } => {
            let document = format!("V{}", pencil.next());
            desk.charge(customers[whose], &document, "2026-03-25", cents);
        }
        Deed::Close { off } => close(desk, pencil, off),
        Deed::Midnight => desk.next_day(),
    }
}

fn forget(pencil: &mut Pencil, payment: Id<noun::Payment>) {
    let was_standing = pencil.standing.remove(&payment).is_some();
    let was_held = pencil.held.remove(&payment).is_some();
    assert!(was_standing || was_held, "voided twice");
}

fn close(desk: &Desktop, pencil: &mut Pencil, off: i64) {
    let Some(deposit) = pencil.deposits.first().copied() else {
        return;
    };
    let cash = desk.posted(deposit).cash.amount_cents.as_cents();
    let found = if cash > 1_000 { cash + off } else { cash };
    desk.count_cash(deposit, found);
    if found != cash {
        let explanation = String::from("Not found out.");
        let explain = ExplainDeposit { deposit, cause: Cause::Unknown, explanation };
        desk.run(explain).expect("explained");
        if (found - cash).abs() > 500 {
            let reason = String::from("Looked at.");
            desk.run_as(desk.ruth, AllowDeposit { deposit, reason }).expect("allowed");
        }
    }
    let is_signed = desk.run_as(desk.ruth, VerifyDeposit { deposit }).is_ok();
    let is_closed = desk.run(CloseDeposit { deposit, bag: String::new() }).is_ok();
    assert!(is_signed || !is_closed, "nothing closes unsigned");
    if is_closed {
        pencil.deposits.remove(0);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn the_tenders_tie_out_on_any_days(deeds in prop::collection::vec(deed(), 1..60)) {
        let desk = Desktop::new();
        let mut pencil = Pencil::default();
        for deed in deeds {
            perform(&desk, &mut pencil, deed);
        }
        let by_hand = pencil.sum(|tender| tender.route() == crate::Route::Deposit);
        let booked = desk.balance(OPERATING) + desk.balance(OVER_SHORT) + desk.balance(UNDEPOSITED);
        prop_assert_eq!(booked, by_hand, "cash, checks and money orders");
        let by_card = pencil.sum(|tender| tender == Tender::Card);
        prop_assert_eq!(desk.balance(CARD_CLEARING), by_card);
        prop_assert_eq!(desk.balance(ACH_CLEARING), pencil.sum(|tender| tender == Tender::Ach));
        desk.assert_proved();
    }
}
