//! The rows of staff and roles.

use office::{Desk, Refusal};
use store::{Reader, args, from_row, sql};
use values::{Id, Instant, noun};

/// The person who signs in with this address, even if she has left.
pub fn find_by_email(
    reader: &mut Reader<'_>,
    email: &str,
) -> Result<Option<(Id<noun::Staff>,)>, store::Error> {
    reader.find(sql!("SELECT id FROM staff WHERE email = $1"), args![email])
}

/// Writes a person.
pub fn insert_staff(
    desk: &mut Desk<'_>,
    id: Id<noun::Staff>,
    name: &str,
    initials: &str,
    email: Option<&str>,
) -> Result<(), Refusal> {
    desk.exec(
        sql!(
            "INSERT INTO staff (id, name, initials, email, hired_at) \
             VALUES ($1, $2, $3, $4, $5)"
        ),
        args![id, name, initials, email, desk.now()],
    )?;
    Ok(())
}

/// Gives a role; giving it twice is the same.
pub fn insert_role(
    desk: &mut Desk<'_>,
    staff: Id<noun::Staff>,
    branch: Id<noun::Branch>,
    role: &str,
) -> Result<u64, Refusal> {
    desk.exec(
        sql!(
            "INSERT INTO staff_roles (staff_id, branch_id, role, granted_at) \
             VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING"
        ),
        args![staff, branch, role, desk.now()],
    )
}

/// Takes a role; the journal keeps that she held it.
pub fn remove_role(
    desk: &mut Desk<'_>,
    staff: Id<noun::Staff>,
    branch: Id<noun::Branch>,
    role: &str,
) -> Result<u64, Refusal> {
    desk.exec(
        sql!("DELETE FROM staff_roles WHERE staff_id = $1 AND branch_id = $2 AND role = $3"),
        args![staff, branch, role],
    )
}

/// She has left.
pub fn mark_left(desk: &mut Desk<'_>, staff: Id<noun::Staff>) -> Result<u64, Refusal> {
    desk.exec(
        sql!("UPDATE staff SET left_at = $2 WHERE id = $1 AND left_at IS NULL"),
        args![staff, desk.now()],
    )
}

/// The person of this name who still works here; the first of her name.
pub fn find_by_name(
    reader: &mut Reader<'_>,
    name: &str,
) -> Result<Option<Id<noun::Staff>>, store::Error> {
    let folded = values::fold(name);
    let known: Vec<(Id<noun::Staff>, String)> = reader
        .all(sql!("SELECT id, name FROM staff WHERE left_at IS NULL ORDER BY id"), args![])?;
    let fits = known.into_iter().find(|(_, known)| {
        let known = values::fold(known);
        known == folded || known.split(' ').next() == Some(folded.as_str())
    });
    Ok(fits.map(|(id, _)| id))
}

/// A person as her page shows her.
#[derive(Clone, Debug, PartialEq)]
pub struct Person {
    /// Her id.
    pub id: Id<noun::Staff>,
    /// Her name.
    pub name: String,
    /// The address she signs in with.
    pub email: Option<String>,
    /// When she left.
    pub left_at: Option<Instant>,
}
from_row!(Person { id, name, email, left_at });

/// The person of this id, even if she has left.
pub fn find_person(
    reader: &mut Reader<'_>,
    staff: Id<noun::Staff>,
) -> Result<Option<Person>, store::Error> {
    reader.find(sql!("SELECT id, name, email, left_at FROM staff WHERE id = $1"), args![staff])
}

/// A role somebody holds in a branch.
#[derive(Clone, Debug, PartialEq)]
pub struct HeldRole {
    /// The branch.
    pub branch: Id<noun::Branch>,
    /// Its number.
    pub branch_number: String,
    /// Its name.
    pub branch_name: String,
    /// The role's stable name.
    pub role: String,
    /// Since when.
    pub granted_at: Instant,
}
from_row!(HeldRole { branch, branch_number, branch_name, role, granted_at });

/// The roles of a person, branch by branch.
pub fn list_held_roles(
    reader: &mut Reader<'_>,
    staff: Id<noun::Staff>,
) -> Result<Vec<HeldRole>, store::Error> {
    reader.all(
        sql!(
            "SELECT r.branch_id, b.number, b.name, r.role, r.granted_at FROM staff_roles r \
             JOIN branches b ON b.id = r.branch_id WHERE r.staff_id = $1 \
             ORDER BY b.number, r.role"
        ),
        args![staff],
    )
}
