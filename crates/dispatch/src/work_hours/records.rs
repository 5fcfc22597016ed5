//! The rows of people's hours: one for a week from a day on.

use super::{Hours, USUAL, WorkWeek};
use office::{Desk, Refusal};
use std::collections::HashMap;
use store::{Reader, args, sql};
use values::{Day, Id, noun};

/// The table of hours. A week is kept as it is written, so that it can be read.
pub(crate) const MIGRATION: store::Migration = store::Migration {
    name: "0525_work_hours",
    sql: "
CREATE TABLE work_hours (
  id {pk}, branch_id {id} NOT NULL, staff_id {id} NOT NULL REFERENCES staff (id),
  holds_from {day} NOT NULL, week {text} NOT NULL, lunch_minutes {count} NOT NULL,
  set_at {instant} NOT NULL, set_by {id} NOT NULL REFERENCES staff (id),
  CHECK (lunch_minutes BETWEEN 0 AND 120)
){strict};
CREATE UNIQUE INDEX work_hours_from ON work_hours (branch_id, staff_id, holds_from);
",
};

/// Minutes of lunch where nobody has set them.
pub const USUAL_LUNCH: i64 = 30;

/// Everybody's hours.
pub struct AllHours(HashMap<i64, Vec<(Day, WorkWeek, i64)>>);

impl AllHours {
    /// Somebody's hours on a day, none when she is off, and her minutes of lunch.
    pub fn of(&self, staff: Id<noun::Staff>, day: Day) -> (Option<Hours>, i64) {
        let weeks = self.0.get(&staff.get()).map_or(&[][..], Vec::as_slice);
        match weeks.iter().rfind(|(from, ..)| *from <= day) {
            Some((_, week, lunch)) => (week.on(day), *lunch),
            None => (USUAL.on(day), USUAL_LUNCH),
        }
    }
}

/// The hours of everybody in a branch.
pub fn list_hours(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
) -> Result<AllHours, store::Error> {
    let rows: Vec<(i64, Day, String, i64)> = reader.all(
        sql!(
            "SELECT staff_id, holds_from, week, lunch_minutes FROM work_hours \
             WHERE branch_id = $1 ORDER BY staff_id, holds_from"
        ),
        args![branch],
    )?;
    let mut all: HashMap<i64, Vec<_>> = HashMap::new();
    for (staff, from, week, lunch) in rows {
        // What was kept was written by `WorkWeek::words`.
        let week = WorkWeek::parse(&week).unwrap_or(USUAL);
        all.entry(staff).or_default().push((from, week, lunch));
    }
    Ok(AllHours(all))
}

/// Sets somebody's week from a day on; what was set from the same day is replaced.
pub(super) fn put_week(
    desk: &mut Desk<'_>,
    staff: Id<noun::Staff>,
    holds_from: Day,
    (week, lunch): (WorkWeek, i64),
) -> Result<(), Refusal> {
    let id: Id<noun::WorkHours> = desk.id();
    let (branch, who, now) = (desk.branch(), desk.who(), desk.now());
    desk.exec(
        sql!(
            "INSERT INTO work_hours (id, branch_id, staff_id, holds_from, week, lunch_minutes, \
             set_at, set_by) VALUES ($2, $1, $3, $4, $5, $6, $7, $8) \
             ON CONFLICT (branch_id, staff_id, holds_from) DO UPDATE SET week = excluded.week, \
             lunch_minutes = excluded.lunch_minutes, set_at = excluded.set_at, \
             set_by = excluded.set_by"
        ),
        args![branch, id, staff, holds_from, week.words(), lunch, now, who],
    )?;
    Ok(())
}
