//! Take a statement's lines: all that are new, at once, and what waits for a person.

use super::TAKE;
use super::look::Look;
use super::records;
use office::{Command, Desk, Duty, Refusal, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use values::{Id, noun};

/// Takes the lines of a file. The lines themselves stand in its rows; the file is on the shelf.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct TakeBankFile {
    /// The job.
    pub job: Id<noun::Job>,
    /// The import.
    pub bank_import: Id<noun::BankImport>,
    /// What came of reading it.
    #[serde(skip, default = "nothing")]
    #[schemars(skip)]
    pub seen: Arc<Look>,
}

/// Stands in where a line of the journal is read back.
pub(super) fn nothing() -> Arc<Look> {
    Arc::new(Look {
        kind: "",
        new: Vec::new(),
        known: 0,
        problems: Vec::new(),
        refused: None,
        days: None,
        closing: None,
        mapping: None,
    })
}

/// They are taken.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct BankFileTaken {
    /// How many lines are new.
    pub new_lines: i64,
    /// How many were there already.
    pub known_lines: i64,
    /// How many wait for a person.
    pub held_lines: i64,
}

impl Command for TakeBankFile {
    const NAME: &'static str = "bank_imports.take";
    const TITLE: &'static str = "Take a statement's lines";
    const DUTY: Duty = TAKE;
    const SHAPE: Shape = Shape::Does;
    type Receipt = BankFileTaken;

    fn perform(self, desk: &mut Desk<'_>) -> Result<BankFileTaken, Refusal> {
        let branch = desk.branch();
        let row = records::find_import(desk, branch, self.bank_import)?
            .ok_or(Refusal::NotFound { what: "bank file" })?;
        if row.is_over() {
            let words = "The file was taken meanwhile. Look at the import again.";
            return Err(Refusal::conflict("bank_imports.over", words));
        }
        // Another file may have brought some of the lines since this one was read.
        let keys = match self.seen.days {
            Some((first, last)) => records::list_keys(desk, branch, row.bank_account, first, last)?,
            None => Default::default(),
        };
        let new: Vec<_> = self.seen.new.iter().filter(|line| !keys.contains(&line.key)).collect();
        let new_lines = i64::try_from(new.len()).unwrap_or(i64::MAX);
        let known_lines =
            self.seen.known + i64::try_from(self.seen.new.len()).unwrap_or(i64::MAX) - new_lines;
        records::insert_lines(desk, row.bank_account, self.bank_import, &new)?;
        records::insert_problems(desk, self.bank_import, &self.seen.problems)?;
        let held_lines = i64::try_from(self.seen.held()).unwrap_or(i64::MAX);
        let counts = BankFileTaken { new_lines, known_lines, held_lines };
        records::mark_taken(desk, self.bank_import, &self.seen, &counts)?;
        desk.subject(self.bank_import);
        desk.subject(row.bank_account);
        desk.finish_chunk(self.job, &[], new_lines + known_lines)?;
        Ok(counts)
    }
}
