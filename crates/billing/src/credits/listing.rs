//! The list of credits.

use super::READ;
use office::listing::{Asked, Kind, Listing, column, filter};

/// Credits of the branch, the newest first.
pub static LISTING: Listing = Listing {
    name: "credits",
    title: "Credits",
    duty: READ,
    from: "credit_memos m JOIN customer_face c ON c.branch_id = m.branch_id \
           AND c.id = m.customer_id JOIN invoices i ON i.branch_id = m.branch_id \
           AND i.id = m.invoice_id JOIN staff s ON s.id = m.issued_by",
    fixed: "m.branch_id = $1",
    key: "m.id",
    href: "/credits/{id}",
    columns: &[
        column("id", "Id", Kind::Id, "m.id"),
        column("number", "Number", Kind::Text, "m.number").sorted(),
        column("credited_on", "Date", Kind::Day, "m.credited_on").sorted(),
        column("customer", "Customer", Kind::Name, "c.name"),
        column("invoice", "Invoice", Kind::Text, "i.number"),
        column("reason", "Why", Kind::Text, "m.reason"),
        column("issued_by", "By", Kind::Text, "s.name"),
        column("total_cents", "Credit", Kind::Money, "m.total_cents").summed(),
    ],
    filters: &[
        filter("customer", "Customer", Asked::Id, "m.customer_id = ?"),
        filter("invoice", "Invoice", Asked::Id, "m.invoice_id = ?"),
        filter("credited_from", "From", Asked::Day, "m.credited_on >= ?"),
        filter("credited_until", "Until", Asked::Day, "m.credited_on <= ?"),
        filter("total", "Credit", Asked::Money, "m.total_cents = ?"),
    ],
    sort: "-credited_on",
    bulk: &[],
};
