//! The list of disputes.

use crate::draws::READ;
use office::listing::{Asked, Kind, Listing, Mark, State, column, filter};

static STATES: &[State] = &[
    State { word: "open", title: "Open", mark: Mark::Watch },
    State { word: "won", title: "Won", mark: Mark::Good },
    State { word: "lost", title: "Lost", mark: Mark::Plain },
];

/// Disputes, the newest first.
pub static LISTING: Listing = Listing {
    name: "disputes",
    title: "Disputes",
    duty: READ,
    from: "disputes d LEFT JOIN customer_face c ON c.branch_id = d.branch_id \
           AND c.id = d.customer_id",
    fixed: "d.branch_id = $1",
    key: "d.id",
    href: "/disputes/{id}",
    columns: &[
        column("id", "Id", Kind::Id, "d.id"),
        column("opened_at", "Opened", Kind::Instant, "d.opened_at").sorted(),
        column("name", "By", Kind::Name, "COALESCE(c.name, 'Nobody we know')"),
        column("reason", "Reason", Kind::Text, "d.reason"),
        column("state", "Now", Kind::State(STATES), "d.stands"),
        column("answer_by", "Answer by", Kind::Day, "d.answer_by"),
        column("answered_at", "Answered", Kind::Instant, "d.answered_at"),
        column("reference", "Reference", Kind::Text, "d.reference"),
        column("amount_cents", "Amount", Kind::Money, "d.amount_cents").summed(),
    ],
    filters: &[
        filter("state", "Now", Asked::OneOf(STATES), "d.stands = ?"),
        filter("customer", "Customer", Asked::Id, "d.customer_id = ?"),
    ],
    sort: "-opened_at",
    bulk: &[],
};
