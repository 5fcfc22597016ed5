//! Move a payment to the right customer: it came off one account and went onto another, in one
//! entry, whether or not the money is at the bank already.

use super::apply::require_standing;
use super::posting::{self, Incoming};
use super::rules::{Applied, ApplyTo};
use super::{CORRECT, post, records};
use crate::faces;
use books::Source;
use books::entries::{self, NewEntry};
use books::open_items::ApplicationKind;
use office::{Command, Desk, Duty, Errand, Problems, Refusal, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Id, Money, noun};

/// Moves a payment onto another customer's account.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct MovePayment {
    /// Which payment.
    pub payment: Id<noun::Payment>,
    /// Whose it is.
    pub customer: Id<noun::Customer>,
    /// What it pays there; the invoice of just this amount or the oldest due when left out.
    #[serde(default)]
    pub applications: Option<Vec<ApplyTo>>,
    /// Why.
    pub reason: String,
}

/// The payment is on the right account.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct PaymentMoved {
    /// The payment.
    pub payment: Id<noun::Payment>,
    /// Whose account it came off.
    pub from: Id<noun::Customer>,
    /// What is open again there.
    pub reopened_cents: Money,
    /// What it pays now.
    pub applied: Vec<Applied>,
    /// What stays to the right customer's good.
    pub unapplied_cents: Money,
}

impl Command for MovePayment {
    const NAME: &'static str = "payments.move";
    const TITLE: &'static str = "Move the payment to another customer";
    const DUTY: Duty = CORRECT;
    const SHAPE: Shape = Shape::ActsOn("payment");
    type Receipt = PaymentMoved;

    fn problems(&self) -> Problems {
        let is_blank = self.reason.trim().is_empty();
        Problems::none().when(is_blank, "reason", "Say why it is moved.")
    }

    fn perform(self, desk: &mut Desk<'_>) -> Result<PaymentMoved, Refusal> {
        let row = records::require(desk, self.payment)?;
        let (from, credit) = require_standing(&row)?;
        if from == self.customer {
            let words = "It is on this customer's account. Choose another.";
            return Err(Refusal::invalid("customer", words));
        }
        let face = faces::require_open(desk, self.customer)?;
        let (payment, amount, day) = (self.payment, row.amount, desk.today().max(row.day));
        let off = posting::take_off_account(desk, credit, ApplicationKind::Void, day)?;
        if !off.given_back.is_zero() {
            let words =
                format!("{} of it was refunded or transferred. It stays there.", off.given_back);
            return Err(Refusal::conflict("payments.refunded", words));
        }
        let told = self.applications.as_deref();
        let parts = post::plan(desk, self.customer, told, amount, day)?;
        let (number, customer) = (row.number.as_str(), self.customer);
        let incoming = Incoming { payment, number, customer, amount, day };
        let standing = posting::put_on_account(desk, incoming, &parts)?;
        let mut lines = posting::debits_of(from, &off).to_vec();
        lines.extend(posting::credits_of(customer, standing.applied, standing.unapplied));
        let memo = format!("Payment {number} moved to {}", face.number);
        entries::post(desk, NewEntry { day, memo, source: Source::of(payment), lines })?;
        records::mark_customer(desk, payment, customer, standing.credit)?;
        let words = post::found_by(number, &row.kept(), amount, &face, &row.payer);
        desk.search_put(payment, &words)?;
        desk.change(payment, &from, &customer)?;
        desk.subject(from);
        desk.subject(customer);
        Ok(PaymentMoved {
            payment,
            from,
            reopened_cents: off.applied,
            applied: parts,
            unapplied_cents: standing.unapplied,
        })
    }

    fn reversal(receipt: &PaymentMoved) -> Option<Errand> {
        Some(Errand::of(MovePayment {
            payment: receipt.payment,
            customer: receipt.from,
            applications: None,
            reason: String::from("Moved back at once"),
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{Desktop, check};
    use books::accounts::{OPERATING, RECEIVABLE};
    use books::open_items::balance;

    fn move_to(payment: Id<noun::Payment>, customer: Id<noun::Customer>) -> MovePayment {
        let reason = String::from("Two Oaks on one page");
        MovePayment { payment, customer, applications: None, reason }
    }

    #[test]
    fn both_accounts_are_as_they_should_have_been() {
        let desk = Desktop::new();
        let hers = desk.charge(desk.rivera, "0412-26-005377", "2026-02-10", 10_700);
        let theirs = desk.charge(desk.oak, "0412-26-005440", "2026-02-20", 18_500);
        let posted = desk.post(desk.rivera, check("1127"), 18_500);
        desk.close(posted.deposit.unwrap());
        let moved = desk.run(move_to(posted.payment, desk.oak)).unwrap();
        assert_eq!(moved.reopened_cents, Money::cents(10_700));
        assert_eq!(moved.unapplied_cents, Money::ZERO);
        assert_eq!((desk.open_of(hers), desk.open_of(theirs)), (Money::cents(10_700), Money::ZERO));
        assert_eq!(desk.balance(OPERATING), Money::cents(18_500), "the bank has it all the same");
        assert_eq!(desk.balance(RECEIVABLE), Money::cents(10_700));
        let hers = desk.read(|reader| balance(reader, desk.branch, desk.rivera)).unwrap();
        assert_eq!(hers.unapplied, Money::ZERO);
        desk.assert_proved();
        let undo = MovePayment::reversal(&moved).expect("an undo");
        desk.office.errand(desk.slip(), undo, office::Mode::Now).unwrap();
        assert_eq!(desk.open_of(theirs), Money::cents(18_500));
        desk.assert_proved();
    }

    #[test]
    fn refuses_the_same_a_merged_and_another_branchs_customer() {
        let desk = Desktop::new();
        let payment = desk.post(desk.rivera, check("1127"), 18_500).payment;
        assert_eq!(desk.refused(move_to(payment, desk.rivera)).status(), 422);
        let merged = desk.refused(move_to(payment, desk.merged));
        assert_eq!(merged.code(), "customers.merged");
        let elsewhere = desk.refused(move_to(payment, desk.elsewhere));
        assert_eq!(elsewhere, Refusal::NotFound { what: "customer" });
        let blank = MovePayment { reason: " ".into(), ..move_to(payment, desk.oak) };
        assert_eq!(desk.refused(blank).status(), 422);
        let refusal = desk.run_as(desk.stranger, move_to(payment, desk.oak)).unwrap_err();
        assert_eq!(refusal, Refusal::NotAllowed { duty: CORRECT });
    }
}
