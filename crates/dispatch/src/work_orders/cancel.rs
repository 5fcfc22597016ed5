//! Cancel a work order that is not done yet; its appointment ends with it.

use super::{BringBackWork, PLAN, Stage, records};
use crate::appointments;
use office::{Command, Desk, Duty, Errand, Problems, Refusal, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Id, noun};

/// Cancels a work order.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct CancelWorkOrder {
    /// The work order.
    pub work_order: Id<noun::WorkOrder>,
    /// Why.
    pub reason: String,
}

/// The work order is cancelled.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
pub struct WorkOrderCancelled {
    /// The work order.
    pub work_order: Id<noun::WorkOrder>,
}

impl Command for CancelWorkOrder {
    const NAME: &'static str = "work_orders.cancel";
    const TITLE: &'static str = "Cancel a work order";
    const DUTY: Duty = PLAN;
    const SHAPE: Shape = Shape::ActsOn("work_order");
    type Receipt = WorkOrderCancelled;

    fn problems(&self) -> Problems {
        Problems::none().when(self.reason.trim().is_empty(), "reason", "Enter why.")
    }

    fn perform(self, desk: &mut Desk<'_>) -> Result<WorkOrderCancelled, Refusal> {
        let branch = desk.branch();
        let order = records::require(desk, branch, self.work_order)?;
        match order.stage() {
            Stage::Pool | Stage::Booked | Stage::Aside => {}
            Stage::Cancelled => {
                return Err(Refusal::conflict(
                    "work_orders.cancelled_already",
                    format!("Work order {} is cancelled already.", order.number),
                ));
            }
            _ => {
                return Err(Refusal::conflict_with(
                    "work_orders.done_already",
                    format!("Work order {} was done. Credit its invoice instead.", order.number),
                    format!("/work-orders/{}", order.id),
                    "Open the work order",
                ));
            }
        }
        appointments::records::mark_ended(desk, self.work_order, "The work was cancelled")?;
        let reason = self.reason.trim();
        records::mark_cancelled(desk, self.work_order, reason, order.appointment)?;
        desk.search_remove(self.work_order)?;
        desk.subject(self.work_order);
        desk.subject(order.customer);
        Ok(WorkOrderCancelled { work_order: self.work_order })
    }

    fn reversal(receipt: &WorkOrderCancelled) -> Option<Errand> {
        Some(Errand::of(BringBackWork { work_order: receipt.work_order, due_on: None }))
    }
}
