//! Void a payment: on its day, before its deposit closes, by somebody other than who posted
//! it. Its entry and its applications are reversed, and both stay to be seen.

use super::VOID;
use super::posting::{self, TakenOff, plain};
use super::records::{self, PaymentRow};
use crate::two_people::{self, Hands};
use crate::words::Route;
use books::Source;
use books::entries::{self, NewEntry};
use books::open_items::ApplicationKind;
use office::{Command, Desk, Duty, Problems, Refusal, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Id, Money, noun};

/// Voids a payment.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct VoidPayment {
    /// Which payment.
    pub payment: Id<noun::Payment>,
    /// Why.
    pub reason: String,
}

/// The payment is voided.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct PaymentVoided {
    /// The payment.
    pub payment: Id<noun::Payment>,
    /// What is open again because of it.
    pub reopened_cents: Money,
    /// Whether whoever posted it voided it, as a small office may.
    pub hands: Hands,
}

impl Command for VoidPayment {
    const NAME: &'static str = "payments.void";
    const TITLE: &'static str = "Void the payment";
    const DUTY: Duty = VOID;
    const SHAPE: Shape = Shape::ActsOn("payment");
    type Receipt = PaymentVoided;

    fn problems(&self) -> Problems {
        let is_blank = self.reason.trim().is_empty();
        Problems::none().when(is_blank, "reason", "Say why it is voided.")
    }

    fn perform(self, desk: &mut Desk<'_>) -> Result<PaymentVoided, Refusal> {
        let row = records::require(desk, self.payment)?;
        let hands = two_people::require_another(
            desk,
            row.posted_by,
            "payments.poster_cannot_void",
            "You posted this payment. Ask a second person to void it.",
        )?;
        let reopened_cents = void(desk, &row, &self.reason)?;
        Ok(PaymentVoided { payment: self.payment, reopened_cents, hands })
    }
}

/// Voids a payment that may still be voided; answers what is open again.
pub(super) fn void(desk: &mut Desk<'_>, row: &PaymentRow, reason: &str) -> Result<Money, Refusal> {
    refuse_gone(desk, row)?;
    desk.subject(row.id);
    let mut reopened = Money::ZERO;
    if let (Some(customer), Some(credit)) = (row.customer, row.credit) {
        let off = posting::take_off_account(desk, credit, ApplicationKind::Void, row.day)?;
        refuse_given_back(&off)?;
        let mut lines = vec![plain(row.tender.account(), -row.amount)];
        lines.extend(posting::debits_of(customer, &off));
        let memo = format!("Payment {} voided", row.number);
        let source = Source::of(row.id);
        entries::post(desk, NewEntry { day: row.day, memo, source, lines })?;
        desk.subject(customer);
        reopened = off.applied;
    }
    records::mark_voided(desk, row.id, reason.trim())?;
    desk.change(row.id, &row.state(), &records::PaymentState::Voided)?;
    Ok(reopened)
}

/// Refuses what is no longer in the house: deposited, paid out, returned, of another day.
fn refuse_gone(desk: &Desk<'_>, row: &PaymentRow) -> Result<(), Refusal> {
    let href = format!("/payments/{}", row.id);
    let refuse = |code, words: String| {
        Err(Refusal::conflict_with(code, words, href.clone(), "See the payment"))
    };
    let number = &row.number;
    if row.voided_at.is_some() {
        return refuse("payments.voided", format!("{number} was voided before."));
    }
    if row.returned_at.is_some() {
        return refuse("payments.returned", format!("The bank has returned {number} already."));
    }
    if row.deposited_at.is_some() {
        let deposit = row.deposit_number.as_deref().unwrap_or("its deposit");
        return refuse(
            "payments.deposited",
            format!(
                "{number} went to the bank in {deposit}. Move it to the right customer, \
                 refund it, or record the bank's return."
            ),
        );
    }
    if row.settled_on.is_some() {
        let words = format!("The processor has paid {number} out. Refund it instead.");
        return refuse("payments.settled", words);
    }
    if row.tender.route() == Route::Processor && row.day != desk.today() {
        return refuse(
            "payments.not_today",
            format!("{number} is of {}. Refund it through the processor.", row.day.us()),
        );
    }
    Ok(())
}

/// Money of it was given back already: voiding it would give it twice.
fn refuse_given_back(off: &TakenOff) -> Result<(), Refusal> {
    match off.given_back.is_zero() {
        true => Ok(()),
        false => Err(Refusal::conflict(
            "payments.refunded",
            format!(
                "{} of this payment was refunded or transferred, so it cannot be voided any more.",
                off.given_back
            ),
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::payments::Method;
    use crate::testing::{Desktop, check};
    use books::accounts::{RECEIVABLE, UNAPPLIED, UNDEPOSITED};

    fn void(payment: Id<noun::Payment>) -> VoidPayment {
        VoidPayment { payment, reason: "Two checks were stuck together".into() }
    }

    #[test]
    fn all_is_as_it_was_before() {
        let desk = Desktop::new();
        let a = desk.charge(desk.rivera, "0412-26-005377", "2026-02-10", 10_700);
        let posted = desk.post(desk.rivera, check("1042"), 12_733);
        let voided = desk.run_as(desk.ruth, void(posted.payment)).unwrap();
        assert_eq!(voided.reopened_cents, Money::cents(10_700));
        assert_eq!(voided.hands, Hands::Two);
        assert_eq!(desk.open_of(a), Money::cents(10_700));
        assert_eq!(desk.balance(UNDEPOSITED), Money::ZERO);
        assert_eq!(desk.balance(UNAPPLIED), Money::ZERO);
        assert_eq!(desk.balance(RECEIVABLE), Money::cents(10_700));
        desk.assert_proved();
        let again = desk.run_as(desk.ruth, void(posted.payment)).unwrap_err();
        assert_eq!(again.code(), "payments.voided");
        // What was voided is no twin of the check that is posted rightly.
        desk.post(desk.rivera, check("1042"), 12_733);
    }

    #[test]
    fn not_by_the_poster_unless_the_office_is_small() {
        let desk = Desktop::new();
        let posted = desk.post(desk.rivera, Method::Cash, 5_000);
        let own = desk.run(void(posted.payment)).unwrap_err();
        assert_eq!(own.code(), "payments.poster_cannot_void");
        desk.make_small();
        assert_eq!(desk.run(void(posted.payment)).unwrap().hands, Hands::One);
    }

    #[test]
    fn not_once_it_is_at_the_bank() {
        let desk = Desktop::new();
        let posted = desk.post(desk.rivera, check("1042"), 12_733);
        desk.close(posted.deposit.unwrap());
        let refusal = desk.run_as(desk.ruth, void(posted.payment)).unwrap_err();
        assert_eq!(refusal.code(), "payments.deposited");
        assert!(refusal.words().contains("DB-0302"));
    }

    #[test]
    fn a_card_payment_only_on_its_day() {
        let desk = Desktop::new();
        let card = Method::Card { reference: "ch_88".into(), last4: "4242".into() };
        let first = desk.post(desk.rivera, card, 9_632);
        desk.run_as(desk.ruth, void(first.payment)).unwrap();
        let ach = Method::Ach { reference: "T1".into() };
        let second = desk.post(desk.rivera, ach, 9_632);
        desk.next_day();
        let refusal = desk.run_as(desk.ruth, void(second.payment)).unwrap_err();
        assert_eq!(refusal.code(), "payments.not_today");
    }

    #[test]
    fn wants_a_reason_a_payment_and_the_duty() {
        let desk = Desktop::new();
        let posted = desk.post(desk.rivera, check("1042"), 12_733);
        let blank = VoidPayment { reason: " ".into(), ..void(posted.payment) };
        assert_eq!(desk.run_as(desk.ruth, blank).unwrap_err().status(), 422);
        let unknown = desk.run_as(desk.ruth, void(Id::new(999_999))).unwrap_err();
        assert_eq!(unknown, Refusal::NotFound { what: "payment" });
        let refusal = desk.run_as(desk.stranger, void(posted.payment)).unwrap_err();
        assert_eq!(refusal, Refusal::NotAllowed { duty: VOID });
    }
}
