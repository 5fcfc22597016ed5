//! Add a person.

use super::{MANAGE, records};
use office::{Command, Desk, Duty, Problems, Refusal, Scope, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Id, noun};

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
