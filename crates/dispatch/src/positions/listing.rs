//! The list of places and their points.

use crate::appointments::READ;
use office::listing::{Asked, Kind, Listing, Mark, State, column, filter};

const STATES: &[State] = &[
    State { word: "placed", title: "On the map", mark: Mark::Good },
    State { word: "likely", title: "Taken from its zip", mark: Mark::Watch },
];

/// The places we serve, those that nobody has pointed at first.
pub static LISTING: Listing = Listing {
    name: "positions",
    title: "On the map",
    duty: READ,
    from: "location_face l JOIN customer_face c ON c.branch_id = l.branch_id \
           AND c.id = l.customer_id LEFT JOIN positions p ON p.location_id = l.id",
    fixed: "l.branch_id = $1",
    key: "l.id",
    href: "/positions/{id}",
    columns: &[
        column("id", "Id", Kind::Id, "l.id"),
        column("customer", "Customer", Kind::Name, "c.name").sorted(),
        column("line1", "Street", Kind::Text, "l.line1"),
        column("city", "City", Kind::Text, "l.city"),
        column("zip", "Zip", Kind::Text, "l.zip").sorted(),
        column(
            "state",
            "State",
            Kind::State(STATES),
            "CASE WHEN p.location_id IS NULL THEN 'likely' ELSE 'placed' END",
        ),
        column("placed_at", "Pointed at", Kind::Instant, "p.placed_at").sorted(),
    ],
    filters: &[
        filter(
            "state",
            "State",
            Asked::OneOf(STATES),
            "CASE WHEN p.location_id IS NULL THEN 'likely' ELSE 'placed' END = ?",
        ),
        filter("zip", "Zip", Asked::Text, "l.zip = ?"),
    ],
    sort: "customer",
    bulk: &[],
};
