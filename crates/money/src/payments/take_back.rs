//! Take back a payment just keyed: the poster's own slip of the finger, within a quarter of an
//! hour, before anybody has counted. Cash is never taken back by one person alone.

use super::records::{self, PaymentRow};
use super::{POST, void};
use crate::words::Tender;
use office::{Command, Desk, Duty, Problems, Refusal, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Id, Money, noun};

/// Takes back a payment that the person at the desk has just posted.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct TakeBackPayment {
    /// Which payment.
    pub payment: Id<noun::Payment>,
    /// Why.
    pub reason: String,
}

/// The payment is taken back, which is a void.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct PaymentTakenBack {
    /// The payment.
    pub payment: Id<noun::Payment>,
    /// What is open again because of it.
    pub reopened_cents: Money,
}

/// How long a slip of the finger is one: after that a second person looks at it.
const AT_ONCE_SECONDS: i64 = 15 * 60;

impl Command for TakeBackPayment {
    const NAME: &'static str = "payments.take_back";
    const TITLE: &'static str = "Take the payment back";
    const DUTY: Duty = POST;
    const SHAPE: Shape = Shape::ActsOn("payment");
    type Receipt = PaymentTakenBack;

    fn problems(&self) -> Problems {
        let is_blank = self.reason.trim().is_empty();
        Problems::none().when(is_blank, "reason", "Say why it is taken back.")
    }

    fn perform(self, desk: &mut Desk<'_>) -> Result<PaymentTakenBack, Refusal> {
        let row = records::require(desk, self.payment)?;
        refuse_unless_slip(desk, &row)?;
        let reopened_cents = void::void(desk, &row, &self.reason)?;
        Ok(PaymentTakenBack { payment: self.payment, reopened_cents })
    }
}

fn refuse_unless_slip(desk: &Desk<'_>, row: &PaymentRow) -> Result<(), Refusal> {
    let is_own = row.posted_by == desk.who();
    let is_fresh = row.posted_at.seconds_until(desk.now()) <= AT_ONCE_SECONDS;
    let is_small = desk.branch_face().small_office;
    let words = match row.tender {
        _ if !is_own => "Somebody else posted this payment. Void it, with the reason.",
        Tender::Cash if !is_small => {
            "Cash is not taken back by one person. Ask a second person to void it."
        }
        _ if !is_fresh => {
            "This was posted more than a quarter of an hour ago. Ask a second person to void it."
        }
        _ => return Ok(()),
    };
    let href = format!("/payments/{}", row.id);
    Err(Refusal::conflict_with("payments.not_to_take_back", words, href, "See the payment"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::payments::{Method, PaymentPosted};
    use crate::testing::{Desktop, check};
    use books::accounts::UNDEPOSITED;
    use office::Command;

    fn take_back(payment: Id<noun::Payment>) -> TakeBackPayment {
        TakeBackPayment { payment, reason: "Keyed the wrong line".into() }
    }

    #[test]
    fn the_last_line_comes_back() {
        let desk = Desktop::new();
        let charge = desk.charge(desk.rivera, "0412-26-005377", "2026-02-10", 10_700);
        let posted = desk.post(desk.rivera, check("1042"), 10_700);
        let taken = desk.run(take_back(posted.payment)).unwrap();
        assert_eq!(taken.reopened_cents, Money::cents(10_700));
        assert_eq!(desk.open_of(charge), Money::cents(10_700));
        assert_eq!(desk.balance(UNDEPOSITED), Money::ZERO);
        desk.assert_proved();
        assert_eq!(desk.run(take_back(posted.payment)).unwrap_err().code(), "payments.voided");
    }

    #[test]
    fn only_ones_own_only_at_once_and_never_cash() {
        let desk = Desktop::new();
        let code = |who, payment| desk.run_as(who, take_back(payment)).unwrap_err().code();
        let cash = desk.post(desk.rivera, Method::Cash, 5_000).payment;
        assert_eq!(code(desk.dana, cash), "payments.not_to_take_back");
        let check = desk.post(desk.rivera, check("1042"), 5_000).payment;
        assert_eq!(code(desk.ruth, check), "payments.not_to_take_back");
        desk.later(AT_ONCE_SECONDS + 1);
        assert_eq!(code(desk.dana, check), "payments.not_to_take_back");
        assert_eq!(code(desk.stranger, check), "not_allowed");
        let blank = TakeBackPayment { reason: String::new(), ..take_back(check) };
        assert_eq!(desk.run(blank).unwrap_err().status(), 422);
    }

    #[test]
    fn a_toast_offers_it_for_all_but_cash() {
        let desk = Desktop::new();
        let undo = |receipt: &PaymentPosted| crate::payments::PostPayment::reversal(receipt);
        let posted = desk.post(desk.rivera, check("1042"), 5_000);
        assert_eq!(undo(&posted).expect("an undo").name, TakeBackPayment::NAME);
        let cash = desk.post(desk.rivera, Method::Cash, 5_000);
        assert!(undo(&cash).is_none());
    }
}
