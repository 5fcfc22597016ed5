//! Finish a work order: the technician's word of what was done, used and collected.

use super::records::{self, Finished, WorkOrder};
use super::{FINISH, Outcome, Stage};
use crate::appointments;
use office::{Command, Desk, Duty, Problems, Refusal, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Day, Id, Instant, Money, noun};

/// Says what came of a visit.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct FinishWork {
    /// The work order.
    pub work_order: Id<noun::WorkOrder>,
    /// What came of it.
    pub outcome: Outcome,
    /// Who did it; the one it is booked with when nothing is said.
    #[serde(default)]
    pub technician: Option<Id<noun::Staff>>,
    /// The day; the booked day when nothing is said.
    #[serde(default)]
    pub done_on: Option<Day>,
    /// When the technician arrived.
    #[serde(default)]
    pub arrived_at: Option<Instant>,
    /// When the technician left.
    #[serde(default)]
    pub left_at: Option<Instant>,
    /// Words for the customer.
    #[serde(default)]
    pub report: Option<String>,
    /// What was used, or "no material applied".
    #[serde(default)]
    pub materials: Option<String>,
    /// What was collected at the door, into the technician's envelope.
    #[serde(default)]
    pub collected_cents: Option<Money>,
}

/// The office may look at it.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct WorkFinished {
    /// The work order.
    pub work_order: Id<noun::WorkOrder>,
    /// The day it was done.
    pub done_on: Day,
}

impl Command for FinishWork {
    const NAME: &'static str = "work_orders.finish";
    const TITLE: &'static str = "Finish a work order";
    const DUTY: Duty = FINISH;
    const SHAPE: Shape = Shape::ActsOn("work_order");
    type Receipt = WorkFinished;

    fn problems(&self) -> Problems {
        let left_first = self.arrived_at.zip(self.left_at).is_some_and(|(came, left)| left < came);
        let has_no_words = self.report.as_deref().unwrap_or("").trim().is_empty();
        Problems::none()
            .when(left_first, "left_at", "Enter a time after the arrival.")
            .when(
                !self.outcome.was_worked() && has_no_words,
                "report",
                "Enter why nothing was done, in words the customer may read.",
            )
            .when(
                self.collected_cents.is_some_and(Money::is_negative),
                "collected_cents",
                "Enter what was collected; 0 for nothing.",
            )
    }

    fn perform(self, desk: &mut Desk<'_>) -> Result<WorkFinished, Refusal> {
        let (branch, today) = (desk.branch(), desk.today());
        let order = records::require(desk, branch, self.work_order)?;
        refuse_not_open(&order)?;
        let booked = appointments::records::find_standing(desk, branch, self.work_order)?;
        let technician = self
            .technician
            .or(booked.as_ref().map(|booked| booked.technician))
            .ok_or_else(|| Refusal::invalid("technician", "Enter who did it."))?;
        office::records::find_staff(desk, technician)?
            .ok_or(Refusal::NotFound { what: "staff member" })?;
        let done_on = self.done_on.or(booked.map(|booked| booked.day)).unwrap_or(today);
        if done_on > today {
            let words = "This day is to come. Enter the day it was done.";
            return Err(Refusal::invalid("done_on", words));
        }
        let finished = Finished {
            outcome: self.outcome,
            technician,
            done_on,
            arrived_at: self.arrived_at,
            left_at: self.left_at,
            report: self.report.as_deref().unwrap_or("").trim(),
            materials: self.materials.as_deref().unwrap_or("").trim(),
            collected: self.collected_cents.unwrap_or(Money::ZERO),
        };
        records::mark_finished(desk, self.work_order, &finished)?;
        desk.subject(self.work_order);
        desk.subject(order.customer);
        Ok(WorkFinished { work_order: self.work_order, done_on })
    }

    fn reversal(receipt: &WorkFinished) -> Option<office::Errand> {
        Some(office::Errand::of(super::SendBackWork {
            work_order: receipt.work_order,
            reason: "Finished by mistake".into(),
        }))
    }
}

/// Only what is still to be done gets an outcome.
fn refuse_not_open(order: &WorkOrder) -> Result<(), Refusal> {
    let (code, words) = match order.stage() {
        Stage::Pool | Stage::Booked => return Ok(()),
        Stage::Aside => ("work_orders.on_hold", "is on hold. Bring it back first."),
        Stage::Cancelled => ("work_orders.cancelled_already", "is cancelled. Bring it back first."),
        _ => ("work_orders.finished_already", "has its outcome already."),
    };
    Err(Refusal::conflict_with(
        code,
        format!("Work order {} {words}", order.number),
        format!("/work-orders/{}", order.id),
        "Open the work order",
    ))
}
