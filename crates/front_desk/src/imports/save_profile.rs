//! Save a profile: what the columns of a kind of file mean, under a name, for the next file.

use super::list::{ColumnMeaning, add_column_problems, mapping_of};
use super::words::{DateOrder, OwedSign, Program};
use super::{BRING, records};
use office::{Command, Desk, Duty, Problems, Refusal, Shape, canonical};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Id, noun};

/// Saves a profile; one of the same name is replaced.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct SaveProfile {
    /// Its name.
    pub name: String,
    /// The program its files come from; found out each time when nothing is said.
    #[serde(default)]
    pub program: Program,
    /// What its columns mean.
    pub columns: Vec<ColumnMeaning>,
    /// Which way round its dates are.
    #[serde(default)]
    pub dates: DateOrder,
    /// How it writes what is owed.
    #[serde(default)]
    pub owed: OwedSign,
}

/// It is saved.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct ProfileSaved {
    /// The profile.
    pub import_profile: Id<noun::ImportProfile>,
}

impl Command for SaveProfile {
    const NAME: &'static str = "imports.save_profile";
    const TITLE: &'static str = "Save what a file's columns mean";
    const DUTY: Duty = BRING;
    const SHAPE: Shape = Shape::Does;
    type Receipt = ProfileSaved;

    fn problems(&self) -> Problems {
        let name = self.name.trim();
        let mut problems = Problems::none()
            .when(name.is_empty(), "name", "Enter a name for the profile.")
            .when(name.chars().count() > 60, "name", "Enter at most 60 letters.")
            .when(self.columns.is_empty(), "columns", "Say what at least one column means.");
        add_column_problems(&mut problems, &self.columns);
        problems
    }

    fn perform(self, desk: &mut Desk<'_>) -> Result<ProfileSaved, Refusal> {
        let branch = desk.branch();
        let mapping = mapping_of(&self.columns, self.dates, self.owed);
        let mapping = canonical::text(&mapping.unwrap_or_default())?;
        let name = self.name.trim();
        let known = records::find_profile(desk, branch, name)?;
        let import_profile = match &known {
            Some(known) => known.id,
            None => desk.id(),
        };
        match &known {
            Some(known) => {
                records::mark_profile(desk, known.id, self.program, &mapping)?;
                desk.change(known.id, &known.mapping, &mapping)?;
            }
            None => records::insert_profile(desk, import_profile, name, self.program, &mapping)?,
        }
        desk.subject(import_profile);
        Ok(ProfileSaved { import_profile })
    }
}
