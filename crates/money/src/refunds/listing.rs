//! The list of refunds.

use super::READ;
use office::listing::{Asked, Kind, Listing, Mark, State, column, filter};

/// How far refunds are, in lists.
pub static STATES: &[State] = &[
    State { word: "asked", title: "Asked", mark: Mark::Watch },
    State { word: "approved", title: "To be paid", mark: Mark::Watch },
    State { word: "paid", title: "Paid", mark: Mark::Good },
    State { word: "declined", title: "Declined", mark: Mark::Plain },
];

/// Refunds, the newest first.
pub static LISTING: Listing = Listing {
    name: "refunds",
    title: "Refunds",
    duty: READ,
    from: "refunds r JOIN customer_face c ON c.branch_id = r.branch_id AND c.id = r.customer_id \
           JOIN staff s ON s.id = r.asked_by",
    fixed: "r.branch_id = $1",
    key: "r.id",
    href: "/refunds/{id}",
    columns: &[
        column("id", "Id", Kind::Id, "r.id"),
        column("number", "Number", Kind::Text, "r.number").sorted(),
        column("asked_at", "Asked", Kind::Instant, "r.asked_at").sorted(),
        column("name", "To", Kind::Name, "c.name"),
        column("account", "Account", Kind::Text, "c.number"),
        column("state", "Now", Kind::State(STATES), STATE),
        column("reason", "Why", Kind::Text, "r.reason"),
        column("asked_by", "Asked by", Kind::Text, "s.name"),
        column("reference", "Paid by", Kind::Text, "r.reference"),
        column("amount_cents", "Amount", Kind::Money, "r.amount_cents").sorted().summed(),
    ],
    filters: &[
        filter("state", "Now", Asked::OneOf(STATES), STATE_IS),
        filter("customer", "Customer", Asked::Id, "r.customer_id = ?"),
        filter("number", "Number begins", Asked::Begins, "r.number"),
        filter("amount_cents", "Amount", Asked::Money, "r.amount_cents = ?"),
        filter("paid_from", "Paid from", Asked::Day, "r.paid_on >= ?"),
        filter("paid_until", "Paid until", Asked::Day, "r.paid_on <= ?"),
    ],
    sort: "-asked_at",
    bulk: &["refunds.approve"],
};

const STATE: &str = "CASE WHEN r.paid_at IS NOT NULL THEN 'paid' \
    WHEN r.approved_at IS NOT NULL THEN 'approved' \
    WHEN r.declined_at IS NOT NULL THEN 'declined' ELSE 'asked' END";

const STATE_IS: &str = "CASE WHEN r.paid_at IS NOT NULL THEN 'paid' \
    WHEN r.approved_at IS NOT NULL THEN 'approved' \
    WHEN r.declined_at IS NOT NULL THEN 'declined' ELSE 'asked' END = ?";
