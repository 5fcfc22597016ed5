//! Print a batch: one document after the other goes through the press and down a pipe to the
//! shelf, so that a run of twenty thousand invoices takes no more memory than one of ten.

use super::asked::{Asked, Papers};
use super::keep_file::KeepPaperFile;
use super::keep_printed::{KeepPrinted, PrintedRow};
use super::records;
use crate::billing_options::{self, Delivery, StatementCycle, StatementStyle};
use crate::letter_templates::paper::{Letter, list_letters};
use crate::statements::{self, StatementKind, StatementPeriod};
use crate::{invoices, statements::account};
use front_desk::customers;
use office::jobs::{Going, JobKind, JobRow, RowOutcome, Work};
use office::shelf::Kept;
use office::{Office, Refusal};
use serde_json::Value;
use std::collections::VecDeque;
use std::io::{BufWriter, Write, pipe};
use store::Reader;
use values::{Day, Id, Money, noun};

/// The job behind [`PrintPapers`](super::PrintPapers).
pub const PRINT_PAPERS: JobKind =
    JobKind { name: "paper_batches.print", title: "Print papers", work: print };

/// How many rows are noted at a time.
const CHUNK: usize = 50;

/// How many rows are read at a time.
pub(super) const PAGE: i64 = 50;

/// Prints all of it. After a restart it prints anew: equal facts give equal bytes, and rows
/// that were noted are not noted again.
fn print(work: &mut Work<'_>) -> Result<(), Refusal> {
    let asked: Asked = work.payload()?;
    let office = work.office();
    let sheet = match asked.papers {
        Papers::Run(_) => "invoice",
        Papers::Cycle(..) => "statement",
        Papers::Letters(..) => "letter",
    };
    let mut feed = Feed::of(work, asked);
    let (papers, kept) = stream(office, sheet, &mut feed)?;
    if let Some(refusal) = feed.failed.take() {
        return Err(refusal);
    }
    let noted = feed.seen;
    if feed.is_cancelled {
        return Ok(());
    }
    let job = work.job.id;
    let bytes = i64::try_from(kept.bytes).unwrap_or(i64::MAX);
    let file = KeepPaperFile { job, batch: asked.batch, papers, file: kept.mark, bytes };
    // One more than any chunk has.
    let last = i64::try_from(noted).unwrap_or(0) + 1;
    work.run(-last, file)?;
    Ok(())
}

/// The press on one end of a pipe, the shelf on the other.
fn stream(office: &Office, sheet: &str, feed: &mut Feed<'_, '_>) -> Result<(i64, Kept), Refusal> {
    let broken = |error: std::io::Error| Refusal::broken(format!("a pipe: {error}"));
    let (mut end, start) = pipe().map_err(broken)?;
    std::thread::scope(|scope| {
        let keeping = scope.spawn(move || office.shelf().put(&mut end));
        let mut out = BufWriter::with_capacity(64 * 1024, start);
        let printed = office.press().print_many(sheet, feed, &mut out);
        let flushed = out.flush().map_err(broken);
        drop(out);
        // A shelf that is full closes the pipe: its reason goes before the press's.
        let kept = keeping.join().unwrap_or_else(|_| Err(Refusal::broken("the shelf panicked")))?;
        flushed?;
        Ok((i64::try_from(printed?).unwrap_or(i64::MAX), kept))
    })
}

/// One paper, ready for the press.
struct Paper {
    row: JobRow,
    facts: Value,
}

/// The papers of a batch, read a few at a time, each noted once it is handed over.
struct Feed<'f, 'w> {
    work: &'f mut Work<'w>,
    asked: Asked,
    queue: VecDeque<Paper>,
    rows: Vec<JobRow>,
    after: i64,
    /// How many were handed over.
    seen: usize,
    /// How many were noted before a restart.
    noted: usize,
    is_read: bool,
    is_cancelled: bool,
    failed: Option<Refusal>,
}

impl<'f, 'w> Feed<'f, 'w> {
    fn of(work: &'f mut Work<'w>, asked: Asked) -> Feed<'f, 'w> {
        let noted = usize::try_from(work.job.rows_done).unwrap_or(0);
        Feed {
            work,
            asked,
            queue: VecDeque::new(),
            rows: Vec::with_capacity(CHUNK),
            after: 0,
            seen: 0,
            noted,
            is_read: false,
            is_cancelled: false,
            failed: None,
        }
    }

    fn step(&mut self) -> Result<Option<Value>, Refusal> {
        while self.queue.is_empty() && !self.is_read {
            if self.work.going()? == Going::Cancelled {
                self.is_cancelled = true;
                return Ok(None);
            }
            self.read()?;
        }
        let Some(mut paper) = self.queue.pop_front() else {
            self.note()?;
            return Ok(None);
        };
        self.seen += 1;
        paper.row.place = i64::try_from(self.seen).unwrap_or(i64::MAX);
        self.rows.push(paper.row);
        if self.rows.len() == CHUNK {
            self.note()?;
        }
        Ok(Some(paper.facts))
    }

    fn read(&mut self) -> Result<(), Refusal> {
        let (branch, after, papers) = (self.work.job.branch, self.after, self.asked.papers);
        let (last, read) = self.work.office().read(|reader| list(reader, branch, papers, after))?;
        self.queue.extend(read);
        match last {
            Some(last) => self.after = last,
            None => self.is_read = true,
        }
        Ok(())
    }

    fn note(&mut self) -> Result<(), Refusal> {
        let rows = std::mem::take(&mut self.rows);
        if rows.is_empty() || self.seen <= self.noted {
            return Ok(());
        }
        let done = i64::try_from(self.seen).unwrap_or(i64::MAX);
        let rows = rows.into_iter().map(PrintedRow::of).collect();
        self.work.run(done, KeepPrinted { job: self.work.job.id, rows, done })?;
        Ok(())
    }
}

impl Iterator for Feed<'_, '_> {
    type Item = Value;

    fn next(&mut self) -> Option<Value> {
        if self.failed.is_some() || self.is_cancelled {
            return None;
        }
        self.step().unwrap_or_else(|refusal| {
            self.failed = Some(refusal);
            None
        })
    }
}

/// The next papers behind an id, and the last id that was looked at; none at the end.
fn list(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    papers: Papers,
    after: i64,
) -> Result<(Option<i64>, Vec<Paper>), Refusal> {
    match papers {
        Papers::Run(run) => {
            let page = (Id::new(after), PAGE);
            let all = records::list_to_print(reader, branch, run, page)?;
            let last = all.last().map(|one| one.id.get());
            let mut papers = Vec::with_capacity(all.len());
            for one in all {
                let facts = invoices::paper::facts(reader, branch, one.id)?;
                let href = format!("/invoices/{}", one.id);
                let words = format!("Invoice {}", one.number);
                papers.push(Paper { row: row(one.customer_name, words, href, one.total), facts });
            }
            Ok((last, papers))
        }
        Papers::Cycle(cycle, to_on) => {
            let page = (Id::new(after), PAGE);
            let all = records::list_with_something_open(reader, branch, page)?;
            let last = all.last().map(|id| id.get());
            let mut papers = Vec::new();
            for id in all {
                let due = due_statement(reader, branch, id, (cycle, to_on), Delivery::Print)?;
                let Some((customer, kind)) = due else { continue };
                let period = period(cycle, to_on);
                let account = account(reader, branch, id, kind, period)?;
                let facts = statements::paper::facts(reader, branch, id, &account)?;
                let href = format!("/statements?customer={id}");
                let words = String::from(kind.title());
                papers.push(Paper {
                    row: row(customer.name, words, href, account.amount_due),
                    facts,
                });
            }
            Ok((last, papers))
        }
        Papers::Letters(letter, audience, on) => {
            let asked = (letter, audience, on);
            let (last, all) = list_letters(reader, branch, asked, (after, PAGE))?;
            let paper = |one: Letter| {
                let href = format!("/customers/{}", one.customer);
                Paper { row: row(one.name, "Letter".into(), href, one.amount), facts: one.facts }
            };
            Ok((last, all.into_iter().map(paper).collect()))
        }
    }
}

fn row(label: String, words: String, href: String, amount: Money) -> JobRow {
    let (outcome, amount_cents) = (RowOutcome::Done, amount.as_cents());
    JobRow { place: 0, label, outcome, words, href, amount_cents }
}

/// The days of a cycle's statement.
pub(super) fn period(cycle: StatementCycle, to_on: Day) -> StatementPeriod {
    let months = match cycle {
        StatementCycle::Quarterly => 3,
        StatementCycle::Monthly | StatementCycle::Never => 1,
    };
    StatementPeriod { from_on: to_on.plus_months(-months).plus_days(1), to_on }
}

/// A customer who has a statement in this cycle and this way, and how it tells what is owed.
pub(super) fn due_statement(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    customer: Id<noun::Customer>,
    (cycle, on): (StatementCycle, Day),
    way: Delivery,
) -> Result<Option<(customers::Customer, StatementKind)>, Refusal> {
    let customer = customers::records::require(reader, branch, customer)?;
    let kept = billing_options::records::list_of_customer(reader, branch, customer.id)?;
    let options = kept.standing_for(&customer, None, on);
    let is_printed = options.delivery == Delivery::Print || customer.email.is_empty();
    if options.statement_cycle != cycle || is_printed != (way == Delivery::Print) {
        return Ok(None);
    }
    let kind = match options.statement_style {
        StatementStyle::OpenItem => StatementKind::OpenItem,
        StatementStyle::BalanceForward => StatementKind::BalanceForward,
    };
    Ok(Some((customer, kind)))
}
