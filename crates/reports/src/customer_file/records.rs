//! The rows of other rooms as the Customer page needs them: her visits and what she paid
//! last. Each is one statement along an index that begins with the customer.

use store::{Reader, args, from_row, sql};
use values::{Day, Id, Instant, Money, noun};

/// A work order with its appointment and who does it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Visit {
    pub work_order: Id<noun::WorkOrder>,
    pub number: String,
    pub service_name: String,
    pub due_on: Day,
    pub price: Money,
    pub done_on: Option<Day>,
    /// The stored word of what came of it.
    pub outcome: Option<String>,
    pub finished_at: Option<Instant>,
    pub cancelled_at: Option<Instant>,
    /// The day it is booked on.
    pub booked_on: Option<Day>,
    /// The first minute of the promised window.
    pub from_minute: Option<i64>,
    /// The last minute of the promised window.
    pub until_minute: Option<i64>,
    pub technician: Option<String>,
}
from_row!(Visit {
    work_order,
    number,
    service_name,
    due_on,
    price,
    done_on,
    outcome,
    finished_at,
    cancelled_at,
    booked_on,
    from_minute,
    until_minute,
    technician
});

impl Visit {
    /// The day it is expected on: the booked one, else the planned one.
    pub fn expected_on(&self) -> Day {
        self.booked_on.unwrap_or(self.due_on)
    }

    /// Whether it is still to come.
    pub fn is_open(&self) -> bool {
        self.finished_at.is_none() && self.cancelled_at.is_none()
    }
}

/// How many visits the page looks at: several years of the most frequent service.
const VISITS: i64 = 160;

/// A customer's visits, the latest due first.
pub(crate) fn list_visits(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    customer: Id<noun::Customer>,
) -> Result<Vec<Visit>, store::Error> {
    reader.all(
        sql!(
            "SELECT w.id, w.number, w.service_name, w.due_on, w.price_cents, w.done_on, \
             w.outcome, w.finished_at, w.cancelled_at, a.day, a.from_minute, a.until_minute, \
             s.name FROM work_orders w LEFT JOIN appointments a ON a.work_order_id = w.id \
             AND a.branch_id = w.branch_id AND a.ended_at IS NULL \
             LEFT JOIN staff s ON s.id = COALESCE(w.technician_id, a.technician_id) \
             WHERE w.branch_id = $1 AND w.customer_id = $2 \
             ORDER BY w.due_on DESC, w.id DESC LIMIT $3"
        ),
        args![branch, customer, VISITS],
    )
}

/// A payment as the strip shows it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct LastPayment {
    pub payment: Id<noun::Payment>,
    /// The stored word of what it came as.
    pub tender: String,
    /// The check's number or the processor's reference; blank for cash.
    pub reference: String,
    pub amount: Money,
    pub received_on: Day,
}
from_row!(LastPayment { payment, tender, reference, amount, received_on });

/// The last payment of a customer that stands: neither voided nor returned.
pub(crate) fn find_last_payment(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    customer: Id<noun::Customer>,
) -> Result<Option<LastPayment>, store::Error> {
    reader.find(
        sql!(
            "SELECT id, tender, reference, amount_cents, received_on FROM payments \
             WHERE branch_id = $1 AND customer_id = $2 AND voided_at IS NULL \
             AND returned_at IS NULL ORDER BY received_on DESC, id DESC LIMIT 1"
        ),
        args![branch, customer],
    )
}
