//! Verify a work order: the office has looked, and it may be billed.

use super::{Stage, VERIFY, records};
use office::{Command, Desk, Duty, Problems, Refusal, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Day, Id, Money, noun};

/// Verifies a finished work order.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct VerifyWork {
    /// The work order.
    pub work_order: Id<noun::WorkOrder>,
    /// Another price than the order's, with a reason.
    #[serde(default)]
    pub price_cents: Option<Money>,
    /// Why the price differs.
    #[serde(default)]
    pub reason: Option<String>,
}

/// The work order is verified. Other rooms are told the same.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct WorkVerified {
    /// The work order.
    pub work_order: Id<noun::WorkOrder>,
    /// For whom.
    pub customer: Id<noun::Customer>,
    /// The day it was done.
    pub done_on: Day,
    /// What is to be billed; nothing when nothing was done.
    pub to_bill_cents: Money,
}

impl Command for VerifyWork {
    const NAME: &'static str = "work_orders.verify";
    const TITLE: &'static str = "Verify a work order";
    const DUTY: Duty = VERIFY;
    const SHAPE: Shape = Shape::ActsOn("work_order");
    type Receipt = WorkVerified;

    fn problems(&self) -> Problems {
        let has_reason = self.reason.as_deref().is_some_and(|reason| !reason.trim().is_empty());
        Problems::none()
            .when(
                self.price_cents.is_some_and(Money::is_negative),
                "price_cents",
                "Enter an amount that is not negative.",
            )
            .when(
                self.price_cents.is_some() && !has_reason,
                "reason",
                "Enter why the price differs.",
            )
    }

    fn perform(self, desk: &mut Desk<'_>) -> Result<WorkVerified, Refusal> {
        let branch = desk.branch();
        let order = records::require(desk, branch, self.work_order)?;
        let (Stage::Finished, Some(outcome), Some(done_on)) =
            (order.stage(), order.outcome, order.done_on)
        else {
            return Err(Refusal::conflict_with(
                "work_orders.not_to_verify",
                format!("Work order {} does not wait for the office.", order.number),
                format!("/work-orders/{}", order.id),
                "Open the work order",
            ));
        };
        let price = self.price_cents.unwrap_or(order.price);
        records::mark_verified(desk, self.work_order, price)?;
        if price != order.price {
            desk.change(self.work_order, &order.price, &price)?;
        }
        desk.subject(self.work_order);
        desk.subject(order.customer);
        let verified = WorkVerified {
            work_order: self.work_order,
            customer: order.customer,
            done_on,
            to_bill_cents: if outcome.was_worked() { price } else { Money::ZERO },
        };
        desk.announce(verified.clone());
        Ok(verified)
    }
}
