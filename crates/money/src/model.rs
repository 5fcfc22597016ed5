//! Payments, deposits, refunds and returns against a model that a person could keep on a
//! sheet of paper: whatever is done in whatever order, the books and the rows say what the
//! sheet says, and what the sheet forbids is refused for its reason.
//!
//! The sheet knows nothing of invoices: which one a payment pays is another rule's business
//! (`payments/rules.rs`) and moves no balance.

use crate::deposits::{ConfirmDeposit, ReopenDeposit};
use crate::payments::records::{PaymentState, find_payment};
use crate::payments::{ApplyPayment, UnapplyPayment, VoidPayment};
use crate::refunds::{ApproveRefund, AskRefund, DeclineRefund, PaidHow, PayRefund};
use crate::returns::{Fee, RecordReturn, ReturnCause};
use crate::testing::{Desktop, check, payment};
use books::accounts::{OPERATING, REFUNDS_PAYABLE, UNDEPOSITED};
use office::Refusal;
use proptest::prelude::*;
use values::{Id, Money, noun};

/// One thing that is done; a number means the one so many back.
#[derive(Clone, Debug)]
enum Deed {
    Bill { whose: usize, cents: i64 },
    Post { whose: usize, cents: i64 },
    Void(usize),
    Apply(usize),
    Unapply(usize),
    Close,
    Reopen(usize),
    Confirm(usize),
    Return(usize),
    Ask { whose: usize, cents: i64 },
    Approve(usize),
    Decline(usize),
    Pay(usize),
}

fn deed() -> impl Strategy<Value = Deed> {
    let cents = || 1_i64..9_000;
    let back = || 0_usize..4;
    prop_oneof![
        3 => (0_usize..2, cents()).prop_map(|(whose, cents)| Deed::Bill { whose, cents }),
        6 => (0_usize..2, cents()).prop_map(|(whose, cents)| Deed::Post { whose, cents }),
        2 => back().prop_map(Deed::Void),
        1 => back().prop_map(Deed::Apply),
        1 => back().prop_map(Deed::Unapply),
        3 => Just(Deed::Close),
        1 => back().prop_map(Deed::Reopen),
        1 => back().prop_map(Deed::Confirm),
        3 => back().prop_map(Deed::Return),
        3 => (0_usize..2, cents()).prop_map(|(whose, cents)| Deed::Ask { whose, cents }),
        2 => back().prop_map(Deed::Approve),
        1 => back().prop_map(Deed::Decline),
        2 => back().prop_map(Deed::Pay),
    ]
}

struct Paid {
    id: Id<noun::Payment>,
    deposit: Id<noun::Deposit>,
    whose: usize,
    cents: i64,
    state: PaymentState,
    applications: Vec<Id<noun::Application>>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum DepositIs {
    Open,
    Closed,
    Confirmed,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum RefundIs {
    Asked,
    Approved,
    Declined,
    Paid,
}

/// The sheet of paper.
#[derive(Default)]
struct Sheet {
    billed: [i64; 2],
    payments: Vec<Paid>,
    deposits: Vec<(Id<noun::Deposit>, DepositIs)>,
    refunds: Vec<(Id<noun::Refund>, usize, i64, RefundIs)>,
    checks: u32,
}

impl Sheet {
    /// What a customer owes less what stands to her good.
    fn net(&self, whose: usize) -> i64 {
        let stands = |one: &&Paid| {
            one.whose == whose
                && matches!(one.state, PaymentState::Posted | PaymentState::Deposited)
        };
        let paid: i64 = self.payments.iter().filter(stands).map(|one| one.cents).sum();
        self.billed[whose] - paid + self.given_back(whose)
    }

    /// What was taken off her credits to be given back.
    fn given_back(&self, whose: usize) -> i64 {
        let is_hers = |one: &&(_, usize, i64, RefundIs)| {
            one.1 == whose && matches!(one.3, RefundIs::Approved | RefundIs::Paid)
        };
        self.refunds.iter().filter(is_hers).map(|one| one.2).sum()
    }

    fn sum_of(&self, state: PaymentState) -> i64 {
        self.payments.iter().filter(|one| one.state == state).map(|one| one.cents).sum()
    }

    fn refunds_that(&self, are: RefundIs) -> i64 {
        self.refunds.iter().filter(|one| one.3 == are).map(|one| one.2).sum()
    }

    /// The deposit of a payment, as it stands.
    fn deposit_of(&self, place: usize) -> DepositIs {
        let wanted = self.payments[place].deposit;
        let found = self.deposits.iter().find(|(id, _)| *id == wanted);
        found.expect("the deposit is on the sheet").1
    }
}

/// The place of the one so many back.
fn back(length: usize, many: usize) -> Option<usize> {
    length.checked_sub(many + 1)
}

/// What came of a deed, told by its code.
fn outcome<T>(answer: Result<T, Refusal>) -> Result<T, String> {
    answer.map_err(|refusal| refusal.code().to_owned())
}

impl Sheet {
    /// Does it at the desk, and on the sheet when the desk has done it.
    fn perform(&mut self, desk: &Desktop, deed: Deed) -> Option<()> {
        let customers = [desk.rivera, desk.oak];
        match deed {
            Deed::Bill { whose, cents } => {
                self.checks += 1;
                desk.charge(customers[whose], &format!("V{}", self.checks), "2026-03-25", cents);
                self.billed[whose] += cents;
            }
            Deed::Post { whose, cents } => {
                self.checks += 1;
                let method = check(&self.checks.to_string());
                let posted = desk.run(payment(customers[whose], method, cents)).expect("posted");
                let deposit = posted.deposit.expect("a check goes to the bank");
                if self.deposits.iter().all(|(id, _)| *id != deposit) {
                    self.deposits.push((deposit, DepositIs::Open));
                }
                self.payments.push(Paid {
                    id: posted.payment,
                    deposit,
                    whose,
                    cents,
                    state: PaymentState::Posted,
                    applications: Vec::new(),
                });
            }
            Deed::Void(many) => self.void(desk, back(self.payments.len(), many)?),
            Deed::Apply(many) => self.apply(desk, back(self.payments.len(), many)?),
            Deed::Unapply(many) => self.unapply(desk, back(self.payments.len(), many)?),
            Deed::Close => self.close(desk)?,
            Deed::Reopen(many) => self.reopen(desk, back(self.deposits.len(), many)?),
            Deed::Confirm(many) => self.confirm(desk, back(self.deposits.len(), many)?),
            Deed::Return(many) => self.take_back(desk, back(self.payments.len(), many)?),
            Deed::Ask { whose, cents } => self.ask(desk, whose, cents),
            Deed::Approve(many) => self.approve(desk, back(self.refunds.len(), many)?),
            Deed::Decline(many) => self.decline(desk, back(self.refunds.len(), many)?),
            Deed::Pay(many) => self.pay(desk, back(self.refunds.len(), many)?),
        }
        Some(())
    }

    fn void(&mut self, desk: &Desktop, place: usize) {
        let void =
            VoidPayment { payment: self.payments[place].id, reason: "Two stuck together".into() };
        let answer = outcome(desk.run_as(desk.ruth, void));
        let one = &mut self.payments[place];
        match (one.state, answer) {
            (PaymentState::Posted, Ok(_)) => one.state = PaymentState::Voided,
            (PaymentState::Posted, Err(code)) => {
                assert_eq!(code, "payments.refunded");
                let whose = one.whose;
                assert!(self.given_back(whose) > 0, "nothing of hers was given back");
            }
            (PaymentState::Voided, Err(code)) => assert_eq!(code, "payments.voided"),
            (PaymentState::Returned, Err(code)) => assert_eq!(code, "payments.returned"),
            (PaymentState::Deposited, Err(code)) => assert_eq!(code, "payments.deposited"),
            (state, answer) => panic!("a void of what is {state:?}: {answer:?}"),
        }
    }

    fn apply(&mut self, desk: &Desktop, place: usize) {
        let one = &mut self.payments[place];
        if let Ok(done) = desk.run(ApplyPayment { payment: one.id, applications: None }) {
            assert!(matches!(one.state, PaymentState::Posted | PaymentState::Deposited));
            one.applications.extend(done.applications);
        }
    }

    fn unapply(&mut self, desk: &Desktop, place: usize) {
        let one = &mut self.payments[place];
        let applications = std::mem::take(&mut one.applications);
        let reason = String::from("Meant for another");
        let _ = desk.run(UnapplyPayment { payment: one.id, applications, reason });
    }

    /// Counts, verifies and closes the deposit that was opened last.
    fn close(&mut self, desk: &Desktop) -> Option<()> {
        let (deposit, is) = *self.deposits.last()?;
        let holds: Vec<usize> = (0..self.payments.len())
            .filter(|place| self.payments[*place].deposit == deposit)
            .filter(|place| self.payments[*place].state == PaymentState::Posted)
            .collect();
        if is != DepositIs::Open || holds.is_empty() {
            return None;
        }
        desk.close(deposit);
        self.deposits.last_mut()?.1 = DepositIs::Closed;
        for place in holds {
            self.payments[place].state = PaymentState::Deposited;
        }
        Some(())
    }

    fn reopen(&mut self, desk: &Desktop, place: usize) {
        let (deposit, is) = self.deposits[place];
        let reason = String::from("A check was left in the drawer");
        let answer = outcome(desk.run_as(desk.ruth, ReopenDeposit { deposit, reason }));
        let is_in = |one: &&Paid| one.deposit == deposit;
        let has_returns =
            self.payments.iter().filter(is_in).any(|one| one.state == PaymentState::Returned);
        match (is, answer) {
            (DepositIs::Closed, Ok(_)) => {
                assert!(!has_returns, "the bank has had it");
                self.deposits[place].1 = DepositIs::Open;
                for one in self.payments.iter_mut().filter(|one| one.deposit == deposit) {
                    if one.state == PaymentState::Deposited {
                        one.state = PaymentState::Posted;
                    }
                }
            }
            (DepositIs::Closed, Err(code)) => {
                assert!(has_returns, "{code}");
                assert_eq!(code, "deposits.has_returns");
            }
            (DepositIs::Open, Err(code)) => assert_eq!(code, "deposits.not_closed"),
            (DepositIs::Confirmed, Err(code)) => assert_eq!(code, "deposits.confirmed"),
            (is, Ok(_)) => panic!("reopened what is {is:?}"),
        }
    }

    fn confirm(&mut self, desk: &Desktop, place: usize) {
        let (deposit, is) = self.deposits[place];
        if is != DepositIs::Closed {
            return;
        }
        let went = |one: &&Paid| {
            one.deposit == deposit
                && matches!(one.state, PaymentState::Deposited | PaymentState::Returned)
        };
        let cents: i64 = self.payments.iter().filter(went).map(|one| one.cents).sum();
        let short = ConfirmDeposit {
            deposit,
            amount_cents: Money::cents(cents + 1),
            confirmed_on: values::Day::ymd(2026, 3, 2),
            bank_reference: String::new(),
        };
        assert!(desk.run(short).is_err(), "the bank credited another amount");
        desk.confirm(deposit, cents);
        self.deposits[place].1 = DepositIs::Confirmed;
    }

    fn take_back(&mut self, desk: &Desktop, place: usize) {
        let one = &self.payments[place];
        let record = RecordReturn {
            payment: one.id,
            cause: ReturnCause::Funds,
            code: "R01".into(),
            returned_on: None,
            bank_fee_cents: Some(Money::ZERO),
            fee: Fee::Waived { why: "The sheet has no room for fees".into() },
            note: String::new(),
        };
        let answer = outcome(desk.run(record));
        match (one.state, answer) {
            (PaymentState::Deposited, Ok(done)) => {
                let all = done.reopened_cents + done.unapplied_cents;
                assert_eq!(all, Money::cents(one.cents), "all of it is owed again or gone");
                assert_ne!(self.deposit_of(place), DepositIs::Open);
                self.payments[place].state = PaymentState::Returned;
            }
            (PaymentState::Posted, Err(code)) => assert_eq!(code, "returns.not_deposited"),
            (PaymentState::Voided, Err(code)) => assert_eq!(code, "payments.voided"),
            (PaymentState::Returned, Err(code)) => assert_eq!(code, "payments.returned"),
            (state, answer) => panic!("a return of what is {state:?}: {answer:?}"),
        }
    }

    fn ask(&mut self, desk: &Desktop, whose: usize, cents: i64) {
        let customer = [desk.rivera, desk.oak][whose];
        let known = desk.read(|r| books::open_items::balance(r, desk.branch, customer)).unwrap();
        let is_hers = |one: &&(_, usize, i64, RefundIs)| one.1 == whose && one.3 == RefundIs::Asked;
        let waiting: i64 = self.refunds.iter().filter(is_hers).map(|one| one.2).sum();
        let left = known.unapplied.as_cents() - waiting;
        let ask = AskRefund {
            customer,
            credit: None,
            amount_cents: Money::cents(cents),
            reason: "Paid twice".into(),
        };
        match outcome(desk.run(ask)) {
            Ok(asked) => {
                assert!(cents <= left, "{cents} of {left}");
                self.refunds.push((asked.refund, whose, cents, RefundIs::Asked));
            }
            Err(code) => {
                assert!(cents > left, "{cents} of {left}");
                assert_eq!(code, "refunds.more_than_unapplied");
            }
        }
    }

    fn approve(&mut self, desk: &Desktop, place: usize) {
        let (refund, whose, cents, is) = self.refunds[place];
        let customer = [desk.rivera, desk.oak][whose];
        let known = desk.read(|r| books::open_items::balance(r, desk.branch, customer)).unwrap();
        let fits = Money::cents(cents) <= known.unapplied;
        let answer = desk.run_as(desk.ruth, ApproveRefund { refund });
        assert_eq!(answer.is_ok(), is == RefundIs::Asked && fits, "{is:?}: {answer:?}");
        if answer.is_ok() {
            self.refunds[place].3 = RefundIs::Approved;
        }
    }

    fn decline(&mut self, desk: &Desktop, place: usize) {
        let (refund, _, _, is) = self.refunds[place];
        let reason = String::from("Stays to her good");
        let answer = desk.run_as(desk.ruth, DeclineRefund { refund, reason });
        assert_eq!(answer.is_ok(), is == RefundIs::Asked, "{is:?}: {answer:?}");
        if answer.is_ok() {
            self.refunds[place].3 = RefundIs::Declined;
        }
    }

    fn pay(&mut self, desk: &Desktop, place: usize) {
        let (refund, _, _, is) = self.refunds[place];
        let reference = String::from("5012");
        let answer = desk.run(PayRefund { refund, how: PaidHow::Check, reference, paid_on: None });
        assert_eq!(answer.is_ok(), is == RefundIs::Approved, "{is:?}: {answer:?}");
        if answer.is_ok() {
            self.refunds[place].3 = RefundIs::Paid;
        }
    }

    /// The books and the rows say what the sheet says.
    fn agree(&self, desk: &Desktop) {
        for (whose, customer) in [desk.rivera, desk.oak].into_iter().enumerate() {
            let known = desk.read(|r| books::open_items::balance(r, desk.branch, customer));
            assert_eq!(known.unwrap().net(), Money::cents(self.net(whose)), "customer {whose}");
        }
        let posted = self.sum_of(PaymentState::Posted);
        let at_bank = self.sum_of(PaymentState::Deposited) - self.refunds_that(RefundIs::Paid);
        let promised = self.refunds_that(RefundIs::Approved);
        assert_eq!(desk.balance(UNDEPOSITED), Money::cents(posted), "undeposited");
        assert_eq!(desk.balance(OPERATING), Money::cents(at_bank), "at the bank");
        assert_eq!(desk.balance(REFUNDS_PAYABLE), -Money::cents(promised), "to be paid back");
    }

    fn rows_agree(&self, desk: &Desktop) {
        for one in &self.payments {
            let row = desk.read(|r| find_payment(r, desk.branch, one.id)).unwrap();
            assert_eq!(row.expect("it is there").state(), one.state);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_done_the_books_say_what_the_sheet_says(
        deeds in prop::collection::vec(deed(), 1..50)
    ) {
        let desk = Desktop::new();
        let mut sheet = Sheet::default();
        for deed in deeds {
            sheet.perform(&desk, deed);
            sheet.agree(&desk);
        }
        sheet.rows_agree(&desk);
        desk.assert_proved();
    }
}
