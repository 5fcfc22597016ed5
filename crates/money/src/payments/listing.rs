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
    // Nothing is joined: what a column asks of others it asks for the rows of one page, and
    // the sums over all of them stay sums over one index.
    from: "payments p",
    fixed: "p.branch_id = $1",
    key: "p.id",
    href: "/payments/{id}",
    columns: &[
        column("id", "Id", Kind::Id, "p.id"),
        column("day", "Day", Kind::Day, "p.day").sorted(),
        column("number", "Number", Kind::Text, "p.number").sorted(),
        column("name", "From", Kind::Name, CUSTOMER_NAME),
        column("account", "Account", Kind::Text, CUSTOMER_NUMBER),
        column("tender", "Tender", Kind::State(TENDERS), "p.tender"),
        column("reference", "Check no.", Kind::Text, "p.reference"),
        column("bank", "Bank or issuer", Kind::Text, "p.bank"),
        column("state", "Now", Kind::State(STATES), STATE),
        column("deposit_number", "Deposit", Kind::Text, DEPOSIT_NUMBER),
        column("received_on", "Received", Kind::Day, "p.received_on"),
        column("posted_by", "Posted by", Kind::Text, POSTED_BY),
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

const CUSTOMER_NAME: &str = "COALESCE((SELECT c.name FROM customer_face c \
    WHERE c.branch_id = p.branch_id AND c.id = p.customer_id), p.payer)";

const CUSTOMER_NUMBER: &str = "COALESCE((SELECT c.number FROM customer_face c \
    WHERE c.branch_id = p.branch_id AND c.id = p.customer_id), '')";

const DEPOSIT_NUMBER: &str = "COALESCE((SELECT d.number FROM deposits d \
    WHERE d.branch_id = p.branch_id AND d.id = p.deposit_id), '')";

const POSTED_BY: &str = "(SELECT s.name FROM staff s WHERE s.id = p.posted_by)";

const STATE: &str = "CASE WHEN p.voided_at IS NOT NULL THEN 'voided' \
    WHEN p.returned_at IS NOT NULL THEN 'returned' \
    WHEN p.customer_id IS NULL THEN 'held' \
    WHEN EXISTS (SELECT 1 FROM deposits d WHERE d.branch_id = p.branch_id \
    AND d.id = p.deposit_id AND d.closed_at IS NOT NULL) THEN 'deposited' \
    WHEN p.settled_on IS NOT NULL THEN 'settled' ELSE 'posted' END";

const STATE_IS: &str = "CASE WHEN p.voided_at IS NOT NULL THEN 'voided' \
    WHEN p.returned_at IS NOT NULL THEN 'returned' \
    WHEN p.customer_id IS NULL THEN 'held' \
    WHEN EXISTS (SELECT 1 FROM deposits d WHERE d.branch_id = p.branch_id \
    AND d.id = p.deposit_id AND d.closed_at IS NOT NULL) THEN 'deposited' \
    WHEN p.settled_on IS NOT NULL THEN 'settled' ELSE 'posted' END = ?";
