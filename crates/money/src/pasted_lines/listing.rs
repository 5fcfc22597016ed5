//! The list of pasted lines.

use crate::payments::READ;
use office::listing::{Asked, Kind, Listing, Mark, State, column, filter};

/// What became of a row, in lists.
pub static STATES: &[State] = &[
    State { word: "waits", title: "Waits", mark: Mark::Watch },
    State { word: "posted", title: "Posted", mark: Mark::Good },
    State { word: "held", title: "On hold", mark: Mark::Watch },
    State { word: "dropped", title: "Dropped", mark: Mark::Plain },
];

/// Pasted lines, the newest first.
pub static LISTING: Listing = Listing {
    name: "pasted_lines",
    title: "Pasted lines",
    duty: READ,
    from: "pasted_lines l JOIN batches b ON b.id = l.batch_id \
           LEFT JOIN payments p ON p.id = l.payment_id \
           LEFT JOIN customer_face c ON c.branch_id = l.branch_id AND c.id = l.customer_id",
    fixed: "l.branch_id = $1",
    key: "l.id",
    href: "/pasted-lines/{id}",
    columns: &[
        column("id", "Id", Kind::Id, "l.id"),
        column("pasted_at", "Pasted", Kind::Instant, "l.pasted_at").sorted(),
        column("batch", "Batch", Kind::Text, "b.number"),
        column("place", "Row", Kind::Count, "l.place"),
        column("name", "Name", Kind::Name, "COALESCE(c.name, l.customer_words)"),
        column("number", "Number", Kind::Text, "l.number"),
        column("state", "Now", Kind::State(STATES), STATE),
        column("payment", "Payment", Kind::Text, "COALESCE(p.number, '')"),
        column("why", "Why", Kind::Text, WHY),
        column("pasted", "As pasted", Kind::Text, "l.pasted"),
        column("amount_cents", "Amount", Kind::Money, "l.amount_cents").sorted().summed(),
    ],
    filters: &[
        filter("state", "Now", Asked::OneOf(STATES), STATE_IS),
        filter("batch", "Batch", Asked::Id, "l.batch_id = ?"),
        filter("number", "Number begins", Asked::Begins, "l.number"),
        filter("amount_cents", "Amount", Asked::Money, "l.amount_cents = ?"),
    ],
    sort: "-pasted_at",
    bulk: &[],
};

const WHY: &str = "CASE WHEN l.drop_reason <> '' THEN l.drop_reason \
    WHEN l.refused <> '' THEN l.refused ELSE l.customer_why END";

const STATE: &str = "CASE WHEN l.dropped_at IS NOT NULL THEN 'dropped' \
    WHEN l.payment_id IS NULL THEN 'waits' WHEN p.customer_id IS NULL THEN 'held' \
    ELSE 'posted' END";

const STATE_IS: &str = "CASE WHEN l.dropped_at IS NOT NULL THEN 'dropped' \
    WHEN l.payment_id IS NULL THEN 'waits' WHEN p.customer_id IS NULL THEN 'held' \
    ELSE 'posted' END = ?";
