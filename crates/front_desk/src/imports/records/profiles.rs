//! Profiles: what the columns of a kind of file mean, kept by name.

use crate::imports::words::Program;
use office::{Desk, Refusal};
use store::{Reader, args, from_row, sql};
use values::{Id, fold, noun};

/// A profile's row.
#[derive(Clone, Debug, PartialEq)]
pub struct SavedProfile {
    /// Its id.
    pub id: Id<noun::ImportProfile>,
    /// Its name.
    pub name: String,
    /// The program its files come from.
    pub program: Program,
    /// What the columns mean, as JSON.
    pub mapping: String,
    /// Counts its changes.
    pub version: i64,
}
from_row!(SavedProfile { id, name, program, mapping, version });

/// The profile of this name; capitals and accents do not count.
pub fn find_profile(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    name: &str,
) -> Result<Option<SavedProfile>, store::Error> {
    reader.find(
        sql!(
            "SELECT id, name, program, mapping, version FROM import_profiles \
             WHERE branch_id = $1 AND key = $2"
        ),
        args![branch, fold(name)],
    )
}

/// Every profile of a branch, by name.
pub fn list_profiles(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
) -> Result<Vec<SavedProfile>, store::Error> {
    reader.all(
        sql!(
            "SELECT id, name, program, mapping, version FROM import_profiles \
             WHERE branch_id = $1 ORDER BY name, id"
        ),
        args![branch],
    )
}

/// Keeps a new profile.
pub(in crate::imports) fn insert_profile(
    desk: &mut Desk<'_>,
    id: Id<noun::ImportProfile>,
    name: &str,
    program: Program,
    mapping: &str,
) -> Result<(), Refusal> {
    desk.exec(
        sql!(
            "INSERT INTO import_profiles (id, branch_id, name, key, program, mapping, \
             saved_at, saved_by, version) VALUES ($2, $1, $3, $4, $5, $6, $7, $8, 1)"
        ),
        args![desk.branch(), id, name, fold(name), program, mapping, desk.now(), desk.who()],
    )?;
    Ok(())
}

/// Keeps a profile anew.
pub(in crate::imports) fn mark_profile(
    desk: &mut Desk<'_>,
    id: Id<noun::ImportProfile>,
    program: Program,
    mapping: &str,
) -> Result<u64, Refusal> {
    desk.exec(
        sql!(
            "UPDATE import_profiles SET program = $3, mapping = $4, saved_at = $5, \
             saved_by = $6, version = version + 1 WHERE branch_id = $1 AND id = $2"
        ),
        args![desk.branch(), id, program, mapping, desk.now(), desk.who()],
    )
}
