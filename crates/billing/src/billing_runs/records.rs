//! The rows of billing runs, and whom a run goes through.

use office::{Desk, Refusal};
use store::{Migration, Reader, args, sql};
use values::{Day, Id, noun};

/// The table.
pub const MIGRATION: Migration = Migration {
    name: "0514_billing_runs",
    sql: "
CREATE TABLE billing_runs (
  id {pk}, branch_id {id} NOT NULL, until_day {day} NOT NULL, job_id {id} NOT NULL,
  started_by {id} NOT NULL REFERENCES staff (id), started_at {instant} NOT NULL
){strict};
CREATE INDEX billing_runs_branch ON billing_runs (branch_id, id);
",
};

/// The next customers, by id, of whom something may be due: who has verified work without an
/// invoice, and who is not billed as usual.
pub fn list_customers(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    after: Id<noun::Customer>,
    most: i64,
) -> Result<Vec<Id<noun::Customer>>, store::Error> {
    let rows: Vec<(Id<noun::Customer>,)> = reader.all(
        sql!(
            "SELECT m.customer_id FROM (SELECT customer_id FROM verified_work \
             WHERE branch_id = $1 AND invoice_id IS NULL \
             UNION SELECT customer_id FROM billing_options WHERE branch_id = $1) m \
             WHERE m.customer_id > $2 ORDER BY m.customer_id LIMIT $3"
        ),
        args![branch, after, most],
    )?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// How many they are.
pub fn count_customers(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
) -> Result<i64, store::Error> {
    let (count,): (i64,) = reader.one(
        sql!(
            "SELECT COUNT(*) FROM (SELECT customer_id FROM verified_work \
             WHERE branch_id = $1 AND invoice_id IS NULL \
             UNION SELECT customer_id FROM billing_options WHERE branch_id = $1) m"
        ),
        args![branch],
    )?;
    Ok(count)
}

/// A customer's verified work without an invoice, in the order it was done.
pub(super) fn list_verified(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    customer: Id<noun::Customer>,
) -> Result<Vec<Id<noun::WorkOrder>>, store::Error> {
    let rows: Vec<(Id<noun::WorkOrder>,)> = reader.all(
        sql!(
            "SELECT id FROM verified_work WHERE branch_id = $1 AND customer_id = $2 \
             AND invoice_id IS NULL ORDER BY done_on, id"
        ),
        args![branch, customer],
    )?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// A customer's name.
pub(crate) fn name_of(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    customer: Id<noun::Customer>,
) -> Result<String, store::Error> {
    let (name,): (String,) = reader.one(
        sql!("SELECT name FROM customer_face WHERE branch_id = $1 AND id = $2"),
        args![branch, customer],
    )?;
    Ok(name)
}

/// The run that a job works.
pub(super) fn find_of_job(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    job: Id<noun::Job>,
) -> Result<Option<(Id<noun::BillingRun>,)>, store::Error> {
    reader.find(
        sql!("SELECT id FROM billing_runs WHERE branch_id = $1 AND job_id = $2"),
        args![branch, job],
    )
}

/// A run as its page needs it.
pub(super) struct Run {
    pub until: Day,
    pub job: Id<noun::Job>,
    pub started_by_name: String,
}
store::from_row!(Run { until, job, started_by_name });

/// The run of this id in this branch.
pub(super) fn require(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    run: Id<noun::BillingRun>,
) -> Result<Run, Refusal> {
    let run = reader.find(
        sql!(
            "SELECT r.until_day, r.job_id, s.name FROM billing_runs r \
             JOIN staff s ON s.id = r.started_by WHERE r.branch_id = $1 AND r.id = $2"
        ),
        args![branch, run],
    )?;
    run.ok_or(Refusal::NotFound { what: "billing run" })
}

/// Writes a run.
pub(super) fn insert_run(
    desk: &mut Desk<'_>,
    id: Id<noun::BillingRun>,
    until: Day,
    job: Id<noun::Job>,
) -> Result<(), Refusal> {
    desk.exec(
        sql!(
            "INSERT INTO billing_runs (id, branch_id, until_day, job_id, started_by, \
             started_at) VALUES ($2, $1, $3, $4, $5, $6)"
        ),
        args![desk.branch(), id, until, job, desk.who(), desk.now()],
    )?;
    Ok(())
}

/// How much verified work of the days up to one is on no invoice, and does not wait for one
/// that covers several visits.
pub(super) fn count_unbilled_until(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    until: Day,
) -> Result<i64, store::Error> {
    let (count,): (i64,) = reader.one(
        sql!(
            "SELECT COUNT(*) FROM verified_work w WHERE w.branch_id = $1 \
             AND w.invoice_id IS NULL AND w.done_on <= $2 AND NOT EXISTS (SELECT 1 \
             FROM waiting_work x WHERE x.branch_id = w.branch_id AND x.work_order_id = w.id)"
        ),
        args![branch, until],
    )?;
    Ok(count)
}
