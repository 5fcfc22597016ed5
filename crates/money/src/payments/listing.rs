//! The list of payments.

use super::READ;
use office::listing::{Asked, Kind, Listing, Mark, State, column, filter};

/// What money comes as, in lists.
pub static TENDERS: &[State] = &[
    State { word: "check", title: "Check", mark: Mark::Plain },
    State { word: "money_order", title: "Money order", mark: Mark::Plain },
    State { word: "cash", title: "Cash", mark: Mark::Plain },
    State { word: "card", title: "Card", mark: Mark::Plain },
    State { word: "ach", title: "ACH", mark: Mark::Plain },
];

/// Where payments are, in lists.
pub static STATES: &[State] = &[
    State { word: "posted", title: "Posted", mark: Mark::Good },
    State { word: "held", title: "On hold", mark: Mark::Watch },
    State { word: "deposited", title: "Deposited", mark: Mark::Good },
    State { word: "settled", title: "Settled", mark: Mark::Good },
    State { word: "voided", title: "Voided", mark: Mark::Plain },
    State { word: "returned", title: "Returned", mark: Mark::Wrong },
];

/// Payments, the newest first.
pub static LISTING: Listing = Listing {
    name: "payments",
    title: "Payments",
    duty: READ,
    from: "payments p \
           LEFT JOIN customer_face c ON c.branch_id = p.branch_id AND c.id = p.customer_id \
           LEFT JOIN deposits d ON d.branch_id = p.branch_id AND d.id = p.deposit_id \
           JOIN staff s ON s.id = p.posted_by",
    fixed: "p.branch_id = $1",
    key: "p.id",
    href: "/payments/{id}",
    columns: &[
        column("id", "Id", Kind::Id, "p.id"),
        column("day", "Day", Kind::Day, "p.day").sorted(),
        column("number", "Number", Kind::Text, "p.number").sorted(),
        column("name", "From", Kind::Name, "COALESCE(c.name, p.payer)"),
        column("account", "Account", Kind::Text, "COALESCE(c.number, '')"),
        column("tender", "Tender", Kind::State(TENDERS), "p.tender"),
        column("reference", "Check no.", Kind::Text, "p.reference"),
        column("bank", "Bank or issuer", Kind::Text, "p.bank"),
        column("state", "Now", Kind::State(STATES), STATE),
        column("deposit_number", "Deposit", Kind::Text, "COALESCE(d.number, '')"),
        column("received_on", "Received", Kind::Day, "p.received_on"),
        column("posted_by", "Posted by", Kind::Text, "s.name"),
        column("customer", "Customer id", Kind::Id, "p.customer_id"),
        column("deposit", "Deposit id", Kind::Id, "p.deposit_id"),
        column("amount_cents", "Amount", Kind::Money, "p.amount_cents").sorted().summed(),
    ],
    filters: &[
        filter("day_from", "From day", Asked::Day, "p.day >= ?"),
        filter("day_until", "Until day", Asked::Day, "p.day <= ?"),
        filter("tender", "Tender", Asked::OneOf(TENDERS), "p.tender = ?"),
        filter("state", "Now", Asked::OneOf(STATES), STATE_IS),
        filter("reference", "Check number begins", Asked::Begins, "p.reference"),
        filter("number", "Number begins", Asked::Begins, "p.number"),
        filter("amount_cents", "Amount", Asked::Money, "p.amount_cents = ?"),
        filter("customer", "Customer", Asked::Id, "p.customer_id = ?"),
        filter("deposit", "Deposit", Asked::Id, "p.deposit_id = ?"),
        filter("batch", "Batch", Asked::Id, "p.batch_id = ?"),
        filter("standing", "Without what was voided", Asked::Switch, "p.voided_at IS NULL"),
    ],
    sort: "-day",
    bulk: &[],
};

const STATE: &str = "CASE WHEN p.voided_at IS NOT NULL THEN 'voided' \
    WHEN p.returned_at IS NOT NULL THEN 'returned' \
    WHEN p.customer_id IS NULL THEN 'held' \
    WHEN d.closed_at IS NOT NULL THEN 'deposited' \
    WHEN p.settled_on IS NOT NULL THEN 'settled' ELSE 'posted' END";

const STATE_IS: &str = "CASE WHEN p.voided_at IS NOT NULL THEN 'voided' \
    WHEN p.returned_at IS NOT NULL THEN 'returned' \
    WHEN p.customer_id IS NULL THEN 'held' \
    WHEN d.closed_at IS NOT NULL THEN 'deposited' \
    WHEN p.settled_on IS NOT NULL THEN 'settled' ELSE 'posted' END = ?";
