//! Decline a refund: the money stays to the customer's good.

use super::{APPROVE, records};
use office::{Command, Desk, Duty, Problems, Refusal, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Id, noun};

/// Declines a refund.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct DeclineRefund {
    /// Which refund.
    pub refund: Id<noun::Refund>,
    /// Why.
    pub reason: String,
}

/// The refund is declined.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct RefundDeclined {
    /// The refund.
    pub refund: Id<noun::Refund>,
}

impl Command for DeclineRefund {
    const NAME: &'static str = "refunds.decline";
    const TITLE: &'static str = "Decline the refund";
    const DUTY: Duty = APPROVE;
    const SHAPE: Shape = Shape::ActsOn("refund");
    type Receipt = RefundDeclined;

    fn problems(&self) -> Problems {
        let is_blank = self.reason.trim().is_empty();
        Problems::none().when(is_blank, "reason", "Say why it is declined.")
    }

    fn perform(self, desk: &mut Desk<'_>) -> Result<RefundDeclined, Refusal> {
        let row = records::require(desk, self.refund)?;
        row.require_waiting()?;
        records::mark_declined(desk, self.refund, self.reason.trim())?;
        desk.change(self.refund, &"asked", &"declined")?;
        desk.subject(row.customer);
        Ok(RefundDeclined { refund: self.refund })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::refunds::AskRefund;
    use crate::testing::{Desktop, check};
    use values::Money;

    #[test]
    fn the_money_can_be_asked_for_again() {
        let desk = Desktop::new();
        desk.post(desk.rivera, check("1042"), 7_160);
        let ask = AskRefund {
            customer: desk.rivera,
            credit: None,
            amount_cents: Money::cents(7_160),
            reason: "Paid twice".into(),
        };
        let refund = desk.run(ask.clone()).unwrap().refund;
        let decline = DeclineRefund { refund, reason: "Still owes for March".into() };
        let blank = DeclineRefund { reason: " ".into(), ..decline.clone() };
        assert_eq!(desk.refused(blank).status(), 422);
        let refusal = desk.run_as(desk.stranger, decline.clone()).unwrap_err();
        assert_eq!(refusal, Refusal::NotAllowed { duty: APPROVE });
        desk.run(decline.clone()).unwrap();
        assert_eq!(desk.refused(decline).code(), "refunds.declined");
        desk.run(ask).unwrap();
        desk.assert_proved();
    }
}
