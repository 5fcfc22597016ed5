//! The rows of preferences.

use office::{Desk, Refusal};
use store::{Migration, Reader, args, sql};
use values::{Id, noun};

/// The table.
pub const MIGRATION: Migration = Migration {
    name: "0202_preferences",
    sql: "
CREATE TABLE preferences (
  branch_id {id} NOT NULL, name {text} NOT NULL, value {text} NOT NULL,
  set_by {id} NOT NULL, set_at {instant} NOT NULL, PRIMARY KEY (branch_id, name)
){strict};
",
};

/// A preference's value, if it was set.
pub fn find(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    name: &str,
) -> Result<Option<String>, store::Error> {
    let row: Option<(String,)> = reader.find(
        sql!("SELECT value FROM preferences WHERE branch_id = $1 AND name = $2"),
        args![branch, name],
    )?;
    Ok(row.map(|(value,)| value))
}

/// Sets a preference.
pub fn put(desk: &mut Desk<'_>, name: &str, value: &str) -> Result<u64, Refusal> {
    desk.exec(
        sql!(
            "INSERT INTO preferences (branch_id, name, value, set_by, set_at) \
             VALUES ($1, $2, $3, $4, $5) ON CONFLICT (branch_id, name) DO UPDATE \
             SET value = excluded.value, set_by = excluded.set_by, set_at = excluded.set_at"
        ),
        args![desk.branch(), name, value, desk.who(), desk.now()],
    )
}
