//! The list of locations.

use super::edit;
use crate::customers;
use office::listing::{Asked, InPlace, Kind, Listing, Mark, State, column, filter};

static STANDINGS: &[State] = &[
    State { word: "open", title: "Open", mark: Mark::Good },
    State { word: "closed", title: "Closed", mark: Mark::Plain },
];

static IN_PLACE: InPlace = InPlace { command: "locations.edit", whole: edit::whole };

/// The places we service, by street.
pub static LISTING: Listing = Listing {
    name: "locations",
    title: "Locations",
    duty: customers::READ,
    from: "locations l JOIN customer_face c ON c.branch_id = l.branch_id \
           AND c.id = l.customer_id",
    fixed: "l.branch_id = $1",
    key: "l.id",
    href: "/customers/{customer}",
    columns: &[
        column("id", "Id", Kind::Id, "l.id"),
        column("customer", "Customer", Kind::Id, "l.customer_id"),
        column("line1", "Street", Kind::Name, "l.line1").sorted(),
        column("name", "Called", Kind::Text, "l.name").edited(&IN_PLACE, "place.name"),
        column("city", "City", Kind::Text, "l.city").sorted(),
        column("zip", "ZIP", Kind::Text, "l.zip").sorted(),
        column("county", "County", Kind::Text, "l.county").edited(&IN_PLACE, "place.county"),
        column("customer_name", "Customer", Kind::Text, "c.name"),
        column("number", "Account", Kind::Text, "c.number"),
        column("hazards", "Beware of", Kind::Text, "l.hazards").edited(&IN_PLACE, "place.hazards"),
        column("standing", "Standing", Kind::State(STANDINGS), STANDING),
    ],
    filters: &[
        filter("customer", "Customer", Asked::Id, "l.customer_id = ?"),
        filter("line1", "Street begins", Asked::Begins, "l.line1"),
        filter("city", "City begins", Asked::Begins, "l.city"),
        filter("zip", "ZIP begins", Asked::Begins, "l.zip"),
        filter("county", "County", Asked::Text, "l.county = ?"),
        filter("standing", "Standing", Asked::OneOf(STANDINGS), IS_STANDING),
        filter("without_county", "Without a county", Asked::Switch, "l.county = ''"),
    ],
    sort: "line1",
    bulk: &[],
};

const STANDING: &str = "CASE WHEN l.closed_at IS NULL THEN 'open' ELSE 'closed' END";

const IS_STANDING: &str = "CASE WHEN l.closed_at IS NULL THEN 'open' ELSE 'closed' END = ?";
