//! The list of invoices.

use super::READ;
use office::listing::{Asked, Kind, Listing, Mark, State, column, filter};

/// The states of an invoice, derived from what is open of it.
pub const STATES: &[State] = &[
    State { word: "open", title: "Open", mark: Mark::Plain },
    State { word: "overdue", title: "Past due", mark: Mark::Late },
    State { word: "part", title: "Part paid", mark: Mark::Watch },
    State { word: "paid", title: "Paid", mark: Mark::Good },
    State { word: "void", title: "Void", mark: Mark::Wrong },
];

/// Invoices of the branch, the newest first.
pub static LISTING: Listing = Listing {
    name: "invoices",
    title: "Invoices",
    duty: READ,
    from: "invoices i JOIN customer_face c ON c.branch_id = i.branch_id \
           AND c.id = i.customer_id JOIN charges h ON h.branch_id = i.branch_id \
           AND h.id = i.charge_id",
    fixed: "i.branch_id = $1",
    key: "i.id",
    href: "/invoices/{id}",
    columns: &[
        column("id", "Id", Kind::Id, "i.id"),
        column("number", "Number", Kind::Text, "i.number").sorted(),
        column("invoiced_on", "Date", Kind::Day, "i.invoiced_on").sorted(),
        column("due_on", "Due", Kind::Day, "i.due_on"),
        column("customer_number", "Account", Kind::Text, "c.number"),
        column("customer", "Customer", Kind::Name, "c.name"),
        column("po_number", "PO", Kind::Text, "i.po_number"),
        column(
            "state",
            "State",
            Kind::State(STATES),
            "CASE WHEN i.voided_at IS NOT NULL THEN 'void' WHEN h.open_cents = 0 THEN 'paid' \
             WHEN i.due_on < $2 THEN 'overdue' WHEN h.open_cents < i.total_cents THEN 'part' \
             ELSE 'open' END",
        ),
        column("total_cents", "Total", Kind::Money, "i.total_cents").summed(),
        column("open_cents", "Open", Kind::Money, "h.open_cents").summed(),
    ],
    filters: &[
        filter("number", "Number", Asked::Begins, "i.number"),
        filter("open", "Still open", Asked::Switch, "h.open_cents <> 0"),
        filter("overdue", "Past due", Asked::Switch, "h.open_cents <> 0 AND i.due_on < $2"),
        filter("void", "Void", Asked::Switch, "i.voided_at IS NOT NULL"),
        filter("invoiced_from", "From", Asked::Day, "i.invoiced_on >= ?"),
        filter("invoiced_until", "Until", Asked::Day, "i.invoiced_on <= ?"),
        filter("total", "Total", Asked::Money, "i.total_cents = ?"),
        filter("customer", "Customer", Asked::Id, "i.customer_id = ?"),
        filter("po_number", "PO", Asked::Text, "i.po_number = ?"),
    ],
    sort: "-invoiced_on",
    bulk: &["invoices.mail"],
};
