//! The lists of unclaimed money: what waits, what the states are told, and the reports.

use super::READ;
use office::listing::{Asked, Kind, Listing, Mark, State, column, filter};

/// How far it is, in lists.
pub static STATES: &[State] = &[
    State { word: "to_write", title: "Owner to be written to", mark: Mark::Watch },
    State { word: "waits", title: "Waits for its owner", mark: Mark::Plain },
    State { word: "set_aside", title: "Set aside", mark: Mark::Watch },
    State { word: "reported", title: "With the state", mark: Mark::Plain },
    State { word: "answered", title: "Claimed", mark: Mark::Good },
    State { word: "moved", title: "Used, or owner heard of", mark: Mark::Good },
];

/// Unclaimed money, by the day the state gets it.
pub static LISTING: Listing = Listing {
    name: "unclaimed_items",
    title: "Unclaimed money",
    duty: READ,
    from: "unclaimed_items u JOIN customer_mail c ON c.id = u.customer_id",
    fixed: "u.branch_id = $1",
    key: "u.id",
    href: "/unclaimed-items/{id}",
    columns: &[
        column("id", "Id", Kind::Id, "u.id"),
        column("name", "Owner", Kind::Name, "c.name"),
        column("account", "Account", Kind::Text, "c.number"),
        column("document", "What", Kind::Text, "u.document"),
        column("touched_on", "Heard of", Kind::Day, "u.touched_on").sorted(),
        column("state_code", "State", Kind::Text, "u.state"),
        column("report_on", "Report by", Kind::Day, "u.report_on").sorted(),
        column("state", "Now", Kind::State(STATES), STATE),
        column("amount_cents", "Amount", Kind::Money, "u.amount_cents").sorted().summed(),
    ],
    filters: &[
        filter("state", "Now", Asked::OneOf(STATES), STATE_IS),
        filter("state_code", "State", Asked::Begins, "u.state"),
        filter("customer", "Owner", Asked::Id, "u.customer_id = ?"),
        filter("report_until", "Report by", Asked::Day, "u.report_on <= ?"),
        filter("amount_cents", "Amount", Asked::Money, "u.amount_cents = ?"),
    ],
    sort: "report_on",
    bulk: &["unclaimed_items.print_letter", "unclaimed_items.set_aside"],
};

const STATE: &str = "CASE WHEN u.ended_how = 'answered' THEN 'answered' \
    WHEN u.ended_on IS NOT NULL THEN 'moved' WHEN u.report_id IS NOT NULL THEN 'reported' \
    WHEN u.set_aside_on IS NOT NULL THEN 'set_aside' \
    WHEN u.letter_at IS NULL AND u.letter_is_due THEN 'to_write' ELSE 'waits' END";

const STATE_IS: &str = "CASE WHEN u.ended_how = 'answered' THEN 'answered' \
    WHEN u.ended_on IS NOT NULL THEN 'moved' WHEN u.report_id IS NOT NULL THEN 'reported' \
    WHEN u.set_aside_on IS NOT NULL THEN 'set_aside' \
    WHEN u.letter_at IS NULL AND u.letter_is_due THEN 'to_write' ELSE 'waits' END = ?";

/// What a state's report asks of each owner: her last known address, and what is hers. The
/// codes are those of the states' common format (NAUPA): MS09 credit balances, MS11 refunds due.
pub static OWNERS: Listing = Listing {
    name: "unclaimed_items.owners",
    title: "Owners of unclaimed money",
    duty: READ,
    from: "unclaimed_items u JOIN customer_mail c ON c.id = u.customer_id \
           LEFT JOIN unclaimed_reports r ON r.id = u.report_id",
    fixed: "u.branch_id = $1 AND u.set_aside_on IS NOT NULL AND u.ended_on IS NULL",
    key: "u.id",
    href: "/unclaimed-items/{id}",
    columns: &[
        column("id", "Id", Kind::Id, "u.id"),
        column("name", "Owner", Kind::Name, "c.name").sorted(),
        column("line1", "Street", Kind::Text, "c.line1"),
        column("line2", "Apartment", Kind::Text, "c.line2"),
        column("city", "City", Kind::Text, "c.city"),
        column("address_state", "Address state", Kind::Text, "c.state"),
        column("zip", "ZIP", Kind::Text, "c.zip"),
        column("document", "What", Kind::Text, "u.document"),
        column("code", "Code", Kind::Text, CODE),
        column("touched_on", "Last heard of", Kind::Day, "u.touched_on").sorted(),
        column("letter_at", "Letter", Kind::Instant, "u.letter_at"),
        column("state_code", "Reported to", Kind::Text, "u.state"),
        column("report", "Report", Kind::Text, "COALESCE(r.number, '')"),
        column("amount_cents", "Amount", Kind::Money, "u.amount_cents").sorted().summed(),
    ],
    filters: &[
        filter("state_code", "Reported to", Asked::Begins, "u.state"),
        filter("report", "Report", Asked::Begins, "r.number"),
        filter("not_reported", "Not with a state yet", Asked::Switch, "u.report_id IS NULL"),
    ],
    sort: "name",
    bulk: &[],
};

const CODE: &str = "CASE WHEN u.refund_id IS NULL THEN 'MS09' ELSE 'MS11' END";

/// How far reports are, in lists.
static REPORT_STATES: &[State] = &[
    State { word: "paid", title: "With the state", mark: Mark::Good },
    State { word: "taken_back", title: "Taken back", mark: Mark::Plain },
];

/// Reports, the newest first.
pub static REPORTS: Listing = Listing {
    name: "unclaimed_items.reports",
    title: "Reports of unclaimed money",
    duty: READ,
    from: "unclaimed_reports r JOIN staff s ON s.id = r.made_by",
    fixed: "r.branch_id = $1",
    key: "r.id",
    href: "/unclaimed-items/reports/{id}",
    columns: &[
        column("id", "Id", Kind::Id, "r.id"),
        column("number", "Report", Kind::Name, "r.number"),
        column("day", "Paid", Kind::Day, "r.day").sorted(),
        column("state_code", "State", Kind::Text, "r.state"),
        column("reference", "Reference", Kind::Text, "r.reference"),
        column("made_by", "By", Kind::Text, "s.name"),
        column("state", "Now", Kind::State(REPORT_STATES), REPORT_STATE),
        column("item_count", "Owners", Kind::Count, "r.item_count"),
        column("amount_cents", "Amount", Kind::Money, "r.amount_cents").summed(),
    ],
    filters: &[
        filter("state", "Now", Asked::OneOf(REPORT_STATES), REPORT_STATE_IS),
        filter("state_code", "State", Asked::Begins, "r.state"),
        filter("day_from", "From day", Asked::Day, "r.day >= ?"),
        filter("day_until", "Until day", Asked::Day, "r.day <= ?"),
    ],
    sort: "-day",
    bulk: &[],
};

const REPORT_STATE: &str = "CASE WHEN r.taken_back_at IS NULL THEN 'paid' ELSE 'taken_back' END";

const REPORT_STATE_IS: &str =
    "CASE WHEN r.taken_back_at IS NULL THEN 'paid' ELSE 'taken_back' END = ?";
