//! The list of mail logs.

use super::READ;
use office::listing::{Asked, Kind, Listing, column, filter};

/// Mail logs, the newest first.
pub static LISTING: Listing = Listing {
    name: "remittance_logs",
    title: "Mail log",
    duty: READ,
    from: "remittance_logs l JOIN staff o ON o.id = l.opened_by \
           LEFT JOIN staff w ON w.id = l.witnessed_by",
    fixed: "l.branch_id = $1",
    key: "l.id",
    href: "/remittance-logs/{id}",
    columns: &[
        column("id", "Id", Kind::Id, "l.id"),
        column("day", "Day", Kind::Day, "l.day").sorted(),
        column("opened_by", "Opened by", Kind::Name, "o.name"),
        column("witnessed_by", "Witnessed by", Kind::Text, "COALESCE(w.name, '')"),
        column("items", "Items", Kind::Count, "l.items").summed(),
        column("total_cents", "Total", Kind::Money, "l.total_cents").summed(),
    ],
    filters: &[
        filter("day_from", "From day", Asked::Day, "l.day >= ?"),
        filter("day_until", "Until day", Asked::Day, "l.day <= ?"),
        filter("unwitnessed", "Without a witness", Asked::Switch, "l.witnessed_at IS NULL"),
    ],
    sort: "-day",
    bulk: &[],
};
