//! The rows of appointments.

use office::{Desk, Refusal};
use store::{Reader, args, from_row, sql};
use values::{Day, Id, noun};

/// An appointment that stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Appointment {
    /// Its id.
    pub id: Id<noun::Appointment>,
    /// For which work.
    pub work_order: Id<noun::WorkOrder>,
    /// Who does it.
    pub technician: Id<noun::Staff>,
    /// The day.
    pub day: Day,
    /// The first minute of the window.
    pub from_minute: i64,
    /// The last minute of the window.
    pub until_minute: i64,
    /// A word for the technician.
    pub note: String,
    /// Counts its changes.
    pub version: i64,
}
from_row!(Appointment {
    id,
    work_order,
    technician,
    day,
    from_minute,
    until_minute,
    note,
    version
});

/// The one appointment of a branch that is asked for.
macro_rules! select_appointment {
    ($which:literal) => {
        sql!(concat!(
            "SELECT id, work_order_id, technician_id, day, from_minute, until_minute, note, \
             version FROM appointments WHERE branch_id = $1 AND ",
            $which
        ))
    };
}

/// The appointment of a work order that stands.
pub fn find_standing(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    work_order: Id<noun::WorkOrder>,
) -> Result<Option<Appointment>, store::Error> {
    let sql = select_appointment!("work_order_id = $2 AND ended_at IS NULL");
    reader.find(sql, args![branch, work_order])
}

/// The appointment of this id that stands.
pub fn find_appointment(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    appointment: Id<noun::Appointment>,
) -> Result<Option<Appointment>, store::Error> {
    let sql = select_appointment!("id = $2 AND ended_at IS NULL");
    reader.find(sql, args![branch, appointment])
}

/// The appointment of this id that ended.
pub fn find_ended(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    appointment: Id<noun::Appointment>,
) -> Result<Option<Appointment>, store::Error> {
    let sql = select_appointment!("id = $2 AND ended_at IS NOT NULL");
    reader.find(sql, args![branch, appointment])
}

/// One stop of a day, as the day and week lists show it.
#[derive(Clone, Debug)]
pub struct Stop {
    /// The appointment.
    pub appointment: Id<noun::Appointment>,
    /// The work.
    pub work_order: Id<noun::WorkOrder>,
    /// The day.
    pub day: Day,
    /// Who does it.
    pub technician: Id<noun::Staff>,
    /// The technician's name.
    pub technician_name: String,
    /// The first minute of the window.
    pub from_minute: i64,
    /// The last minute of the window.
    pub until_minute: i64,
    /// For whom.
    pub customer: Id<noun::Customer>,
    /// The customer's name.
    pub customer_name: String,
    /// The street.
    pub line1: String,
    /// The city.
    pub city: String,
    /// What.
    pub service_name: String,
    /// How long it takes.
    pub minutes: i64,
    /// The stored word of its outcome, once it has one.
    pub outcome: Option<String>,
}
from_row!(Stop {
    appointment,
    work_order,
    day,
    technician,
    technician_name,
    from_minute,
    until_minute,
    customer,
    customer_name,
    line1,
    city,
    service_name,
    minutes,
    outcome
});

/// The stops from one day to another, by day, technician and time.
pub fn list_stops(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    from: Day,
    until: Day,
) -> Result<Vec<Stop>, store::Error> {
    reader.all(
        sql!(
            "SELECT a.id, a.work_order_id, a.day, a.technician_id, t.name, a.from_minute, \
             a.until_minute, w.customer_id, c.name, l.line1, l.city, w.service_name, \
             w.minutes, w.outcome FROM appointments a \
             JOIN work_orders w ON w.branch_id = a.branch_id AND w.id = a.work_order_id \
             JOIN customer_face c ON c.branch_id = w.branch_id AND c.id = w.customer_id \
             JOIN location_face l ON l.branch_id = w.branch_id AND l.id = w.location_id \
             JOIN staff t ON t.id = a.technician_id \
             WHERE a.branch_id = $1 AND a.day >= $2 AND a.day <= $3 AND a.ended_at IS NULL \
             AND w.cancelled_at IS NULL ORDER BY a.day, t.name, a.from_minute, a.id"
        ),
        args![branch, from, until],
    )
}

/// A technician who can be booked: anybody with the role in this branch.
pub fn list_technicians(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
) -> Result<Vec<(Id<noun::Staff>, String)>, store::Error> {
    reader.all(
        sql!(
            "SELECT s.id, s.name FROM staff s JOIN staff_roles r ON r.staff_id = s.id \
             WHERE r.branch_id = $1 AND r.role = 'technician' AND s.left_at IS NULL \
             ORDER BY s.name"
        ),
        args![branch],
    )
}

/// Whom the office may book: the technicians, or in an office that has none anybody who
/// works here.
pub fn list_bookable(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
) -> Result<Vec<(Id<noun::Staff>, String)>, store::Error> {
    let technicians = list_technicians(reader, branch)?;
    if !technicians.is_empty() {
        return Ok(technicians);
    }
    reader.all(
        sql!(
            "SELECT s.id, s.name FROM staff s WHERE s.left_at IS NULL AND EXISTS \
             (SELECT 1 FROM staff_roles r WHERE r.staff_id = s.id AND r.branch_id = $1) \
             ORDER BY s.name, s.id"
        ),
        args![branch],
    )
}

/// Who works in this branch at all, whatever the role.
pub fn is_staff_of(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    staff: Id<noun::Staff>,
) -> Result<Option<(i64,)>, store::Error> {
    reader.find(
        sql!(
            "SELECT 1 FROM staff s WHERE s.id = $2 AND s.left_at IS NULL AND EXISTS \
             (SELECT 1 FROM staff_roles r WHERE r.staff_id = s.id AND r.branch_id = $1)"
        ),
        args![branch, staff],
    )
}

/// How many visits stand with somebody on these days and are not done.
pub fn count_of(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    technician: Id<noun::Staff>,
    (first, last): (Day, Day),
) -> Result<i64, store::Error> {
    let (count,): (i64,) = reader.one(
        sql!(
            "SELECT COUNT(*) FROM appointments a \
             JOIN work_orders w ON w.branch_id = a.branch_id AND w.id = a.work_order_id \
             WHERE a.branch_id = $1 AND a.technician_id = $2 AND a.day >= $3 AND a.day <= $4 \
             AND a.ended_at IS NULL AND w.finished_at IS NULL AND w.cancelled_at IS NULL"
        ),
        args![branch, technician, first, last],
    )?;
    Ok(count)
}

/// An appointment to be written.
#[derive(Clone, Debug)]
pub struct NewAppointment<'n> {
    /// For which work.
    pub work_order: Id<noun::WorkOrder>,
    /// Who does it.
    pub technician: Id<noun::Staff>,
    /// The day.
    pub day: Day,
    /// The first minute of the window.
    pub from_minute: i64,
    /// The last minute of the window.
    pub until_minute: i64,
    /// A word for the technician.
    pub note: &'n str,
}

/// Writes an appointment.
pub fn insert_appointment(
    desk: &mut Desk<'_>,
    new: &NewAppointment<'_>,
) -> Result<Id<noun::Appointment>, Refusal> {
    let id = desk.id();
    desk.exec(
        sql!(
            "INSERT INTO appointments (id, branch_id, work_order_id, technician_id, day, \
             from_minute, until_minute, note, booked_by, booked_at, version) \
             VALUES ($2, $1, $3, $4, $5, $6, $7, $8, $9, $10, 1)"
        ),
        args![
            desk.branch(),
            id,
            new.work_order,
            new.technician,
            new.day,
            new.from_minute,
            new.until_minute,
            new.note,
            desk.who(),
            desk.now()
        ],
    )?;
    Ok(id)
}

/// Ends the appointment of a work order; 0 when none stands.
pub fn mark_ended(
    desk: &mut Desk<'_>,
    work_order: Id<noun::WorkOrder>,
    reason: &str,
) -> Result<u64, Refusal> {
    desk.exec(
        sql!(
            "UPDATE appointments SET ended_at = $3, ended_reason = $4, \
             version = version + 1 \
             WHERE branch_id = $1 AND work_order_id = $2 AND ended_at IS NULL"
        ),
        args![desk.branch(), work_order, desk.now(), reason],
    )
}
