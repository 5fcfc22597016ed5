//! Open a branch.

use super::{MANAGE, records};
use office::{Command, Desk, Duty, Problems, Refusal, Scope, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Id, Zone, noun};

/// Opens a branch.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct OpenBranch {
    /// Four digits, on every document: `0412`.
    pub number: String,
    /// `Cedar`.
    pub name: String,
    /// IANA zone: `America/New_York`.
    pub zone: String,
    /// Street.
    pub line1: String,
    /// City.
    pub city: String,
    /// Two letters.
    pub state: String,
    /// Five or nine digits.
    pub zip: String,
    /// The office's telephone.
    #[serde(default)]
    pub phone: String,
    /// The office's e-mail address.
    #[serde(default)]
    pub email: String,
}

/// The branch is open.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
pub struct BranchOpened {
    /// The branch.
    pub branch: Id<noun::Branch>,
}

impl Command for OpenBranch {
    const NAME: &'static str = "branches.open";
    const TITLE: &'static str = "Open a branch";
    const DUTY: Duty = MANAGE;
    const SHAPE: Shape = Shape::Makes;
    const SCOPE: Scope = Scope::Company;
    type Receipt = BranchOpened;

    fn problems(&self) -> Problems {
        let is_number = self.number.len() == 4 && self.number.bytes().all(|b| b.is_ascii_digit());
        Problems::none()
            .when(!is_number, "number", "Enter four digits, such as 0412.")
            .when(self.name.trim().is_empty(), "name", "Enter the branch's name.")
            .when(
                Zone::parse(&self.zone).is_err(),
                "zone",
                "Enter an IANA zone, such as America/New_York or America/Phoenix.",
            )
            .when(self.line1.trim().is_empty(), "line1", "Enter the street.")
            .when(self.city.trim().is_empty(), "city", "Enter the city.")
            .when(
                self.state.len() != 2 || !self.state.bytes().all(|b| b.is_ascii_uppercase()),
                "state",
                "Enter two letters, such as FL.",
            )
            .when(self.zip.len() < 5, "zip", "Enter five or nine digits.")
    }

    fn perform(self, desk: &mut Desk<'_>) -> Result<BranchOpened, Refusal> {
        let known = office::records::list_branches(desk)?;
        if known.iter().any(|branch| branch.number == self.number) || self.number == "0000" {
            let words = format!("{} is taken. Enter another number.", self.number);
            return Err(Refusal::invalid("number", words));
        }
        let branch = desk.id();
        records::insert_branch(desk, branch, &self)?;
        desk.subject(branch);
        Ok(BranchOpened { branch })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use office::{Rooms, testing::Bench};

    fn palmetto() -> OpenBranch {
        OpenBranch {
            number: "0500".into(),
            name: "Palmetto".into(),
            zone: "America/New_York".into(),
            line1: "1 Dock St".into(),
            city: "Palmetto".into(),
            state: "FL".into(),
            zip: "34221".into(),
            phone: String::new(),
            email: String::new(),
        }
    }

    #[test]
    fn a_branch_opens_once_under_its_number() {
        let bench = Bench::new(Rooms::default().room(crate::ROOM));
        let opened = bench.run(palmetto()).unwrap();
        let known = bench.read(office::records::list_branches).unwrap();
        assert!(known.iter().any(|branch| branch.id == opened.branch && branch.number == "0500"));
        let refusal = bench.run(palmetto()).unwrap_err();
        assert_eq!(refusal, Refusal::invalid("number", "0500 is taken. Enter another number."));
    }

    #[test]
    fn every_wrong_field_is_named_at_once() {
        let wrong = OpenBranch {
            number: "41".into(),
            zone: "Mars/Base".into(),
            state: "Florida".into(),
            ..palmetto()
        };
        let fields: Vec<_> = wrong.problems().0.into_iter().map(|one| one.field).collect();
        assert_eq!(fields, ["number", "zone", "state"]);
    }

    #[test]
    fn a_stranger_may_not() {
        let bench = Bench::new(Rooms::default().room(crate::ROOM));
        let refusal = bench.run_as(bench.stranger, palmetto()).unwrap_err();
        assert_eq!(refusal, Refusal::NotAllowed { duty: MANAGE });
    }
}
