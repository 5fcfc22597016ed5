//! The list of returned payments.

use super::READ;
use office::listing::{Asked, Kind, Listing, Mark, State, column, filter};

/// Why payments came back, in lists.
pub static CAUSES: &[State] = &[
    State { word: "funds", title: "Not enough funds", mark: Mark::Plain },
    State { word: "account", title: "Account closed or unknown", mark: Mark::Plain },
    State { word: "stopped", title: "Payment stopped", mark: Mark::Plain },
    State { word: "unauthorized", title: "Not authorized", mark: Mark::Plain },
    State { word: "chargeback", title: "Charged back", mark: Mark::Plain },
    State { word: "other", title: "Other", mark: Mark::Plain },
];

/// Returned payments, the newest first.
pub static LISTING: Listing = Listing {
    name: "returns",
    title: "Returned payments",
    duty: READ,
    from: "returns r JOIN customer_face c ON c.branch_id = r.branch_id AND c.id = r.customer_id \
           JOIN payments p ON p.branch_id = r.branch_id AND p.id = r.payment_id",
    fixed: "r.branch_id = $1",
    key: "r.id",
    href: "/returns/{id}",
    columns: &[
        column("id", "Id", Kind::Id, "r.id"),
        column("day", "Day", Kind::Day, "r.day").sorted(),
        column("number", "Number", Kind::Text, "r.number").sorted(),
        column("name", "From", Kind::Name, "c.name"),
        column("account", "Account", Kind::Text, "c.number"),
        column("payment_number", "Payment", Kind::Text, "p.number"),
        column("reference", "Check no.", Kind::Text, "p.reference"),
        column("cause", "Why", Kind::State(CAUSES), "r.cause"),
        column("code", "Code", Kind::Text, "r.code"),
        column("fee_cents", "Fee charged", Kind::Money, "r.fee_cents").summed(),
        column("bank_fee_cents", "Bank's fee", Kind::Money, "r.bank_fee_cents").summed(),
        column("amount_cents", "Amount", Kind::Money, "r.amount_cents").sorted().summed(),
    ],
    filters: &[
        filter("day_from", "From day", Asked::Day, "r.day >= ?"),
        filter("day_until", "Until day", Asked::Day, "r.day <= ?"),
        filter("cause", "Why", Asked::OneOf(CAUSES), "r.cause = ?"),
        filter("customer", "Customer", Asked::Id, "r.customer_id = ?"),
        filter("not_told", "Nobody was told yet", Asked::Switch, "r.notice_at IS NULL"),
        filter("number", "Number begins", Asked::Begins, "r.number"),
        filter("amount_cents", "Amount", Asked::Money, "r.amount_cents = ?"),
    ],
    sort: "-day",
    bulk: &[],
};
