//! The lists of bank files and of their lines that wait.

use crate::bank_accounts::READ;
use office::listing::{Asked, Kind, Listing, Mark, State, column, filter};

/// How far a file is, in lists.
pub static STATES: &[State] = &[
    State { word: "reading", title: "Being read", mark: Mark::Watch },
    State { word: "taken", title: "Taken", mark: Mark::Good },
    State { word: "refused", title: "Refused", mark: Mark::Wrong },
    State { word: "undone", title: "Taken back", mark: Mark::Plain },
];

/// Files, the newest first.
pub static LISTING: Listing = Listing {
    name: "bank_imports",
    title: "Bank files",
    duty: READ,
    from: "bank_imports i JOIN bank_accounts b ON b.id = i.bank_account_id \
           JOIN staff s ON s.id = i.started_by",
    fixed: "i.branch_id = $1",
    key: "i.id",
    href: "/bank-imports/{id}",
    columns: &[
        column("id", "Id", Kind::Id, "i.id"),
        column("started_at", "Sent", Kind::Instant, "i.started_at").sorted(),
        column("name", "File", Kind::Name, "i.name"),
        column("kind", "Is", Kind::Text, "i.kind"),
        column("account", "Account", Kind::Text, "b.name"),
        column("state", "Now", Kind::State(STATES), STATE),
        column("first_on", "From", Kind::Day, "i.first_on"),
        column("last_on", "Until", Kind::Day, "i.last_on"),
        column("new_lines", "New lines", Kind::Count, "i.new_lines").summed(),
        column("known_lines", "Known", Kind::Count, "i.known_lines"),
        column("held_lines", "Waiting", Kind::Count, "i.held_lines"),
        column("matched_lines", "Matched at once", Kind::Count, "i.matched_lines"),
        column("staff", "By", Kind::Text, "s.name"),
        column("refused_why", "Refused for", Kind::Text, "i.refused_why"),
    ],
    filters: &[
        filter("state", "Now", Asked::OneOf(STATES), STATE_IS),
        filter("bank_account", "Account", Asked::Id, "i.bank_account_id = ?"),
        filter("name", "Name begins", Asked::Begins, "i.name"),
    ],
    sort: "-started_at",
    bulk: &[],
};

const STATE: &str = "CASE WHEN i.undone_at IS NOT NULL THEN 'undone' \
    WHEN i.refused_at IS NOT NULL THEN 'refused' WHEN i.taken_at IS NOT NULL THEN 'taken' \
    ELSE 'reading' END";

const STATE_IS: &str = "CASE WHEN i.undone_at IS NOT NULL THEN 'undone' \
    WHEN i.refused_at IS NOT NULL THEN 'refused' WHEN i.taken_at IS NOT NULL THEN 'taken' \
    ELSE 'reading' END = ?";

/// How a line that could not be taken stands, in lists.
pub static WEIGHTS: &[State] = &[
    State { word: "held", title: "Waits", mark: Mark::Watch },
    State { word: "noted", title: "Remark", mark: Mark::Plain },
    State { word: "refused", title: "File refused", mark: Mark::Wrong },
    State { word: "settled", title: "Settled", mark: Mark::Good },
];

/// What was wrong with files, the newest first.
pub static PROBLEMS: Listing = Listing {
    name: "bank_imports.problems",
    title: "Lines that wait",
    duty: READ,
    from: "bank_problems p JOIN bank_imports i ON i.id = p.bank_import_id \
           LEFT JOIN staff s ON s.id = p.settled_by",
    fixed: "p.branch_id = $1",
    key: "p.id",
    href: "",
    columns: &[
        column("id", "Id", Kind::Id, "p.id"),
        column("file", "File", Kind::Text, "i.name"),
        column("line", "Line", Kind::Count, "p.line").sorted(),
        column("words", "What is wrong", Kind::Name, "p.words"),
        column("state", "Now", Kind::State(WEIGHTS), WEIGHT),
        column("settled_by", "Settled by", Kind::Text, "COALESCE(s.name, '')"),
        column("settled_how", "How", Kind::Text, "p.settled_how"),
        column("sent", "Sent", Kind::Instant, "i.started_at").sorted(),
    ],
    filters: &[
        filter("open", "Waits", Asked::Switch, "p.settled_at IS NULL AND p.weight = 'held'"),
        filter("state", "Now", Asked::OneOf(WEIGHTS), WEIGHT_IS),
        filter("bank_import", "File", Asked::Id, "p.bank_import_id = ?"),
    ],
    sort: "-sent",
    bulk: &["bank_imports.settle_problem"],
};

const WEIGHT: &str = "CASE WHEN p.settled_at IS NOT NULL THEN 'settled' ELSE p.weight END";

const WEIGHT_IS: &str = "CASE WHEN p.settled_at IS NOT NULL THEN 'settled' ELSE p.weight END = ?";
