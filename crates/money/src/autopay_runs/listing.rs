//! The list of AutoPay runs.

use crate::draws::READ;
use office::listing::{Asked, Kind, Listing, column, filter};

/// Runs, the latest first.
pub static LISTING: Listing = Listing {
    name: "autopay_runs",
    title: "AutoPay runs",
    duty: READ,
    from: "autopay_runs r JOIN staff s ON s.id = r.started_by",
    fixed: "r.branch_id = $1",
    key: "r.id",
    href: "/jobs/{job}",
    columns: &[
        column("id", "Id", Kind::Id, "r.id"),
        column("job", "Job", Kind::Id, "r.job_id"),
        column("run_on", "Day", Kind::Day, "r.run_on").sorted(),
        column("started_by", "By", Kind::Text, "s.name"),
    ],
    filters: &[filter("from", "From", Asked::Day, "r.run_on >= ?")],
    sort: "-run_on",
    bulk: &[],
};
