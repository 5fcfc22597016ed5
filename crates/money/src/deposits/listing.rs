//! The list of deposits. What was posted into one is not shown before it was counted: whoever
//! counts is not to know what to find.

use super::READ;
use office::listing::{Asked, Kind, Listing, Mark, State, column, filter};

/// How far deposits are, in lists.
pub static STATES: &[State] = &[
    State { word: "open", title: "Open", mark: Mark::Watch },
    State { word: "counted", title: "Counted", mark: Mark::Watch },
    State { word: "verified", title: "Verified", mark: Mark::Good },
    State { word: "closed", title: "Closed", mark: Mark::Good },
    State { word: "confirmed", title: "At the bank", mark: Mark::Good },
];

/// Deposits, the newest first.
pub static LISTING: Listing = Listing {
    name: "deposits",
    title: "Deposits",
    duty: READ,
    from: "deposits d LEFT JOIN deposit_counts k ON k.id = d.count_id \
           LEFT JOIN staff s ON s.id = d.verified_by",
    fixed: "d.branch_id = $1",
    key: "d.id",
    href: "/deposits/{id}",
    columns: &[
        column("id", "Id", Kind::Id, "d.id"),
        column("number", "Deposit", Kind::Name, "d.number"),
        column("day", "Day", Kind::Day, "d.day").sorted(),
        column("state", "Now", Kind::State(STATES), STATE),
        column("cash_cents", "Cash", Kind::Money, "k.drawer_cents - k.float_cents"),
        column("check_items", "Checks", Kind::Count, "k.check_items"),
        column("check_cents", "In checks", Kind::Money, "k.check_cents"),
        column("money_order_items", "Money orders", Kind::Count, "k.money_order_items"),
        column("money_order_cents", "In money orders", Kind::Money, "k.money_order_cents"),
        column("bag", "Bag", Kind::Text, "d.bag"),
        column("verified_by", "Verified by", Kind::Text, "COALESCE(s.name, '')"),
        column("over_short_cents", "Over or short", Kind::Money, OVER_SHORT).summed(),
        column("total_cents", "To the bank", Kind::Money, TOTAL).summed(),
    ],
    filters: &[
        filter("day_from", "From day", Asked::Day, "d.day >= ?"),
        filter("day_until", "Until day", Asked::Day, "d.day <= ?"),
        filter("state", "Now", Asked::OneOf(STATES), STATE_IS),
        filter("number", "Number begins", Asked::Begins, "d.number"),
        filter("total_cents", "To the bank", Asked::Money, "d.total_cents = ?"),
        filter("off", "Over or short", Asked::Switch, "d.over_short_cents <> 0"),
        filter("not_at_bank", "Not at the bank", Asked::Switch, "d.confirmed_at IS NULL"),
    ],
    sort: "-day",
    bulk: &[],
};

const TOTAL: &str = "COALESCE(d.total_cents, 0)";

const OVER_SHORT: &str = "COALESCE(d.over_short_cents, 0)";

const STATE: &str = "CASE WHEN d.confirmed_at IS NOT NULL THEN 'confirmed' \
    WHEN d.closed_at IS NOT NULL THEN 'closed' WHEN d.verified_at IS NOT NULL THEN 'verified' \
    WHEN d.count_id IS NOT NULL THEN 'counted' ELSE 'open' END";

const STATE_IS: &str = "CASE WHEN d.confirmed_at IS NOT NULL THEN 'confirmed' \
    WHEN d.closed_at IS NOT NULL THEN 'closed' WHEN d.verified_at IS NOT NULL THEN 'verified' \
    WHEN d.count_id IS NOT NULL THEN 'counted' ELSE 'open' END = ?";
