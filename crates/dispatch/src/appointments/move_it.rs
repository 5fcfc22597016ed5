//! Move an appointment to another day, window or technician.

use super::records::{self, NewAppointment};
use super::{AppointmentBooked, BOOK};
use crate::work_orders::{self, Stage};
use office::{Command, Desk, Duty, Problems, Refusal, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Day, Id, noun};

/// Moves an appointment; what is not said stays as it was.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct MoveAppointment {
    /// The appointment.
    pub appointment: Id<noun::Appointment>,
    /// Who does it.
    #[serde(default)]
    pub technician: Option<Id<noun::Staff>>,
    /// The day.
    #[serde(default)]
    pub day: Option<Day>,
    /// The first minute of the promised window.
    #[serde(default)]
    pub from_minute: Option<i64>,
    /// The last minute of the promised window.
    #[serde(default)]
    pub until_minute: Option<i64>,
    /// Why.
    pub reason: String,
}

impl Command for MoveAppointment {
    const NAME: &'static str = "appointments.move";
    const TITLE: &'static str = "Move an appointment";
    const DUTY: Duty = BOOK;
    const SHAPE: Shape = Shape::ActsOn("appointment");
    type Receipt = AppointmentBooked;

    fn problems(&self) -> Problems {
        Problems::none().when(self.reason.trim().is_empty(), "reason", "Enter why.")
    }

    fn perform(self, desk: &mut Desk<'_>) -> Result<AppointmentBooked, Refusal> {
        let (branch, today) = (desk.branch(), desk.today());
        let before = records::find_appointment(desk, branch, self.appointment)?
            .ok_or(Refusal::NotFound { what: "appointment" })?;
        let order = work_orders::records::require(desk, branch, before.work_order)?;
        if order.stage() != Stage::Booked {
            return Err(Refusal::conflict(
                "appointments.done_already",
                format!("Work order {} was done. Nothing is left to move.", order.number),
            ));
        }
        let day = self.day.unwrap_or(before.day);
        super::require_to_come(day, today)?;
        let from_minute = self.from_minute.unwrap_or(before.from_minute);
        let until_minute = self.until_minute.unwrap_or(before.until_minute);
        let problems = super::window_problems(Some(from_minute), Some(until_minute));
        if !problems.is_empty() {
            return Err(problems.into());
        }
        let technician = self.technician.unwrap_or(before.technician);
        records::is_staff_of(desk, branch, technician)?
            .ok_or(Refusal::NotFound { what: "technician" })?;
        super::require_working(desk, technician, day, (from_minute, until_minute))?;
        records::mark_ended(desk, before.work_order, self.reason.trim())?;
        let note = &before.note;
        let new = NewAppointment {
            work_order: before.work_order,
            technician,
            day,
            from_minute,
            until_minute,
            note,
        };
        let appointment = records::insert_appointment(desk, &new)?;
        desk.change(
            order.id,
            &(before.day, before.technician, before.from_minute),
            &(day, technician, from_minute),
        )?;
        desk.subject(appointment);
        desk.subject(order.customer);
        Ok(AppointmentBooked { appointment, work_order: order.id, day })
    }
}
