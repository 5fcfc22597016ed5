//! The list of late fees.

use super::READ;
use office::listing::{Asked, Kind, Listing, Mark, State, column, filter};

const STATES: &[State] = &[
    State { word: "open", title: "Open", mark: Mark::Watch },
    State { word: "paid", title: "Paid", mark: Mark::Good },
    State { word: "waived", title: "Waived", mark: Mark::Plain },
];

/// Late fees of the branch, the latest first.
pub static LISTING: Listing = Listing {
    name: "late_fees",
    title: "Late fees",
    duty: READ,
    from: "late_fees f JOIN customer_face c ON c.branch_id = f.branch_id \
           AND c.id = f.customer_id JOIN charges h ON h.branch_id = f.branch_id \
           AND h.id = f.charge_id",
    fixed: "f.branch_id = $1",
    key: "f.id",
    href: "/late-fees/{id}",
    columns: &[
        column("id", "Id", Kind::Id, "f.id"),
        column("number", "Number", Kind::Text, "f.number").sorted(),
        column("charged_on", "Date", Kind::Day, "f.charged_on").sorted(),
        column("customer_name", "Customer", Kind::Name, "c.name"),
        column("basis", "Why", Kind::Text, "f.basis"),
        column(
            "state",
            "State",
            Kind::State(STATES),
            "CASE WHEN f.waived_at IS NOT NULL THEN 'waived' WHEN h.open_cents = 0 THEN 'paid' \
             ELSE 'open' END",
        ),
        column("amount_cents", "Amount", Kind::Money, "f.amount_cents").summed(),
        column("open_cents", "Open", Kind::Money, "h.open_cents").summed(),
    ],
    filters: &[
        filter("customer", "Customer", Asked::Id, "f.customer_id = ?"),
        filter("open", "Still open", Asked::Switch, "h.open_cents <> 0"),
        filter("waived", "Waived", Asked::Switch, "f.waived_at IS NOT NULL"),
        filter("charged_from", "From", Asked::Day, "f.charged_on >= ?"),
        filter("charged_until", "Until", Asked::Day, "f.charged_on <= ?"),
    ],
    sort: "-charged_on",
    bulk: &[],
};
