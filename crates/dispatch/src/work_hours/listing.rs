//! The list of people's hours.

use crate::appointments::READ;
use office::listing::{Asked, Kind, Listing, column, filter};

/// Everybody's weeks, the latest of each first.
pub static LISTING: Listing = Listing {
    name: "work_hours",
    title: "Hours",
    duty: READ,
    from: "work_hours h JOIN staff s ON s.id = h.staff_id JOIN staff b ON b.id = h.set_by",
    fixed: "h.branch_id = $1",
    key: "h.id",
    href: "/work-hours/new?staff={staff}",
    columns: &[
        column("id", "Id", Kind::Id, "h.id"),
        column("name", "Who", Kind::Name, "s.name").sorted(),
        column("week", "Week", Kind::Text, "h.week"),
        column("lunch_minutes", "Minutes of lunch", Kind::Count, "h.lunch_minutes"),
        column("holds_from", "From", Kind::Day, "h.holds_from").sorted(),
        column("set_at", "Set", Kind::Instant, "h.set_at"),
        column("set_by", "By", Kind::Text, "b.name"),
        column("staff", "Staff", Kind::Id, "h.staff_id"),
    ],
    filters: &[
        filter("staff", "Staff id", Asked::Id, "h.staff_id = ?"),
        filter("until", "From, at the latest", Asked::Day, "h.holds_from <= ?"),
    ],
    sort: "name",
    bulk: &[],
};
