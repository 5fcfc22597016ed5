//! The first run: the company, its first branch, its first person.

use super::passwords::{self, PasswordHash};
use crate::branches::{self, OpenBranch};
use crate::staff::{self, HireStaff};
use office::{Command, Desk, Duty, Fields, Problems, Refusal, Scope, Shape, duty};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Id, noun};

/// Names the company, its first branch and its first person, an office manager.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct SetUp {
    /// The company's name, as on its invoices.
    pub company: String,
    /// The first branch.
    pub branch: OpenBranch,
    /// The first person.
    pub person: HireStaff,
    /// Her password's hash.
    pub password_hash: PasswordHash,
}

/// The company is there.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
pub struct CompanySetUp {
    /// The first branch.
    pub branch: Id<noun::Branch>,
    /// The first person.
    pub staff: Id<noun::Staff>,
}

impl Command for SetUp {
    const NAME: &'static str = "sign_in.set_up";
    const TITLE: &'static str = "Set up the company";
    const DUTY: Duty = duty::OPERATE;
    const SHAPE: Shape = Shape::Does;
    const SCOPE: Scope = Scope::Company;
    type Receipt = CompanySetUp;

    fn problems(&self) -> Problems {
        let mut problems = Problems::none().when(
            self.company.trim().is_empty(),
            "company",
            "Enter the company's name, as it stands on its invoices.",
        );
        let parts = [("branch", self.branch.problems()), ("person", self.person.problems())];
        for (part, inner) in parts {
            for problem in inner.0 {
                problems.add(format!("{part}.{}", problem.field), problem.words);
            }
        }
        problems
    }

    fn perform(self, desk: &mut Desk<'_>) -> Result<CompanySetUp, Refusal> {
        if !office::records::list_branches(desk)?.is_empty() {
            return Err(Refusal::conflict_with(
                "sign_in.already_set_up",
                "This company is set up already. Sign in instead.",
                "/sign-in",
                "Sign in",
            ));
        }
        branches::records::mark_company(desk, self.company.trim())?;
        let branch = desk.perform(self.branch)?.branch;
        let staff = desk.perform(self.person)?.staff;
        let role = staff::OFFICE_MANAGER.to_owned();
        desk.perform(staff::GrantRole { staff, branch, role })?;
        super::records::mark_password(desk, staff, self.password_hash.as_str())?;
        Ok(CompanySetUp { branch, staff })
    }
}

/// The command behind the set-up form; the password is hashed on the way.
pub fn set_up_from(form: &Fields) -> Result<SetUp, Refusal> {
    let text = |name: &str| form.text(name).to_owned();
    Ok(SetUp {
        company: text("company"),
        branch: OpenBranch {
            number: text("branch[number]"),
            name: text("branch[name]"),
            zone: text("branch[zone]"),
            line1: text("branch[line1]"),
            city: text("branch[city]"),
            state: text("branch[state]"),
            zip: text("branch[zip]"),
            phone: text("branch[phone]"),
            email: text("branch[email]"),
        },
        person: HireStaff {
            name: text("person[name]"),
            email: Some(text("person[email]")).filter(|email| !email.is_empty()),
        },
        password_hash: passwords::hash("password", form.get("password").unwrap_or(""))?,
    })
}
