//! Work that is not done yet, as those read it who follow agreements and customers.

use crate::work_orders::Part;
use store::{Reader, args, from_row, sql};
use values::{Day, Id, Instant, Money, noun};

/// A visit of an agreement that is not done yet.
#[derive(Clone, Debug, PartialEq)]
pub struct OpenVisit {
    /// The work.
    pub work_order: Id<noun::WorkOrder>,
    /// Which visit.
    pub part: Part,
    /// The day the rule says.
    pub nominal_on: Day,
    /// The working day it is planned on.
    pub due_on: Day,
    /// What it costs.
    pub price: Money,
    /// The customer's purchase order.
    pub po_number: String,
    /// When it was put aside.
    pub aside_at: Option<Instant>,
}
from_row!(OpenVisit { work_order, part, nominal_on, due_on, price, po_number, aside_at });

/// The visits of an agreement that are not done yet, put aside or not, by their days.
pub fn list_open_of(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    agreement: Id<noun::Agreement>,
) -> Result<Vec<OpenVisit>, store::Error> {
    reader.all(
        sql!(
            "SELECT id, part, nominal_on, due_on, price_cents, po_number, aside_at \
             FROM work_orders WHERE branch_id = $1 AND agreement_id = $2 \
             AND finished_at IS NULL AND cancelled_at IS NULL ORDER BY nominal_on, id"
        ),
        args![branch, agreement],
    )
}

/// The visits that were cancelled with their agreement, by their days.
pub fn list_gone_with(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    agreement: Id<noun::Agreement>,
) -> Result<Vec<OpenVisit>, store::Error> {
    reader.all(
        sql!(
            "SELECT id, part, nominal_on, due_on, price_cents, po_number, aside_at \
             FROM work_orders WHERE branch_id = $1 AND agreement_id = $2 \
             AND went_with_agreement_at IS NOT NULL ORDER BY nominal_on, id"
        ),
        args![branch, agreement],
    )
}

/// The work of a customer that is not done yet, put aside or not, by its day.
pub fn list_open_at(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    customer: Id<noun::Customer>,
) -> Result<Vec<OpenVisit>, store::Error> {
    reader.all(
        sql!(
            "SELECT id, part, nominal_on, due_on, price_cents, po_number, aside_at \
             FROM work_orders WHERE branch_id = $1 AND customer_id = $2 \
             AND finished_at IS NULL AND cancelled_at IS NULL ORDER BY due_on, id"
        ),
        args![branch, customer],
    )
}

/// The work of a customer that is not billed and not over: its id, its number, and who has
/// the place now.
pub fn list_unbilled_of(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    customer: Id<noun::Customer>,
) -> Result<Vec<(Id<noun::WorkOrder>, String, Id<noun::Customer>)>, store::Error> {
    reader.all(
        sql!(
            "SELECT w.id, w.number, l.customer_id FROM work_orders w JOIN location_face l \
             ON l.branch_id = w.branch_id AND l.id = w.location_id \
             WHERE w.branch_id = $1 AND w.customer_id = $2 AND w.invoice_id IS NULL \
             AND w.cancelled_at IS NULL AND (w.verified_at IS NULL OR \
             (w.price_cents > 0 AND w.outcome IN ('done', 'partial'))) ORDER BY w.id"
        ),
        args![branch, customer],
    )
}

/// Another work order that was written for the same visit meanwhile.
pub fn find_written_again(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    agreement: Id<noun::Agreement>,
    nominal_on: Day,
    part: Part,
) -> Result<Option<(Id<noun::WorkOrder>, String)>, store::Error> {
    reader.find(
        sql!(
            "SELECT id, number FROM work_orders WHERE branch_id = $1 AND agreement_id = $2 \
             AND nominal_on = $3 AND part = $4 AND cause_id IS NULL AND cancelled_at IS NULL"
        ),
        args![branch, agreement, nominal_on, part.word()],
    )
}
