//! Undo an import: every customer it brought is withdrawn and her opening balance taken
//! back, each by herself. Whoever has worked with one of them since keeps her.

use super::finish_undo::FinishUndo;
use super::records;
use super::take_back_customer::TakeBackCustomer;
use super::{BRING, IMPORTS_HREF};
use office::jobs::{Going, JobKind, JobRow, NewJob, RowOutcome, Work, records::find_job};
use office::{Command, Desk, Duty, Problems, Refusal, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Id, noun};

/// How many customers one transaction takes back.
const CHUNK: i64 = 200;

/// The job behind [`UndoImport`].
pub const UNDO: JobKind =
    JobKind { name: "imports.undo", title: "Undo an import", work: take_all_back };

/// Undoes an import.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct UndoImport {
    /// The import.
    pub import: Id<noun::Import>,
    /// Why.
    pub reason: String,
}

/// It is being undone.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct ImportUndoStarted {
    /// The import.
    pub import: Id<noun::Import>,
    /// The job that undoes it.
    pub job: Id<noun::Job>,
}

#[derive(Serialize, Deserialize, Clone, Copy, Debug)]
struct ToUndo {
    import: Id<noun::Import>,
}

impl Command for UndoImport {
    const NAME: &'static str = "imports.undo";
    const TITLE: &'static str = "Undo an import";
    const DUTY: Duty = BRING;
    const SHAPE: Shape = Shape::ActsOn("import");
    type Receipt = ImportUndoStarted;

    fn problems(&self) -> Problems {
        Problems::none().when(self.reason.trim().is_empty(), "reason", "Enter why.")
    }

    fn perform(self, desk: &mut Desk<'_>) -> Result<ImportUndoStarted, Refusal> {
        let branch = desk.branch();
        let import = records::require(desk, branch, self.import)?;
        if import.undone_at.is_some() {
            let words = format!("{} was undone already.", import.name);
            return Err(Refusal::conflict("imports.undone", words));
        }
        for job in [Some(import.job), import.undo_job].into_iter().flatten() {
            let row = find_job(desk, branch, job)?;
            if row.is_some_and(|row| row.finished_at.is_none()) {
                return Err(Refusal::conflict_with(
                    "imports.running",
                    format!("{} is being worked on. Wait for its end or cancel it.", import.name),
                    format!("{IMPORTS_HREF}/{}", import.id),
                    "Open the import",
                ));
            }
        }
        let title = format!("Undo {}", import.name);
        let key = format!("{}:{}", import.id, import.jobs + 1);
        let new = NewJob {
            kind: UNDO.name,
            title: &title,
            business_key: &key,
            rows_known: import.rows_new,
            due_at: None,
        };
        let job = desk.enqueue(&new, &ToUndo { import: import.id })?;
        records::mark_undo_asked(desk, import.id, job, self.reason.trim())?;
        desk.subject(import.id);
        desk.subject(job);
        Ok(ImportUndoStarted { import: import.id, job })
    }
}

/// One chunk of the undoing.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct UndoChunk {
    /// The job.
    pub job: Id<noun::Job>,
    /// The import.
    pub import: Id<noun::Import>,
    /// The customers of this chunk.
    pub customers: Vec<Id<noun::Customer>>,
    /// Why.
    pub reason: String,
    /// How many were tried before.
    pub rows_before: i64,
}

/// What came of a chunk.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
pub struct ChunkUndone {
    /// How many customers were taken back.
    pub taken_back: i64,
}

impl Command for UndoChunk {
    const NAME: &'static str = "imports.undo_chunk";
    const TITLE: &'static str = "Undo some rows of an import";
    const DUTY: Duty = BRING;
    const SHAPE: Shape = Shape::Does;
    type Receipt = ChunkUndone;

    fn perform(self, desk: &mut Desk<'_>) -> Result<ChunkUndone, Refusal> {
        let mut rows = Vec::with_capacity(self.customers.len());
        let mut taken_back = 0;
        for (place, customer) in (self.rows_before + 1..).zip(&self.customers) {
            let row = self.take_back(desk, place, *customer)?;
            taken_back += i64::from(row.outcome == RowOutcome::Done);
            rows.push(row);
        }
        let tried = i64::try_from(rows.len()).unwrap_or(0);
        if let Some(last) = self.customers.last() {
            let not = tried - taken_back;
            records::mark_undone_through(desk, self.import, *last, taken_back, not)?;
        }
        desk.finish_chunk(self.job, &rows, self.rows_before + tried)?;
        desk.subject(self.import);
        Ok(ChunkUndone { taken_back })
    }
}

impl UndoChunk {
    fn take_back(
        &self,
        desk: &mut Desk<'_>,
        place: i64,
        customer: Id<noun::Customer>,
    ) -> Result<JobRow, Refusal> {
        let branch = desk.branch();
        let known = crate::customers::find_customer(desk, branch, customer)?;
        let label = known.map_or(String::new(), |known| format!("{} {}", known.number, known.name));
        let command =
            TakeBackCustomer { import: self.import, customer, reason: self.reason.clone() };
        let (outcome, words, amount_cents) = match desk.attempt(command) {
            Ok(done) => {
                (RowOutcome::Done, String::from("Taken back."), done.amount_cents.as_cents())
            }
            Err(refusal @ (Refusal::Unavailable { .. } | Refusal::NotAllowed { .. })) => {
                return Err(refusal);
            }
            Err(refusal) if refusal.code().starts_with("periods.") => return Err(refusal),
            Err(refusal) => (RowOutcome::Refused, refusal.words(), 0),
        };
        records::mark_row_undone(desk, self.import, customer, &words)?;
        let href = format!("/customers/{customer}");
        Ok(JobRow { place, label, outcome, words, href, amount_cents })
    }
}

/// Works through the customers by id, behind the last one tried.
fn take_all_back(work: &mut Work<'_>) -> Result<(), Refusal> {
    let ToUndo { import } = work.payload()?;
    let branch = work.job.branch;
    while work.going()? == Going::On {
        let (row, customers) = work.office().read(|reader| {
            let row = records::require(reader, branch, import)?;
            let after = row.undo_after.unwrap_or(Id::new(0));
            let next = records::list_customers_to_undo(reader, branch, import, after, CHUNK)?;
            Ok((row, next))
        })?;
        let rows_before = work.job.rows_done;
        if customers.is_empty() {
            work.run(rows_before, FinishUndo { import })?;
            return work.know(rows_before);
        }
        let (job, reason) = (work.job.id, row.undo_reason.unwrap_or_default());
        work.run(rows_before, UndoChunk { job, import, customers, reason, rows_before })?;
    }
    Ok(())
}
