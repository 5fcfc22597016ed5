//! The months' rows.

use office::{Desk, Refusal};
use store::{Reader, args, from_row, sql};
use values::{Day, Id, Instant, noun};

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
    /// Counts its changes.
    pub version: i64,
}
from_row!(PeriodRow {
    id,
    month,
    closed_at,
    closed_by,
    note,
    version
});

/// The row of the month that begins on `month`.
pub fn find_month(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    month: Day,
) -> Result<Option<PeriodRow>, store::Error> {
    reader.find(
        sql!(
            "SELECT id, month, closed_at, closed_by, note, version FROM periods \
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
