//! The rows of saved views.

use crate::{Desk, Refusal};
use store::{Migration, Reader, args, from_row, sql};
use values::{Id, noun};

/// The table.
pub const MIGRATION: Migration = Migration {
    name: "0002_saved_views",
    sql: "
CREATE TABLE saved_views (
  id {pk}, branch_id {id} NOT NULL REFERENCES branches (id),
  staff_id {id} NOT NULL REFERENCES staff (id),
  list {text} NOT NULL, name {text} NOT NULL, query {text} NOT NULL,
  is_shared {bool} NOT NULL, saved_at {instant} NOT NULL, removed_at {instant}
){strict};
CREATE INDEX saved_views_list ON saved_views (branch_id, list, name);
",
};

/// A view that is kept.
#[derive(Clone, Debug, PartialEq)]
pub struct SavedView {
    /// Its id.
    pub id: Id<noun::SavedView>,
    /// Who keeps it.
    pub staff: Id<noun::Staff>,
    /// The list's name.
    pub list: String,
    /// What it is called.
    pub name: String,
    /// The list's state as an address's query.
    pub query: String,
    /// Whether everyone in the branch sees it.
    pub is_shared: bool,
}
from_row!(SavedView { id, staff, list, name, query, is_shared });

/// The views of a list that a staff member sees: her own and the shared ones, by name.
pub fn list_views(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    who: Id<noun::Staff>,
    list: &str,
) -> Result<Vec<SavedView>, store::Error> {
    reader.all(
        sql!(
            "SELECT id, staff_id, list, name, query, is_shared FROM saved_views \
             WHERE branch_id = $1 AND list = $2 AND removed_at IS NULL \
             AND (staff_id = $3 OR is_shared = TRUE) ORDER BY name, id"
        ),
        args![branch, list, who],
    )
}

/// The view of this id, if it is kept and she sees it.
pub fn find_view(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    who: Id<noun::Staff>,
    view: Id<noun::SavedView>,
) -> Result<Option<SavedView>, store::Error> {
    reader.find(
        sql!(
            "SELECT id, staff_id, list, name, query, is_shared FROM saved_views \
             WHERE branch_id = $1 AND id = $2 AND removed_at IS NULL \
             AND (staff_id = $3 OR is_shared = TRUE)"
        ),
        args![branch, view, who],
    )
}

/// Keeps a view.
pub(super) fn insert_view(
    desk: &mut Desk<'_>,
    view: &super::SaveView,
    query: &str,
) -> Result<Id<noun::SavedView>, Refusal> {
    let id = desk.id();
    desk.exec(
        sql!(
            "INSERT INTO saved_views (id, branch_id, staff_id, list, name, query, is_shared, \
             saved_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)"
        ),
        args![
            id,
            desk.branch(),
            desk.who(),
            &view.list,
            view.name.trim(),
            query,
            view.shared,
            desk.now()
        ],
    )?;
    Ok(id)
}

/// No longer shows a view.
pub(super) fn mark_removed(desk: &mut Desk<'_>, view: Id<noun::SavedView>) -> Result<(), Refusal> {
    desk.exec(
        sql!("UPDATE saved_views SET removed_at = $3 WHERE branch_id = $1 AND id = $2"),
        args![desk.branch(), view, desk.now()],
    )?;
    Ok(())
}
