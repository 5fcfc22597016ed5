//! Who commits, and when. SQLite has one writer, which commits a batch of commands at
//! once; PostgreSQL has several, each committing command by command.

use crate::Refusal;
use crate::desk::Rows;
use crate::door::{self, Done, Need, Outcome, Passed};
use crate::durable::{self, Answers};
use crate::office::{Inner, Mode};
use crate::queue::{Ticket, Turn};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, TryLockError};
use std::time::Duration;
use store::{Kind, Tx, Writer};

/// The most commands in one commit.
const BATCH: usize = 64;

/// Commands enough for a commit when the disk has nothing to do: the next ones are then done
/// while it syncs these.
const ENOUGH: usize = 4;

/// The longest a batch may take before it is committed.
const BATCH_TIME: Duration = Duration::from_millis(10);

/// New documents that the text index takes in together, when nobody waits.
const MANY: u32 = 256;

/// New documents at which it does so although somebody waits: whoever searches reads them all.
const MOST: u32 = 4_096;

/// Pages of the text index that are merged at once, since somebody may come meanwhile.
const PAGES: u32 = 32;

/// When nobody came for so long, what is left to do at the text index is done.
const REST: Duration = Duration::from_millis(50);

/// How often PostgreSQL may run a command again after a serialization failure.
const TRIES: usize = 8;

/// SQLite's only writer. Its own thread serves the line; who finds no line and the disk at rest
/// does her command on the spot, which spares her three wakings of other threads.
pub(crate) struct OnlyWriter {
    connection: Arc<Mutex<Writer>>,
    answers: Answers,
    /// Commands done on the spot since the thread last looked.
    on_the_spot: AtomicUsize,
    /// Whether the thread will look by itself.
    is_looking: AtomicBool,
}

impl OnlyWriter {
    /// Takes the database's log over from the writer.
    pub fn of(inner: &Arc<Inner>, connection: Writer) -> Result<OnlyWriter, Refusal> {
        let connection = Arc::new(Mutex::new(connection));
        let answers = Answers::of(inner, &connection)?;
        let (on_the_spot, is_looking) = (AtomicUsize::new(0), AtomicBool::new(true));
        Ok(OnlyWriter { connection, answers, on_the_spot, is_looking })
    }

    /// Does a command on the asker's own thread until it is on the disk; None when others are
    /// there before her.
    pub fn run_on_the_spot(
        &self,
        inner: &Arc<Inner>,
        ticket: &mut Ticket,
    ) -> Option<Result<Done, Refusal>> {
        if ticket.mode == Mode::Bulk || !self.answers.is_quiet() || !inner.queue.is_for_one() {
            return None;
        }
        let mut writer = match self.connection.try_lock() {
            Ok(writer) => writer,
            Err(TryLockError::Poisoned(poisoned)) => poisoned.into_inner(),
            Err(TryLockError::WouldBlock) => return None,
        };
        let reserved = inner.ids.reserve(&inner.db);
        let outcome = reserved.and_then(|()| run_alone(inner, &mut writer, ticket));
        drop(writer);
        self.on_the_spot.fetch_add(1, Ordering::Relaxed);
        if !self.is_looking.swap(true, Ordering::Relaxed) {
            inner.queue.call();
        }
        match (&outcome, ticket.mode) {
            (Err(_), _) | (_, Mode::Rehearse) => Some(outcome),
            (Ok(_), _) => Some(self.answers.sync().and(outcome)),
        }
    }

    /// Tends the text index while the line is empty: all of it when nobody has come since the
    /// last time. Gives when to look again; None when nothing is left to do.
    fn tend_search(&self) -> Option<Duration> {
        let mut writer = durable::lock(&self.connection);
        // What fails here fails at a commit too, and is told there.
        if self.on_the_spot.swap(0, Ordering::Relaxed) > 0 {
            let _ = writer.index_search(MANY);
            return Some(REST);
        }
        let is_tended = writer.index_search(1).and_then(|is_indexed| match is_indexed {
            true => Ok(true),
            false => writer.merge_search(PAGES),
        });
        if is_tended.unwrap_or(false) {
            return Some(REST);
        }
        self.is_looking.store(false, Ordering::Relaxed);
        // Somebody may just have come and have seen that it was still looking.
        (self.on_the_spot.load(Ordering::Relaxed) > 0).then_some(REST)
    }
}

/// The line's server: takes what has queued meanwhile, never waits to fill a batch; who asked
/// is answered only when the commit is on the disk.
pub(crate) fn run_batches(inner: &Arc<Inner>, only: &OnlyWriter) {
    let mut rest = Some(REST);
    loop {
        match inner.queue.wait(rest) {
            Turn::Work(first) => {
                run_first(inner, only, *first);
                only.is_looking.store(true, Ordering::Relaxed);
                rest = Some(REST);
            }
            Turn::Empty => rest = only.tend_search(),
            Turn::Closed => return,
        }
    }
}

/// A command from the line, with those that have come after it.
fn run_first(inner: &Arc<Inner>, only: &OnlyWriter, first: Ticket) {
    let (mut writer, answers) = (durable::lock(&only.connection), &only.answers);
    if let Err(refusal) = inner.ids.reserve(&inner.db) {
        first.answer(Err(refusal));
        return;
    }
    // An import or a run is long and nobody's turn: it has the disk to itself.
    let is_bulk = first.mode == Mode::Bulk;
    let mut batch = vec![first];
    let outcomes = match run_batch(inner, &mut writer, &mut batch, answers) {
        Ok(outcomes) => outcomes.into_iter().map(Some).collect(),
        // The batch was lost or its commit failed: only the guilty is refused.
        Err(_) => batch.iter().map(|_| None).collect::<Vec<_>>(),
    };
    let ended = batch.into_iter().zip(outcomes).map(|(mut ticket, outcome)| {
        let outcome = match outcome {
            Some(Outcome::Ended(outcome)) => outcome,
            Some(Outcome::Again(need)) => run_with(inner, &mut writer, &mut ticket, need),
            None => run_alone(inner, &mut writer, &mut ticket),
        };
        (ticket, outcome)
    });
    let ended = ended.collect();
    match is_bulk {
        true => answers.give_after_sync(ended),
        false => answers.give(ended),
    }
    let documents = if inner.queue.length() == 0 { MANY } else { MOST };
    // What fails here fails at a commit too, and is told there.
    let _ = writer.index_search(documents);
}

type Outcomes = Vec<Outcome>;

/// Hardly any command writes before it is refused, so none is given a savepoint, which would copy
/// each page it touches: one that did takes its batch with it, and each is then run alone.
fn run_batch(
    inner: &Arc<Inner>,
    writer: &mut Writer,
    batch: &mut Vec<Ticket>,
    answers: &Answers,
) -> Result<Outcomes, store::Error> {
    let started = inner.stopwatch.now();
    let mut tx = writer.begin()?;
    let mut outcomes = Vec::new();
    loop {
        let ticket = &mut batch[outcomes.len()];
        let outcome;
        (tx, outcome) = run_beside(tx, inner, ticket)?;
        outcomes.push(outcome);
        let is_enough = outcomes.len() >= ENOUGH && answers.are_given();
        if is_enough || batch.len() >= BATCH || inner.stopwatch.since(started) >= BATCH_TIME {
            break;
        }
        match inner.queue.take() {
            Turn::Work(ticket) => batch.push(*ticket),
            Turn::Empty | Turn::Closed => break,
        }
    }
    tx.commit()?;
    Ok(outcomes)
}

/// One command after others in their transaction; fails when all of them must be taken back.
fn run_beside<'c>(
    mut tx: Tx<'c>,
    inner: &Arc<Inner>,
    ticket: &mut Ticket,
) -> Result<(Tx<'c>, Outcome), store::Error> {
    let is_rehearsed = ticket.mode == Mode::Rehearse;
    if is_rehearsed {
        tx.savepoint()?;
    }
    let before = tx.changes();
    let outcome;
    Passed { tx, outcome } = pass(tx, inner, ticket);
    let is_kept = matches!(outcome, Outcome::Ended(Ok(_)));
    let is_written = tx.changes() != before;
    match (is_rehearsed, is_kept, is_written) {
        _ if tx.is_lost() => return Err(store::Error::other("the batch was lost")),
        (true, ..) => tx.rollback_to()?,
        (false, false, true) => {
            return Err(store::Error::other("a command was refused in its middle"));
        }
        (false, true, _) | (false, _, false) => {}
    }
    tx.clear_trouble();
    Ok((tx, outcome))
}

fn pass<'c>(tx: Tx<'c>, inner: &Arc<Inner>, ticket: &mut Ticket) -> Passed<'c> {
    let Ticket { slip, errand, mode, rows, .. } = ticket;
    door::pass(tx, inner, slip, errand, *mode, *rows)
}

/// One command in a transaction of its own.
fn run_alone(
    inner: &Arc<Inner>,
    writer: &mut Writer,
    ticket: &mut Ticket,
) -> Result<Done, Refusal> {
    loop {
        let passed = pass(writer.begin()?, inner, ticket);
        match passed.outcome {
            Outcome::Ended(outcome) => return finish(passed.tx, outcome, ticket.mode),
            Outcome::Again(need) => {
                passed.tx.rollback()?;
                give(inner, ticket, need)?;
            }
        }
    }
}

/// A command that was stopped in its middle, again with what it needs.
fn run_with(
    inner: &Arc<Inner>,
    writer: &mut Writer,
    ticket: &mut Ticket,
    need: Need,
) -> Result<Done, Refusal> {
    give(inner, ticket, need)?;
    run_alone(inner, writer, ticket)
}

fn give(inner: &Arc<Inner>, ticket: &mut Ticket, need: Need) -> Result<(), Refusal> {
    match need {
        Need::Ids => inner.ids.reserve_more(&inner.db),
        Need::RowsApart => {
            ticket.rows = Rows::Apart;
            Ok(())
        }
    }
}

fn finish(tx: Tx<'_>, outcome: Result<Done, Refusal>, mode: Mode) -> Result<Done, Refusal> {
    match (&outcome, mode) {
        (Ok(_), Mode::Now | Mode::Bulk | Mode::Quiet) => tx.commit()?,
        (Ok(_), Mode::Rehearse) | (Err(_), _) => tx.rollback()?,
    }
    outcome
}

/// A PostgreSQL writer: one command a transaction; a serialization failure runs it
/// again. The branch's head is locked first, so this hardly ever happens.
pub(crate) fn run_singly(inner: &Arc<Inner>, writer: &mut Writer) {
    while let Turn::Work(mut ticket) = inner.queue.wait_for_free_branch() {
        let outcome =
            inner.ids.reserve(&inner.db).and_then(|()| run_with_tries(inner, writer, &mut ticket));
        inner.queue.release(ticket.slip.branch);
        ticket.answer(outcome);
    }
}

fn run_with_tries(
    inner: &Arc<Inner>,
    writer: &mut Writer,
    ticket: &mut Ticket,
) -> Result<Done, Refusal> {
    let mut tries = 0;
    loop {
        tries += 1;
        let passed = pass(writer.begin()?, inner, ticket);
        let outcome = match passed.outcome {
            Outcome::Ended(outcome) => outcome,
            Outcome::Again(need) => {
                passed.tx.rollback()?;
                give(inner, ticket, need)?;
                tries = 0;
                continue;
            }
        };
        let trouble = passed.tx.trouble().map(|error| error.kind);
        // A unique key that another process took first: run again and find it.
        let again = matches!(trouble, Some(Kind::Retry | Kind::Unique)) && tries < TRIES;
        let outcome = finish(passed.tx, outcome, ticket.mode);
        if !again {
            return outcome;
        }
    }
}
