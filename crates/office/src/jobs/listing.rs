//! The list of jobs and the list of a job's rows.

use super::READ;
use crate::listing::{Asked, Kind, Listing, Mark, State, column, filter};

const STATES: &[State] = &[
    State { word: "waiting", title: "Waiting", mark: Mark::Plain },
    State { word: "working", title: "Working", mark: Mark::Watch },
    State { word: "cancelled", title: "Cancelled", mark: Mark::Wrong },
    State { word: "finished", title: "Finished", mark: Mark::Good },
];

const OUTCOMES: &[State] = &[
    State { word: "done", title: "Done", mark: Mark::Good },
    State { word: "skipped", title: "Nothing to do", mark: Mark::Plain },
    State { word: "marked", title: "Done, look at it", mark: Mark::Watch },
    State { word: "refused", title: "Refused", mark: Mark::Wrong },
];

/// Background work of the branch, the newest first.
pub static LISTING: Listing = Listing {
    name: "jobs",
    title: "Background work",
    duty: READ,
    from: "jobs j JOIN staff s ON s.id = j.asked_by",
    fixed: "j.branch_id = $1",
    key: "j.id",
    href: "/jobs/{id}",
    columns: &[
        column("id", "Id", Kind::Id, "j.id"),
        column("asked_at", "Asked", Kind::Instant, "j.asked_at").sorted(),
        column("work", "Work", Kind::Text, WORK),
        column("title", "About", Kind::Name, "j.title"),
        column("asked_by", "By", Kind::Text, "s.name"),
        column("rows_done", "Done", Kind::Count, "j.rows_done"),
        column("rows_known", "Of", Kind::Count, "j.rows_known"),
        column("rows_refused", "Refused", Kind::Count, "j.rows_refused"),
        column(
            "state",
            "State",
            Kind::State(STATES),
            "CASE WHEN j.finished_at IS NULL AND j.started_at IS NULL THEN 'waiting' \
             WHEN j.finished_at IS NULL THEN 'working' \
             WHEN j.cancelled_at IS NOT NULL THEN 'cancelled' ELSE 'finished' END",
        ),
        column("outcome", "Outcome", Kind::Text, "j.outcome"),
    ],
    filters: &[
        filter("work", "Work begins", Asked::Begins, "j.work"),
        filter("going_on", "Going on", Asked::Switch, "j.finished_at IS NULL"),
        filter("with_refusals", "With refused rows", Asked::Switch, "j.rows_refused > 0"),
    ],
    sort: "-asked_at",
    bulk: &[],
};

/// Work that was put in line before kinds were kept by their title says its kind.
const WORK: &str = "CASE WHEN j.work = '' THEN j.kind ELSE j.work END";

/// The rows of one job, in the order of their source.
pub static ROWS: Listing = Listing {
    name: "jobs.rows",
    title: "Rows",
    duty: READ,
    from: "job_rows r",
    fixed: "r.branch_id = $1",
    key: "r.id",
    href: "",
    columns: &[
        column("id", "Id", Kind::Id, "r.id"),
        column("place", "Line", Kind::Count, "r.place").sorted(),
        column("label", "About", Kind::Name, "r.label"),
        column("outcome", "Outcome", Kind::State(OUTCOMES), "r.outcome"),
        column("words", "Words", Kind::Text, "r.words"),
        column("amount_cents", "Amount", Kind::Money, "r.amount_cents").summed(),
    ],
    filters: &[
        filter("job", "Work", Asked::Id, "r.job_id = ?"),
        filter("outcome", "Outcome", Asked::OneOf(OUTCOMES), "r.outcome = ?"),
    ],
    sort: "place",
    bulk: &[],
};
