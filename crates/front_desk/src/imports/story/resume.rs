//! Files larger than a chunk: killed, cancelled, gone on with, and never held whole.

use super::*;
use crate::imports::list::open_list;
use crate::imports::read_file::{CHUNK_ROWS, Rows};
use office::Refusal;
use office::jobs::{CancelJob, work_job};
use std::io::Read;
use std::sync::Arc;

/// A FieldRoutes list of so many customers, each owing a dollar more than the one before.
fn long_list(customers: u64) -> Vec<u8> {
    let mut bytes = Vec::new();
    Endless::of(customers).read_to_end(&mut bytes).expect("it is made up");
    bytes
}

/// A list that is made while it is read.
struct Endless {
    next: u64,
    last: u64,
    line: Vec<u8>,
    read: usize,
}

impl Endless {
    fn of(customers: u64) -> Endless {
        let line = b"customerID,fname,lname,phone1,address,city,state,zip,balance\n".to_vec();
        Endless { next: 1, last: customers, line, read: 0 }
    }
}

impl Read for Endless {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        if self.read == self.line.len() {
            if self.next > self.last {
                return Ok(0);
            }
            let at = self.next;
            let letter = |of: u64| char::from(b'a' + u8::try_from(of % 26).unwrap_or(0));
            let (first, last) = ([letter(at), letter(at / 26)], [letter(at / 676), letter(at)]);
            let (first, last) = (String::from_iter(first), String::from_iter(last));
            self.line = format!(
                "{at},{first}a,{last}son,352555{:04},{at} Oak St,Ocala,FL,34471,{at}.00\n",
                at % 10_000
            )
            .into_bytes();
            self.read = 0;
            self.next += 1;
        }
        let length = into.len().min(self.line.len() - self.read);
        into[..length].copy_from_slice(&self.line[self.read..self.read + length]);
        self.read += length;
        Ok(length)
    }
}

fn facts(bench: &Bench, id: Id<noun::Import>) -> (records::Added, Aging, [i64; 7]) {
    let row = import(bench, id);
    let [customers, locations, contacts, notes, charges, entries, sources, _] = all_rows(bench);
    let rows = [customers, locations, contacts, notes, charges, entries, sources];
    (records::Added::from(&row), in_books(bench, &row), rows)
}

/// A worker that never says another word once so many rows are in, as when its machine goes
/// down between two chunks. (A panic would end the job in words.)
fn dies_after(rows: i64, bench: Arc<Bench>, job: Id<noun::Job>) {
    let (last_word, heard) = std::sync::mpsc::channel();
    std::thread::spawn(move || {
        work_job(&bench.office, bench.branch, job, &mut |job| {
            if job.rows_done >= rows {
                let _ = last_word.send(()); // Who does not listen any more has passed the test.
                loop {
                    std::thread::park();
                }
            }
        })
    });
    heard.recv().expect("so many rows are in");
}

#[test]
fn an_import_that_was_killed_goes_on_behind_its_last_row() {
    let bytes = long_list(1_200);
    let whole = bench();
    let (begun, _) = brought(&whole, "long.csv", &bytes);
    let expected = facts(&whole, begun.import);
    assert_eq!(expected.0.new, 1_200);

    let bench = Arc::new(bench());
    let begun = bench.run(started(&bench, "long.csv", &bytes)).unwrap();
    dies_after(500, Arc::clone(&bench), begun.job);
    let half = import(&bench, begun.import);
    assert_eq!((half.rows_read, half.rows_new), (500, 500), "one chunk is in, whole");
    assert_books_agree(&bench);
    assert!(
        work_job(&bench.office, bench.branch, begun.job, &mut |_| {}).unwrap().is_none(),
        "the dead one's lease still holds"
    );
    bench.clock.set(bench.office.now().plus_seconds(61));
    assert_eq!(worked(&bench, begun.job).outcome, "Done.");
    assert_eq!(facts(&bench, begun.import), expected);
    assert_books_agree(&bench);
}

#[test]
fn an_import_that_was_cancelled_goes_on_when_its_file_is_sent_again() {
    let bytes = long_list(1_200);
    let bench = bench();
    let begun = bench.run(started(&bench, "long.csv", &bytes)).unwrap();
    let cancel = CancelJob { job: begun.job, reason: "Lunch".into() };
    let mut cancelled = false;
    work_job(&bench.office, bench.branch, begun.job, &mut |job| {
        if job.rows_done >= 500 && !cancelled {
            cancelled = true;
            bench.run(cancel.clone()).expect("it can be cancelled");
        }
    })
    .unwrap();
    let half = import(&bench, begun.import);
    assert_eq!((half.rows_read, half.finished_at), (500, None));
    let again = bench.run(started(&bench, "long.csv", &bytes)).unwrap();
    assert_eq!((again.import, again.standing), (begun.import, ImportStanding::Resumed));
    let running = bench.run(started(&bench, "long.csv", &bytes)).unwrap();
    assert_eq!(running.standing, ImportStanding::Running);
    let job = worked(&bench, again.job);
    assert_eq!((job.rows_known, job.rows_done), (1_200, 1_200));
    assert_eq!(import(&bench, begun.import).rows_new, 1_200);
    assert_books_agree(&bench);
}

#[test]
fn a_file_of_any_length_is_held_a_chunk_at_a_time() {
    let file = Watched::new(Endless::of(60_000));
    let mut rows = Rows::of(open_list(file, &HowToRead::default()).unwrap(), "", TODAY);
    let mut read = 0;
    loop {
        let (chunk, broken) = rows.chunk(CHUNK_ROWS, usize::MAX);
        assert!(broken.is_none() && chunk.len() <= CHUNK_ROWS);
        if chunk.is_empty() {
            break;
        }
        read += chunk.len();
    }
    assert_eq!(read, 60_000);
    // Rows as large as a page each: the bytes bound the chunk, not the count.
    let note = "x".repeat(100_000);
    let fat: String = (0..40).map(|at| format!("Ana {at},{note}\n")).collect();
    let fat = Watched::new(std::io::Cursor::new(format!("Name,Notes\n{fat}").into_bytes()));
    let mut rows = Rows::of(open_list(fat, &HowToRead::default()).unwrap(), "", TODAY);
    let (chunk, _) = rows.chunk(CHUNK_ROWS, 1_000_000);
    assert!((10..=11).contains(&chunk.len()), "{}", chunk.len());
}

#[test]
fn a_file_that_left_the_shelf_is_a_refusal_and_costs_nothing() {
    let bench = bench();
    let mut start = started(&bench, "list.csv", b"Name\nAna\n");
    start.file = "a".repeat(64);
    let begun = bench.run(start).unwrap();
    let words = Refusal::NotFound { what: "file" }.words();
    assert_eq!(worked(&bench, begun.job).outcome, words);
    assert_eq!(import(&bench, begun.import).rows_read, 0);
}
