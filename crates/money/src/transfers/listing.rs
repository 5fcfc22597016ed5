//! The list of transfers.

use super::READ;
use office::listing::{Asked, Kind, Listing, Mark, State, column, filter};

/// Whether a transfer stands, in lists.
pub static STATES: &[State] = &[
    State { word: "stands", title: "Stands", mark: Mark::Plain },
    State { word: "taken_back", title: "Taken back", mark: Mark::Watch },
];

/// Transfers, the newest first.
pub static LISTING: Listing = Listing {
    name: "transfers",
    title: "Transfers of credit",
    duty: READ,
    from: "transfers t JOIN customer_face f ON f.branch_id = t.branch_id \
           AND f.id = t.from_customer_id JOIN customer_face c ON c.branch_id = t.branch_id \
           AND c.id = t.to_customer_id JOIN credits k ON k.id = t.from_credit_id \
           JOIN staff s ON s.id = t.made_by",
    fixed: "t.branch_id = $1",
    key: "t.id",
    href: "/transfers/{id}",
    columns: &[
        column("id", "Id", Kind::Id, "t.id"),
        column("number", "Number", Kind::Text, "t.number").sorted(),
        column("made_at", "Made", Kind::Instant, "t.made_at").sorted(),
        column("from_name", "From", Kind::Name, "f.name"),
        column("from_account", "Account", Kind::Text, "f.number"),
        column("document", "Out of", Kind::Text, "k.document"),
        column("name", "To", Kind::Name, "c.name"),
        column("account", "Its account", Kind::Text, "c.number"),
        column("state", "Now", Kind::State(STATES), STATE),
        column("reason", "Why", Kind::Text, "t.reason"),
        column("made_by", "By", Kind::Text, "s.name"),
        column("amount_cents", "Amount", Kind::Money, "t.amount_cents").sorted().summed(),
    ],
    filters: &[
        filter("state", "Now", Asked::OneOf(STATES), STATE_IS),
        filter("from_customer", "From customer", Asked::Id, "t.from_customer_id = ?"),
        filter("customer", "To customer", Asked::Id, "t.to_customer_id = ?"),
        filter("number", "Number begins", Asked::Begins, "t.number"),
        filter("amount_cents", "Amount", Asked::Money, "t.amount_cents = ?"),
    ],
    sort: "-made_at",
    bulk: &[],
};

const STATE: &str = "CASE WHEN t.taken_back_at IS NULL THEN 'stands' ELSE 'taken_back' END";

const STATE_IS: &str = "CASE WHEN t.taken_back_at IS NULL THEN 'stands' ELSE 'taken_back' END = ?";
