//! The list of letters.

use super::READ;
use office::listing::{Asked, Kind, Listing, Mark, State, column, filter};

static STATES: &[State] = &[
    State { word: "kept", title: "Kept", mark: Mark::Good },
    State { word: "withdrawn", title: "Withdrawn", mark: Mark::Plain },
];

/// Letters, by name.
pub static LISTING: Listing = Listing {
    name: "letter_templates",
    title: "Letters",
    duty: READ,
    from: "letter_templates l JOIN staff s ON s.id = l.kept_by",
    fixed: "l.branch_id = $1",
    key: "l.id",
    href: "/letter-templates/{id}",
    columns: &[
        column("id", "Id", Kind::Id, "l.id"),
        column("name", "Letter", Kind::Name, "l.name").sorted(),
        column("subject", "About", Kind::Text, "l.subject"),
        column("kept_at", "Kept", Kind::Instant, "l.kept_at").sorted(),
        column("kept_by", "By", Kind::Text, "s.name"),
        column("state", "Now", Kind::State(STATES), STATE),
    ],
    filters: &[
        filter("state", "Now", Asked::OneOf(STATES), STATE_IS),
        filter("name", "Name begins", Asked::Begins, "l.name"),
    ],
    sort: "name",
    bulk: &[],
};

const STATE: &str = "CASE WHEN l.withdrawn_at IS NULL THEN 'kept' ELSE 'withdrawn' END";

const STATE_IS: &str = "CASE WHEN l.withdrawn_at IS NULL THEN 'kept' ELSE 'withdrawn' END = ?";
