//! The list of journals handed out.

use super::READ;
use office::listing::{Asked, Kind, Listing, Mark, State, column, filter};

const STATES: &[State] = &[
    State { word: "sent", title: "Sent", mark: Mark::Watch },
    State { word: "acknowledged", title: "Acknowledged", mark: Mark::Good },
];

/// Journals handed out, the newest first.
pub static LISTING: Listing = Listing {
    name: "journal_exports",
    title: "Journal exports",
    duty: READ,
    from: "journal_exports x JOIN staff s ON s.id = x.sent_by",
    fixed: "x.branch_id = $1",
    key: "x.id",
    href: "/journal-exports/{id}",
    columns: &[
        column("number", "Number", Kind::Text, "x.number"),
        column("month", "Month of", Kind::Day, "x.month").sorted(),
        column("sent_to", "For", Kind::Name, "x.sent_to"),
        column(
            "format",
            "Format",
            Kind::Text,
            "CASE x.format WHEN 'csv' THEN 'A table' WHEN 'iif' THEN 'QuickBooks' \
             ELSE x.format END",
        ),
        column("entries", "Entries", Kind::Count, "x.entry_count"),
        column("debits_cents", "Debits", Kind::Money, "x.debits_cents"),
        column("sent_at", "Sent", Kind::Instant, "x.sent_at").sorted(),
        column("sent_by", "By", Kind::Text, "s.name"),
        column(
            "state",
            "State",
            Kind::State(STATES),
            "CASE WHEN x.acknowledged_at IS NULL THEN 'sent' ELSE 'acknowledged' END",
        ),
        column("acknowledgement", "They say", Kind::Text, "x.acknowledgement"),
    ],
    filters: &[
        filter("month", "Month's first day", Asked::Day, "x.month = ?"),
        filter(
            "state",
            "State",
            Asked::OneOf(STATES),
            "CASE WHEN x.acknowledged_at IS NULL THEN 'sent' ELSE 'acknowledged' END = ?",
        ),
    ],
    sort: "-sent_at",
    bulk: &[],
};
