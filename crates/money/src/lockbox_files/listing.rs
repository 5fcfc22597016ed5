//! The lists of lockbox files and of their checks.

use crate::payments::READ;
use office::listing::{Asked, Kind, Listing, Mark, State, column, filter};

/// How far a file is, in lists.
pub static STATES: &[State] = &[
    State { word: "reading", title: "Being read", mark: Mark::Watch },
    State { word: "taken", title: "Taken", mark: Mark::Good },
    State { word: "refused", title: "Refused", mark: Mark::Wrong },
];

/// Files, the newest first.
pub static LISTING: Listing = Listing {
    name: "lockbox_files",
    title: "Lockbox files",
    duty: READ,
    from: "lockbox_files f JOIN staff s ON s.id = f.started_by",
    fixed: "f.branch_id = $1",
    key: "f.id",
    href: "/lockbox-files/{id}",
    columns: &[
        column("id", "Id", Kind::Id, "f.id"),
        column("started_at", "Sent", Kind::Instant, "f.started_at").sorted(),
        column("name", "File", Kind::Name, "f.name"),
        column("state", "Now", Kind::State(STATES), STATE),
        column("checks", "Checks", Kind::Count, "f.checks").summed(),
        column("posted_items", "Posted", Kind::Count, "f.posted_items"),
        column("held_items", "On hold", Kind::Count, "f.held_items"),
        column("waiting_items", "Kept waiting", Kind::Count, "f.waiting_items"),
        column("staff", "By", Kind::Text, "s.name"),
        column("refused_why", "Refused for", Kind::Text, "f.refused_why"),
        column("total_cents", "Total", Kind::Money, "f.total_cents").sorted().summed(),
    ],
    filters: &[
        filter("state", "Now", Asked::OneOf(STATES), STATE_IS),
        filter("name", "Name begins", Asked::Begins, "f.name"),
    ],
    sort: "-started_at",
    bulk: &[],
};

const STATE: &str = "CASE WHEN f.refused_at IS NOT NULL THEN 'refused' \
    WHEN f.taken_at IS NOT NULL THEN 'taken' ELSE 'reading' END";

const STATE_IS: &str = "CASE WHEN f.refused_at IS NOT NULL THEN 'refused' \
    WHEN f.taken_at IS NOT NULL THEN 'taken' ELSE 'reading' END = ?";

/// What became of a check, in lists.
pub static ITEM_STATES: &[State] = &[
    State { word: "waits", title: "Waits", mark: Mark::Watch },
    State { word: "held", title: "On hold", mark: Mark::Watch },
    State { word: "posted", title: "Posted", mark: Mark::Good },
    State { word: "settled", title: "Settled", mark: Mark::Plain },
];

/// Checks of lockbox files, in the order of the file.
pub static ITEMS: Listing = Listing {
    name: "lockbox_files.items",
    title: "Lockbox checks",
    duty: READ,
    from: "lockbox_items i JOIN lockbox_files f ON f.id = i.lockbox_file_id \
           LEFT JOIN payments p ON p.id = i.payment_id \
           LEFT JOIN customer_face c ON c.branch_id = i.branch_id AND c.id = p.customer_id",
    fixed: "i.branch_id = $1",
    key: "i.id",
    href: "",
    columns: &[
        column("id", "Id", Kind::Id, "i.id"),
        column("line", "Line", Kind::Count, "i.line").sorted(),
        column("check_number", "Check no.", Kind::Text, "i.check_number"),
        column("payer", "From", Kind::Name, "COALESCE(c.name, i.payer)"),
        column("customer_number", "Account", Kind::Text, "i.customer_number"),
        column("invoices", "Stub", Kind::Text, "i.invoices"),
        column("payment", "Payment", Kind::Text, "COALESCE(p.number, '')"),
        column("state", "Now", Kind::State(ITEM_STATES), ITEM_STATE),
        column("why", "Why", Kind::Text, WHY),
        column("received_on", "Received", Kind::Day, "i.received_on").sorted(),
        column("amount_cents", "Amount", Kind::Money, "i.amount_cents").sorted().summed(),
    ],
    filters: &[
        filter("state", "Now", Asked::OneOf(ITEM_STATES), ITEM_STATE_IS),
        filter("lockbox_file", "File", Asked::Id, "i.lockbox_file_id = ?"),
        filter("check_number", "Check no. begins", Asked::Begins, "i.check_number"),
        filter("amount_cents", "Amount", Asked::Money, "i.amount_cents = ?"),
    ],
    sort: "line",
    bulk: &["lockbox_files.settle_item"],
};

const WHY: &str = "CASE WHEN i.settled_how <> '' THEN i.settled_how ELSE i.why END";

const ITEM_STATE: &str = "CASE WHEN i.settled_at IS NOT NULL THEN 'settled' \
    WHEN i.payment_id IS NULL THEN 'waits' WHEN p.customer_id IS NULL THEN 'held' \
    ELSE 'posted' END";

const ITEM_STATE_IS: &str = "CASE WHEN i.settled_at IS NOT NULL THEN 'settled' \
    WHEN i.payment_id IS NULL THEN 'waits' WHEN p.customer_id IS NULL THEN 'held' \
    ELSE 'posted' END = ?";
