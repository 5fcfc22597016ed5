//! The rows of AutoPay runs.

use office::{Desk, Refusal};
use store::{args, sql};
use values::{Day, Id, noun};

/// Writes a run.
pub(super) fn insert_run(
    desk: &mut Desk<'_>,
    id: Id<noun::AutopayRun>,
    on: Day,
    job: Id<noun::Job>,
) -> Result<(), Refusal> {
    let (branch, who, now) = (desk.branch(), desk.who(), desk.now());
    desk.exec(
        sql!(
            "INSERT INTO autopay_runs (id, branch_id, run_on, job_id, started_by, started_at) \
             VALUES ($2, $1, $3, $4, $5, $6)"
        ),
        args![branch, id, on, job, who, now],
    )?;
    Ok(())
}
