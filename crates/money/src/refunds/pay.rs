//! Pay a refund that was approved.

use super::PAY;
use super::records::{self, PaidHow};
use crate::payments::posting::plain;
use books::Source;
use books::accounts::{OPERATING, REFUNDS_PAYABLE};
use books::entries::{self, NewEntry};
use office::{Command, Desk, Duty, Problems, Refusal, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Day, Id, noun};

/// Pays a refund.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct PayRefund {
    /// Which refund.
    pub refund: Id<noun::Refund>,
    /// How it is paid.
    pub how: PaidHow,
    /// Our check's number, or the processor's reference.
    pub reference: String,
    /// The day it was paid; today when left out.
    #[serde(default)]
    pub paid_on: Option<Day>,
}

/// The refund is paid.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct RefundPaid {
    /// The refund.
    pub refund: Id<noun::Refund>,
    /// Its entry in the books.
    pub entry: Id<noun::Entry>,
}

impl Command for PayRefund {
    const NAME: &'static str = "refunds.pay";
    const TITLE: &'static str = "Pay the refund";
    const DUTY: Duty = PAY;
    const SHAPE: Shape = Shape::ActsOn("refund");
    type Receipt = RefundPaid;

    fn problems(&self) -> Problems {
        Problems::none().when(
            self.reference.trim().is_empty(),
            "reference",
            "Enter our check's number, or the processor's reference.",
        )
    }

    fn perform(self, desk: &mut Desk<'_>) -> Result<RefundPaid, Refusal> {
        let row = records::require(desk, self.refund)?;
        let href = format!("/refunds/{}", self.refund);
        let Some(approved_at) = row.approved_at else {
            let words = format!("{} is not approved. Have it approved first.", row.number);
            return Err(Refusal::conflict_with(
                "refunds.not_approved",
                words,
                href,
                "See the refund",
            ));
        };
        if row.paid_at.is_some() {
            let words = format!("{} was paid before, by {}.", row.number, row.reference);
            return Err(Refusal::conflict_with("refunds.paid", words, href, "See the refund"));
        }
        let (approved_on, today) = (approved_at.day_in(desk.zone()), desk.today());
        let paid_on = self.paid_on.unwrap_or(today);
        if paid_on < approved_on || paid_on > today {
            let words = format!("Enter a day from {} to today.", approved_on.us());
            return Err(Refusal::invalid("paid_on", words));
        }
        // Handbook P19, second half.
        let entry = entries::post(
            desk,
            NewEntry {
                day: paid_on,
                memo: format!("Refund {} paid", row.number),
                source: Source::of(self.refund),
                lines: vec![plain(REFUNDS_PAYABLE, row.amount), plain(OPERATING, -row.amount)],
            },
        )?;
        records::mark_paid(desk, self.refund, paid_on, self.how, self.reference.trim())?;
        desk.change(self.refund, &"approved", &"paid")?;
        desk.subject(row.customer);
        Ok(RefundPaid { refund: self.refund, entry })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::refunds::{ApproveRefund, AskRefund};
    use crate::testing::{Desktop, check};
    use values::Money;

    fn pay(refund: Id<noun::Refund>) -> PayRefund {
        PayRefund { refund, how: PaidHow::Check, reference: "5012".into(), paid_on: None }
    }

    /// P19: 71.60 approved, then paid by check.
    #[test]
    fn p19_the_check_goes_out() {
        let desk = Desktop::new();
        desk.post(desk.rivera, check("1042"), 7_160);
        let ask = AskRefund {
            customer: desk.rivera,
            credit: None,
            amount_cents: Money::cents(7_160),
            reason: "Moved away".into(),
        };
        let refund = desk.run(ask).unwrap().refund;
        assert_eq!(desk.refused(pay(refund)).code(), "refunds.not_approved");
        desk.run_as(desk.ruth, ApproveRefund { refund }).unwrap();
        let early = PayRefund { paid_on: Some(Day::ymd(2026, 3, 1)), ..pay(refund) };
        assert_eq!(desk.refused(early).status(), 422);
        let blank = PayRefund { reference: " ".into(), ..pay(refund) };
        assert_eq!(desk.refused(blank).status(), 422);
        let refusal = desk.run_as(desk.stranger, pay(refund)).unwrap_err();
        assert_eq!(refusal, Refusal::NotAllowed { duty: PAY });
        desk.run(pay(refund)).unwrap();
        assert_eq!(desk.balance(REFUNDS_PAYABLE), Money::ZERO);
        assert_eq!(desk.balance(OPERATING), Money::cents(-7_160));
        desk.assert_proved();
        assert_eq!(desk.refused(pay(refund)).code(), "refunds.paid");
    }
}
