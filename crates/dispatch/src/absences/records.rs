//! The rows of absences.

use office::{Desk, Refusal};
use store::{Reader, args, from_row, sql};
use values::{Day, Id, Instant, noun};

/// The table of absences.
pub(crate) const MIGRATION: store::Migration = store::Migration {
    name: "0526_absences",
    sql: "
CREATE TABLE absences (
  id {pk}, branch_id {id} NOT NULL, staff_id {id} NOT NULL REFERENCES staff (id),
  from_on {day} NOT NULL, until_on {day} NOT NULL, reason {text} NOT NULL,
  noted_at {instant} NOT NULL, noted_by {id} NOT NULL REFERENCES staff (id),
  ended_at {instant}, ended_by {id} REFERENCES staff (id),
  CHECK (from_on <= until_on)
){strict};
CREATE INDEX absences_days ON absences (branch_id, until_on, from_on) WHERE ended_at IS NULL;
",
};

/// Days on which somebody does not work.
#[derive(Clone, Debug)]
pub struct AbsenceRow {
    /// Its id.
    pub id: Id<noun::Absence>,
    /// Who.
    pub staff: Id<noun::Staff>,
    /// Her name.
    pub name: String,
    /// The first day.
    pub from_on: Day,
    /// The last day.
    pub until_on: Day,
    /// Why.
    pub reason: String,
    /// When it was taken back.
    pub ended_at: Option<Instant>,
}
from_row!(AbsenceRow { id, staff, name, from_on, until_on, reason, ended_at });

/// An absence.
pub fn require(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    absence: Id<noun::Absence>,
) -> Result<AbsenceRow, Refusal> {
    let found: Option<AbsenceRow> = reader.find(
        sql!(
            "SELECT x.id, x.staff_id, s.name, x.from_on, x.until_on, x.reason, x.ended_at \
             FROM absences x JOIN staff s ON s.id = x.staff_id \
             WHERE x.branch_id = $1 AND x.id = $2"
        ),
        args![branch, absence],
    )?;
    found.ok_or(Refusal::NotFound { what: "absence" })
}

/// Who is away on some of these days, those that stand only.
pub fn list_away(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    (first, last): (Day, Day),
) -> Result<Vec<AbsenceRow>, store::Error> {
    reader.all(
        sql!(
            "SELECT x.id, x.staff_id, s.name, x.from_on, x.until_on, x.reason, x.ended_at \
             FROM absences x JOIN staff s ON s.id = x.staff_id \
             WHERE x.branch_id = $1 AND x.until_on >= $2 AND x.from_on <= $3 \
             AND x.ended_at IS NULL ORDER BY x.from_on, s.name, x.id"
        ),
        args![branch, first, last],
    )
}

/// Writes an absence.
pub(super) fn insert_absence(
    desk: &mut Desk<'_>,
    absence: Id<noun::Absence>,
    staff: Id<noun::Staff>,
    ((from_on, until_on), reason): ((Day, Day), &str),
) -> Result<(), Refusal> {
    let (branch, who, now) = (desk.branch(), desk.who(), desk.now());
    desk.exec(
        sql!(
            "INSERT INTO absences (id, branch_id, staff_id, from_on, until_on, reason, \
             noted_at, noted_by) VALUES ($2, $1, $3, $4, $5, $6, $7, $8)"
        ),
        args![branch, absence, staff, from_on, until_on, reason, now, who],
    )?;
    Ok(())
}

/// Takes an absence back.
pub(super) fn mark_ended(desk: &mut Desk<'_>, absence: Id<noun::Absence>) -> Result<(), Refusal> {
    let (branch, who, now) = (desk.branch(), desk.who(), desk.now());
    desk.exec(
        sql!("UPDATE absences SET ended_at = $3, ended_by = $4 WHERE branch_id = $1 AND id = $2"),
        args![branch, absence, now, who],
    )?;
    Ok(())
}
