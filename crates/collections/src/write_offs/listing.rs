//! The list of write-offs.

use super::READ;
use office::listing::{Asked, Kind, Listing, Mark, State, column, filter};

/// How far write-offs are, in lists.
pub static STATES: &[State] = &[
    State { word: "asked", title: "Asked", mark: Mark::Watch },
    State { word: "written_off", title: "Written off", mark: Mark::Plain },
    State { word: "reinstated", title: "Taken up again", mark: Mark::Good },
    State { word: "declined", title: "Declined", mark: Mark::Plain },
];

/// Write-offs, the newest first.
pub static LISTING: Listing = Listing {
    name: "write_offs",
    title: "Write-offs",
    duty: READ,
    from: "write_offs w JOIN customer_face c ON c.branch_id = w.branch_id \
           AND c.id = w.customer_id JOIN staff s ON s.id = w.asked_by",
    fixed: "w.branch_id = $1",
    key: "w.id",
    href: "/write-offs/{id}",
    columns: &[
        column("id", "Id", Kind::Id, "w.id"),
        column("number", "Number", Kind::Text, "w.number").sorted(),
        column("asked_at", "Asked", Kind::Instant, "w.asked_at").sorted(),
        column("name", "Customer", Kind::Name, "c.name"),
        column("account", "Account", Kind::Text, "c.number"),
        column("document", "Of", Kind::Text, "w.document"),
        column("state", "Now", Kind::State(STATES), STATE),
        column("reason", "Why", Kind::Text, "w.reason"),
        column("asked_by", "Asked by", Kind::Text, "s.name"),
        column("amount_cents", "Amount", Kind::Money, "w.amount_cents").sorted().summed(),
        column("left_cents", "Still written off", Kind::Money, LEFT).summed(),
    ],
    filters: &[
        filter("state", "Now", Asked::OneOf(STATES), STATE_IS),
        filter("customer", "Customer", Asked::Id, "w.customer_id = ?"),
        filter("number", "Number begins", Asked::Begins, "w.number"),
        filter("amount_cents", "Amount", Asked::Money, "w.amount_cents = ?"),
    ],
    sort: "-asked_at",
    bulk: &["write_offs.approve"],
};

const LEFT: &str = "CASE WHEN w.approved_at IS NULL THEN 0 \
    ELSE w.amount_cents - w.reinstated_cents END";

const STATE: &str = "CASE WHEN w.declined_at IS NOT NULL THEN 'declined' \
    WHEN w.approved_at IS NULL THEN 'asked' \
    WHEN w.reinstated_cents = w.amount_cents THEN 'reinstated' ELSE 'written_off' END";

const STATE_IS: &str = "CASE WHEN w.declined_at IS NOT NULL THEN 'declined' \
    WHEN w.approved_at IS NULL THEN 'asked' \
    WHEN w.reinstated_cents = w.amount_cents THEN 'reinstated' ELSE 'written_off' END = ?";
