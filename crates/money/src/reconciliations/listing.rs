//! The list of reconciliations.

use crate::bank_accounts::READ;
use office::listing::{Asked, Kind, Listing, Mark, State, column, filter};

/// Whether a reconciliation stands, in lists.
pub static STATES: &[State] = &[
    State { word: "closed", title: "Closed", mark: Mark::Good },
    State { word: "reopened", title: "Reopened", mark: Mark::Watch },
];

/// Reconciliations, the latest first.
pub static LISTING: Listing = Listing {
    name: "reconciliations",
    title: "Reconciliations",
    duty: READ,
    from: "reconciliations r JOIN bank_accounts b ON b.id = r.bank_account_id \
           JOIN staff s ON s.id = r.closed_by",
    fixed: "r.branch_id = $1",
    key: "r.id",
    href: "/reconciliations/{id}",
    columns: &[
        column("id", "Id", Kind::Id, "r.id"),
        column("ends_on", "Until", Kind::Day, "r.ends_on").sorted(),
        column("account", "Account", Kind::Name, "b.name"),
        column("state", "Now", Kind::State(STATES), STATE),
        column("closed_by", "Closed by", Kind::Text, "s.name"),
        column("closed_at", "Closed", Kind::Instant, "r.closed_at").sorted(),
        column("books_cents", "In the books", Kind::Money, "r.books_cents"),
        column("outstanding_items", "Outstanding", Kind::Count, "r.outstanding_items"),
        column("outstanding_cents", "Not at the bank", Kind::Money, "r.outstanding_cents"),
        column("ending_cents", "The statement ends", Kind::Money, "r.ending_cents"),
    ],
    filters: &[
        filter("state", "Now", Asked::OneOf(STATES), STATE_IS),
        filter("bank_account", "Account", Asked::Id, "r.bank_account_id = ?"),
    ],
    sort: "-ends_on",
    bulk: &[],
};

const STATE: &str = "CASE WHEN r.reopened_at IS NULL THEN 'closed' ELSE 'reopened' END";

const STATE_IS: &str = "CASE WHEN r.reopened_at IS NULL THEN 'closed' ELSE 'reopened' END = ?";
