//! The list of people.

use super::MANAGE;
use office::listing::{Asked, Kind, Listing, Mark, State, column, filter};

const STATES: &[State] = &[
    State { word: "here", title: "Works here", mark: Mark::Good },
    State { word: "left", title: "Has left", mark: Mark::Plain },
];

/// Everybody of the company, by name. The operator is nobody's colleague.
pub static LISTING: Listing = Listing {
    name: "staff",
    title: "Staff",
    duty: MANAGE,
    from: "staff s",
    fixed: "CAST($1 AS BIGINT) >= 0 AND s.id > 1",
    key: "s.id",
    href: "/staff/{id}",
    columns: &[
        column("id", "Id", Kind::Id, "s.id"),
        column("name", "Name", Kind::Name, "s.name").sorted(),
        column("email", "Signs in as", Kind::Text, "COALESCE(s.email, '')"),
        column("hired_at", "Since", Kind::Instant, "s.hired_at"),
        column(
            "state",
            "State",
            Kind::State(STATES),
            "CASE WHEN s.left_at IS NULL THEN 'here' ELSE 'left' END",
        ),
    ],
    filters: &[
        filter("name", "Name begins", Asked::Begins, "s.name"),
        filter("here", "Works here", Asked::Switch, "s.left_at IS NULL"),
        filter(
            "role",
            "Role",
            Asked::Text,
            "EXISTS (SELECT 1 FROM staff_roles r WHERE r.staff_id = s.id AND r.role = ?)",
        ),
        filter(
            "branch",
            "Branch",
            Asked::Id,
            "EXISTS (SELECT 1 FROM staff_roles r WHERE r.staff_id = s.id AND r.branch_id = ?)",
        ),
    ],
    sort: "name",
    bulk: &[],
};
