//! Apply what a customer has to her good to what she owes: an earlier payment's rest goes onto
//! her invoices, as told or the oldest due first.

use super::posting::{self, credits_of};
use super::records::{self, PaymentRow};
use super::rules::{Applied, ApplyTo};
use super::{POST, UnapplyPayment, post};
use books::Source;
use books::entries::{self, NewEntry};
use books::open_items::{find_credit, list_applications_of_credit};
use office::{Command, Desk, Duty, Errand, Refusal, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Id, Money, noun};

/// Puts what is unapplied of a payment against what its customer owes.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct ApplyPayment {
    /// Which payment.
    pub payment: Id<noun::Payment>,
    /// What it pays; the invoice of just this amount or the oldest due when left out.
    #[serde(default)]
    pub applications: Option<Vec<ApplyTo>>,
}

/// It is applied.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct PaymentApplied {
    /// The payment.
    pub payment: Id<noun::Payment>,
    /// What it pays now.
    pub applied: Vec<Applied>,
    /// The applications made, to take them back by.
    pub applications: Vec<Id<noun::Application>>,
    /// What still stays to the customer's good.
    pub unapplied_cents: Money,
}

impl Command for ApplyPayment {
    const NAME: &'static str = "payments.apply";
    const TITLE: &'static str = "Apply the rest of a payment";
    const DUTY: Duty = POST;
    const SHAPE: Shape = Shape::ActsOn("payment");
    type Receipt = PaymentApplied;

    fn perform(self, desk: &mut Desk<'_>) -> Result<PaymentApplied, Refusal> {
        let row = records::require(desk, self.payment)?;
        let (customer, credit) = require_standing(&row)?;
        let (branch, day) = (desk.branch(), desk.today().max(row.day));
        let open = find_credit(desk, branch, credit)?.map_or(Money::ZERO, |credit| credit.open);
        if open.is_zero() {
            return Err(Refusal::conflict(
                "payments.nothing_unapplied",
                "All of this payment is applied already. Take an application back first.",
            ));
        }
        let parts = post::plan(desk, customer, self.applications.as_deref(), open, day)?;
        if parts.is_empty() {
            return Err(Refusal::conflict(
                "payments.nothing_open",
                "This customer owes nothing now. It stays to her good for her next invoice.",
            ));
        }
        let before = list_applications_of_credit(desk, branch, credit)?;
        let applied = posting::apply_parts(desk, customer, credit, &parts, day)?;
        let after = list_applications_of_credit(desk, branch, credit)?;
        // Handbook P10: off what is unapplied, off what is owed.
        let mut lines = vec![posting::unapplied_line(customer, applied)];
        lines.extend(credits_of(customer, applied, Money::ZERO));
        let memo = format!("Payment {} applied", row.number);
        entries::post(desk, NewEntry { day, memo, source: Source::of(self.payment), lines })?;
        desk.subject(self.payment);
        desk.subject(customer);
        let is_new = |id: &Id<noun::Application>| before.iter().all(|one| one.id != *id);
        Ok(PaymentApplied {
            payment: self.payment,
            applied: parts,
            applications: after.into_iter().map(|one| one.id).filter(is_new).collect(),
            unapplied_cents: open - applied,
        })
    }

    fn reversal(receipt: &PaymentApplied) -> Option<Errand> {
        Some(Errand::of(UnapplyPayment {
            payment: receipt.payment,
            applications: receipt.applications.clone(),
            reason: String::from("Taken back at once"),
        }))
    }
}

/// The payment's customer and credit, when it stands on an account.
pub(crate) fn require_standing(
    row: &PaymentRow,
) -> Result<(Id<noun::Customer>, Id<noun::Credit>), Refusal> {
    let href = format!("/payments/{}", row.id);
    let refuse = |code, words: String| {
        Err(Refusal::conflict_with(code, words, href.clone(), "See the payment"))
    };
    let number = &row.number;
    match (row.customer, row.credit) {
        _ if row.voided_at.is_some() => {
            refuse("payments.voided", format!("{number} was voided. Post the money anew."))
        }
        _ if row.returned_at.is_some() => {
            refuse("payments.returned", format!("The bank has returned {number}."))
        }
        (Some(customer), Some(credit)) => Ok((customer, credit)),
        _ => refuse("payments.on_hold", format!("{number} is on hold. Name its customer first.")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::payments::Method;
    use crate::testing::{Desktop, check};
    use books::accounts::{RECEIVABLE, UNAPPLIED};

    fn apply(payment: Id<noun::Payment>) -> ApplyPayment {
        ApplyPayment { payment, applications: None }
    }

    /// P10: 128.40 of a payment of 200.00 that came before its invoice.
    #[test]
    fn p10_an_earlier_payment_pays_a_later_invoice() {
        let desk = Desktop::new();
        let posted = desk.post(desk.rivera, check("1042"), 20_000);
        assert_eq!(desk.refused(apply(posted.payment)).code(), "payments.nothing_open");
        let charge = desk.charge(desk.rivera, "0412-26-005501", "2026-03-25", 12_840);
        let applied = desk.run(apply(posted.payment)).unwrap();
        assert_eq!(applied.unapplied_cents, Money::cents(7_160));
        assert_eq!(desk.open_of(charge), Money::ZERO);
        assert_eq!(desk.balance(UNAPPLIED), Money::cents(-7_160));
        assert_eq!(desk.balance(RECEIVABLE), Money::ZERO);
        desk.assert_proved();
    }

    #[test]
    fn the_undo_takes_it_back() {
        let desk = Desktop::new();
        let posted = desk.post(desk.rivera, check("1042"), 20_000);
        let charge = desk.charge(desk.rivera, "0412-26-005501", "2026-03-25", 12_840);
        let applied = desk.run(apply(posted.payment)).unwrap();
        let undo = ApplyPayment::reversal(&applied).expect("an undo");
        desk.office.errand(desk.slip(), undo, office::Mode::Now).unwrap();
        assert_eq!(desk.open_of(charge), Money::cents(12_840));
        assert_eq!(desk.balance(UNAPPLIED), Money::dollars(-200));
        desk.assert_proved();
    }

    #[test]
    fn nothing_is_applied_twice_or_from_what_does_not_stand() {
        let desk = Desktop::new();
        desk.charge(desk.rivera, "0412-26-005501", "2026-03-25", 30_000);
        let spent = desk.post(desk.rivera, check("1042"), 20_000);
        assert_eq!(desk.refused(apply(spent.payment)).code(), "payments.nothing_unapplied");
        let voided = desk.post(desk.oak, Method::Ach { reference: "T1".into() }, 100);
        let reason = String::from("Twice");
        let payment = voided.payment;
        desk.run_as(desk.ruth, crate::payments::VoidPayment { payment, reason }).unwrap();
        assert_eq!(desk.refused(apply(payment)).code(), "payments.voided");
        let refusal = desk.run_as(desk.stranger, apply(payment)).unwrap_err();
        assert_eq!(refusal, Refusal::NotAllowed { duty: POST });
    }
}
