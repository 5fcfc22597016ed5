//! Take an application back: the payment had been put against the wrong invoice. The invoice is
//! open again with the due day it always had.

use super::apply::require_standing;
use super::posting::{self, credits_of};
use super::{CORRECT, records};
use books::Source;
use books::entries::{self, NewEntry};
use books::open_items::{self, list_applications_of_credit};
use office::{Command, Desk, Duty, Problems, Refusal, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Id, Money, noun};

/// Takes applications of a payment back.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct UnapplyPayment {
    /// Which payment.
    pub payment: Id<noun::Payment>,
    /// Which of its applications.
    pub applications: Vec<Id<noun::Application>>,
    /// Why.
    pub reason: String,
}

/// They are taken back.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct PaymentUnapplied {
    /// The payment.
    pub payment: Id<noun::Payment>,
    /// What is open again, and stands to the customer's good.
    pub reopened_cents: Money,
}

impl Command for UnapplyPayment {
    const NAME: &'static str = "payments.unapply";
    const TITLE: &'static str = "Take an application back";
    const DUTY: Duty = CORRECT;
    const SHAPE: Shape = Shape::ActsOn("payment");
    type Receipt = PaymentUnapplied;

    fn problems(&self) -> Problems {
        Problems::none()
            .when(self.reason.trim().is_empty(), "reason", "Say why it is taken back.")
            .when(self.applications.is_empty(), "applications", "Choose what is taken back.")
    }

    fn perform(self, desk: &mut Desk<'_>) -> Result<PaymentUnapplied, Refusal> {
        let row = records::require(desk, self.payment)?;
        let (customer, credit) = require_standing(&row)?;
        let (branch, day) = (desk.branch(), desk.today().max(row.day));
        let known = list_applications_of_credit(desk, branch, credit)?;
        let mut reopened = Money::ZERO;
        for application in &self.applications {
            let one = known.iter().find(|one| one.id == *application && one.charge.is_some());
            let one = one.ok_or(Refusal::NotFound { what: "application" })?;
            open_items::unapply(desk, one.id, day)?;
            reopened += one.amount;
        }
        let mut lines = vec![posting::unapplied_line(customer, -reopened)];
        lines.extend(credits_of(customer, -reopened, Money::ZERO));
        let memo = format!("Payment {} taken off its invoices", row.number);
        entries::post(desk, NewEntry { day, memo, source: Source::of(self.payment), lines })?;
        desk.subject(self.payment);
        desk.subject(customer);
        Ok(PaymentUnapplied { payment: self.payment, reopened_cents: reopened })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{Desktop, check};
    use books::accounts::{RECEIVABLE, UNAPPLIED};

    fn applications(desk: &Desktop, payment: Id<noun::Payment>) -> Vec<Id<noun::Application>> {
        let branch = desk.branch;
        let row = desk.read(|reader| records::find_payment(reader, branch, payment)).unwrap();
        let credit = row.unwrap().credit.unwrap();
        let all = desk.read(|reader| list_applications_of_credit(reader, branch, credit)).unwrap();
        all.into_iter().map(|one| one.id).collect()
    }

    #[test]
    fn the_invoice_is_open_again_and_the_money_is_to_her_good() {
        let desk = Desktop::new();
        let charge = desk.charge(desk.rivera, "0412-26-005377", "2026-02-10", 10_700);
        let payment = desk.post(desk.rivera, check("1042"), 12_733).payment;
        let command = UnapplyPayment {
            payment,
            applications: applications(&desk, payment),
            reason: "Meant for another invoice".into(),
        };
        let taken = desk.run(command.clone()).unwrap();
        assert_eq!(taken.reopened_cents, Money::cents(10_700));
        assert_eq!(desk.open_of(charge), Money::cents(10_700));
        assert_eq!(desk.balance(RECEIVABLE), Money::cents(10_700));
        assert_eq!(desk.balance(UNAPPLIED), Money::cents(-12_733));
        desk.assert_proved();
        assert_eq!(desk.refused(command).code(), "open_items.taken_back_before");
    }

    #[test]
    fn wants_a_reason_an_application_of_its_own_and_the_duty() {
        let desk = Desktop::new();
        desk.charge(desk.rivera, "0412-26-005377", "2026-02-10", 10_700);
        let payment = desk.post(desk.rivera, check("1042"), 10_700).payment;
        let other = desk.post(desk.rivera, check("1043"), 100).payment;
        let right = UnapplyPayment {
            payment,
            applications: applications(&desk, payment),
            reason: "Wrong".into(),
        };
        let blank = UnapplyPayment { reason: String::new(), ..right.clone() };
        assert_eq!(desk.refused(blank).status(), 422);
        let none = UnapplyPayment { applications: Vec::new(), ..right.clone() };
        assert_eq!(desk.refused(none).status(), 422);
        let foreign = UnapplyPayment { payment: other, ..right.clone() };
        assert_eq!(desk.refused(foreign), Refusal::NotFound { what: "application" });
        let refusal = desk.run_as(desk.stranger, right).unwrap_err();
        assert_eq!(refusal, Refusal::NotAllowed { duty: CORRECT });
    }
}
