//! The list of draws.

use super::READ;
use office::listing::{Asked, Kind, Listing, Mark, State, column, filter};

/// Where draws are, in lists.
pub static STATES: &[State] = &[
    State { word: "asked", title: "In line", mark: Mark::Plain },
    State { word: "in_doubt", title: "In doubt", mark: Mark::Watch },
    State { word: "by_hand", title: "To be taken by hand", mark: Mark::Watch },
    State { word: "taken", title: "Taken", mark: Mark::Good },
    State { word: "declined", title: "Declined", mark: Mark::Watch },
];

static KINDS: &[State] = &[
    State { word: "soft", title: "May go through later", mark: Mark::Watch },
    State { word: "hard", title: "Will not go through", mark: Mark::Watch },
];

/// Draws, the newest first.
pub static LISTING: Listing = Listing {
    name: "draws",
    title: "Card and ACH draws",
    duty: READ,
    from: "draws d JOIN customer_face c ON c.branch_id = d.branch_id AND c.id = d.customer_id",
    fixed: "d.branch_id = $1",
    key: "d.id",
    href: "/draws/{id}",
    columns: &[
        column("id", "Id", Kind::Id, "d.id"),
        column("asked_at", "Asked", Kind::Instant, "d.asked_at").sorted(),
        column("name", "From", Kind::Name, "c.name"),
        column("account", "Account", Kind::Text, "c.number"),
        column("purpose", "For", Kind::Text, "d.purpose"),
        column("state", "Now", Kind::State(STATES), STATE),
        column("decline_words", "Why declined", Kind::Text, "d.decline_words"),
        column("reference", "Reference", Kind::Text, "d.reference"),
        column("amount_cents", "Amount", Kind::Money, "d.amount_cents").sorted().summed(),
    ],
    filters: &[
        filter("state", "Now", Asked::OneOf(STATES), STATE_IS),
        filter("kind", "Declines that", Asked::OneOf(KINDS), "d.decline_kind = ?"),
        filter("customer", "Customer", Asked::Id, "d.customer_id = ?"),
        filter("run", "Run", Asked::Id, "d.run_id = ?"),
        filter("mandate", "AutoPay mandate", Asked::Id, "d.mandate_id = ?"),
        filter("amount_cents", "Amount", Asked::Money, "d.amount_cents = ?"),
    ],
    sort: "-asked_at",
    bulk: &[],
};

const STATE: &str = "CASE WHEN d.taken_at IS NOT NULL THEN 'taken' \
    WHEN d.declined_at IS NOT NULL THEN 'declined' WHEN d.by_hand_at IS NOT NULL THEN 'by_hand' \
    WHEN d.tried_at IS NOT NULL THEN 'in_doubt' ELSE 'asked' END";

const STATE_IS: &str = "CASE WHEN d.taken_at IS NOT NULL THEN 'taken' \
    WHEN d.declined_at IS NOT NULL THEN 'declined' WHEN d.by_hand_at IS NOT NULL THEN 'by_hand' \
    WHEN d.tried_at IS NOT NULL THEN 'in_doubt' ELSE 'asked' END = ?";
