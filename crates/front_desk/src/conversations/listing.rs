//! The lists of conversations.

use super::READ;
use office::listing::{Asked, Kind, Listing, Mark, State, column, filter};

static CHANNELS: &[State] = &[
    State { word: "telephone", title: "Telephone", mark: Mark::Plain },
    State { word: "email", title: "E-mail", mark: Mark::Plain },
    State { word: "text", title: "Text", mark: Mark::Plain },
    State { word: "mail", title: "Mail", mark: Mark::Plain },
    State { word: "in_person", title: "In person", mark: Mark::Plain },
];

static DIRECTIONS: &[State] = &[
    State { word: "inbound", title: "In", mark: Mark::Plain },
    State { word: "outbound", title: "Out", mark: Mark::Plain },
];

static FOLLOW_UPS: &[State] = &[
    State { word: "late", title: "Late", mark: Mark::Late },
    State { word: "open", title: "To follow up", mark: Mark::Watch },
    State { word: "done", title: "Done", mark: Mark::Good },
    State { word: "none", title: "Nothing to follow", mark: Mark::Plain },
];

/// What was said, the latest first.
pub static LISTING: Listing = Listing {
    name: "conversations",
    title: "Conversations",
    duty: READ,
    from: FROM,
    fixed: "v.branch_id = $1 AND v.withdrawn_at IS NULL",
    key: "v.id",
    href: "/conversations/{id}",
    columns: &[
        column("id", "Id", Kind::Id, "v.id"),
        column("customer", "Customer", Kind::Id, "v.customer_id"),
        column("held_at", "When", Kind::Instant, "v.held_at").sorted(),
        column("customer_name", "Customer", Kind::Name, "c.name"),
        column("channel", "How", Kind::State(CHANNELS), "v.channel"),
        column("direction", "Way", Kind::State(DIRECTIONS), "v.direction"),
        column("said", "What was said", Kind::Text, "SUBSTR(v.said, 1, 120)"),
        column("noted_by", "Noted by", Kind::Text, "s.name"),
        column("follow_up_on", "Follow up", Kind::Day, "v.follow_up_on"),
        column("follow_up", "Standing", Kind::State(FOLLOW_UPS), FOLLOW_UP),
    ],
    filters: &[
        filter("customer", "Customer", Asked::Id, "v.customer_id = ?"),
        filter("channel", "How", Asked::OneOf(CHANNELS), "v.channel = ?"),
        filter("direction", "Way", Asked::OneOf(DIRECTIONS), "v.direction = ?"),
        filter("noted_by", "Noted by", Asked::Id, "v.noted_by = ?"),
        filter("open", "To follow up", Asked::Switch, OPEN),
    ],
    sort: "-held_at",
    bulk: &[],
};

/// What somebody is still to come back to, the oldest first.
pub static FOLLOW_UP_LISTING: Listing = Listing {
    name: "conversations.follow_ups",
    title: "Follow-ups",
    duty: READ,
    from: FROM,
    fixed: "v.branch_id = $1 AND v.follow_up_on IS NOT NULL AND v.followed_up_at IS NULL \
            AND v.withdrawn_at IS NULL",
    key: "v.id",
    href: "/conversations/{id}",
    columns: &[
        column("id", "Id", Kind::Id, "v.id"),
        column("customer", "Customer", Kind::Id, "v.customer_id"),
        column("follow_up_on", "Follow up", Kind::Day, "v.follow_up_on").sorted(),
        column("customer_name", "Customer", Kind::Name, "c.name"),
        column("said", "What was said", Kind::Text, "SUBSTR(v.said, 1, 120)"),
        column("noted_by", "Noted by", Kind::Text, "s.name"),
        column("follow_up", "Standing", Kind::State(FOLLOW_UPS), FOLLOW_UP),
    ],
    filters: &[
        filter("until", "Until", Asked::Day, "v.follow_up_on <= ?"),
        filter("noted_by", "Noted by", Asked::Id, "v.noted_by = ?"),
    ],
    sort: "follow_up_on",
    bulk: &[],
};

const FROM: &str = "conversations v JOIN customer_face c ON c.branch_id = v.branch_id \
    AND c.id = v.customer_id JOIN staff s ON s.id = v.noted_by";

const FOLLOW_UP: &str = "CASE WHEN v.follow_up_on IS NULL THEN 'none' \
    WHEN v.followed_up_at IS NOT NULL THEN 'done' \
    WHEN v.follow_up_on < $2 THEN 'late' ELSE 'open' END";

const OPEN: &str = "v.follow_up_on IS NOT NULL AND v.followed_up_at IS NULL";
