//! The list of mandates.

use crate::draws::READ;
use crate::payments::listing::TENDERS;
use office::listing::{Asked, Kind, Listing, Mark, State, column, filter};

static STATES: &[State] = &[
    State { word: "good", title: "Drawn", mark: Mark::Good },
    State { word: "retry", title: "Declined, tried again", mark: Mark::Watch },
    State { word: "held", title: "Held", mark: Mark::Watch },
    State { word: "ended", title: "Ended", mark: Mark::Plain },
];

/// Mandates, by name.
pub static LISTING: Listing = Listing {
    name: "mandates",
    title: "AutoPay mandates",
    duty: READ,
    from: "mandates m JOIN customer_face c ON c.branch_id = m.branch_id AND c.id = m.customer_id",
    fixed: "m.branch_id = $1",
    key: "m.id",
    href: "/mandates/{id}",
    columns: &[
        column("id", "Id", Kind::Id, "m.id"),
        column("signed_at", "Signed", Kind::Instant, "m.signed_at").sorted(),
        column("name", "Customer", Kind::Name, "c.name"),
        column("account", "Account", Kind::Text, "c.number"),
        column("tender", "By", Kind::State(TENDERS), "m.tender"),
        column("last4", "Ending in", Kind::Text, "m.last4"),
        column("expires_on", "Card good until", Kind::Day, "m.expires_on").sorted(),
        column("next_on", "Next", Kind::Day, "m.next_on"),
        column("retry_on", "Again on", Kind::Day, "m.retry_on"),
        column("state", "Now", Kind::State(STATES), STATE),
        column("cap_cents", "At most", Kind::Money, "m.cap_cents"),
    ],
    filters: &[
        filter("state", "Now", Asked::OneOf(STATES), STATE_IS),
        filter("customer", "Customer", Asked::Id, "m.customer_id = ?"),
        filter("expires_until", "Card expires until", Asked::Day, EXPIRES),
    ],
    sort: "-signed_at",
    bulk: &[],
};

const EXPIRES: &str = "m.ended_at IS NULL AND m.expires_on <= ?";

const STATE: &str = "CASE WHEN m.ended_at IS NOT NULL THEN 'ended' \
    WHEN m.held_at IS NOT NULL THEN 'held' WHEN m.retry_on IS NOT NULL THEN 'retry' \
    ELSE 'good' END";

const STATE_IS: &str = "CASE WHEN m.ended_at IS NOT NULL THEN 'ended' \
    WHEN m.held_at IS NOT NULL THEN 'held' WHEN m.retry_on IS NOT NULL THEN 'retry' \
    ELSE 'good' END = ?";
