//! The list of work orders.

use super::READ;
use super::words::{STAGE_FILTER, STAGE_SQL, STAGES};
use office::listing::{Asked, Kind, Listing, column, filter};

/// Work orders of the branch, by the day they are due.
pub static LISTING: Listing = Listing {
    name: "work_orders",
    title: "Work orders",
    duty: READ,
    from: "work_orders w JOIN customer_face c ON c.branch_id = w.branch_id \
           AND c.id = w.customer_id JOIN location_face l ON l.branch_id = w.branch_id \
           AND l.id = w.location_id LEFT JOIN appointments a \
           ON a.work_order_id = w.id AND a.branch_id = w.branch_id AND a.ended_at IS NULL \
           LEFT JOIN staff t ON t.id = COALESCE(w.technician_id, a.technician_id)",
    fixed: "w.branch_id = $1",
    key: "w.id",
    href: "/work-orders/{id}",
    columns: &[
        column("id", "Id", Kind::Id, "w.id"),
        column("number", "Number", Kind::Text, "w.number").sorted(),
        column("due_on", "Due", Kind::Day, "w.due_on").sorted(),
        column("customer", "Customer", Kind::Name, "c.name"),
        column("street", "Where", Kind::Text, "l.line1"),
        column("service_name", "Service", Kind::Text, "w.service_name"),
        column("technician", "Technician", Kind::Text, "COALESCE(t.name, '')"),
        column("stage", "Stage", Kind::State(STAGES), STAGE_SQL),
        column("price_cents", "Price", Kind::Money, "w.price_cents").summed(),
    ],
    filters: &[
        filter("stage", "Stage", Asked::OneOf(STAGES), STAGE_FILTER),
        filter("due_from", "Due from", Asked::Day, "w.due_on >= ?"),
        filter("due_until", "Due until", Asked::Day, "w.due_on <= ?"),
        filter("done_on", "Done on", Asked::Day, "w.done_on = ?"),
        filter("customer", "Customer", Asked::Id, "w.customer_id = ?"),
        filter("agreement", "Agreement", Asked::Id, "w.agreement_id = ?"),
        filter("technician", "Technician", Asked::Id, "w.technician_id = ?"),
        filter("number", "Number", Asked::Begins, "w.number"),
    ],
    sort: "-due_on",
    bulk: &["work_orders.verify"],
};
