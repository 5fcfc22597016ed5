//! The list of certificates.

use super::READ;
use office::listing::{Asked, Kind, Listing, Mark, State, column, filter};

static STANDINGS: &[State] = &[
    State { word: "holds", title: "Holds", mark: Mark::Good },
    State { word: "to_come", title: "To come", mark: Mark::Plain },
    State { word: "run_out", title: "Run out", mark: Mark::Wrong },
    State { word: "withdrawn", title: "Withdrawn", mark: Mark::Plain },
];

/// Certificates of the branch, those that run out first at the top.
pub static LISTING: Listing = Listing {
    name: "exemptions",
    title: "Exemption certificates",
    duty: READ,
    from: "exemptions x JOIN customer_face c ON c.branch_id = x.branch_id \
           AND c.id = x.customer_id",
    fixed: "x.branch_id = $1",
    key: "x.id",
    href: "/exemptions/{id}",
    columns: &[
        column("id", "Id", Kind::Id, "x.id"),
        column("customer_name", "Customer", Kind::Name, "c.name"),
        column("number", "Certificate", Kind::Text, "x.number").sorted(),
        column("states", "States", Kind::Text, "x.states"),
        column("valid_from", "From", Kind::Day, "x.valid_from").sorted(),
        column("valid_until", "Until", Kind::Day, "x.valid_until").sorted(),
        column("standing", "Standing", Kind::State(STANDINGS), STANDING),
    ],
    filters: &[
        filter("customer", "Customer", Asked::Id, "x.customer_id = ?"),
        filter("standing", "Standing", Asked::OneOf(STANDINGS), IS_STANDING),
        filter("until", "Runs out until", Asked::Day, "x.valid_until <= ?"),
    ],
    sort: "valid_until",
    bulk: &[],
};

const STANDING: &str = "CASE WHEN x.withdrawn_at IS NOT NULL THEN 'withdrawn' \
    WHEN x.valid_from > $2 THEN 'to_come' WHEN x.valid_until < $2 THEN 'run_out' \
    ELSE 'holds' END";

const IS_STANDING: &str = "CASE WHEN x.withdrawn_at IS NOT NULL THEN 'withdrawn' \
    WHEN x.valid_from > $2 THEN 'to_come' WHEN x.valid_until < $2 THEN 'run_out' \
    ELSE 'holds' END = ?";
