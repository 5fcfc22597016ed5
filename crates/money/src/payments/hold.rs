//! Put money on hold when nobody can tell yet whose it is. It waits beside the books, in its
//! deposit, which does not close before it has a name or was sent back.

use super::method::Method;
use super::records::{self, NewPayment};
use super::{POST, TakeBackPayment, post};
use crate::deposits::intake;
use crate::words::Tender;
use office::{Command, Desk, Duty, Errand, Problems, Refusal, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Day, Id, Money, noun};

/// Puts a payment on hold, unnamed.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct HoldPayment {
    /// How much.
    pub amount_cents: Money,
    /// How it was made.
    pub method: Method,
    /// The name on it, as far as it can be read.
    #[serde(default)]
    pub payer: String,
    /// What may help to find its customer.
    #[serde(default)]
    pub memo: String,
    /// The day it was received; today when left out.
    #[serde(default)]
    pub received_on: Option<Day>,
    /// The batch it was found in.
    #[serde(default)]
    pub batch: Option<Id<noun::Batch>>,
}

/// The payment is on hold.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct PaymentHeld {
    /// The payment.
    pub payment: Id<noun::Payment>,
    /// Its number.
    pub number: String,
    /// What it came as.
    pub tender: Tender,
    /// The deposit it waits in.
    pub deposit: Option<Id<noun::Deposit>>,
}

impl Command for HoldPayment {
    const NAME: &'static str = "payments.hold";
    const TITLE: &'static str = "Put a payment on hold";
    const DUTY: Duty = POST;
    const SHAPE: Shape = Shape::Does;
    type Receipt = PaymentHeld;

    fn problems(&self) -> Problems {
        let mut problems = Problems::none().when(
            !self.amount_cents.is_positive(),
            "amount_cents",
            "Enter an amount above zero.",
        );
        problems.0.extend(self.method.problems().0);
        problems
    }

    fn perform(self, desk: &mut Desk<'_>) -> Result<PaymentHeld, Refusal> {
        let kept = self.method.kept();
        post::refuse_day(desk, self.received_on)?;
        let place = intake::place(desk, kept.tender, self.batch)?;
        post::refuse_check_day(&self.method, place.day)?;
        let payment = desk.id();
        let number = desk.document_number("payment")?;
        let received_on = self.received_on.unwrap_or(desk.today());
        let (payer, memo) = (self.payer.trim(), self.memo.trim());
        records::insert_payment(
            desk,
            &NewPayment {
                id: payment,
                number: &number,
                customer: None,
                credit: None,
                kept: &kept,
                amount: self.amount_cents,
                received_on,
                day: place.day,
                payer,
                memo,
                batch: self.batch,
                deposit: place.deposit,
            },
        )?;
        let (words, plain) = (kept.words(), self.amount_cents.plain());
        desk.search_put(payment, &format!("payment {number} {words} {plain} {payer} {memo}"))?;
        desk.subject(payment);
        Ok(PaymentHeld { payment, number, tender: kept.tender, deposit: place.deposit })
    }

    fn reversal(receipt: &PaymentHeld) -> Option<Errand> {
        let reason = String::from("Taken back at once");
        (receipt.tender != Tender::Cash)
            .then(|| Errand::of(TakeBackPayment { payment: receipt.payment, reason }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::deposits::CloseDeposit;
    use crate::payments::{NamePayment, VoidPayment};
    use crate::testing::{Desktop, check};
    use books::accounts::UNDEPOSITED;

    fn hold(number: &str, cents: i64) -> HoldPayment {
        HoldPayment {
            amount_cents: Money::cents(cents),
            method: check(number),
            payer: "D. Cobb?".into(),
            memo: "No stub".into(),
            received_on: None,
            batch: None,
        }
    }

    #[test]
    fn it_waits_beside_the_books_and_keeps_its_deposit_open() {
        let desk = Desktop::new();
        let held = desk.run(hold("602", 11_840)).unwrap();
        assert_eq!(desk.balance(UNDEPOSITED), Money::ZERO);
        let today = Day::ymd(2026, 3, 2);
        let count = desk.read(|reader| records::count_held(reader, desk.branch, today)).unwrap();
        assert_eq!(count, 1);
        let deposit = held.deposit.unwrap();
        let refusal = desk.refused(CloseDeposit { deposit, bag: String::new() });
        assert_eq!(refusal.code(), "deposits.on_hold");
        desk.assert_proved();
    }

    #[test]
    fn sent_back_to_its_sender_it_is_voided() {
        let desk = Desktop::new();
        let payment = desk.run(hold("602", 11_840)).unwrap().payment;
        let reason = String::from("Sent back, no such customer");
        desk.run_as(desk.ruth, VoidPayment { payment, reason }).unwrap();
        let customer = desk.rivera;
        let name = NamePayment { payment, customer, applications: None, again: None };
        assert_eq!(desk.refused(name).code(), "payments.voided");
        desk.assert_proved();
    }

    #[test]
    fn names_what_is_wrong_and_takes_the_duty() {
        let desk = Desktop::new();
        assert_eq!(desk.refused(hold("", 100)).status(), 422);
        assert_eq!(desk.refused(hold("602", 0)).status(), 422);
        let refusal = desk.run_as(desk.stranger, hold("602", 100)).unwrap_err();
        assert_eq!(refusal, Refusal::NotAllowed { duty: POST });
    }
}
