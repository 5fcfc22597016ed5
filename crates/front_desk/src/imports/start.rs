//! Start an import: the file is on the shelf, a job reads it. The same file again finds the
//! import that is there and goes on where that one stopped; when it is done, nothing is.

use super::list::{ColumnMeaning, HowToRead, add_column_problems, mapping_of};
use super::read_file::{READ_FILE, ToRead};
use super::records::{self, Import, NewImport};
use super::save_profile::SaveProfile;
use super::words::{DateOrder, OwedSign, Program};
use super::{BRING, IMPORTS_HREF};
use office::jobs::{NewJob, records::find_job};
use office::shelf::is_mark;
use office::{Command, Desk, Duty, Problems, Refusal, Shape, canonical};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Day, Id, noun};

/// Starts to bring customers over from a file that was sent before.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, Default)]
#[serde(deny_unknown_fields)]
pub struct StartImport {
    /// The file's mark, as answered when it was sent.
    pub file: String,
    /// The file's name, for people.
    pub name: String,
    /// How many bytes it has.
    #[serde(default)]
    pub bytes: i64,
    /// The program it comes from; found out when nothing is said.
    #[serde(default)]
    pub program: Program,
    /// A profile that says what its columns mean.
    #[serde(default)]
    pub profile: Option<String>,
    /// What its columns mean, instead of a profile.
    #[serde(default)]
    pub columns: Vec<ColumnMeaning>,
    /// Which way round its dates are, where columns are given.
    #[serde(default)]
    pub dates: DateOrder,
    /// How it writes what is owed, where columns are given.
    #[serde(default)]
    pub owed: OwedSign,
    /// Keep the columns as a profile of this name.
    #[serde(default)]
    pub save_as: Option<String>,
    /// The day its balances are as of; today when nothing is said.
    #[serde(default)]
    pub as_of: Option<Day>,
}

/// The import is there.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct ImportStarted {
    /// The import.
    pub import: Id<noun::Import>,
    /// The job that reads it.
    pub job: Id<noun::Job>,
    /// Whether it begins, goes on, is being read, or is done already.
    pub standing: ImportStanding,
}

/// How an import stands when its file is sent.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Copy, Debug, PartialEq, Eq)]
#[serde(rename_all = "snake_case")]
#[schemars(inline)]
pub enum ImportStanding {
    /// It begins now.
    Begun,
    /// It goes on behind the last row that was read.
    Resumed,
    /// A job is reading it.
    Running,
    /// The same file was brought in before; nothing changes.
    DoneBefore,
}

impl StartImport {
    /// The profile's name, or nothing.
    fn profile_name(&self) -> &str {
        self.profile.as_deref().or(self.save_as.as_deref()).map_or("", str::trim)
    }
}

impl Command for StartImport {
    const NAME: &'static str = "imports.start";
    const TITLE: &'static str = "Bring customers over";
    const DUTY: Duty = BRING;
    const SHAPE: Shape = Shape::Makes;
    type Receipt = ImportStarted;

    fn problems(&self) -> Problems {
        let saves = self.save_as.as_ref().is_some_and(|name| !name.trim().is_empty());
        let mut problems = Problems::none()
            .when(!is_mark(&self.file), "file", "Send the file first; its mark goes here.")
            .when(self.name.trim().is_empty(), "name", "Enter the file's name.")
            .when(self.name.chars().count() > 200, "name", "Enter at most 200 letters.")
            .when(self.bytes < 0, "bytes", "Enter how many bytes the file has.")
            .when(saves && self.columns.is_empty(), "save_as", "Say what the columns mean first.");
        add_column_problems(&mut problems, &self.columns);
        problems
    }

    fn perform(self, desk: &mut Desk<'_>) -> Result<ImportStarted, Refusal> {
        let branch = desk.branch();
        if let Some(known) = records::find_of_file(desk, branch, &self.file)? {
            return resume(desk, &known);
        }
        let (program, mapping) = self.how_to_read(desk)?;
        let import = desk.id();
        let job = enqueue(desk, import, 1, self.name.trim())?;
        let new = NewImport {
            file: &self.file,
            name: self.name.trim(),
            bytes: self.bytes,
            program,
            profile: self.profile_name(),
            mapping: &mapping,
            as_of: self.as_of.unwrap_or_else(|| desk.today()),
            job,
        };
        records::insert_import(desk, import, &new)?;
        desk.subject(import);
        desk.subject(job);
        Ok(ImportStarted { import, job, standing: ImportStanding::Begun })
    }
}

impl StartImport {
    /// The program and the mapping: as given, or as the profile says.
    fn how_to_read(&self, desk: &mut Desk<'_>) -> Result<(Program, String), Refusal> {
        let branch = desk.branch();
        if let Some(mapping) = mapping_of(&self.columns, self.dates, self.owed) {
            if let Some(name) = self.save_as.as_ref().filter(|name| !name.trim().is_empty()) {
                desk.perform(SaveProfile {
                    name: name.clone(),
                    program: self.program,
                    columns: self.columns.clone(),
                    dates: self.dates,
                    owed: self.owed,
                })?;
            }
            return Ok((self.program, canonical::text(&mapping)?));
        }
        let Some(name) = self.profile.as_deref().filter(|name| !name.trim().is_empty()) else {
            return Ok((self.program, String::from("null")));
        };
        let how = HowToRead::saved(desk, branch, name, self.program)?;
        Ok((how.program, canonical::text(&how.mapping)?))
    }
}

fn resume(desk: &mut Desk<'_>, known: &Import) -> Result<ImportStarted, Refusal> {
    let branch = desk.branch();
    desk.subject(known.id);
    let started = |job, standing| ImportStarted { import: known.id, job, standing };
    if known.undo_job.is_some() {
        return Err(Refusal::conflict_with(
            "imports.being_undone",
            format!("{} is being undone. Undo the rest of it, then send it again.", known.name),
            format!("{IMPORTS_HREF}/{}", known.id),
            "Open the import",
        ));
    }
    if known.finished_at.is_some() {
        return Ok(started(known.job, ImportStanding::DoneBefore));
    }
    let job = find_job(desk, branch, known.job)?;
    if job.is_some_and(|job| job.finished_at.is_none()) {
        return Ok(started(known.job, ImportStanding::Running));
    }
    let job = enqueue(desk, known.id, known.jobs + 1, &known.name)?;
    records::mark_resumed(desk, known.id, job)?;
    Ok(started(job, ImportStanding::Resumed))
}

fn enqueue(
    desk: &mut Desk<'_>,
    import: Id<noun::Import>,
    time: i64,
    name: &str,
) -> Result<Id<noun::Job>, Refusal> {
    let key = format!("{import}:{time}");
    let job = NewJob {
        kind: READ_FILE.name,
        title: name,
        business_key: &key,
        rows_known: 0,
        due_at: None,
    };
    desk.enqueue(&job, &ToRead { import })
}
