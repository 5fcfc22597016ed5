//! The list of contacts.

use super::READ;
use super::edit;
use office::listing::{Asked, InPlace, Kind, Listing, Mark, State, column, filter};

static STANDINGS: &[State] = &[
    State { word: "listed", title: "May talk", mark: Mark::Good },
    State { word: "silent", title: "Say nothing", mark: Mark::Watch },
    State { word: "removed", title: "Removed", mark: Mark::Plain },
];

static IN_PLACE: InPlace = InPlace { command: "contacts.edit", whole: edit::whole };

/// Who may talk for customers, by name.
pub static LISTING: Listing = Listing {
    name: "contacts",
    title: "Contacts",
    duty: READ,
    from: "contacts t JOIN customer_face c ON c.branch_id = t.branch_id \
           AND c.id = t.customer_id",
    fixed: "t.branch_id = $1",
    key: "t.id",
    href: "/contacts/{id}/edit",
    columns: &[
        column("id", "Id", Kind::Id, "t.id"),
        column("customer", "Customer", Kind::Id, "t.customer_id"),
        column("name", "Name", Kind::Name, "t.name").sorted().edited(&IN_PLACE, "person.name"),
        column("relation", "Relation", Kind::Text, "t.relation")
            .edited(&IN_PLACE, "person.relation"),
        column("customer_name", "Talks for", Kind::Text, "c.name"),
        column("number", "Account", Kind::Text, "c.number"),
        column("phone", "Telephone", Kind::Text, PHONE).edited(&IN_PLACE, "person.phone"),
        column("email", "E-mail", Kind::Text, "t.email").edited(&IN_PLACE, "person.email"),
        column("standing", "May", Kind::State(STANDINGS), STANDING),
    ],
    filters: &[
        filter("name", "Name begins", Asked::Begins, "t.name"),
        filter("customer", "Customer", Asked::Id, "t.customer_id = ?"),
        filter("standing", "May", Asked::OneOf(STANDINGS), IS_STANDING),
        filter("may_pay", "May pay", Asked::Switch, "t.may_pay = TRUE"),
        filter("may_book", "May book", Asked::Switch, "t.may_book = TRUE"),
    ],
    sort: "name",
    bulk: &[],
};

const PHONE: &str = "CASE WHEN SUBSTR(t.phone, 1, 2) = '+1' AND LENGTH(t.phone) >= 12 \
    THEN '(' || SUBSTR(t.phone, 3, 3) || ') ' || SUBSTR(t.phone, 6, 3) || '-' \
    || SUBSTR(t.phone, 9, 4) || CASE WHEN LENGTH(t.phone) > 12 \
    THEN ' ' || SUBSTR(t.phone, 13) ELSE '' END ELSE t.phone END";

const STANDING: &str = "CASE WHEN t.removed_at IS NOT NULL THEN 'removed' \
    WHEN t.may_talk = TRUE OR t.may_book = TRUE OR t.may_pay = TRUE THEN 'listed' \
    ELSE 'silent' END";

const IS_STANDING: &str = "CASE WHEN t.removed_at IS NOT NULL THEN 'removed' \
    WHEN t.may_talk = TRUE OR t.may_book = TRUE OR t.may_pay = TRUE THEN 'listed' \
    ELSE 'silent' END = ?";
