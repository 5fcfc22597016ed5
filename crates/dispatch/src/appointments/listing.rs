//! The list of appointments.

use super::READ;
use office::listing::{Asked, Kind, Listing, column, filter};

/// The schedule as a list, by day.
pub static LISTING: Listing = Listing {
    name: "appointments",
    title: "Schedule",
    duty: READ,
    from: "appointments a JOIN work_orders w ON w.branch_id = a.branch_id \
           AND w.id = a.work_order_id JOIN customer_face c ON c.branch_id = w.branch_id \
           AND c.id = w.customer_id JOIN staff t ON t.id = a.technician_id",
    fixed: "a.branch_id = $1 AND a.ended_at IS NULL AND w.cancelled_at IS NULL",
    key: "a.id",
    href: "",
    columns: &[
        column("id", "Id", Kind::Id, "a.id"),
        column("day", "Day", Kind::Day, "a.day").sorted(),
        column("from_minute", "From minute", Kind::Count, "a.from_minute"),
        column("until_minute", "Until minute", Kind::Count, "a.until_minute"),
        column("technician", "Technician", Kind::Text, "t.name"),
        column("customer", "Customer", Kind::Name, "c.name"),
        column("service_name", "Service", Kind::Text, "w.service_name"),
        column("work_order", "Work order", Kind::Text, "w.number"),
        column("price_cents", "Price", Kind::Money, "w.price_cents").summed(),
    ],
    filters: &[
        filter("day", "Day", Asked::Day, "a.day = ?"),
        filter("day_from", "From", Asked::Day, "a.day >= ?"),
        filter("day_until", "Until", Asked::Day, "a.day <= ?"),
        filter("technician", "Technician", Asked::Id, "a.technician_id = ?"),
        filter("customer", "Customer", Asked::Id, "w.customer_id = ?"),
    ],
    sort: "day",
    bulk: &[],
};
