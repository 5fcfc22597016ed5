//! The job that reads a file: from the shelf, row by row, in chunks of bounded size. It
//! goes on behind the last row that is in the books, whoever read that one.

use super::bring_chunk::{BringChunk, zip_of};
use super::finish::FinishImport;
use super::incoming::Incoming;
use super::list::{HowToRead, List, Watched, open_list, unreadable};
use super::records::{self, Import};
use super::words::Program;
use crate::locations;
use formats::csv::CsvError;
use office::Refusal;
use office::jobs::{Going, JobKind, Work};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use values::{Day, Id, noun};

/// The most rows of a chunk, which is one transaction.
pub const CHUNK_ROWS: usize = 500;

/// The most bytes its rows hold, roughly: rows may be as large as a megabyte.
pub const CHUNK_BYTES: usize = 4 * 1024 * 1024;

/// The job behind [`super::StartImport`].
pub const READ_FILE: JobKind =
    JobKind { name: "imports.read", title: "Bring customers over", work: read_file };

/// What the job is asked with.
#[derive(Serialize, Deserialize, Clone, Copy, Debug)]
pub(super) struct ToRead {
    pub import: Id<noun::Import>,
}

fn read_file(work: &mut Work<'_>) -> Result<(), Refusal> {
    let ToRead { import } = work.payload()?;
    let branch = work.job.branch;
    let import = work.office().read(|reader| records::require(reader, branch, import))?;
    if import.is_over() {
        return Ok(());
    }
    let how = how_to_read(&import)?;
    let file = Watched::new(work.office().shelf().open(&import.file)?);
    let eye = file.eye();
    let mut rows = Rows::of(open_list(file, &how)?, &import.profile, import.as_of);
    let mut done = import.rows_read;
    rows.skip(done)?;
    let mut counties = Counties::default();
    while work.going()? == Going::On {
        let (chunk, broken) = rows.chunk(CHUNK_ROWS, CHUNK_BYTES);
        let count = i64::try_from(chunk.len()).unwrap_or(i64::MAX);
        if count > 0 {
            work.know(about(done + count, import.bytes, &eye))?;
            counties.look_up(work, &chunk)?;
            let command = BringChunk {
                job: work.job.id,
                import: import.id,
                rows_before: done,
                rows: count,
                incoming: Arc::new(chunk),
                counties: counties.known(),
            };
            work.run(done, command)?;
            done += count;
        }
        match (broken, count) {
            (Some(error), _) => return Err(unreadable(&error)),
            (None, 0) => {
                work.run(done, FinishImport { import: import.id })?;
                return work.know(done);
            }
            (None, _) => {}
        }
    }
    Ok(())
}

/// How many rows the file has, guessed from how much of it is read.
fn about(done: i64, bytes: i64, eye: &AtomicU64) -> i64 {
    let read = i128::from(eye.load(Ordering::Relaxed)).max(1);
    let all = i128::from(done) * i128::from(bytes.max(0)) / read;
    i64::try_from(all).unwrap_or(done).max(done)
}

fn how_to_read(import: &Import) -> Result<HowToRead, Refusal> {
    Ok(HowToRead { program: import.program, mapping: serde_json::from_str(&import.mapping)? })
}

/// A file's rows in our words, chunk by chunk.
pub(super) struct Rows {
    list: List,
    profile: String,
    as_of: Day,
}

impl Rows {
    pub fn of(list: List, profile: &str, as_of: Day) -> Rows {
        Rows { list, profile: profile.to_owned(), as_of }
    }

    /// The program that wrote the file.
    pub fn program(&self) -> Program {
        Program::of(self.list.source())
    }

    /// The list itself.
    pub fn list(&self) -> &List {
        &self.list
    }

    /// Passes over rows that are in already. They are read all the same: which rows belong
    /// to one customer shows only from the beginning.
    fn skip(&mut self, rows: i64) -> Result<(), Refusal> {
        for _ in 0..rows {
            match self.list.next() {
                Some(Ok(_)) => {}
                Some(Err(error)) => return Err(unreadable(&error)),
                None => return Ok(()),
            }
        }
        Ok(())
    }

    /// The next rows, and why no more can be read behind them, if that is so.
    pub fn chunk(&mut self, rows: usize, bytes: usize) -> (Vec<Incoming>, Option<CsvError>) {
        let (mut chunk, mut weight) = (Vec::new(), 0);
        while chunk.len() < rows && weight < bytes {
            match self.list.next() {
                Some(Ok(reading)) => {
                    let incoming = Incoming::of(reading, &self.profile, self.as_of);
                    weight += incoming.weight();
                    chunk.push(incoming);
                }
                Some(Err(error)) => return (chunk, Some(error)),
                None => break,
            }
        }
        (chunk, None)
    }
}

/// The counties of ZIP codes as the office knows them, each looked up once.
#[derive(Default)]
struct Counties {
    asked: HashMap<String, String>,
}

impl Counties {
    fn look_up(&mut self, work: &Work<'_>, chunk: &[Incoming]) -> Result<(), Refusal> {
        let branch = work.job.branch;
        let arrivals = chunk.iter().filter_map(|row| match row {
            Incoming::Customer(arrival) => Some(arrival),
            Incoming::Rejected { .. } => None,
        });
        let places = arrivals.flat_map(|arrival| &arrival.particulars.locations);
        let zips = places.map(|place| zip_of(&place.address));
        let mut unknown: Vec<&str> = zips
            .filter(|zip| zip.len() == 5 && zip.bytes().all(|byte| byte.is_ascii_digit()))
            .filter(|zip| !self.asked.contains_key(*zip))
            .collect();
        unknown.sort_unstable();
        unknown.dedup();
        if unknown.is_empty() {
            return Ok(());
        }
        let found: Vec<(String, String)> = work.office().read(|reader| {
            let mut found = Vec::with_capacity(unknown.len());
            for zip in unknown {
                let county = locations::records::find_county(reader, branch, zip)?;
                found.push((zip.to_owned(), county.unwrap_or_default()));
            }
            Ok(found)
        })?;
        self.asked.extend(found);
        Ok(())
    }

    fn known(&self) -> Arc<HashMap<String, String>> {
        let known = self.asked.iter().filter(|(_, county)| !county.is_empty());
        Arc::new(known.map(|(zip, county)| (zip.clone(), county.clone())).collect())
    }
}
