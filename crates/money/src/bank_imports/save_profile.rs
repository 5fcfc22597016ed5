//! Save a profile: what the columns of a bank's table mean, under a name, for the next file.

use super::columns::{BankColumn, BankDates, BankSign, add_column_problems, mapping_of};
use super::{TAKE, records};
use office::{Command, Desk, Duty, Problems, Refusal, Shape, canonical};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Id, noun};

/// Saves a profile; one of the same name is replaced.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct SaveBankProfile {
    /// Its name.
    pub name: String,
    /// What the columns mean.
    pub columns: Vec<BankColumn>,
    /// Which way round the days are.
    #[serde(default)]
    pub dates: BankDates,
    /// Which sign money in has.
    #[serde(default)]
    pub sign: BankSign,
}

/// It is saved.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct BankProfileSaved {
    /// The profile.
    pub bank_profile: Id<noun::BankProfile>,
}

impl Command for SaveBankProfile {
    const NAME: &'static str = "bank_imports.save_profile";
    const TITLE: &'static str = "Save what a bank's columns mean";
    const DUTY: Duty = TAKE;
    const SHAPE: Shape = Shape::Does;
    type Receipt = BankProfileSaved;

    fn problems(&self) -> Problems {
        let name = self.name.trim();
        let mut problems = Problems::none()
            .when(name.is_empty(), "name", "Enter a name for the profile.")
            .when(name.chars().count() > 60, "name", "Enter at most 60 letters.")
            .when(self.columns.is_empty(), "columns", "Say what the columns mean.");
        add_column_problems(&mut problems, &self.columns);
        problems
    }

    fn perform(self, desk: &mut Desk<'_>) -> Result<BankProfileSaved, Refusal> {
        let branch = desk.branch();
        let mapping = mapping_of(&self.columns, self.dates, self.sign).unwrap_or_default();
        let mapping = canonical::text(&mapping)?;
        let name = self.name.trim();
        let known = records::find_profile(desk, branch, name)?;
        let bank_profile = match &known {
            Some(known) => {
                records::update_profile(desk, known.id, &mapping)?;
                known.id
            }
            None => records::insert_profile(desk, name, &mapping)?,
        };
        desk.change(bank_profile, &known.map(|known| known.mapping), &mapping)?;
        Ok(BankProfileSaved { bank_profile })
    }
}
