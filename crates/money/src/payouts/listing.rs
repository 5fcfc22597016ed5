//! The list of payouts.

use crate::draws::READ;
use office::listing::{Asked, Kind, Listing, column, filter};

/// Payouts, the newest first.
pub static LISTING: Listing = Listing {
    name: "payouts",
    title: "Payouts",
    duty: READ,
    from: "payouts p",
    fixed: "p.branch_id = $1",
    key: "p.id",
    href: "/payouts/{id}",
    columns: &[
        column("id", "Id", Kind::Id, "p.id"),
        column("paid_on", "Paid", Kind::Day, "p.paid_on").sorted(),
        column("reference", "Number", Kind::Name, "p.reference"),
        column("processor", "By", Kind::Text, "p.processor"),
        column("items", "Items", Kind::Count, "p.items"),
        column("gross_cents", "Gross", Kind::Money, "p.gross_cents").summed(),
        column("fee_cents", "Fees", Kind::Money, "p.fee_cents").summed(),
        column("net_cents", "At the bank", Kind::Money, "p.net_cents").sorted().summed(),
    ],
    filters: &[
        filter("reference", "Number", Asked::Text, "p.reference = ?"),
        filter("from", "Paid from", Asked::Day, "p.paid_on >= ?"),
        filter("until", "Paid until", Asked::Day, "p.paid_on <= ?"),
        filter("net_cents", "At the bank", Asked::Money, "p.net_cents = ?"),
    ],
    sort: "-paid_on",
    bulk: &[],
};
