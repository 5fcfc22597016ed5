//! The list of billing options, every change of them.

use super::READ;
use office::listing::{Asked, Kind, Listing, Mark, State, column, filter};

/// When is billed, as the list tells it.
static TRIGGERS: &[State] = &[
    State { word: "completion", title: "When a visit is done", mark: Mark::Plain },
    State { word: "signing", title: "First visit when signed", mark: Mark::Plain },
    State { word: "advance", title: "Monthly, in advance", mark: Mark::Plain },
    State { word: "arrears", title: "Monthly, in arrears", mark: Mark::Plain },
    State { word: "anniversary", title: "Each anniversary", mark: Mark::Plain },
    State { word: "prepaid", title: "Prepaid for the term", mark: Mark::Plain },
    State { word: "even", title: "Even amounts", mark: Mark::Plain },
    State { word: "ended", title: "As usual again", mark: Mark::Watch },
];

/// Every change of billing options, the latest first.
pub static LISTING: Listing = Listing {
    name: "billing_options",
    title: "Billing options",
    duty: READ,
    from: "billing_options o JOIN customer_face c ON c.branch_id = o.branch_id \
           AND c.id = o.customer_id JOIN staff s ON s.id = o.set_by \
           LEFT JOIN agreement_face a ON a.branch_id = o.branch_id AND a.id = o.agreement_id",
    fixed: "o.branch_id = $1",
    key: "o.id",
    href: "/billing-options/{id}",
    columns: &[
        column("id", "Id", Kind::Id, "o.id"),
        column("customer_name", "Customer", Kind::Name, "c.name"),
        column("agreement", "Agreement", Kind::Text, "COALESCE(a.number, 'All')"),
        column("holds_from", "From", Kind::Day, "o.holds_from").sorted(),
        column("billing_trigger", "Billed", Kind::State(TRIGGERS), "o.billing_trigger"),
        column("set_by", "Set by", Kind::Text, "s.name"),
    ],
    filters: &[
        filter("customer", "Customer", Asked::Id, "o.customer_id = ?"),
        filter("agreement", "Agreement", Asked::Id, "o.agreement_id = ?"),
        filter("trigger", "Billed", Asked::OneOf(TRIGGERS), "o.billing_trigger = ?"),
        filter("from", "From", Asked::Day, "o.holds_from >= ?"),
    ],
    sort: "-holds_from",
    bulk: &[],
};
