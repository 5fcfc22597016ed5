//! The list of billing runs.

use crate::invoices::READ;
use office::listing::{Asked, Kind, Listing, column, filter};

/// Runs of the branch, the latest first.
pub static LISTING: Listing = Listing {
    name: "billing_runs",
    title: "Billing runs",
    duty: READ,
    from: "billing_runs r JOIN staff s ON s.id = r.started_by",
    fixed: "r.branch_id = $1",
    key: "r.id",
    href: "/billing-runs/{id}",
    columns: &[
        column("id", "Id", Kind::Id, "r.id"),
        column("job", "Job", Kind::Id, "r.job_id"),
        column("until_day", "Due until", Kind::Day, "r.until_day").sorted(),
        column("started_by", "By", Kind::Text, "s.name"),
    ],
    filters: &[filter("from", "Due from", Asked::Day, "r.until_day >= ?")],
    sort: "-until_day",
    bulk: &[],
};
