//! The list of pay links.

use crate::draws::READ;
use office::listing::{Asked, Kind, Listing, column, filter};

/// Links, the newest first.
pub static LISTING: Listing = Listing {
    name: "pay_links",
    title: "Pay links",
    duty: READ,
    from: "pay_links l JOIN customer_face c ON c.branch_id = l.branch_id AND c.id = l.customer_id \
           JOIN staff s ON s.id = l.made_by",
    fixed: "l.branch_id = $1",
    key: "l.id",
    href: "/pay-links/{id}",
    columns: &[
        column("id", "Id", Kind::Id, "l.id"),
        column("made_at", "Made", Kind::Instant, "l.made_at").sorted(),
        column("name", "For", Kind::Name, "c.name"),
        column("account", "Account", Kind::Text, "c.number"),
        column(
            "invoice",
            "Invoice",
            Kind::Text,
            "CASE l.document WHEN '' THEN 'All she owes' ELSE l.document END",
        ),
        column("expires_on", "Good until", Kind::Day, "l.expires_on").sorted(),
        column("revoked_at", "Revoked", Kind::Instant, "l.revoked_at"),
        column("made_by", "By", Kind::Text, "s.name"),
        column(
            "answer",
            "She says",
            Kind::Text,
            "CASE l.answer_way WHEN 'mail' THEN 'By a check in the mail' \
             WHEN 'phone' THEN 'By card, on the telephone' WHEN 'office' THEN 'At the office' \
             ELSE '' END",
        ),
        column("pays_on", "Pays on", Kind::Day, "l.pays_on").sorted(),
    ],
    filters: &[
        filter("customer", "Customer", Asked::Id, "l.customer_id = ?"),
        filter("invoice", "Invoice's id", Asked::Id, "l.invoice_id = ?"),
        filter("pays_until", "Says she pays until", Asked::Day, "l.pays_on <= ?"),
        filter("good_on", "Good on", Asked::Day, "l.expires_on >= ?"),
    ],
    sort: "-made_at",
    bulk: &[],
};
