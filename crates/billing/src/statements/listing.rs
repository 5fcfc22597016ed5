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
           AND h.open_cents <> 0 GROUP BY h.customer_id) o",
    fixed: "o.owed_cents <> 0",
    key: "o.customer_id",
    href: "/statements?customer={id}",
    columns: &[
        column("number", "Number", Kind::Text, NUMBER).sorted(),
        column("name", "Customer", Kind::Name, NAME).sorted(),
        column("oldest_due_on", "Oldest due", Kind::Day, "o.oldest_due_on").sorted(),
        column("owed_cents", "Owed", Kind::Money, "o.owed_cents").sorted().summed(),
    ],
    filters: &[
        filter("name", "Name begins", Asked::Begins, NAME),
        filter("past_due", "Past due", Asked::Switch, "o.oldest_due_on < $2"),
        filter("owes_at_least", "Owes at least", Asked::Money, "o.owed_cents >= ?"),
    ],
    sort: "-owed_cents",
    bulk: &[],
};

const NUMBER: &str =
    "(SELECT c.number FROM customer_face c WHERE c.branch_id = $1 AND c.id = o.customer_id)";
const NAME: &str =
    "(SELECT c.name FROM customer_face c WHERE c.branch_id = $1 AND c.id = o.customer_id)";
