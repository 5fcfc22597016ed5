//! Staff: who works here and, branch by branch, in which roles. The personnel side of the
//! same person belongs to another room.

pub mod listing;
mod pages;
pub mod records;

use office::{Command, Desk, Duty, NounEntry, Problems, Refusal, Scope, Shape, entry};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
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

/// Adds a person.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct HireStaff {
    /// First and last name.
    pub name: String,
    /// The address she signs in with; blank for people who never do.
    #[serde(default)]
    pub email: Option<String>,
}

/// The person is known.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
pub struct StaffHired {
    /// The person.
    pub staff: Id<noun::Staff>,
}

impl Command for HireStaff {
    const NAME: &'static str = "staff.hire";
    const TITLE: &'static str = "Add a staff member";
    const DUTY: Duty = MANAGE;
    const SHAPE: Shape = Shape::Makes;
    const SCOPE: Scope = Scope::Company;
    type Receipt = StaffHired;

    fn problems(&self) -> Problems {
        let has_at = |email: &String| {
            email.split_once('@').is_some_and(|(a, b)| !a.is_empty() && b.contains('.'))
        };
        Problems::none()
            .when(self.name.trim().is_empty(), "name", "Enter first and last name.")
            .when(
                self.email.as_ref().is_some_and(|email| !has_at(email)),
                "email",
                "Enter an address such as dana@cedar.example.",
            )
    }

    fn perform(self, desk: &mut Desk<'_>) -> Result<StaffHired, Refusal> {
        let email = self.email.as_ref().map(|email| email.trim().to_lowercase());
        if let Some(email) = &email
            && records::find_by_email(desk, email)?.is_some()
        {
            let words = format!("{email} belongs to somebody here already. Enter another.");
            return Err(Refusal::invalid("email", words));
        }
        let staff = desk.id();
        let name = self.name.trim();
        records::insert_staff(desk, staff, name, &initials(name), email.as_deref())?;
        desk.subject(staff);
        Ok(StaffHired { staff })
    }
}

/// The first letters of the first and the last name.
fn initials(name: &str) -> String {
    let letters: Vec<char> =
        name.split_whitespace().filter_map(|word| word.chars().next()).collect();
    match letters[..] {
        [] => String::new(),
        [one] => one.to_uppercase().collect(),
        [first, .., last] => first.to_uppercase().chain(last.to_uppercase()).collect(),
    }
}

/// Gives a person a role in a branch.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct GrantRole {
    /// The person.
    pub staff: Id<noun::Staff>,
    /// The branch.
    pub branch: Id<noun::Branch>,
    /// The role's name: `office_manager`, `clerk`, `technician`…
    pub role: String,
}

/// She holds the role.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
pub struct RoleGranted {
    /// The person.
    pub staff: Id<noun::Staff>,
    /// The branch.
    pub branch: Id<noun::Branch>,
    /// The role's name.
    pub role: String,
}

impl Command for GrantRole {
    const NAME: &'static str = "staff.grant_role";
    const TITLE: &'static str = "Give a role";
    const DUTY: Duty = MANAGE;
    const SHAPE: Shape = Shape::ActsOn("staff");
    const SCOPE: Scope = Scope::Company;
    type Receipt = RoleGranted;

    fn perform(self, desk: &mut Desk<'_>) -> Result<RoleGranted, Refusal> {
        require_staff_and_branch(desk, self.staff, self.branch)?;
        if !desk.roles().iter().any(|role| role.name == self.role) {
            let names: Vec<_> = desk.roles().iter().map(|role| role.name).collect();
            let words = format!("Enter one of: {}.", names.join(", "));
            return Err(Refusal::invalid("role", words));
        }
        records::insert_role(desk, self.staff, self.branch, &self.role)?;
        desk.subject(self.staff);
        Ok(RoleGranted { staff: self.staff, branch: self.branch, role: self.role })
    }

    fn reversal(receipt: &RoleGranted) -> Option<office::Errand> {
        Some(office::Errand::of(TakeRole {
            staff: receipt.staff,
            branch: receipt.branch,
            role: receipt.role.clone(),
        }))
    }
}

/// Takes a role from a person; her sessions end, so that it holds at once.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct TakeRole {
    /// The person.
    pub staff: Id<noun::Staff>,
    /// The branch.
    pub branch: Id<noun::Branch>,
    /// The role's name.
    pub role: String,
}

/// She holds the role no more.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
pub struct RoleTaken {
    /// The person.
    pub staff: Id<noun::Staff>,
}

impl Command for TakeRole {
    const NAME: &'static str = "staff.take_role";
    const TITLE: &'static str = "Take a role";
    const DUTY: Duty = MANAGE;
    const SHAPE: Shape = Shape::ActsOn("staff");
    const SCOPE: Scope = Scope::Company;
    type Receipt = RoleTaken;

    fn perform(self, desk: &mut Desk<'_>) -> Result<RoleTaken, Refusal> {
        require_staff_and_branch(desk, self.staff, self.branch)?;
        desk.subject(self.staff);
        match records::remove_role(desk, self.staff, self.branch, &self.role)? {
            0 => Err(Refusal::NotFound { what: "role" }),
            _ => {
                crate::sign_in::records::mark_all_ended(desk, self.staff)?;
                Ok(RoleTaken { staff: self.staff })
            }
        }
    }
}

/// Lets a person go: she signs in no more, her name stays on what she did.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct LetGo {
    /// The person.
    pub staff: Id<noun::Staff>,
    /// Why.
    pub reason: String,
}

/// She has left.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
pub struct StaffLeft {
    /// The person.
    pub staff: Id<noun::Staff>,
}

impl Command for LetGo {
    const NAME: &'static str = "staff.let_go";
    const TITLE: &'static str = "Let a staff member go";
    const DUTY: Duty = MANAGE;
    const SHAPE: Shape = Shape::ActsOn("staff");
    const SCOPE: Scope = Scope::Company;
    type Receipt = StaffLeft;

    fn problems(&self) -> Problems {
        Problems::none().when(self.reason.trim().is_empty(), "reason", "Enter why.")
    }

    fn perform(self, desk: &mut Desk<'_>) -> Result<StaffLeft, Refusal> {
        desk.subject(self.staff);
        match records::mark_left(desk, self.staff)? {
            0 => Err(Refusal::NotFound { what: "staff member" }),
            _ => {
                crate::sign_in::records::mark_all_ended(desk, self.staff)?;
                Ok(StaffLeft { staff: self.staff })
            }
        }
    }
}

fn require_staff_and_branch(
    desk: &mut Desk<'_>,
    staff: Id<noun::Staff>,
    branch: Id<noun::Branch>,
) -> Result<(), Refusal> {
    office::records::find_staff(desk, staff)?.ok_or(Refusal::NotFound { what: "staff member" })?;
    office::records::find_branch(desk, branch)?.ok_or(Refusal::NotFound { what: "branch" })?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::initials;

    #[test]
    fn initials_are_of_the_first_and_the_last_name() {
        assert_eq!(initials("Dana Whitfield"), "DW");
        assert_eq!(initials("Mary Jo van Dyke"), "MD");
        assert_eq!(initials("Cher"), "C");
    }
}
