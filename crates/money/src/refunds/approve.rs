//! Approve a refund: it comes off the customer's credits and is owed to her.

use super::APPROVE;
use super::records::{self, RefundRow};
use crate::Hands;
use crate::payments::posting::{self, plain};
use crate::two_people;
use books::Source;
use books::accounts::REFUNDS_PAYABLE;
use books::entries::{self, NewEntry};
use books::open_items::{ApplicationKind, list_open_credits, take_off_credit};
use office::{Command, Desk, Duty, Refusal, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Id, Money, noun};

/// Approves a refund.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct ApproveRefund {
    /// Which refund.
    pub refund: Id<noun::Refund>,
}

/// The refund is approved.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct RefundApproved {
    /// The refund.
    pub refund: Id<noun::Refund>,
    /// Whether one person asked and approved: under the limit, or in a small office.
    pub hands: Hands,
}

impl Command for ApproveRefund {
    const NAME: &'static str = "refunds.approve";
    const TITLE: &'static str = "Approve the refund";
    const DUTY: Duty = APPROVE;
    const SHAPE: Shape = Shape::ActsOn("refund");
    type Receipt = RefundApproved;

    fn perform(self, desk: &mut Desk<'_>) -> Result<RefundApproved, Refusal> {
        let row = records::require(desk, self.refund)?;
        row.require_waiting()?;
        let hands = require_hands(desk, &row)?;
        let day = desk.today();
        take_off_credits(desk, &row)?;
        entries::post(
            desk,
            NewEntry {
                day,
                memo: format!("Refund {} approved", row.number),
                source: Source::of(self.refund),
                lines: vec![
                    posting::unapplied_line(row.customer, row.amount),
                    plain(REFUNDS_PAYABLE, -row.amount),
                ],
            },
        )?;
        records::mark_approved(desk, self.refund, hands)?;
        desk.change(self.refund, &"asked", &"approved")?;
        desk.subject(row.customer);
        Ok(RefundApproved { refund: self.refund, hands })
    }
}

/// Over the branch's limit it takes another person than who asked.
fn require_hands(desk: &mut Desk<'_>, row: &RefundRow) -> Result<Hands, Refusal> {
    let branch = desk.branch();
    let limit = settings::preferences::money(desk, branch, "refund_limit_cents")?;
    if row.amount <= limit {
        return Ok(if desk.who() == row.asked_by { Hands::One } else { Hands::Two });
    }
    let words = format!(
        "You asked for this refund, and {} is over {limit}. Ask a second person to approve it.",
        row.amount
    );
    two_people::require_another(desk, row.asked_by, "refunds.asker_cannot_approve", &words)
}

/// Takes the amount off the credit that was named, or off the oldest open ones.
fn take_off_credits(desk: &mut Desk<'_>, row: &RefundRow) -> Result<(), Refusal> {
    let (branch, day) = (desk.branch(), desk.today());
    let mut left = row.amount;
    for credit in list_open_credits(desk, branch, row.customer)? {
        if row.credit.is_some_and(|named| named != credit.id) || left.is_zero() {
            continue;
        }
        let part = credit.open.min(left);
        take_off_credit(desk, credit.id, part, ApplicationKind::Refund, day)?;
        left -= part;
    }
    match left {
        Money::ZERO => Ok(()),
        left => Err(Refusal::conflict(
            "refunds.more_than_unapplied",
            format!(
                "{left} of it was applied to an invoice meanwhile. Decline it, and ask for what \
                 is left."
            ),
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::refunds::{AskRefund, DeclineRefund};
    use crate::testing::{Desktop, check};
    use books::accounts::UNAPPLIED;

    fn asked(desk: &Desktop, cents: i64) -> Id<noun::Refund> {
        let asked = AskRefund {
            customer: desk.rivera,
            credit: None,
            amount_cents: Money::cents(cents),
            reason: "Paid twice".into(),
        };
        desk.run(asked).expect("it is asked").refund
    }

    /// P19, first half: 71.60 off what is unapplied.
    #[test]
    fn p19_it_comes_off_the_oldest_credits() {
        let desk = Desktop::new();
        desk.post(desk.rivera, check("1042"), 5_000);
        desk.post(desk.rivera, check("1043"), 5_000);
        let refund = asked(&desk, 7_160);
        assert_eq!(desk.run(ApproveRefund { refund }).unwrap().hands, Hands::One);
        assert_eq!(desk.balance(REFUNDS_PAYABLE), Money::cents(-7_160));
        assert_eq!(desk.balance(UNAPPLIED), Money::cents(-2_840));
        desk.assert_proved();
        assert_eq!(desk.refused(ApproveRefund { refund }).code(), "refunds.approved");
    }

    #[test]
    fn over_the_limit_it_takes_another_person() {
        let desk = Desktop::new();
        desk.post(desk.rivera, check("1042"), 30_000);
        let refund = asked(&desk, 10_001);
        let own = desk.refused(ApproveRefund { refund });
        assert_eq!(own.code(), "refunds.asker_cannot_approve");
        assert_eq!(desk.run_as(desk.ruth, ApproveRefund { refund }).unwrap().hands, Hands::Two);
        let second = asked(&desk, 10_001);
        desk.make_small();
        assert_eq!(desk.run(ApproveRefund { refund: second }).unwrap().hands, Hands::One);
        desk.assert_proved();
    }

    #[test]
    fn what_was_applied_meanwhile_is_not_given_back() {
        let desk = Desktop::new();
        let payment = desk.post(desk.rivera, check("1042"), 7_160).payment;
        let refund = asked(&desk, 7_160);
        desk.charge(desk.rivera, "0412-26-005501", "2026-03-25", 1_000);
        desk.run(crate::payments::ApplyPayment { payment, applications: None }).unwrap();
        let refusal = desk.refused(ApproveRefund { refund });
        assert_eq!(refusal.code(), "refunds.more_than_unapplied");
        assert!(refusal.words().starts_with("10.00"), "{refusal}");
        assert_eq!(desk.balance(REFUNDS_PAYABLE), Money::ZERO);
    }

    #[test]
    fn a_declined_refund_is_not_approved_and_it_takes_the_duty() {
        let desk = Desktop::new();
        desk.post(desk.rivera, check("1042"), 7_160);
        let refund = asked(&desk, 7_160);
        let refusal = desk.run_as(desk.stranger, ApproveRefund { refund }).unwrap_err();
        assert_eq!(refusal, Refusal::NotAllowed { duty: APPROVE });
        desk.run(DeclineRefund { refund, reason: "Still owes".into() }).unwrap();
        assert_eq!(desk.refused(ApproveRefund { refund }).code(), "refunds.declined");
        let unknown = desk.refused(ApproveRefund { refund: Id::new(77) });
        assert_eq!(unknown, Refusal::NotFound { what: "refund" });
    }
}
