//! The list of absences.

use crate::appointments::READ;
use office::listing::{Asked, Kind, Listing, column, filter};

/// Who is away, the latest first; what was taken back is not among them.
pub static LISTING: Listing = Listing {
    name: "absences",
    title: "Absences",
    duty: READ,
    from: "absences x JOIN staff s ON s.id = x.staff_id JOIN staff b ON b.id = x.noted_by",
    fixed: "x.branch_id = $1 AND x.ended_at IS NULL",
    key: "x.id",
    href: "/absences/{id}",
    columns: &[
        column("id", "Id", Kind::Id, "x.id"),
        column("name", "Who", Kind::Name, "s.name").sorted(),
        column("from_on", "From", Kind::Day, "x.from_on").sorted(),
        column("until_on", "Until", Kind::Day, "x.until_on").sorted(),
        column("reason", "Why", Kind::Text, "x.reason"),
        column("noted_at", "Noted", Kind::Instant, "x.noted_at"),
        column("noted_by", "By", Kind::Text, "b.name"),
    ],
    filters: &[
        filter("staff", "Staff id", Asked::Id, "x.staff_id = ?"),
        filter("back_after", "Away until, or later", Asked::Day, "x.until_on >= ?"),
    ],
    sort: "-from_on",
    bulk: &[],
};
