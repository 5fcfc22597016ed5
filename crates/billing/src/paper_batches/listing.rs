//! The list of paper batches.

use crate::invoices::READ;
use office::listing::{Asked, Kind, Listing, Mark, State, column, filter};

const KINDS: &[State] = &[
    State { word: "invoices", title: "Invoices", mark: Mark::Plain },
    State { word: "statements", title: "Statements", mark: Mark::Plain },
    State { word: "letters", title: "Letters", mark: Mark::Plain },
];

const WAYS: &[State] = &[
    State { word: "print", title: "On paper", mark: Mark::Plain },
    State { word: "mail", title: "By e-mail", mark: Mark::Plain },
];

/// Batches of the branch, the latest first.
pub static LISTING: Listing = Listing {
    name: "paper_batches",
    title: "Paper batches",
    duty: READ,
    from: "paper_batches b JOIN staff s ON s.id = b.asked_by \
           JOIN jobs j ON j.branch_id = b.branch_id AND j.id = b.job_id",
    fixed: "b.branch_id = $1",
    key: "b.id",
    href: "/paper-batches/{id}",
    columns: &[
        column("id", "Id", Kind::Id, "b.id").sorted(),
        column("title", "What", Kind::Name, "b.title"),
        column("kind", "Papers", Kind::State(KINDS), "b.kind"),
        column("way", "Go", Kind::State(WAYS), "b.way"),
        column("done", "Done", Kind::Count, "j.rows_done"),
        column("asked_by", "By", Kind::Text, "s.name"),
        column("asked_at", "Asked", Kind::Instant, "b.asked_at"),
    ],
    filters: &[
        filter("kind", "Papers", Asked::OneOf(KINDS), "b.kind = ?"),
        filter("way", "Go", Asked::OneOf(WAYS), "b.way = ?"),
    ],
    sort: "-id",
    bulk: &[],
};
