//! The months' rows.

use super::lock::LockDays;
use office::{Desk, Refusal};
use store::{Reader, args, from_row, sql};
use values::{Day, Id, Instant, Money, noun};

/// A month of a branch's books.
#[derive(Clone, Debug, PartialEq)]
pub struct PeriodRow {
    /// Its id.
    pub id: Id<noun::Period>,
    /// Its first day.
    pub month: Day,
    /// When it was closed; none while it is open.
    pub closed_at: Option<Instant>,
    /// Who closed it.
    pub closed_by: Option<Id<noun::Staff>>,
    /// What was said about what stood open then.
    pub note: Option<String>,
    /// When it was opened again; none once it is closed anew.
    pub reopened_at: Option<Instant>,
    /// Counts its changes.
    pub version: i64,
}
from_row!(PeriodRow { id, month, closed_at, closed_by, note, reopened_at, version });

/// The row of the month that begins on `month`.
pub fn find_month(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    month: Day,
) -> Result<Option<PeriodRow>, store::Error> {
    reader.find(
        sql!(
            "SELECT id, month, closed_at, closed_by, note, reopened_at, version FROM periods \
             WHERE branch_id = $1 AND month = $2"
        ),
        args![branch, month],
    )
}

/// The first day of the last closed month.
pub fn find_closed_through(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
) -> Result<Option<Day>, store::Error> {
    let (month,): (Option<Day>,) = reader.one(
        sql!("SELECT MAX(month) FROM periods WHERE branch_id = $1 AND closed_at IS NOT NULL"),
        args![branch],
    )?;
    Ok(month)
}

/// Makes the row of an open month.
pub(super) fn insert_month(desk: &mut Desk<'_>, month: Day) -> Result<(), Refusal> {
    let (id, branch): (Id<noun::Period>, _) = (desk.id(), desk.branch());
    desk.exec(
        sql!("INSERT INTO periods (id, branch_id, month, version) VALUES ($2, $1, $3, 1)"),
        args![branch, id, month],
    )?;
    Ok(())
}

/// The months that something was posted in, the newest first.
pub fn list_periods(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
) -> Result<Vec<PeriodRow>, store::Error> {
    reader.all(
        sql!(
            "SELECT id, month, closed_at, closed_by, note, reopened_at, version FROM periods \
             WHERE branch_id = $1 ORDER BY month DESC"
        ),
        args![branch],
    )
}

/// The month of this id.
pub fn find_period(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    period: Id<noun::Period>,
) -> Result<Option<PeriodRow>, store::Error> {
    reader.find(
        sql!(
            "SELECT id, month, closed_at, closed_by, note, reopened_at, version FROM periods \
             WHERE branch_id = $1 AND id = $2"
        ),
        args![branch, period],
    )
}

/// Closes a month.
pub(super) fn mark_closed(
    desk: &mut Desk<'_>,
    period: &PeriodRow,
    note: Option<&str>,
) -> Result<(), Refusal> {
    let (branch, who, now) = (desk.branch(), desk.who(), desk.now());
    desk.exec(
        sql!(
            "UPDATE periods SET closed_at = $3, closed_by = $4, note = $5, \
             reopened_at = NULL, version = $6 \
             WHERE branch_id = $1 AND id = $2"
        ),
        args![branch, period.id, now, who, note, period.version + 1],
    )?;
    Ok(())
}

/// Opens a closed month again; the journal keeps who had closed it.
pub(super) fn mark_reopened(desk: &mut Desk<'_>, period: &PeriodRow) -> Result<(), Refusal> {
    let (branch, now) = (desk.branch(), desk.now());
    desk.exec(
        sql!(
            "UPDATE periods SET closed_at = NULL, closed_by = NULL, note = NULL, \
             reopened_at = $3, version = $4 WHERE branch_id = $1 AND id = $2"
        ),
        args![branch, period.id, now, period.version + 1],
    )?;
    Ok(())
}

/// When a branch's months lock.
pub fn find_lock_days(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
) -> Result<LockDays, store::Error> {
    let found: Option<(Option<i64>, Option<i64>)> = reader.find(
        sql!("SELECT soft_days, hard_days FROM month_locks WHERE branch_id = $1"),
        args![branch],
    )?;
    Ok(found.map_or(LockDays::default(), |(soft, hard)| LockDays { soft, hard }))
}

/// Sets when a branch's months lock.
pub(super) fn put_lock_days(desk: &mut Desk<'_>, days: LockDays) -> Result<(), Refusal> {
    let branch = desk.branch();
    desk.exec(
        sql!(
            "INSERT INTO month_locks (branch_id, soft_days, hard_days) VALUES ($1, $2, $3) \
             ON CONFLICT (branch_id) DO UPDATE SET soft_days = excluded.soft_days, \
             hard_days = excluded.hard_days"
        ),
        args![branch, days.soft, days.hard],
    )?;
    Ok(())
}

/// What customers had to their good at the end of `as_of` that was older than `before`.
pub(super) fn sum_of_credits_older_than(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    as_of: Day,
    before: Day,
) -> Result<Money, store::Error> {
    let (sum,): (Money,) = reader.one(
        sql!(
            "SELECT CAST(COALESCE(SUM(t.cents), 0) AS BIGINT) FROM ( \
             SELECT open_cents AS cents FROM credits WHERE branch_id = $1 \
             AND open_cents <> 0 AND opened_on <= $2 AND dated_on < $3 UNION ALL \
             SELECT a.amount_cents FROM applications a JOIN credits c ON c.id = a.credit_id \
             WHERE a.branch_id = $1 AND a.effective_on > $2 AND c.opened_on <= $2 \
             AND c.dated_on < $3) t"
        ),
        args![branch, as_of, before],
    )?;
    Ok(sum)
}
