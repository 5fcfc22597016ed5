//! Start to take a statement in: the file is on the shelf, a job reads it. The same file again
//! finds the import that is there.

use super::columns::{BankColumn, BankDates, BankSign, add_column_problems, mapping_of};
use super::read_file::{READ_FILE, ToRead};
use super::records::{self, NewImport};
use super::save_profile::SaveBankProfile;
use super::{TAKE, UndoBankImport};
use crate::bank_accounts::records::require_open;
use office::jobs::NewJob;
use office::shelf::is_mark;
use office::{Command, Desk, Duty, Errand, Problems, Refusal, Shape, canonical};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Id, noun};

/// Starts to take a statement in that was sent before.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct StartBankImport {
    /// The bank account it is of.
    pub bank_account: Id<noun::BankAccount>,
    /// The file's mark, as answered when it was sent.
    pub file: String,
    /// The file's name, for people.
    pub name: String,
    /// A profile that says what the columns of a table mean.
    #[serde(default)]
    pub profile: Option<String>,
    /// What they mean, instead of a profile.
    #[serde(default)]
    pub columns: Vec<BankColumn>,
    /// Which way round a table writes its days.
    #[serde(default)]
    pub dates: BankDates,
    /// Which sign money in has.
    #[serde(default)]
    pub sign: BankSign,
    /// Keep the columns as a profile of this name.
    #[serde(default)]
    pub save_as: Option<String>,
}

/// The import is there.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct BankImportStarted {
    /// The import.
    pub bank_import: Id<noun::BankImport>,
    /// The job that reads it.
    pub job: Id<noun::Job>,
    /// Whether it begins, is begun, or was taken before.
    pub standing: BankStanding,
}

/// How an import stands when its file is sent.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Copy, Debug, PartialEq, Eq)]
#[serde(rename_all = "snake_case")]
#[schemars(inline)]
pub enum BankStanding {
    /// It begins now.
    Begun,
    /// It goes on; the job before stopped.
    Resumed,
    /// The same file was taken before; nothing changes.
    TakenBefore,
}

impl Command for StartBankImport {
    const NAME: &'static str = "bank_imports.start";
    const TITLE: &'static str = "Take a statement in";
    const DUTY: Duty = TAKE;
    const SHAPE: Shape = Shape::Makes;
    type Receipt = BankImportStarted;

    fn problems(&self) -> Problems {
        let saves = self.save_as.as_ref().is_some_and(|name| !name.trim().is_empty());
        let mut problems = Problems::none()
            .when(!is_mark(&self.file), "file", "Send the file first; its mark goes here.")
            .when(self.name.trim().is_empty(), "name", "Enter the file's name.")
            .when(self.name.chars().count() > 200, "name", "Enter at most 200 letters.")
            .when(saves && self.columns.is_empty(), "save_as", "Say what the columns mean first.");
        add_column_problems(&mut problems, &self.columns);
        problems
    }

    fn perform(self, desk: &mut Desk<'_>) -> Result<BankImportStarted, Refusal> {
        let branch = desk.branch();
        let account = require_open(desk, self.bank_account)?;
        if let Some(known) = records::find_of_file(desk, branch, account.id, &self.file)? {
            desk.subject(known.id);
            if known.taken_at.is_some() {
                let standing = BankStanding::TakenBefore;
                return Ok(BankImportStarted { bank_import: known.id, job: known.job, standing });
            }
            let job = enqueue(desk, known.id, known.jobs + 1, &known.name)?;
            records::mark_resumed(desk, known.id, job)?;
            let standing = BankStanding::Resumed;
            return Ok(BankImportStarted { bank_import: known.id, job, standing });
        }
        let mapping = self.mapping(desk)?;
        let bank_import = desk.id();
        let job = enqueue(desk, bank_import, 1, self.name.trim())?;
        let (file, name) = (&*self.file, self.name.trim());
        let new = NewImport { bank_account: account.id, file, name, mapping: &mapping, job };
        records::insert_import(desk, bank_import, &new)?;
        desk.subject(bank_import);
        desk.subject(job);
        Ok(BankImportStarted { bank_import, job, standing: BankStanding::Begun })
    }

    fn reversal(receipt: &BankImportStarted) -> Option<Errand> {
        let bank_import = receipt.bank_import;
        (receipt.standing != BankStanding::TakenBefore).then(|| {
            Errand::of(UndoBankImport { bank_import, reason: String::from("Taken back at once") })
        })
    }
}

impl StartBankImport {
    /// The mapping as text: as given, or as the profile says; `null` for none.
    fn mapping(&self, desk: &mut Desk<'_>) -> Result<String, Refusal> {
        if let Some(mapping) = mapping_of(&self.columns, self.dates, self.sign) {
            if let Some(name) = self.save_as.as_ref().filter(|name| !name.trim().is_empty()) {
                desk.perform(SaveBankProfile {
                    name: name.clone(),
                    columns: self.columns.clone(),
                    dates: self.dates,
                    sign: self.sign,
                })?;
            }
            return Ok(canonical::text(&mapping)?);
        }
        let branch = desk.branch();
        match self.profile.as_deref().map(str::trim).filter(|name| !name.is_empty()) {
            None => Ok(String::from("null")),
            Some(name) => records::find_profile(desk, branch, name)?.map_or_else(
                || Err(Refusal::invalid("profile", format!("There is no profile {name}."))),
                |profile| Ok(profile.mapping),
            ),
        }
    }
}

fn enqueue(
    desk: &mut Desk<'_>,
    bank_import: Id<noun::BankImport>,
    time: i64,
    name: &str,
) -> Result<Id<noun::Job>, Refusal> {
    let key = format!("{bank_import}:{time}");
    let job = NewJob {
        kind: READ_FILE.name,
        title: name,
        business_key: &key,
        rows_known: 0,
        due_at: None,
    };
    desk.enqueue(&job, &ToRead { bank_import })
}
