//! The months of the books.

use super::READ;
use office::listing::{Asked, Kind, Listing, Mark, State, column, filter};

const STATES: &[State] = &[
    State { word: "open", title: "Open", mark: Mark::Plain },
    State { word: "closed", title: "Closed", mark: Mark::Good },
];

/// The months something was posted in, the newest first.
pub static LISTING: Listing = Listing {
    name: "periods",
    title: "Months of the books",
    duty: READ,
    from: "periods p LEFT JOIN staff s ON s.id = p.closed_by",
    fixed: "p.branch_id = $1",
    key: "p.id",
    href: "/periods/{id}",
    columns: &[
        column("month", "Begins", Kind::Day, "p.month").sorted(),
        column(
            "state",
            "State",
            Kind::State(STATES),
            "CASE WHEN p.closed_at IS NULL THEN 'open' ELSE 'closed' END",
        ),
        column("closed_at", "Closed", Kind::Instant, "p.closed_at"),
        column("closed_by", "By", Kind::Text, "s.name"),
        column("note", "Note", Kind::Text, "p.note"),
        column("version", "Version", Kind::Count, "p.version"),
    ],
    filters: &[filter(
        "state",
        "State",
        Asked::OneOf(STATES),
        "CASE WHEN p.closed_at IS NULL THEN 'open' ELSE 'closed' END = ?",
    )],
    sort: "-month",
    bulk: &[],
};
