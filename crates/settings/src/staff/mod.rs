//! Staff: who works here and, branch by branch, in which roles. The personnel side of the
//! same person belongs to another room.

mod grant_role;
mod hire;
mod let_go;
pub mod listing;
mod pages;
pub mod records;
mod take_role;

pub use grant_role::GrantRole;
pub use hire::{HireStaff, StaffHired};
pub use let_go::LetGo;
pub use take_role::TakeRole;

use office::{Desk, Duty, NounEntry, Refusal, entry};
use values::{Id, noun};

/// To add people, grant and take roles, and let people go.
pub const MANAGE: Duty = Duty::new("staff.manage", "Manage staff and roles");

/// The role the first person of a company gets.
pub const OFFICE_MANAGER: &str = "office_manager";

/// What this duty brings.
pub const NOUN: NounEntry = NounEntry {
    noun: "staff",
    title: "Staff",
    sentence: "Who works here, and what each may do.",
    read: MANAGE,
    commands: &[entry::<HireStaff>(), entry::<GrantRole>(), entry::<TakeRole>(), entry::<LetGo>()],
    pages: pages::PAGES,
    listings: &[&listing::LISTING],
    gates: &[],
};

fn require_staff_and_branch(
    desk: &mut Desk<'_>,
    staff: Id<noun::Staff>,
    branch: Id<noun::Branch>,
) -> Result<(), Refusal> {
    office::records::find_staff(desk, staff)?.ok_or(Refusal::NotFound { what: "staff member" })?;
    office::records::find_branch(desk, branch)?.ok_or(Refusal::NotFound { what: "branch" })?;
    Ok(())
}
