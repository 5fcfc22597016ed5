//! The job that reads a lockbox file: all of its checks in one transaction, or none.

use super::records;
use super::refuse::RefuseLockboxFile;
use super::take::TakeLockboxFile;
use crate::bank_imports::bytes_of;
use formats::lockbox;
use formats::problems::Consequence;
use office::Refusal;
use office::jobs::{JobKind, Work};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use values::{Id, noun};

/// The job behind [`super::StartLockboxFile`].
pub const READ_FILE: JobKind =
    JobKind { name: "lockbox_files.read", title: "Take a lockbox file in", work: read_file };

/// What the job is asked with.
#[derive(Serialize, Deserialize, Clone, Copy, Debug)]
pub(super) struct ToRead {
    pub lockbox_file: Id<noun::LockboxFile>,
}

fn read_file(work: &mut Work<'_>) -> Result<(), Refusal> {
    let ToRead { lockbox_file } = work.payload()?;
    let branch = work.job.branch;
    let row = work.office().read(|reader| Ok(records::find_file(reader, branch, lockbox_file)?))?;
    let row = row.ok_or(Refusal::NotFound { what: "lockbox file" })?;
    if row.taken_at.is_some() || row.refused_at.is_some() {
        return Ok(());
    }
    let bytes = bytes_of(work.office(), &row.file)?;
    let reading = lockbox::read(&bytes);
    if reading.problems.refuse_file() {
        let worst = reading.problems.iter().find(|one| one.consequence == Consequence::Refused);
        let why =
            worst.map_or_else(|| String::from("The file cannot be read."), ToString::to_string);
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
