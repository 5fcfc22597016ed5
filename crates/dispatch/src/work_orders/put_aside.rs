//! Put a work order aside: it waits, off the schedule and out of the pool.

use super::{BringBackWork, PLAN, Stage, records};
use crate::appointments;
use office::{Command, Desk, Duty, Errand, Problems, Refusal, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Id, noun};

/// Puts a work order aside; its appointment ends until it is brought back.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct PutAsideWork {
    /// The work order.
    pub work_order: Id<noun::WorkOrder>,
    /// Why it waits.
    pub reason: String,
}

/// It waits.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct WorkPutAside {
    /// The work order.
    pub work_order: Id<noun::WorkOrder>,
}

impl Command for PutAsideWork {
    const NAME: &'static str = "work_orders.put_aside";
    const TITLE: &'static str = "Put a work order aside";
    const DUTY: Duty = PLAN;
    const SHAPE: Shape = Shape::ActsOn("work_order");
    type Receipt = WorkPutAside;

    fn problems(&self) -> Problems {
        Problems::none().when(self.reason.trim().is_empty(), "reason", "Enter why it waits.")
    }

    fn perform(self, desk: &mut Desk<'_>) -> Result<WorkPutAside, Refusal> {
        let branch = desk.branch();
        let order = records::require(desk, branch, self.work_order)?;
        if !matches!(order.stage(), Stage::Pool | Stage::Booked) {
            return Err(Refusal::conflict_with(
                "work_orders.not_open",
                format!(
                    "Work order {} is {}. Only what is still to be done can wait.",
                    order.number,
                    order.stage().title().to_lowercase()
                ),
                format!("/work-orders/{}", order.id),
                "Open the work order",
            ));
        }
        let reason = self.reason.trim();
        appointments::records::mark_ended(desk, order.id, reason)?;
        records::mark_aside(desk, order.id, reason, order.appointment)?;
        desk.change(order.id, &order.stage().title(), &Stage::Aside.title())?;
        desk.subject(order.customer);
        Ok(WorkPutAside { work_order: order.id })
    }

    fn reversal(receipt: &WorkPutAside) -> Option<Errand> {
        Some(Errand::of(BringBackWork { work_order: receipt.work_order, due_on: None }))
    }
}
