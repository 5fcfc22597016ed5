//! Bring a work order back that was put aside or cancelled.

use super::records::{self, WorkOrder};
use super::{PLAN, PutAsideWork, Stage};
use crate::appointments::records::{self as appointments, NewAppointment};
use front_desk::{agreements, customers};
use office::{Command, Desk, Duty, Errand, Refusal, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Day, Id, noun};

/// Brings a work order back: into its appointment when that is still to come, else into the
/// pool.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct BringBackWork {
    /// The work order.
    pub work_order: Id<noun::WorkOrder>,
    /// The day it is due from now on; the one it had when nothing is said.
    #[serde(default)]
    pub due_on: Option<Day>,
}

/// It is to be done again.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct WorkBroughtBack {
    /// The work order.
    pub work_order: Id<noun::WorkOrder>,
    /// The day it is due.
    pub due_on: Day,
    /// Its appointment, when the one it had was still to come.
    pub appointment: Option<Id<noun::Appointment>>,
}

impl Command for BringBackWork {
    const NAME: &'static str = "work_orders.bring_back";
    const TITLE: &'static str = "Bring a work order back";
    const DUTY: Duty = PLAN;
    const SHAPE: Shape = Shape::ActsOn("work_order");
    type Receipt = WorkBroughtBack;

    fn perform(self, desk: &mut Desk<'_>) -> Result<WorkBroughtBack, Refusal> {
        let branch = desk.branch();
        let order = records::require(desk, branch, self.work_order)?;
        let was = order.stage();
        if !matches!(was, Stage::Aside | Stage::Cancelled) {
            return Err(Refusal::conflict_with(
                "work_orders.not_away",
                format!("Work order {} is neither on hold nor cancelled.", order.number),
                format!("/work-orders/{}", order.id),
                "Open the work order",
            ));
        }
        customers::require_open_for_work(desk, branch, order.customer)?;
        let due_on = self.due_on.unwrap_or(order.due_on);
        require_promised(desk, &order, due_on)?;
        records::mark_back(desk, order.id, due_on)?;
        desk.search_put(order.id, &order.number)?;
        let appointment = rebook(desk, &order)?;
        desk.change(order.id, &(was.title(), order.due_on), &("to be done", due_on))?;
        desk.subject(order.customer);
        Ok(WorkBroughtBack { work_order: order.id, due_on, appointment })
    }

    fn reversal(receipt: &WorkBroughtBack) -> Option<Errand> {
        let reason = String::from("Brought back by mistake");
        Some(Errand::of(PutAsideWork { work_order: receipt.work_order, reason }))
    }
}

/// A visit of an agreement comes back only while the agreement promises it, and not when
/// the same visit was written again.
fn require_promised(desk: &mut Desk<'_>, order: &WorkOrder, due_on: Day) -> Result<(), Refusal> {
    let branch = desk.branch();
    let Some(id) = order.agreement else { return Ok(()) };
    let agreement = agreements::records::require(desk, branch, id)?;
    if agreement.cancelled_on.is_some_and(|last| last <= due_on) {
        agreements::records::require_standing(desk, branch, id)?;
    }
    if agreement.is_held_on(order.nominal_on) {
        return Err(Refusal::conflict_with(
            "work_orders.agreement_held",
            format!("Agreement {} is on hold. Release it, and its visits come back.", {
                agreement.number
            }),
            format!("/agreements/{id}"),
            "Open the agreement",
        ));
    }
    if order.stage() != Stage::Cancelled {
        return Ok(());
    }
    match records::find_written_again(desk, branch, id, order.nominal_on, order.part)? {
        None => Ok(()),
        Some((other, number)) => Err(Refusal::conflict_with(
            "work_orders.written_again",
            format!("Work order {number} was written for the same visit. Cancel that one first."),
            format!("/work-orders/{other}"),
            format!("Open work order {number}"),
        )),
    }
}

/// The appointment it had, when it is still to come and whoever had it still works here.
fn rebook(
    desk: &mut Desk<'_>,
    order: &WorkOrder,
) -> Result<Option<Id<noun::Appointment>>, Refusal> {
    let (branch, today) = (desk.branch(), desk.today());
    let Some(freed) = order.freed_appointment else { return Ok(None) };
    let Some(ended) = appointments::find_ended(desk, branch, freed)? else { return Ok(None) };
    if ended.day < today || appointments::is_staff_of(desk, branch, ended.technician)?.is_none() {
        return Ok(None);
    }
    let again = NewAppointment {
        work_order: order.id,
        technician: ended.technician,
        day: ended.day,
        from_minute: ended.from_minute,
        until_minute: ended.until_minute,
        note: &ended.note,
    };
    let appointment = appointments::insert_appointment(desk, &again)?;
    desk.subject(appointment);
    Ok(Some(appointment))
}
