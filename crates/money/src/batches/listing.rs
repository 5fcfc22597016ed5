//! The list of batches.

use super::READ;
use office::listing::{Asked, Kind, Listing, Mark, State, column, filter};

/// How far batches are, in lists.
pub static STATES: &[State] = &[
    State { word: "open", title: "Open", mark: Mark::Watch },
    State { word: "closed", title: "Balanced", mark: Mark::Good },
];

/// Batches, the newest first.
pub static LISTING: Listing = Listing {
    name: "batches",
    title: "Batches",
    duty: READ,
    from: "batches b JOIN staff s ON s.id = b.opened_by \
           JOIN deposits d ON d.branch_id = b.branch_id AND d.id = b.deposit_id",
    fixed: "b.branch_id = $1",
    key: "b.id",
    href: "/payments/post?batch={id}",
    columns: &[
        column("id", "Id", Kind::Id, "b.id"),
        column("number", "Batch", Kind::Name, "b.number"),
        column("day", "Day", Kind::Day, "b.day").sorted(),
        column("state", "Now", Kind::State(STATES), STATE),
        column("deposit_number", "Deposit", Kind::Text, "d.number"),
        column("note", "Where from", Kind::Text, "b.note"),
        column("opened_by", "Opened by", Kind::Text, "s.name"),
        column("lines", "Lines", Kind::Count, LINES),
        column("posted_cents", "Posted", Kind::Money, POSTED),
    ],
    filters: &[
        filter("day_from", "From day", Asked::Day, "b.day >= ?"),
        filter("day_until", "Until day", Asked::Day, "b.day <= ?"),
        filter("state", "Now", Asked::OneOf(STATES), STATE_IS),
        filter("deposit", "Deposit", Asked::Id, "b.deposit_id = ?"),
    ],
    sort: "-day",
    bulk: &[],
};

const STATE: &str = "CASE WHEN b.closed_at IS NULL THEN 'open' ELSE 'closed' END";

const STATE_IS: &str = "CASE WHEN b.closed_at IS NULL THEN 'open' ELSE 'closed' END = ?";

const LINES: &str = "(SELECT COUNT(*) FROM payments p WHERE p.branch_id = b.branch_id \
    AND p.batch_id = b.id AND p.voided_at IS NULL)";

const POSTED: &str = "CAST(COALESCE((SELECT SUM(p.amount_cents) FROM payments p \
    WHERE p.branch_id = b.branch_id AND p.batch_id = b.id AND p.voided_at IS NULL), 0) \
    AS BIGINT)";
