//! Book a work order: a technician, a day and a window.

use super::records::{self, NewAppointment};
use super::{BOOK, CancelAppointment, WINDOWS};
use crate::work_orders::{self, Stage};
use front_desk::customers;
use office::{Command, Desk, Duty, Errand, Problems, Refusal, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Day, Id, noun};

/// Books a work order.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct BookAppointment {
    /// The work.
    pub work_order: Id<noun::WorkOrder>,
    /// Who does it.
    pub technician: Id<noun::Staff>,
    /// The day.
    pub day: Day,
    /// The first minute of the promised window; 8:00 am when nothing is said.
    #[serde(default)]
    pub from_minute: Option<i64>,
    /// The last minute of the promised window; 5:00 pm when nothing is said.
    #[serde(default)]
    pub until_minute: Option<i64>,
    /// A word for the technician.
    #[serde(default)]
    pub note: Option<String>,
}

/// It stands in the schedule.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct AppointmentBooked {
    /// The appointment.
    pub appointment: Id<noun::Appointment>,
    /// The work.
    pub work_order: Id<noun::WorkOrder>,
    /// The day.
    pub day: Day,
}

impl Command for BookAppointment {
    const NAME: &'static str = "appointments.book";
    const TITLE: &'static str = "Book an appointment";
    const DUTY: Duty = BOOK;
    const SHAPE: Shape = Shape::Makes;
    type Receipt = AppointmentBooked;

    fn problems(&self) -> Problems {
        super::window_problems(self.from_minute, self.until_minute)
    }

    fn perform(self, desk: &mut Desk<'_>) -> Result<AppointmentBooked, Refusal> {
        let (branch, today) = (desk.branch(), desk.today());
        let order = work_orders::records::require(desk, branch, self.work_order)?;
        match order.stage() {
            Stage::Pool => {}
            Stage::Booked => {
                return Err(Refusal::conflict_with(
                    "appointments.booked_already",
                    format!("Work order {} has its day already. Move it instead.", order.number),
                    format!("/work-orders/{}", order.id),
                    "Open the work order",
                ));
            }
            Stage::Aside => {
                return Err(Refusal::conflict_with(
                    "appointments.on_hold",
                    format!("Work order {} is on hold. Bring it back first.", order.number),
                    format!("/work-orders/{}", order.id),
                    "Open the work order",
                ));
            }
            _ => {
                return Err(Refusal::conflict(
                    "appointments.nothing_to_do",
                    format!("Work order {} is done or cancelled.", order.number),
                ));
            }
        }
        customers::records::require_open_for_work(desk, branch, order.customer)?;
        super::require_to_come(self.day, today)?;
        records::is_staff_of(desk, branch, self.technician)?
            .ok_or(Refusal::NotFound { what: "technician" })?;
        let from_minute = self.from_minute.unwrap_or(WINDOWS[0].1);
        let until_minute = self.until_minute.unwrap_or(WINDOWS[0].2);
        super::require_working(desk, self.technician, self.day, (from_minute, until_minute))?;
        let appointment = records::insert_appointment(
            desk,
            &NewAppointment {
                work_order: self.work_order,
                technician: self.technician,
                day: self.day,
                from_minute,
                until_minute,
                note: self.note.as_deref().unwrap_or("").trim(),
            },
        )?;
        desk.subject(appointment);
        desk.subject(self.work_order);
        desk.subject(order.customer);
        Ok(AppointmentBooked { appointment, work_order: self.work_order, day: self.day })
    }

    fn reversal(receipt: &AppointmentBooked) -> Option<Errand> {
        Some(Errand::of(CancelAppointment {
            appointment: receipt.appointment,
            reason: "Booked by mistake".into(),
        }))
    }
}
