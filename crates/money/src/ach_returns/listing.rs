//! The list of ACH returns and corrections.

use crate::draws::READ;
use office::listing::{Asked, Kind, Listing, Mark, State, column, filter};

static STATES: &[State] = &[
    State { word: "waiting", title: "Waits for you", mark: Mark::Watch },
    State { word: "done", title: "Settled", mark: Mark::Good },
];

static KINDS: &[State] = &[
    State { word: "return", title: "Return", mark: Mark::Plain },
    State { word: "correction", title: "Correction", mark: Mark::Plain },
];

/// Returns and corrections, the newest first.
pub static LISTING: Listing = Listing {
    name: "ach_returns",
    title: "ACH returns",
    duty: READ,
    from: "ach_returns r",
    fixed: "r.branch_id = $1",
    key: "r.id",
    href: "/ach-returns/{id}",
    columns: &[
        column("id", "Id", Kind::Id, "r.id"),
        column("received_on", "Received", Kind::Day, "r.received_on").sorted(),
        column("name", "From", Kind::Name, "r.name"),
        column("kind", "What", Kind::State(KINDS), "r.kind"),
        column("code", "Code", Kind::Text, "r.code"),
        column("outcome", "What came of it", Kind::Text, "r.outcome"),
        column("due_on", "Due", Kind::Day, "r.due_on"),
        column("state", "Now", Kind::State(STATES), STATE),
        column("amount_cents", "Amount", Kind::Money, "r.amount_cents").summed(),
    ],
    filters: &[
        filter("state", "Now", Asked::OneOf(STATES), STATE_IS),
        filter("kind", "What", Asked::OneOf(KINDS), "r.kind = ?"),
        filter("code", "Code", Asked::Text, "r.code = ?"),
        filter("customer", "Customer", Asked::Id, "r.customer_id = ?"),
    ],
    sort: "-received_on",
    bulk: &[],
};

const STATE: &str = "CASE WHEN r.done_at IS NULL THEN 'waiting' ELSE 'done' END";

const STATE_IS: &str = "CASE WHEN r.done_at IS NULL THEN 'waiting' ELSE 'done' END = ?";
