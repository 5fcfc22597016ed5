//! The saved profiles' rows.

use office::{Desk, Refusal};
use store::{Reader, args, from_row, sql};
use values::{Id, noun};

/// A saved profile.
#[derive(Clone, Debug, PartialEq)]
pub struct Profile {
    /// Its id.
    pub id: Id<noun::BankProfile>,
    /// Its name.
    pub name: String,
    /// What the columns mean, as JSON.
    pub mapping: String,
}
from_row!(Profile { id, name, mapping });

/// The profile of this name.
pub fn find_profile(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    name: &str,
) -> Result<Option<Profile>, store::Error> {
    reader.find(
        sql!("SELECT id, name, mapping FROM bank_profiles WHERE branch_id = $1 AND name = $2"),
        args![branch, name],
    )
}

/// The branch's profiles by name.
pub fn list_profiles(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
) -> Result<Vec<Profile>, store::Error> {
    reader.all(
        sql!("SELECT id, name, mapping FROM bank_profiles WHERE branch_id = $1 ORDER BY name"),
        args![branch],
    )
}

/// Writes a profile.
pub(in crate::bank_imports) fn insert_profile(
    desk: &mut Desk<'_>,
    name: &str,
    mapping: &str,
) -> Result<Id<noun::BankProfile>, Refusal> {
    let id = desk.id();
    let (branch, who, now) = (desk.branch(), desk.who(), desk.now());
    desk.exec(
        sql!(
            "INSERT INTO bank_profiles (id, branch_id, name, mapping, saved_at, saved_by) \
             VALUES ($2, $1, $3, $4, $5, $6)"
        ),
        args![branch, id, name, mapping, now, who],
    )?;
    Ok(id)
}

/// Gives a profile another mapping.
pub(in crate::bank_imports) fn update_profile(
    desk: &mut Desk<'_>,
    id: Id<noun::BankProfile>,
    mapping: &str,
) -> Result<(), Refusal> {
    let (branch, who, now) = (desk.branch(), desk.who(), desk.now());
    desk.exec(
        sql!(
            "UPDATE bank_profiles SET mapping = $3, saved_at = $4, saved_by = $5 \
             WHERE branch_id = $1 AND id = $2"
        ),
        args![branch, id, mapping, now, who],
    )?;
    Ok(())
}
