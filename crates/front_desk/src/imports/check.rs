//! The dry run: a file is read whole and every row decided, and nothing is written. It says
//! what the import would say, but for possible duplicates within the file itself.

use super::bring_chunk::Tray;
use super::decide::decide;
use super::incoming::Incoming;
use super::list::{HowToRead, Watched, open_list, unreadable};
use super::read_file::{CHUNK_BYTES, CHUNK_ROWS, Rows};
use super::records::{Added, NewRow, ShownRow};
use super::words::{Program, Verdict};
use formats::customers::Tally;
use formats::dates::Verdict as DateVerdict;
use office::{Office, Refusal};
use values::{Day, Id, noun};

/// The most rows that are told one by one.
const MOST_TOLD: usize = 200;

/// What an import of a file would do.
#[derive(Clone, Debug)]
pub struct Checked {
    /// The program that wrote the file.
    pub program: Program,
    /// Counts and dollars.
    pub added: Added,
    /// What the file holds, as its reader counted it.
    pub tally: Tally,
    /// Rows that are rejected, say something else, or are to be looked at: the first 200.
    pub rows: Vec<ShownRow>,
    /// For each column of dates, which way round they are.
    pub dates: Vec<(String, DateVerdict)>,
    /// Titles and totals that are no customers: the line, the words and why.
    pub left_out: Vec<(u64, String, &'static str)>,
}

/// Reads a file and says what its import would do. `profile` tells its ids apart from
/// other tables'.
pub fn check(
    office: &Office,
    branch: Id<noun::Branch>,
    file: Watched,
    how: &HowToRead,
    profile: &str,
    as_of: Day,
) -> Result<Checked, Refusal> {
    let mut rows = Rows::of(open_list(file, how)?, profile, as_of);
    let (mut added, mut told) = (Added::default(), Vec::new());
    loop {
        let (chunk, broken) = rows.chunk(CHUNK_ROWS, CHUNK_BYTES);
        let tray = office.read(|reader| {
            let mut tray = Tray::default();
            for row in &chunk {
                match row {
                    Incoming::Rejected { line, why, text, stated } => {
                        tray.reject(*line, why, text, *stated);
                    }
                    Incoming::Customer(arrival) => {
                        tray.added.file_cents += arrival.stated;
                        let decision = decide(reader, branch, None, arrival)?;
                        tray.would_bring(arrival, &decision);
                    }
                }
            }
            tray.added.read = i64::try_from(chunk.len()).unwrap_or(i64::MAX);
            Ok(tray)
        })?;
        added.add(&tray.added);
        let worth_telling = tray.rows.into_iter().filter(is_worth_telling).map(shown);
        told.extend(worth_telling.take(MOST_TOLD.saturating_sub(told.len())));
        match (broken, chunk.is_empty()) {
            (Some(error), _) => return Err(unreadable(&error)),
            (None, true) => break,
            (None, false) => {}
        }
    }
    let list = rows.list();
    Ok(Checked {
        program: rows.program(),
        added,
        tally: list.tally().clone(),
        rows: told,
        dates: list.date_verdicts().to_vec(),
        left_out: list.left_out().iter().map(|one| (one.line, one.text.clone(), one.why)).collect(),
    })
}

fn is_worth_telling(row: &NewRow) -> bool {
    row.verdict != Verdict::Match && !row.words.is_empty()
}

fn shown(row: NewRow) -> ShownRow {
    let NewRow { line, label, verdict, words, amount, .. } = row;
    ShownRow { line, label, verdict, words, amount }
}
