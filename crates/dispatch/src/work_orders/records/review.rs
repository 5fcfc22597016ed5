//! What the pages of work orders read beyond the row itself.

use crate::work_orders::Outcome;
use store::{Reader, args, from_row, sql};
use values::{Day, Id, Instant, Money, noun};

/// A finished stop that waits for the office.
#[derive(Clone, Debug, PartialEq)]
pub struct StopToVerify {
    /// The work.
    pub work_order: Id<noun::WorkOrder>,
    /// Its number.
    pub number: String,
    /// Who did it.
    pub technician: Id<noun::Staff>,
    /// The technician's name.
    pub technician_name: String,
    /// The day it was done.
    pub done_on: Day,
    /// The customer's name.
    pub customer_name: String,
    /// The street.
    pub line1: String,
    /// What was done.
    pub service_name: String,
    /// What came of it.
    pub outcome: Outcome,
    /// Words for the customer.
    pub report: String,
    /// What was used.
    pub materials: String,
    /// What was collected at the door.
    pub collected: Money,
    /// What it costs.
    pub price: Money,
}
from_row!(StopToVerify {
    work_order,
    number,
    technician,
    technician_name,
    done_on,
    customer_name,
    line1,
    service_name,
    outcome,
    report,
    materials,
    collected,
    price
});

/// The stops that wait for the office, by technician, day and number.
pub fn list_stops_to_verify(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    limit: i64,
) -> Result<Vec<StopToVerify>, store::Error> {
    reader.all(
        sql!(
            "SELECT w.id, w.number, w.technician_id, t.name, w.done_on, c.name, l.line1, \
             w.service_name, w.outcome, w.report, w.materials, w.collected_cents, \
             w.price_cents FROM work_orders w \
             JOIN customer_face c ON c.branch_id = w.branch_id AND c.id = w.customer_id \
             JOIN location_face l ON l.branch_id = w.branch_id AND l.id = w.location_id \
             JOIN staff t ON t.id = w.technician_id \
             WHERE w.branch_id = $1 AND w.finished_at IS NOT NULL AND w.verified_at IS NULL \
             AND w.cancelled_at IS NULL ORDER BY t.name, t.id, w.done_on, w.number LIMIT $2"
        ),
        args![branch, limit],
    )
}

/// A work order in the pool, as the schedule offers it.
#[derive(Clone, Debug, PartialEq)]
pub struct PoolRow {
    /// The work.
    pub work_order: Id<noun::WorkOrder>,
    /// For whom.
    pub customer_name: String,
    /// The street.
    pub line1: String,
    /// The city.
    pub city: String,
    /// What.
    pub service_name: String,
    /// How long it takes.
    pub minutes: i64,
    /// The day it is planned on.
    pub due_on: Day,
}
from_row!(PoolRow { work_order, customer_name, line1, city, service_name, minutes, due_on });

/// The pool until a day, the longest due first.
pub fn list_pool_rows(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    until: Day,
    limit: i64,
) -> Result<Vec<PoolRow>, store::Error> {
    reader.all(
        sql!(
            "SELECT w.id, c.name, l.line1, l.city, w.service_name, w.minutes, w.due_on \
             FROM work_orders w \
             JOIN customer_face c ON c.branch_id = w.branch_id AND c.id = w.customer_id \
             JOIN location_face l ON l.branch_id = w.branch_id AND l.id = w.location_id \
             WHERE w.branch_id = $1 AND w.due_on <= $2 AND w.finished_at IS NULL \
             AND w.cancelled_at IS NULL AND w.aside_at IS NULL AND NOT EXISTS \
             (SELECT 1 FROM appointments a WHERE a.branch_id = w.branch_id \
              AND a.work_order_id = w.id AND a.ended_at IS NULL) \
             ORDER BY w.due_on, w.id LIMIT $3"
        ),
        args![branch, until, limit],
    )
}

/// What the page of one work order shows beside its row.
#[derive(Clone, Debug, PartialEq)]
pub struct Particulars {
    /// The name of who did it.
    pub technician_name: Option<String>,
    /// When the technician arrived.
    pub arrived_at: Option<Instant>,
    /// When the technician left.
    pub left_at: Option<Instant>,
    /// What was wrong with it, while it is sent back.
    pub sent_back_reason: Option<String>,
    /// Why it was put aside.
    pub aside_reason: Option<String>,
    /// Why it was cancelled.
    pub cancel_reason: Option<String>,
    /// The work order it makes good.
    pub cause: Option<Id<noun::WorkOrder>>,
}
from_row!(Particulars {
    technician_name,
    arrived_at,
    left_at,
    sent_back_reason,
    aside_reason,
    cancel_reason,
    cause
});

/// What stands beside the row of a work order.
pub fn find_particulars(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    work_order: Id<noun::WorkOrder>,
) -> Result<Option<Particulars>, store::Error> {
    reader.find(
        sql!(
            "SELECT t.name, w.arrived_at, w.left_at, \
             CASE WHEN w.sent_back_at IS NULL THEN NULL ELSE w.sent_back_reason END, \
             w.aside_reason, w.cancel_reason, w.cause_id FROM work_orders w \
             LEFT JOIN staff t ON t.id = w.technician_id \
             WHERE w.branch_id = $1 AND w.id = $2"
        ),
        args![branch, work_order],
    )
}
