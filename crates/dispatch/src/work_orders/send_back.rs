//! Send a finished work order back to the technician: something is wrong with it.

use super::{FINISH, Stage, records};
use office::{Command, Desk, Duty, Problems, Refusal, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Id, noun};

/// Sends a finished work order back.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct SendBackWork {
    /// The work order.
    pub work_order: Id<noun::WorkOrder>,
    /// What is wrong with it.
    pub reason: String,
}

/// It waits for its outcome again.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
pub struct WorkSentBack {
    /// The work order.
    pub work_order: Id<noun::WorkOrder>,
}

impl Command for SendBackWork {
    const NAME: &'static str = "work_orders.send_back";
    const TITLE: &'static str = "Send a work order back";
    const DUTY: Duty = FINISH;
    const SHAPE: Shape = Shape::ActsOn("work_order");
    type Receipt = WorkSentBack;

    fn problems(&self) -> Problems {
        let is_blank = self.reason.trim().is_empty();
        Problems::none().when(is_blank, "reason", "Enter what is wrong with it.")
    }

    fn perform(self, desk: &mut Desk<'_>) -> Result<WorkSentBack, Refusal> {
        let branch = desk.branch();
        let order = records::require(desk, branch, self.work_order)?;
        if order.stage() != Stage::Finished {
            return Err(Refusal::conflict(
                "work_orders.not_to_verify",
                format!("Work order {} does not wait for the office.", order.number),
            ));
        }
        records::mark_sent_back(desk, self.work_order, self.reason.trim())?;
        desk.subject(self.work_order);
        desk.subject(order.customer);
        Ok(WorkSentBack { work_order: self.work_order })
    }
}
