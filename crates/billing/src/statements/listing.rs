//! The list of customers a statement can be for: those who owe.

use crate::invoices::READ;
use office::listing::{Asked, Kind, Listing, column, filter};

/// Customers with open charges, those who owe the most first.
pub static LISTING: Listing = Listing {
    name: "statements",
    title: "Statements",
    duty: READ,
    from: "(SELECT h.customer_id, CAST(SUM(h.open_cents) AS BIGINT) AS owed_cents, \
           MIN(h.due_on) AS oldest_due_on FROM charges h WHERE h.branch_id = $1 \
           AND h.open_cents <> 0 GROUP BY h.customer_id) o \
           JOIN customer_face c ON c.branch_id = $1 AND c.id = o.customer_id",
    fixed: "c.branch_id = $1",
    key: "o.customer_id",
    href: "/statements?customer={id}",
    columns: &[
        column("number", "Number", Kind::Text, "c.number").sorted(),
        column("name", "Customer", Kind::Name, "c.name").sorted(),
        column("oldest_due_on", "Oldest due", Kind::Day, "o.oldest_due_on").sorted(),
        column("owed_cents", "Owed", Kind::Money, "o.owed_cents").sorted().summed(),
    ],
    filters: &[
        filter("name", "Name begins", Asked::Begins, "c.name"),
        filter("past_due", "Past due", Asked::Switch, "o.oldest_due_on < $2"),
        filter("owes_at_least", "Owes at least", Asked::Money, "o.owed_cents >= ?"),
    ],
    sort: "-owed_cents",
    bulk: &[],
};
