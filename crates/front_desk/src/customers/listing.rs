//! The list of customers.

use super::READ;
use super::edit;
use books::open_items::listing::{CUSTOMER_OWES, OWED_BY_CUSTOMER};
use office::listing::{Asked, InPlace, Kind, Listing, Mark, State, column, filter};

/// How we stand with a customer, as lists and pages tell it.
pub static STANDINGS: &[State] = &[
    State { word: "active", title: "Active", mark: Mark::Good },
    State { word: "prospect", title: "Prospect", mark: Mark::Plain },
    State { word: "inactive", title: "Inactive", mark: Mark::Watch },
    State { word: "do_not_service", title: "Do not service", mark: Mark::Wrong },
    State { word: "merged", title: "Merged", mark: Mark::Plain },
];

static KINDS: &[State] = &[
    State { word: "residential", title: "Residential", mark: Mark::Plain },
    State { word: "commercial", title: "Commercial", mark: Mark::Plain },
    State { word: "multi_family", title: "Multi-family", mark: Mark::Plain },
    State { word: "builder", title: "Builder", mark: Mark::Plain },
    State { word: "government", title: "Government", mark: Mark::Plain },
    State { word: "national_account", title: "National account", mark: Mark::Plain },
];

static IN_PLACE: InPlace = InPlace { command: "customers.edit", whole: edit::whole };

/// Whom we serve and bill, by name.
pub static LISTING: Listing = Listing {
    name: "customers",
    title: "Customers",
    duty: READ,
    from: "customers c",
    fixed: "c.branch_id = $1 AND c.standing <> 'withdrawn'",
    key: "c.id",
    href: "/customers/{id}",
    columns: &[
        column("id", "Id", Kind::Id, "c.id"),
        column("number", "Account", Kind::Text, "c.number").sorted(),
        column("name", "Name", Kind::Name, "c.name").sorted().edited(&IN_PLACE, "name"),
        column("phone", "Telephone", Kind::Text, PHONE).edited(&IN_PLACE, "phone"),
        column("line1", "Street", Kind::Text, "c.line1"),
        column("city", "City", Kind::Text, "c.city").sorted(),
        column("zip", "ZIP", Kind::Text, "c.zip").sorted(),
        column("kind", "Kind", Kind::State(KINDS), "c.kind").edited(&IN_PLACE, "kind"),
        column("standing", "Standing", Kind::State(STANDINGS), "c.standing"),
        column("since_on", "With us since", Kind::Day, "c.since_on").sorted(),
        column("owed_cents", "Owed", Kind::Money, OWED_BY_CUSTOMER),
    ],
    filters: &[
        filter("name", "Name begins", Asked::Begins, "c.name"),
        filter("standing", "Standing", Asked::OneOf(STANDINGS), "c.standing = ?"),
        filter("kind", "Kind", Asked::OneOf(KINDS), "c.kind = ?"),
        filter("city", "City begins", Asked::Begins, "c.city"),
        filter("zip", "ZIP begins", Asked::Begins, "c.zip"),
        filter("tag", "Tag", Asked::Text, TAGGED),
        filter("since_from", "With us from", Asked::Day, "c.since_on >= ?"),
        filter("since_until", "With us until", Asked::Day, "c.since_on <= ?"),
        filter("owes", "Owes something", Asked::Switch, CUSTOMER_OWES),
        filter("without_address", "Without a billing address", Asked::Switch, "c.line1 = ''"),
        filter("without_agreement", "Without an agreement", Asked::Switch, WITHOUT_AGREEMENT),
    ],
    sort: "name",
    bulk: &["customers.tag", "customers.untag", "customers.deactivate"],
};

/// A verified number as people read it; what could not be verified as it was written.
const PHONE: &str = "CASE WHEN SUBSTR(c.phone, 1, 2) = '+1' AND LENGTH(c.phone) >= 12 \
    THEN '(' || SUBSTR(c.phone, 3, 3) || ') ' || SUBSTR(c.phone, 6, 3) || '-' \
    || SUBSTR(c.phone, 9, 4) || CASE WHEN LENGTH(c.phone) > 12 \
    THEN ' ' || SUBSTR(c.phone, 13) ELSE '' END ELSE c.phone END";

const TAGGED: &str = "EXISTS (SELECT 1 FROM customer_tags t \
    WHERE t.branch_id = c.branch_id AND t.customer_id = c.id AND t.tag = ?)";

const WITHOUT_AGREEMENT: &str = "c.standing = 'active' AND NOT EXISTS (SELECT 1 \
    FROM agreements a WHERE a.branch_id = c.branch_id AND a.customer_id = c.id \
    AND a.cancelled_at IS NULL)";
