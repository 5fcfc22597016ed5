//! Name a payment on hold: now it is known whose it is, and it goes onto her account on the day
//! whose money it is.

use super::posting::{self, Incoming};
use super::rules::{Applied, ApplyTo};
use super::{POST, post, records};
use crate::faces;
use crate::words::Route;
use office::{Command, Desk, Duty, Refusal, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Id, Money, noun};

/// Gives a payment on hold to its customer.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct NamePayment {
    /// Which payment.
    pub payment: Id<noun::Payment>,
    /// Whose it is.
    pub customer: Id<noun::Customer>,
    /// What it pays; the invoice of just this amount or the oldest due when left out.
    #[serde(default)]
    pub applications: Option<Vec<ApplyTo>>,
    /// Why it is posted although one just like it is there.
    #[serde(default)]
    pub again: Option<String>,
}

/// The payment has its customer.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct PaymentNamed {
    /// The payment.
    pub payment: Id<noun::Payment>,
    /// What it pays.
    pub applied: Vec<Applied>,
    /// What stays to the customer's good.
    pub unapplied_cents: Money,
}

impl Command for NamePayment {
    const NAME: &'static str = "payments.name";
    const TITLE: &'static str = "Name a payment on hold";
    const DUTY: Duty = POST;
    const SHAPE: Shape = Shape::ActsOn("payment");
    type Receipt = PaymentNamed;

    fn perform(self, desk: &mut Desk<'_>) -> Result<PaymentNamed, Refusal> {
        let row = records::require(desk, self.payment)?;
        if row.voided_at.is_some() {
            return Err(Refusal::conflict(
                "payments.voided",
                format!("{} was voided. Post the money anew if it is here again.", row.number),
            ));
        }
        if row.customer.is_some() {
            return Err(Refusal::conflict_with(
                "payments.named",
                format!("{} has its customer. Move it if that is the wrong one.", row.number),
                format!("/payments/{}", row.id),
                "See the payment",
            ));
        }
        let face = faces::require_open(desk, self.customer)?;
        let kept = row.kept();
        if self.again.as_ref().is_none_or(|reason| reason.trim().is_empty()) {
            post::refuse_twin(desk, self.customer, &kept, row.amount)?;
        }
        // What a processor pays out was not in the books before: it counts from today.
        let day = match row.tender.route() {
            Route::Deposit => row.day,
            Route::Processor => desk.today(),
        };
        let (payment, amount, customer) = (self.payment, row.amount, self.customer);
        let parts = post::plan(desk, customer, self.applications.as_deref(), amount, day)?;
        let incoming = Incoming { payment, number: &row.number, customer, amount, day };
        let standing = posting::put_on_account(desk, incoming, &parts)?;
        post::post_entry(desk, incoming, &kept, standing.applied, standing.unapplied)?;
        records::mark_customer(desk, payment, customer, standing.credit)?;
        if day != row.day {
            records::mark_day(desk, payment, day)?;
        }
        let words = post::found_by(&row.number, &kept, amount, &face, &row.payer);
        desk.search_put(payment, &words)?;
        desk.change(payment, &row.customer, &customer)?;
        desk.subject(customer);
        let unapplied_cents = standing.unapplied;
        Ok(PaymentNamed { payment, applied: parts, unapplied_cents })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::payments::{HoldPayment, Method};
    use crate::testing::{Desktop, check};
    use books::accounts::{CARD_CLEARING, UNDEPOSITED};

    fn hold(desk: &Desktop, method: Method, cents: i64) -> Id<noun::Payment> {
        let command = HoldPayment {
            amount_cents: Money::cents(cents),
            method,
            payer: "D. Cobb?".into(),
            memo: String::new(),
            received_on: None,
            batch: None,
        };
        desk.run(command).expect("it is on hold").payment
    }

    fn name(payment: Id<noun::Payment>, customer: Id<noun::Customer>) -> NamePayment {
        NamePayment { payment, customer, applications: None, again: None }
    }

    #[test]
    fn it_goes_onto_the_account_on_its_own_day() {
        let desk = Desktop::new();
        let charge = desk.charge(desk.rivera, "0412-26-005377", "2026-02-10", 10_000);
        let payment = hold(&desk, check("602"), 11_840);
        // Found the next morning, before Monday's deposit was closed.
        desk.next_day();
        let named = desk.run(name(payment, desk.rivera)).unwrap();
        assert_eq!(named.unapplied_cents, Money::cents(1_840));
        assert_eq!(desk.open_of(charge), Money::ZERO);
        assert_eq!(desk.balance(UNDEPOSITED), Money::cents(11_840));
        let row = desk.read(|reader| records::find_payment(reader, desk.branch, payment)).unwrap();
        assert_eq!(row.unwrap().day, values::Day::ymd(2026, 3, 2));
        desk.assert_proved();
        assert_eq!(desk.refused(name(payment, desk.oak)).code(), "payments.named");
    }

    #[test]
    fn a_card_payment_counts_from_the_day_it_is_named() {
        let desk = Desktop::new();
        let card = Method::Card { reference: "ch_9".into(), last4: "1111".into() };
        let payment = hold(&desk, card, 5_000);
        desk.next_day();
        desk.run(name(payment, desk.rivera)).unwrap();
        let row = desk.read(|reader| records::find_payment(reader, desk.branch, payment)).unwrap();
        assert_eq!(row.unwrap().day, values::Day::ymd(2026, 3, 3));
        assert_eq!(desk.balance(CARD_CLEARING), Money::dollars(50));
        desk.assert_proved();
    }

    #[test]
    fn a_twin_is_seen_here_too_and_it_takes_the_duty() {
        let desk = Desktop::new();
        let payment = hold(&desk, check("602"), 11_840);
        desk.post(desk.rivera, check("602"), 11_840);
        let twin = desk.refused(name(payment, desk.rivera));
        assert_eq!(twin.code(), "payments.looks_posted");
        let refusal = desk.run_as(desk.stranger, name(payment, desk.oak)).unwrap_err();
        assert_eq!(refusal, Refusal::NotAllowed { duty: POST });
        let again = Some(String::from("Two checks of one number"));
        desk.run(NamePayment { again, ..name(payment, desk.rivera) }).unwrap();
        let unknown = desk.refused(name(Id::new(77), desk.oak));
        assert_eq!(unknown, Refusal::NotFound { what: "payment" });
    }
}
