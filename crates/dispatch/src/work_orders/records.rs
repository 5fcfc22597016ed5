//! The rows of work orders.

mod open;
mod review;
mod written;

pub use open::{
    OpenVisit, UnbilledWork, find_written_again, list_gone_with, list_open_at, list_open_of,
    list_unbilled_of,
};
pub use review::{
    Particulars, PoolRow, StopToVerify, find_particulars, list_pool_rows, list_stops_to_verify,
};
pub use written::{
    Finished, NewWorkOrder, insert_work_orders, mark_aside, mark_back, mark_cancelled,
    mark_customer, mark_finished, mark_invoiced, mark_po_number, mark_price, mark_sent_back,
    mark_verified, mark_went_with_agreement,
};

use super::words::{Outcome, Part, Stage};
use office::Refusal;
use store::{Reader, args, from_row, sql};
use values::{Day, Id, Instant, Money, noun};

/// A work order's row.
#[derive(Clone, Debug, PartialEq)]
pub struct WorkOrder {
    /// Its id.
    pub id: Id<noun::WorkOrder>,
    /// Its number, `WO-0412-26-000212`.
    pub number: String,
    /// For whom.
    pub customer: Id<noun::Customer>,
    /// Where.
    pub location: Id<noun::Location>,
    /// What.
    pub service: Id<noun::Service>,
    /// Its name when the order was written.
    pub service_name: String,
    /// The agreement it follows from, if any.
    pub agreement: Option<Id<noun::Agreement>>,
    /// Which visit of it.
    pub part: Part,
    /// The day the rule says.
    pub nominal_on: Day,
    /// The working day it is planned on.
    pub due_on: Day,
    /// What it costs.
    pub price: Money,
    /// How long it takes.
    pub minutes: i64,
    /// What the technician should know.
    pub instructions: String,
    /// The customer's purchase order; blank for none.
    pub po_number: String,
    /// Who did it, once it is finished.
    pub technician: Option<Id<noun::Staff>>,
    /// The day it was done.
    pub done_on: Option<Day>,
    /// What came of it.
    pub outcome: Option<Outcome>,
    /// What the technician wrote for the customer.
    pub report: String,
    /// What was used.
    pub materials: String,
    /// What was collected at the door.
    pub collected: Money,
    /// When it was finished.
    pub finished_at: Option<Instant>,
    /// When the office verified it.
    pub verified_at: Option<Instant>,
    /// The invoice that bills it.
    pub invoice: Option<Id<noun::Invoice>>,
    /// When it was put aside.
    pub aside_at: Option<Instant>,
    /// When it was cancelled.
    pub cancelled_at: Option<Instant>,
    /// The appointment that ended when it was put aside or cancelled.
    pub freed_appointment: Option<Id<noun::Appointment>>,
    /// The standing appointment.
    pub appointment: Option<Id<noun::Appointment>>,
    /// Counts its changes.
    pub version: i64,
}
from_row!(WorkOrder {
    id,
    number,
    customer,
    location,
    service,
    service_name,
    agreement,
    part,
    nominal_on,
    due_on,
    price,
    minutes,
    instructions,
    po_number,
    technician,
    done_on,
    outcome,
    report,
    materials,
    collected,
    finished_at,
    verified_at,
    invoice,
    aside_at,
    cancelled_at,
    freed_appointment,
    appointment,
    version
});

impl WorkOrder {
    /// What it waits for.
    pub fn stage(&self) -> Stage {
        let has_bill = self.outcome.is_some_and(Outcome::was_worked) && self.price.is_positive();
        match self {
            WorkOrder { cancelled_at: Some(_), .. } => Stage::Cancelled,
            WorkOrder { aside_at: Some(_), .. } => Stage::Aside,
            WorkOrder { invoice: Some(_), .. } => Stage::Billed,
            WorkOrder { verified_at: Some(_), .. } if has_bill => Stage::Verified,
            WorkOrder { verified_at: Some(_), .. } => Stage::Closed,
            WorkOrder { finished_at: Some(_), .. } => Stage::Finished,
            WorkOrder { appointment: Some(_), .. } => Stage::Booked,
            _ => Stage::Pool,
        }
    }
}

/// The work order of this id in this branch.
pub fn find_work_order(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    work_order: Id<noun::WorkOrder>,
) -> Result<Option<WorkOrder>, store::Error> {
    reader.find(
        sql!(
            "SELECT w.id, w.number, w.customer_id, w.location_id, w.service_id, \
             w.service_name, w.agreement_id, w.part, w.nominal_on, w.due_on, w.price_cents, \
             w.minutes, w.instructions, w.po_number, w.technician_id, w.done_on, w.outcome, \
             w.report, w.materials, w.collected_cents, w.finished_at, w.verified_at, \
             w.invoice_id, w.aside_at, w.cancelled_at, w.freed_appointment_id, a.id, \
             w.version FROM work_orders w \
             LEFT JOIN appointments a ON a.work_order_id = w.id AND a.ended_at IS NULL \
             AND a.branch_id = w.branch_id WHERE w.branch_id = $1 AND w.id = $2"
        ),
        args![branch, work_order],
    )
}

/// The work order of this id, or the refusal every command gives.
pub fn require(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    work_order: Id<noun::WorkOrder>,
) -> Result<WorkOrder, Refusal> {
    find_work_order(reader, branch, work_order)?.ok_or(Refusal::NotFound { what: "work order" })
}

/// A customer's work orders, the latest due first.
pub fn list_of_customer(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    customer: Id<noun::Customer>,
    limit: i64,
) -> Result<Vec<WorkOrder>, store::Error> {
    reader.all(
        sql!(
            "SELECT w.id, w.number, w.customer_id, w.location_id, w.service_id, \
             w.service_name, w.agreement_id, w.part, w.nominal_on, w.due_on, w.price_cents, \
             w.minutes, w.instructions, w.po_number, w.technician_id, w.done_on, w.outcome, \
             w.report, w.materials, w.collected_cents, w.finished_at, w.verified_at, \
             w.invoice_id, w.aside_at, w.cancelled_at, w.freed_appointment_id, a.id, \
             w.version FROM work_orders w \
             LEFT JOIN appointments a ON a.work_order_id = w.id AND a.ended_at IS NULL \
             AND a.branch_id = w.branch_id WHERE w.branch_id = $1 AND w.customer_id = $2 \
             ORDER BY w.due_on DESC, w.id DESC LIMIT $3"
        ),
        args![branch, customer, limit],
    )
}

/// The work orders in the pool that are due until a day, oldest first.
pub fn list_pool(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    until: Day,
) -> Result<Vec<Id<noun::WorkOrder>>, store::Error> {
    let rows: Vec<(Id<noun::WorkOrder>,)> = reader.all(
        sql!(
            "SELECT w.id FROM work_orders w WHERE w.branch_id = $1 AND w.due_on <= $2 \
             AND w.finished_at IS NULL AND w.cancelled_at IS NULL AND w.aside_at IS NULL \
             AND NOT EXISTS \
             (SELECT 1 FROM appointments a WHERE a.branch_id = w.branch_id \
              AND a.work_order_id = w.id AND a.ended_at IS NULL) ORDER BY w.due_on, w.id"
        ),
        args![branch, until],
    )?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// The work orders to be verified, by technician and day.
pub fn list_to_verify(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    limit: i64,
) -> Result<Vec<Id<noun::WorkOrder>>, store::Error> {
    let rows: Vec<(Id<noun::WorkOrder>,)> = reader.all(
        sql!(
            "SELECT id FROM work_orders WHERE branch_id = $1 AND finished_at IS NOT NULL \
             AND verified_at IS NULL AND cancelled_at IS NULL \
             ORDER BY done_on, technician_id, id LIMIT $2"
        ),
        args![branch, limit],
    )?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// The verified work orders that no invoice bills yet, oldest first.
pub fn list_to_bill(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    limit: i64,
) -> Result<Vec<Id<noun::WorkOrder>>, store::Error> {
    let rows: Vec<(Id<noun::WorkOrder>,)> = reader.all(
        sql!(
            "SELECT id FROM work_orders WHERE branch_id = $1 AND verified_at IS NOT NULL \
             AND invoice_id IS NULL AND cancelled_at IS NULL AND price_cents > 0 \
             AND outcome IN ('done', 'partial') ORDER BY done_on, id LIMIT $2"
        ),
        args![branch, limit],
    )?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// How many finished work orders wait for the office.
pub fn count_to_verify(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
) -> Result<i64, store::Error> {
    let (count,): (i64,) = reader.one(
        sql!(
            "SELECT COUNT(*) FROM work_orders WHERE branch_id = $1 \
             AND finished_at IS NOT NULL AND verified_at IS NULL AND cancelled_at IS NULL"
        ),
        args![branch],
    )?;
    Ok(count)
}

/// How many verified work orders wait for their invoice.
pub fn count_to_bill(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
) -> Result<i64, store::Error> {
    let (count,): (i64,) = reader.one(
        sql!(
            "SELECT COUNT(*) FROM work_orders WHERE branch_id = $1 \
             AND verified_at IS NOT NULL AND invoice_id IS NULL AND cancelled_at IS NULL \
             AND price_cents > 0 AND outcome IN ('done', 'partial')"
        ),
        args![branch],
    )?;
    Ok(count)
}

/// How many stops booked until today have no outcome.
pub fn count_without_outcome(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    today: Day,
) -> Result<i64, store::Error> {
    let (count,): (i64,) = reader.one(
        sql!(
            "SELECT COUNT(*) FROM appointments a JOIN work_orders w \
             ON w.id = a.work_order_id AND w.branch_id = a.branch_id \
             WHERE a.branch_id = $1 AND a.day <= $2 AND a.ended_at IS NULL \
             AND w.finished_at IS NULL AND w.cancelled_at IS NULL"
        ),
        args![branch, today],
    )?;
    Ok(count)
}

/// The nominal days of an agreement that have a work order already. Who skipped a visit does
/// not want it written again; what went with the agreement's cancellation comes back with it.
pub fn list_nominals(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    agreement: Id<noun::Agreement>,
) -> Result<Vec<(Day, Part)>, store::Error> {
    reader.all(
        sql!(
            "SELECT nominal_on, part FROM work_orders WHERE branch_id = $1 \
             AND agreement_id = $2 AND cause_id IS NULL AND went_with_agreement_at IS NULL"
        ),
        args![branch, agreement],
    )
}
