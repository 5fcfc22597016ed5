//! The chart with what stands in each account now.

use super::READ;
use office::listing::{Asked, Kind, Listing, Mark, State, column, filter};

const fn kind(word: &'static str, title: &'static str) -> State {
    State { word, title, mark: Mark::Plain }
}

const KINDS: &[State] = &[
    kind("asset", "Asset"),
    kind("liability", "Liability"),
    kind("equity", "Equity"),
    kind("revenue", "Revenue"),
    kind("expense", "Expense"),
];

/// The chart of accounts: one sum under debits and credits is the trial balance.
pub static LISTING: Listing = Listing {
    name: "accounts",
    title: "Accounts",
    duty: READ,
    from: "(SELECT a.id, a.name, a.kind, COALESCE((SELECT \
           CAST(SUM(m.debit_cents - m.credit_cents) AS BIGINT) FROM account_months m \
           WHERE m.branch_id = $1 AND m.account_id = a.id), 0) AS cents FROM accounts a) b",
    fixed: "b.id > 0",
    key: "b.id",
    href: "/accounts/{id}",
    columns: &[
        column("number", "Number", Kind::Text, "CAST(b.id AS TEXT)").sorted(),
        column("name", "Account", Kind::Name, "b.name").sorted(),
        column("kind", "Kind", Kind::State(KINDS), "b.kind"),
        column(
            "debit_cents",
            "Debit",
            Kind::Money,
            "CASE WHEN b.cents > 0 THEN b.cents ELSE 0 END",
        )
        .summed(),
        column(
            "credit_cents",
            "Credit",
            Kind::Money,
            "CASE WHEN b.cents < 0 THEN -b.cents ELSE 0 END",
        )
        .summed(),
    ],
    filters: &[
        filter("kind", "Kind", Asked::OneOf(KINDS), "b.kind = ?"),
        filter("stands", "Something stands in it", Asked::Switch, "b.cents <> 0"),
    ],
    sort: "number",
    bulk: &[],
};

/// The lines of accounts, one account at a time as a rule.
pub static LINES: Listing = Listing {
    name: "accounts.lines",
    title: "Lines of an account",
    duty: READ,
    from: "entry_lines l JOIN entries e ON e.id = l.entry_id \
           JOIN accounts a ON a.id = l.account_id",
    fixed: "l.branch_id = $1",
    key: "l.id",
    href: "/entries/{entry}",
    columns: &[
        column("entry", "Entry", Kind::Id, "l.entry_id"),
        column("account", "Account", Kind::Id, "l.account_id"),
        column("customer", "Customer", Kind::Id, "l.customer_id"),
        column("day", "Day", Kind::Day, "l.day").sorted(),
        column("memo", "What happened", Kind::Name, "e.memo"),
        column("account_name", "Account", Kind::Text, "a.name"),
        column(
            "debit_cents",
            "Debit",
            Kind::Money,
            "CASE WHEN l.amount_cents > 0 THEN l.amount_cents ELSE 0 END",
        )
        .summed(),
        column(
            "credit_cents",
            "Credit",
            Kind::Money,
            "CASE WHEN l.amount_cents < 0 THEN -l.amount_cents ELSE 0 END",
        )
        .summed(),
    ],
    filters: &[
        filter("account", "Account", Asked::Id, "l.account_id = ?"),
        filter("customer", "Customer", Asked::Id, "l.customer_id = ?"),
        filter("from", "From", Asked::Day, "l.day >= ?"),
        filter("to", "To", Asked::Day, "l.day <= ?"),
    ],
    sort: "-day",
    bulk: &[],
};
