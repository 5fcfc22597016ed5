//! The list of ACH files.

use crate::draws::READ;
use office::listing::{Asked, Kind, Listing, column, filter};

/// Files, the newest first.
pub static LISTING: Listing = Listing {
    name: "ach_files",
    title: "ACH files",
    duty: READ,
    from: "ach_files f JOIN staff s ON s.id = f.made_by",
    fixed: "f.branch_id = $1",
    key: "f.id",
    href: "/ach-files/{id}",
    columns: &[
        column("id", "Id", Kind::Id, "f.id"),
        column("made_on", "Made", Kind::Day, "f.made_on").sorted(),
        column("made_by", "By", Kind::Name, "s.name"),
        column("settle_on", "Settles", Kind::Day, "f.settle_on"),
        column("released_at", "Released", Kind::Instant, "f.released_at"),
        column("debits", "Debits", Kind::Count, "f.debits").summed(),
        column("total_cents", "Total", Kind::Money, "f.total_cents").summed(),
    ],
    filters: &[filter("from", "Made from", Asked::Day, "f.made_on >= ?")],
    sort: "-made_on",
    bulk: &[],
};
