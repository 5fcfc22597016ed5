//! How rows of work orders are written: made, finished, sent back, verified, billed, put
//! aside, cancelled, brought back.

use crate::work_orders::{Outcome, Part};
use office::{Desk, Refusal};
use store::{args, sql};
use values::{Day, Id, Instant, Money, noun};

/// A work order to be written.
#[derive(Clone, Debug)]
pub struct NewWorkOrder {
    /// Its id.
    pub id: Id<noun::WorkOrder>,
    /// Its number.
    pub number: String,
    /// For whom.
    pub customer: Id<noun::Customer>,
    /// Where.
    pub location: Id<noun::Location>,
    /// What.
    pub service: Id<noun::Service>,
    /// Its name.
    pub service_name: String,
    /// The agreement it follows from.
    pub agreement: Option<Id<noun::Agreement>>,
    /// The work order it makes good.
    pub cause: Option<Id<noun::WorkOrder>>,
    /// Which visit.
    pub part: Part,
    /// The day the rule says.
    pub nominal_on: Day,
    /// The working day.
    pub due_on: Day,
    /// What it costs.
    pub price: Money,
    /// How long it takes.
    pub minutes: i64,
    /// What the technician should know.
    pub instructions: String,
    /// The customer's purchase order.
    pub po_number: String,
}

/// Writes work orders.
pub fn insert_work_orders(desk: &mut Desk<'_>, orders: &[NewWorkOrder]) -> Result<(), Refusal> {
    let (branch, now) = (desk.branch(), desk.now());
    let rows = orders.iter().map(|order| {
        [
            order.id.into(),
            branch.into(),
            order.number.as_str().into(),
            order.customer.into(),
            order.location.into(),
            order.service.into(),
            order.service_name.as_str().into(),
            order.agreement.into(),
            order.cause.into(),
            order.part.word().into(),
            order.nominal_on.into(),
            order.due_on.into(),
            order.price.into(),
            order.minutes.into(),
            order.instructions.as_str().into(),
            order.po_number.as_str().into(),
            now.into(),
            "".into(),
            "".into(),
            0i64.into(),
            1i64.into(),
        ]
    });
    let columns = [
        "id",
        "branch_id",
        "number",
        "customer_id",
        "location_id",
        "service_id",
        "service_name",
        "agreement_id",
        "cause_id",
        "part",
        "nominal_on",
        "due_on",
        "price_cents",
        "minutes",
        "instructions",
        "po_number",
        "created_at",
        "report",
        "materials",
        "collected_cents",
        "version",
    ];
    desk.insert_many("work_orders", columns, rows)?;
    Ok(())
}

/// What a technician says of a visit.
#[derive(Clone, Debug)]
pub struct Finished<'f> {
    /// What came of it.
    pub outcome: Outcome,
    /// Who did it.
    pub technician: Id<noun::Staff>,
    /// The day.
    pub done_on: Day,
    /// When the technician arrived.
    pub arrived_at: Option<Instant>,
    /// When the technician left.
    pub left_at: Option<Instant>,
    /// Words for the customer.
    pub report: &'f str,
    /// What was used.
    pub materials: &'f str,
    /// What was collected.
    pub collected: Money,
}

/// A technician has finished it.
pub fn mark_finished(
    desk: &mut Desk<'_>,
    work_order: Id<noun::WorkOrder>,
    finished: &Finished<'_>,
) -> Result<u64, Refusal> {
    desk.exec(
        sql!(
            "UPDATE work_orders SET outcome = $3, technician_id = $4, done_on = $5, \
             arrived_at = $6, left_at = $7, report = $8, materials = $9, \
             collected_cents = $10, finished_by = $11, finished_at = $12, \
             sent_back_at = NULL, version = version + 1 WHERE branch_id = $1 AND id = $2"
        ),
        args![
            desk.branch(),
            work_order,
            finished.outcome.word(),
            finished.technician,
            finished.done_on,
            finished.arrived_at,
            finished.left_at,
            finished.report,
            finished.materials,
            finished.collected,
            desk.who(),
            desk.now()
        ],
    )
}

/// The office sends it back to the technician.
pub fn mark_sent_back(
    desk: &mut Desk<'_>,
    work_order: Id<noun::WorkOrder>,
    reason: &str,
) -> Result<u64, Refusal> {
    desk.exec(
        sql!(
            "UPDATE work_orders SET finished_at = NULL, finished_by = NULL, outcome = NULL, \
             sent_back_at = $3, sent_back_reason = $4, version = version + 1 \
             WHERE branch_id = $1 AND id = $2"
        ),
        args![desk.branch(), work_order, desk.now(), reason],
    )
}

/// The office has verified it, at this price.
pub fn mark_verified(
    desk: &mut Desk<'_>,
    work_order: Id<noun::WorkOrder>,
    price: Money,
) -> Result<u64, Refusal> {
    desk.exec(
        sql!(
            "UPDATE work_orders SET verified_at = $3, verified_by = $4, price_cents = $5, \
             version = version + 1 WHERE branch_id = $1 AND id = $2"
        ),
        args![desk.branch(), work_order, desk.now(), desk.who(), price],
    )
}

/// An invoice bills it, or bills it no more.
pub fn mark_invoiced(
    desk: &mut Desk<'_>,
    work_order: Id<noun::WorkOrder>,
    invoice: Option<Id<noun::Invoice>>,
) -> Result<u64, Refusal> {
    desk.exec(
        sql!(
            "UPDATE work_orders SET invoice_id = $3, version = version + 1 \
             WHERE branch_id = $1 AND id = $2"
        ),
        args![desk.branch(), work_order, invoice],
    )
}

/// It is cancelled, and with it its appointment, if it has one.
pub fn mark_cancelled(
    desk: &mut Desk<'_>,
    work_order: Id<noun::WorkOrder>,
    reason: &str,
    freed: Option<Id<noun::Appointment>>,
) -> Result<u64, Refusal> {
    desk.exec(
        sql!(
            "UPDATE work_orders SET cancelled_at = $3, cancelled_by = $4, \
             cancel_reason = $5, freed_appointment_id = COALESCE($6, freed_appointment_id), \
             version = version + 1 WHERE branch_id = $1 AND id = $2"
        ),
        args![desk.branch(), work_order, desk.now(), desk.who(), reason, freed],
    )
}

/// It was cancelled because its agreement was, and comes back with it.
pub fn mark_went_with_agreement(
    desk: &mut Desk<'_>,
    work_order: Id<noun::WorkOrder>,
) -> Result<u64, Refusal> {
    desk.exec(
        sql!(
            "UPDATE work_orders SET went_with_agreement_at = $3 \
             WHERE branch_id = $1 AND id = $2"
        ),
        args![desk.branch(), work_order, desk.now()],
    )
}

/// It waits, and its appointment has ended, if it had one.
pub fn mark_aside(
    desk: &mut Desk<'_>,
    work_order: Id<noun::WorkOrder>,
    reason: &str,
    freed: Option<Id<noun::Appointment>>,
) -> Result<u64, Refusal> {
    desk.exec(
        sql!(
            "UPDATE work_orders SET aside_at = $3, aside_by = $4, aside_reason = $5, \
             freed_appointment_id = $6, version = version + 1 \
             WHERE branch_id = $1 AND id = $2"
        ),
        args![desk.branch(), work_order, desk.now(), desk.who(), reason, freed],
    )
}

/// It is to be done again, on this day; the journal keeps where it was.
pub fn mark_back(
    desk: &mut Desk<'_>,
    work_order: Id<noun::WorkOrder>,
    due_on: Day,
) -> Result<u64, Refusal> {
    desk.exec(
        sql!(
            "UPDATE work_orders SET aside_at = NULL, aside_by = NULL, aside_reason = NULL, \
             cancelled_at = NULL, cancelled_by = NULL, cancel_reason = NULL, \
             freed_appointment_id = NULL, went_with_agreement_at = NULL, due_on = $3, \
             version = version + 1 WHERE branch_id = $1 AND id = $2"
        ),
        args![desk.branch(), work_order, due_on],
    )
}

/// It costs this from now on.
pub fn mark_price(
    desk: &mut Desk<'_>,
    work_order: Id<noun::WorkOrder>,
    price: Money,
) -> Result<u64, Refusal> {
    desk.exec(
        sql!(
            "UPDATE work_orders SET price_cents = $3, version = version + 1 \
             WHERE branch_id = $1 AND id = $2"
        ),
        args![desk.branch(), work_order, price],
    )
}

/// It is done under this purchase order.
pub fn mark_po_number(
    desk: &mut Desk<'_>,
    work_order: Id<noun::WorkOrder>,
    po_number: &str,
) -> Result<u64, Refusal> {
    desk.exec(
        sql!(
            "UPDATE work_orders SET po_number = $3, version = version + 1 \
             WHERE branch_id = $1 AND id = $2"
        ),
        args![desk.branch(), work_order, po_number],
    )
}

/// It is done for this customer.
pub fn mark_customer(
    desk: &mut Desk<'_>,
    work_order: Id<noun::WorkOrder>,
    customer: Id<noun::Customer>,
) -> Result<u64, Refusal> {
    desk.exec(
        sql!(
            "UPDATE work_orders SET customer_id = $3, version = version + 1 \
             WHERE branch_id = $1 AND id = $2"
        ),
        args![desk.branch(), work_order, customer],
    )
}
