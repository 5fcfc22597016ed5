//! Name the company anew.

use super::{MANAGE, records};
use office::{Command, Desk, Duty, Problems, Refusal, Scope, Shape, slip};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Names the company anew: what is printed from now on says so, what was printed stays.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct NameCompany {
    /// The company's name, as on its invoices.
    pub name: String,
}

/// It is called so from now on.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
pub struct CompanyNamed {
    /// Its name before.
    pub before: String,
}

impl Command for NameCompany {
    const NAME: &'static str = "branches.name_company";
    const TITLE: &'static str = "Name the company";
    const DUTY: Duty = MANAGE;
    const SHAPE: Shape = Shape::Does;
    const SCOPE: Scope = Scope::Company;
    type Receipt = CompanyNamed;

    fn problems(&self) -> Problems {
        Problems::none().when(
            self.name.trim().is_empty(),
            "name",
            "Enter the company's name, as it stands on its invoices.",
        )
    }

    fn perform(self, desk: &mut Desk<'_>) -> Result<CompanyNamed, Refusal> {
        let company = office::records::find_branch(desk, slip::company())?
            .ok_or(Refusal::NotFound { what: "company" })?;
        let name = self.name.trim();
        records::mark_company(desk, name)?;
        desk.change(company.id, &company.name, &name)?;
        Ok(CompanyNamed { before: company.name })
    }
}
