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

/// The work of a branch that is asked for, by its days.
macro_rules! select_visits {
    ($which:literal) => {
        sql!(concat!(
            "SELECT id, part, nominal_on, due_on, price_cents, po_number, aside_at \
             FROM work_orders WHERE branch_id = $1 AND ",
            $which,
            " ORDER BY nominal_on, id"
        ))
    };
}

/// The visits of an agreement that are not done yet, put aside or not.
pub fn list_open_of(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    agreement: Id<noun::Agreement>,
) -> Result<Vec<OpenVisit>, store::Error> {
    let sql = select_visits!("agreement_id = $2 AND finished_at IS NULL AND cancelled_at IS NULL");
    reader.all(sql, args![branch, agreement])
}

/// The visits that were cancelled with their agreement.
pub fn list_gone_with(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    agreement: Id<noun::Agreement>,
) -> Result<Vec<OpenVisit>, store::Error> {
    let sql = select_visits!("agreement_id = $2 AND went_with_agreement_at IS NOT NULL");
    reader.all(sql, args![branch, agreement])
}

/// The work of a customer that is not done yet, put aside or not.
pub fn list_open_at(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    customer: Id<noun::Customer>,
) -> Result<Vec<OpenVisit>, store::Error> {
    let sql = select_visits!("customer_id = $2 AND finished_at IS NULL AND cancelled_at IS NULL");
    reader.all(sql, args![branch, customer])
}

/// Work of a customer that is not billed and not over.
#[derive(Clone, Debug, PartialEq)]
pub struct UnbilledWork {
    /// The work.
    pub work_order: Id<noun::WorkOrder>,
    /// Its number.
    pub number: String,
    /// Who has its place now.
    pub whose_place: Id<noun::Customer>,
}
from_row!(UnbilledWork { work_order, number, whose_place });

/// The work of a customer that is not billed and not over.
pub fn list_unbilled_of(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    customer: Id<noun::Customer>,
) -> Result<Vec<UnbilledWork>, store::Error> {
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
