//! The job that reads a lockbox file: all of its checks in one transaction, or none.

use super::records;
use super::refuse::RefuseLockboxFile;
use super::take::TakeLockboxFile;
use crate::bank_imports::bytes_of;
use formats::lockbox::{self, LockboxReading};
use formats::problems::Consequence;
use office::Refusal;
use office::jobs::{JobKind, Work};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use values::{Id, Money, noun};

/// The job behind [`super::StartLockboxFile`].
pub const READ_FILE: JobKind =
    JobKind { name: "lockbox_files.read", title: "Take a lockbox file in", work: read_file };

/// What the job is asked with.
#[derive(Serialize, Deserialize, Clone, Copy, Debug)]
pub(super) struct ToRead {
    pub lockbox_file: Id<noun::LockboxFile>,
    /// What the bank says it comes to, in a person's hand.
    #[serde(default)]
    pub total_cents: Option<Money>,
}

fn read_file(work: &mut Work<'_>) -> Result<(), Refusal> {
    let ToRead { lockbox_file, total_cents } = work.payload()?;
    let branch = work.job.branch;
    let row = work.office().read(|reader| Ok(records::find_file(reader, branch, lockbox_file)?))?;
    let row = row.ok_or(Refusal::NotFound { what: "lockbox file" })?;
    if row.taken_at.is_some() || row.refused_at.is_some() {
        return Ok(());
    }
    let bytes = bytes_of(work.office(), &row.file)?;
    let reading = lockbox::read(&bytes);
    if let Some(why) = refused_for(&reading, total_cents) {
        work.run(0, RefuseLockboxFile { lockbox_file, why: why.clone() })?;
        return Err(Refusal::invalid("file", why));
    }
    let checks: usize = reading.batches.iter().map(|batch| batch.checks.len()).sum();
    let rows = i64::try_from(checks).unwrap_or(i64::MAX);
    work.know(rows)?;
    let reading = Arc::new(reading);
    work.run(0, TakeLockboxFile { job: work.job.id, lockbox_file, reading })?;
    work.know(rows)
}

/// Why nothing of a file may be posted: it cannot be read, its totals do not hold, or there is
/// no total at all by which a torn file would be noticed.
pub(super) fn refused_for(reading: &LockboxReading, said: Option<Money>) -> Option<String> {
    if reading.problems.refuse_file() {
        let worst = reading.problems.iter().find(|one| one.consequence == Consequence::Refused);
        let why = worst.map(ToString::to_string);
        return Some(why.unwrap_or_else(|| String::from("The file cannot be read.")));
    }
    let sum: i64 = reading.batches.iter().map(lockbox::LockboxBatch::total_cents).sum();
    let sum = Money::cents(sum);
    match said {
        Some(said) if said != sum => Some(format!(
            "The bank says {said} and the checks of the file come to {sum}. Nothing is posted. \
             Ask the bank for the file again."
        )),
        None if reading.problems.has("lockbox.no_total") => Some(format!(
            "The file ends without a total, as a torn one does; its checks come to {sum}. \
             Enter what the bank says it comes to, or ask for the file again."
        )),
        _ => None,
    }
}
