//! The list of bank accounts.

use super::READ;
use office::listing::{Asked, Kind, Listing, Mark, State, column, filter};

/// Whether a bank account is in use, in lists.
pub static STATES: &[State] = &[
    State { word: "open", title: "Open", mark: Mark::Good },
    State { word: "closed", title: "Closed", mark: Mark::Plain },
];

/// Bank accounts, those in use first.
pub static LISTING: Listing = Listing {
    name: "bank_accounts",
    title: "Bank accounts",
    duty: READ,
    from: "bank_accounts b JOIN accounts a ON a.id = b.account_id",
    fixed: "b.branch_id = $1",
    key: "b.id",
    href: "/bank-accounts/{id}",
    columns: &[
        column("id", "Id", Kind::Id, "b.id"),
        column("name", "Account", Kind::Name, "b.name").sorted(),
        column("bank", "Bank", Kind::Text, "b.bank"),
        column("last4", "Number ends", Kind::Text, "b.last4"),
        column("account", "In the books", Kind::Text, "a.name"),
        column("state", "Now", Kind::State(STATES), STATE),
        column("starts_on", "From", Kind::Day, "b.starts_on"),
        column("open_lines", "Not matched", Kind::Count, OPEN_LINES),
        column("bank_cents", "At the bank", Kind::Money, AT_BANK).summed(),
    ],
    filters: &[
        filter("state", "Now", Asked::OneOf(STATES), STATE_IS),
        filter("name", "Name begins", Asked::Begins, "b.name"),
    ],
    sort: "name",
    bulk: &[],
};

const STATE: &str = "CASE WHEN b.closed_at IS NULL THEN 'open' ELSE 'closed' END";

const STATE_IS: &str = "CASE WHEN b.closed_at IS NULL THEN 'open' ELSE 'closed' END = ?";

const OPEN_LINES: &str = "(SELECT COUNT(*) FROM bank_lines l WHERE l.branch_id = b.branch_id \
    AND l.bank_account_id = b.id AND l.bank_match_id IS NULL AND l.withdrawn_at IS NULL)";

const AT_BANK: &str = "b.start_cents + CAST((SELECT COALESCE(SUM(l.amount_cents), 0) \
    FROM bank_lines l WHERE l.branch_id = b.branch_id AND l.bank_account_id = b.id \
    AND l.withdrawn_at IS NULL) AS BIGINT)";
