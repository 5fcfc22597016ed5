//! The list of views that everyone in the branch sees. Somebody's own stand on their lists.

use crate::duty;
use crate::listing::{Asked, Kind, Listing, column, filter};

/// The shared views of the branch, by list and name.
pub static LISTING: Listing = Listing {
    name: "saved_views",
    title: "Saved views",
    duty: duty::SIGNED_IN,
    from: "saved_views v JOIN staff s ON s.id = v.staff_id",
    fixed: "v.branch_id = $1 AND v.removed_at IS NULL AND v.is_shared = TRUE",
    key: "v.id",
    href: "",
    columns: &[
        column("id", "Id", Kind::Id, "v.id"),
        column("list", "List", Kind::Text, "v.list").sorted(),
        column("name", "View", Kind::Name, "v.name").sorted(),
        column("query", "Shows", Kind::Text, "v.query"),
        column("staff", "Kept by", Kind::Text, "s.name"),
        column("saved_at", "Saved", Kind::Instant, "v.saved_at").sorted(),
    ],
    filters: &[filter("list", "List", Asked::Text, "v.list = ?")],
    sort: "name",
    bulk: &[],
};
