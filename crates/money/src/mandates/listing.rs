//! The list of mandates.

use crate::draws::READ;
use crate::payments::listing::TENDERS;
use books::open_items::listing::OWED_BY_CUSTOMER;
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

static CAUSES: &[State] = &[
    State { word: "expired", title: "Expired", mark: Mark::Late },
    State { word: "refused", title: "Refused for good", mark: Mark::Wrong },
    State { word: "revoked", title: "Leave taken back", mark: Mark::Wrong },
    State { word: "closed", title: "Account closed", mark: Mark::Wrong },
    State { word: "removed", title: "Removed", mark: Mark::Wrong },
    State { word: "asked", title: "She asked", mark: Mark::Plain },
];

/// Cards and accounts that are gone, while their customers are still on AutoPay or owe
/// something: nobody draws from them, and somebody must ask for another.
pub static GONE: Listing = Listing {
    name: "mandates.gone",
    title: "Cards and accounts that are gone",
    duty: READ,
    from: "mandates m JOIN customer_face c ON c.branch_id = m.branch_id AND c.id = m.customer_id",
    fixed: "m.branch_id = $1 AND ((m.ended_at IS NULL AND m.expires_on < $2) OR \
        (m.ended_at IS NOT NULL AND COALESCE(m.end_cause, 'asked') <> 'taken_off' \
        AND NOT EXISTS (SELECT 1 FROM mandates n WHERE n.branch_id = m.branch_id \
        AND n.customer_id = m.customer_id AND n.id > m.id) \
        AND EXISTS (SELECT 1 FROM charges h WHERE h.branch_id = m.branch_id \
        AND h.customer_id = m.customer_id AND h.open_cents <> 0)))",
    key: "m.id",
    href: "/mandates/{id}",
    columns: &[
        column("id", "Id", Kind::Id, "m.id"),
        column("name", "Customer", Kind::Name, "c.name"),
        column("account", "Account", Kind::Text, "c.number"),
        column("why", "Why it is gone", Kind::State(CAUSES), CAUSE),
        column("tender", "By", Kind::State(TENDERS), "m.tender"),
        column("last4", "Ending in", Kind::Text, "m.last4"),
        column("asked_at", "Asked last", Kind::Instant, ASKED),
        column("signed_at", "Signed", Kind::Instant, "m.signed_at").sorted(),
        column("owed_cents", "Owes", Kind::Money, OWED_BY_CUSTOMER),
    ],
    filters: &[
        filter("why", "Why it is gone", Asked::OneOf(CAUSES), CAUSE_IS),
        filter("to_ask", "Nobody has asked yet", Asked::Switch, NOT_ASKED),
        filter("customer", "Customer", Asked::Id, "m.customer_id = ?"),
    ],
    sort: "-signed_at",
    bulk: &["mandates.ask", "mandates.take_off"],
};

/// Cards of mandates that stand, the first to run out first.
pub static EXPIRING: Listing = Listing {
    name: "mandates.expiring",
    title: "Cards that expire",
    duty: READ,
    from: "mandates m JOIN customer_face c ON c.branch_id = m.branch_id AND c.id = m.customer_id",
    fixed: "m.branch_id = $1 AND m.ended_at IS NULL AND m.expires_on IS NOT NULL",
    key: "m.id",
    href: "/mandates/{id}",
    columns: &[
        column("id", "Id", Kind::Id, "m.id"),
        column("expires_on", "Good until", Kind::Day, "m.expires_on").sorted(),
        column("name", "Customer", Kind::Name, "c.name"),
        column("account", "Account", Kind::Text, "c.number"),
        column("last4", "Ending in", Kind::Text, "m.last4"),
        column("state", "Now", Kind::State(STATES), STATE),
        column("next_on", "Next", Kind::Day, "m.next_on"),
        column("asked_at", "Asked last", Kind::Instant, ASKED),
        column("owed_cents", "Owes", Kind::Money, OWED_BY_CUSTOMER),
    ],
    filters: &[
        filter("until", "Until", Asked::Day, "m.expires_on <= ?"),
        filter("to_ask", "Nobody has asked yet", Asked::Switch, NOT_ASKED),
    ],
    sort: "expires_on",
    bulk: &["mandates.ask"],
};

const CAUSE: &str = "CASE WHEN m.ended_at IS NULL THEN 'expired' \
    ELSE COALESCE(m.end_cause, 'asked') END";

const CAUSE_IS: &str = "CASE WHEN m.ended_at IS NULL THEN 'expired' \
    ELSE COALESCE(m.end_cause, 'asked') END = ?";

const ASKED: &str = "(SELECT MAX(a.asked_at) FROM mandate_asks a WHERE a.branch_id = m.branch_id \
    AND a.mandate_id = m.id)";

const NOT_ASKED: &str = "NOT EXISTS (SELECT 1 FROM mandate_asks a \
    WHERE a.branch_id = m.branch_id AND a.mandate_id = m.id)";
