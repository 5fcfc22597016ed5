//! The lists of funds and of slips.

use super::READ;
use office::listing::{Asked, Kind, Listing, Mark, State, column, filter};

/// Whether a fund is open, in lists.
static FUND_STATES: &[State] = &[
    State { word: "open", title: "Open", mark: Mark::Good },
    State { word: "closed", title: "Closed", mark: Mark::Plain },
];

/// How far slips are, in lists.
static SLIP_STATES: &[State] = &[
    State { word: "waits", title: "Waits", mark: Mark::Watch },
    State { word: "replenished", title: "In the books", mark: Mark::Good },
    State { word: "voided", title: "Void", mark: Mark::Plain },
];

/// Funds, by name.
pub static LISTING: Listing = Listing {
    name: "petty_funds",
    title: "Petty cash",
    duty: READ,
    from: "petty_funds f JOIN staff s ON s.id = f.custodian_id",
    fixed: "f.branch_id = $1",
    key: "f.id",
    href: "/petty-funds/{id}",
    columns: &[
        column("id", "Id", Kind::Id, "f.id"),
        column("name", "Fund", Kind::Name, "f.name").sorted(),
        column("custodian", "Kept by", Kind::Text, "s.name"),
        column("opened_on", "Since", Kind::Day, "f.opened_on"),
        column("state", "Now", Kind::State(FUND_STATES), FUND_STATE),
        column("imprest_cents", "Imprest", Kind::Money, "f.imprest_cents").summed(),
        column("slip_cents", "Slips that wait", Kind::Money, WAITING).summed(),
    ],
    filters: &[filter("state", "Now", Asked::OneOf(FUND_STATES), FUND_STATE_IS)],
    sort: "name",
    bulk: &[],
};

const FUND_STATE: &str = "CASE WHEN f.closed_at IS NULL THEN 'open' ELSE 'closed' END";

const FUND_STATE_IS: &str = "CASE WHEN f.closed_at IS NULL THEN 'open' ELSE 'closed' END = ?";

const WAITING: &str = "CAST(COALESCE((SELECT SUM(p.amount_cents) FROM petty_slips p \
    WHERE p.branch_id = f.branch_id AND p.fund_id = f.id AND p.voided_at IS NULL \
    AND p.replenishment_id IS NULL), 0) AS BIGINT)";

/// Slips, the newest first.
pub static SLIPS: Listing = Listing {
    name: "petty_funds.slips",
    title: "Petty cash slips",
    duty: READ,
    from: "petty_slips p JOIN petty_funds f ON f.id = p.fund_id \
           JOIN accounts a ON a.id = p.account_id JOIN staff s ON s.id = p.paid_by",
    fixed: "p.branch_id = $1",
    key: "p.id",
    href: "/petty-funds/slips/{id}",
    columns: &[
        column("id", "Id", Kind::Id, "p.id"),
        column("number", "Slip", Kind::Text, "p.number"),
        column("paid_on", "Day", Kind::Day, "p.paid_on").sorted(),
        column("paid_to", "Paid to", Kind::Name, "p.paid_to"),
        column("purpose", "What for", Kind::Text, "p.purpose"),
        column("account", "Account", Kind::Text, "a.name"),
        column("receipt", "Receipt", Kind::Text, RECEIPT),
        column("fund", "Fund", Kind::Text, "f.name"),
        column("paid_by", "By", Kind::Text, "s.name"),
        column("state", "Now", Kind::State(SLIP_STATES), SLIP_STATE),
        column("amount_cents", "Amount", Kind::Money, "p.amount_cents").sorted().summed(),
    ],
    filters: &[
        filter("day_from", "From day", Asked::Day, "p.paid_on >= ?"),
        filter("day_until", "Until day", Asked::Day, "p.paid_on <= ?"),
        filter("state", "Now", Asked::OneOf(SLIP_STATES), SLIP_STATE_IS),
        filter("number", "Number begins", Asked::Begins, "p.number"),
        filter("petty_fund", "Fund", Asked::Id, "p.fund_id = ?"),
        filter("no_receipt", "Without a receipt", Asked::Switch, "p.receipt = ''"),
        filter("amount_cents", "Amount", Asked::Money, "p.amount_cents = ?"),
    ],
    sort: "-paid_on",
    bulk: &[],
};

const RECEIPT: &str = "CASE WHEN p.receipt = '' THEN 'None: ' || p.no_receipt_reason \
    ELSE p.receipt END";

const SLIP_STATE: &str = "CASE WHEN p.voided_at IS NOT NULL THEN 'voided' \
    WHEN p.replenishment_id IS NULL THEN 'waits' ELSE 'replenished' END";

const SLIP_STATE_IS: &str = "CASE WHEN p.voided_at IS NOT NULL THEN 'voided' \
    WHEN p.replenishment_id IS NULL THEN 'waits' ELSE 'replenished' END = ?";
