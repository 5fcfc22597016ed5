//! Start to take a lockbox file in: it is on the shelf, a job reads it.

use super::read_file::{READ_FILE, ToRead};
use super::{TAKE, records};
use office::jobs::NewJob;
use office::shelf::is_mark;
use office::{Command, Desk, Duty, Problems, Refusal, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Id, Money, noun};

/// Starts to take a lockbox file in that was sent before.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct StartLockboxFile {
    /// The file's mark, as answered when it was sent.
    pub file: String,
    /// The file's name, for people.
    pub name: String,
    /// What the bank says it comes to. A file without a total of its own needs it: nothing else
    /// tells it from one that was torn.
    #[serde(default)]
    pub total_cents: Option<Money>,
}

/// It is there.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct LockboxFileStarted {
    /// The file.
    pub lockbox_file: Id<noun::LockboxFile>,
    /// The job that reads it.
    pub job: Id<noun::Job>,
    /// Whether it was taken before; then nothing changes.
    pub taken_before: bool,
}

impl Command for StartLockboxFile {
    const NAME: &'static str = "lockbox_files.start";
    const TITLE: &'static str = "Take a lockbox file in";
    const DUTY: Duty = TAKE;
    const SHAPE: Shape = Shape::Makes;
    type Receipt = LockboxFileStarted;

    fn problems(&self) -> Problems {
        Problems::none()
            .when(!is_mark(&self.file), "file", "Send the file first; its mark goes here.")
            .when(self.name.trim().is_empty(), "name", "Enter the file's name.")
            .when(self.name.chars().count() > 200, "name", "Enter at most 200 letters.")
    }

    fn perform(self, desk: &mut Desk<'_>) -> Result<LockboxFileStarted, Refusal> {
        let branch = desk.branch();
        let known = records::find_of_file(desk, branch, &self.file)?;
        let (lockbox_file, jobs) = match &known {
            Some(row) if row.taken_at.is_some() => {
                desk.subject(row.id);
                let (lockbox_file, job) = (row.id, row.job);
                return Ok(LockboxFileStarted { lockbox_file, job, taken_before: true });
            }
            Some(row) => (row.id, row.jobs + 1),
            None => (desk.id(), 1),
        };
        let key = format!("{lockbox_file}:{jobs}");
        let job = NewJob {
            kind: READ_FILE.name,
            title: self.name.trim(),
            business_key: &key,
            rows_known: 0,
            due_at: None,
        };
        let job = desk.enqueue(&job, &ToRead { lockbox_file, total_cents: self.total_cents })?;
        match known {
            Some(row) => records::mark_resumed(desk, row.id, job)?,
            None => records::insert_file(desk, lockbox_file, &self.file, self.name.trim(), job)?,
        }
        desk.subject(lockbox_file);
        desk.subject(job);
        Ok(LockboxFileStarted { lockbox_file, job, taken_before: false })
    }
}
