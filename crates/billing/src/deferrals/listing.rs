//! The list of all that moved an agreement's balance of billed and earned.

use crate::invoices::READ;
use office::listing::{Asked, Kind, Listing, Mark, State, column, filter};

static KINDS: &[State] = &[
    State { word: "billed", title: "Billed", mark: Mark::Plain },
    State { word: "earned", title: "Earned", mark: Mark::Good },
    State { word: "given_back", title: "Given back", mark: Mark::Watch },
    State { word: "voided", title: "Voided", mark: Mark::Wrong },
];

/// Movements, the latest first; the sum over an agreement is its balance.
pub static LISTING: Listing = Listing {
    name: "deferrals",
    title: "Billed and earned",
    duty: READ,
    from: "deferrals d JOIN customer_face c ON c.branch_id = d.branch_id \
           AND c.id = d.customer_id JOIN agreement_face a ON a.branch_id = d.branch_id \
           AND a.id = d.agreement_id LEFT JOIN invoices i ON i.branch_id = d.branch_id \
           AND i.id = d.invoice_id",
    fixed: "d.branch_id = $1",
    key: "d.id",
    href: "/agreements/{agreement}",
    columns: &[
        column("id", "Id", Kind::Id, "d.id"),
        column("agreement", "Agreement", Kind::Id, "d.agreement_id"),
        column("moved_on", "Date", Kind::Day, "d.moved_on").sorted(),
        column("kind", "What", Kind::State(KINDS), "d.kind"),
        column("customer_name", "Customer", Kind::Name, "c.name"),
        column("agreement_number", "Agreement", Kind::Text, "a.number"),
        column("invoice_number", "Invoice", Kind::Text, "COALESCE(i.number, '')"),
        column("amount_cents", "Amount", Kind::Money, "d.amount_cents").summed(),
    ],
    filters: &[
        filter("customer", "Customer", Asked::Id, "d.customer_id = ?"),
        filter("agreement", "Agreement", Asked::Id, "d.agreement_id = ?"),
        filter("kind", "What", Asked::OneOf(KINDS), "d.kind = ?"),
        filter("from", "From", Asked::Day, "d.moved_on >= ?"),
        filter("until", "Until", Asked::Day, "d.moved_on <= ?"),
    ],
    sort: "-moved_on",
    bulk: &[],
};
