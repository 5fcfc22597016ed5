//! The entries, the newest first.

use super::READ;
use office::listing::{Asked, Kind, Listing, column, filter};

/// Every entry of the branch.
pub static LISTING: Listing = Listing {
    name: "entries",
    title: "Entries",
    duty: READ,
    from: "entries e JOIN staff s ON s.id = e.staff_id",
    fixed: "e.branch_id = $1",
    key: "e.id",
    href: "/entries/{id}",
    columns: &[
        column("day", "Day", Kind::Day, "e.day").sorted(),
        column("memo", "What happened", Kind::Name, "e.memo"),
        column("source", "Document", Kind::Text, "e.source"),
        column("source_id", "Document's id", Kind::Id, "e.source_id"),
        column(
            "amount_cents",
            "Amount",
            Kind::Money,
            "(SELECT CAST(COALESCE(SUM(l.amount_cents), 0) AS BIGINT) FROM entry_lines l \
             WHERE l.entry_id = e.id AND l.amount_cents > 0)",
        ),
        column("posted_by", "Posted by", Kind::Text, "s.name"),
        column("posted_at", "Posted", Kind::Instant, "e.posted_at"),
    ],
    filters: &[
        filter("from", "From", Asked::Day, "e.day >= ?"),
        filter("to", "To", Asked::Day, "e.day <= ?"),
        filter("source", "Document", Asked::Text, "e.source = ?"),
        filter("source_id", "Document's id", Asked::Id, "e.source_id = ?"),
        filter(
            "account",
            "Account",
            Asked::Id,
            "EXISTS (SELECT 1 FROM entry_lines x WHERE x.entry_id = e.id AND x.account_id = ?)",
        ),
        filter("reversals", "Reversals", Asked::Switch, "e.reverses_id IS NOT NULL"),
    ],
    sort: "-day",
    bulk: &[],
};
