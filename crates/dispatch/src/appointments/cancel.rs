//! Cancel an appointment: the work goes back into the pool.

use super::{BOOK, records};
use crate::work_orders::{self, Stage};
use office::{Command, Desk, Duty, Problems, Refusal, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Id, noun};

/// Cancels an appointment.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct CancelAppointment {
    /// The appointment.
    pub appointment: Id<noun::Appointment>,
    /// Why.
    pub reason: String,
}

/// The work is in the pool again.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
pub struct AppointmentCancelled {
    /// The work.
    pub work_order: Id<noun::WorkOrder>,
}

impl Command for CancelAppointment {
    const NAME: &'static str = "appointments.cancel";
    const TITLE: &'static str = "Cancel an appointment";
    const DUTY: Duty = BOOK;
    const SHAPE: Shape = Shape::ActsOn("appointment");
    type Receipt = AppointmentCancelled;

    fn problems(&self) -> Problems {
        Problems::none().when(self.reason.trim().is_empty(), "reason", "Enter why.")
    }

    fn perform(self, desk: &mut Desk<'_>) -> Result<AppointmentCancelled, Refusal> {
        let branch = desk.branch();
        let standing = records::find_appointment(desk, branch, self.appointment)?
            .ok_or(Refusal::NotFound { what: "appointment" })?;
        let order = work_orders::records::require(desk, branch, standing.work_order)?;
        if order.stage() != Stage::Booked {
            return Err(Refusal::conflict(
                "appointments.done_already",
                format!("Work order {} was done. Nothing is left to cancel.", order.number),
            ));
        }
        records::mark_ended(desk, standing.work_order, self.reason.trim())?;
        desk.subject(self.appointment);
        desk.subject(order.id);
        desk.subject(order.customer);
        Ok(AppointmentCancelled { work_order: order.id })
    }
}
