//! Who commits, and when. SQLite has one writer, which commits a batch of commands at
//! once; PostgreSQL has several, each committing command by command.

use crate::Refusal;
use crate::door::{self, Done, Outcome};
use crate::office::{Inner, Mode};
use crate::queue::{Ticket, Turn};
use std::sync::Arc;
use std::time::Duration;
use store::{Kind, Tx, Writer};

/// The most commands in one commit.
const BATCH: usize = 64;

/// The longest a batch may take before it is committed.
const BATCH_TIME: Duration = Duration::from_millis(10);

/// How often PostgreSQL may run a command again after a serialization failure.
const TRIES: usize = 8;

/// The SQLite writer: takes what has queued during the last commit, never waits to
/// fill a batch, answers only after the commit.
pub(crate) fn run_batches(inner: &Arc<Inner>, writer: &mut Writer) {
    while let Turn::Work(first) = inner.queue.wait() {
        if let Err(refusal) = inner.ids.reserve(&inner.db) {
            first.answer(Err(refusal));
            continue;
        }
        let mut batch = vec![*first];
        match run_batch(inner, writer, &mut batch) {
            Ok(outcomes) => {
                for (ticket, outcome) in batch.iter_mut().zip(outcomes) {
                    let outcome = match outcome {
                        Outcome::Ended(outcome) => outcome,
                        Outcome::RanShort => run_with_more(inner, writer, ticket),
                    };
                    ticket.answer(outcome);
                }
            }
            // The batch was lost or its commit failed: only the guilty is refused.
            Err(_) => {
                for ticket in &mut batch {
                    let outcome = run_alone(inner, writer, ticket);
                    ticket.answer(outcome);
                }
            }
        }
    }
}

type Outcomes = Vec<Outcome>;

fn run_batch(
    inner: &Arc<Inner>,
    writer: &mut Writer,
    batch: &mut Vec<Ticket>,
) -> Result<Outcomes, store::Error> {
    let started = inner.stopwatch.now();
    let mut tx = writer.begin()?;
    let mut outcomes = Vec::new();
    let mut place = 0;
    loop {
        tx = run_in_savepoint(inner, tx, &mut batch[place], &mut outcomes)?;
        place += 1;
        if batch.len() >= BATCH || inner.stopwatch.since(started) >= BATCH_TIME {
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

fn run_in_savepoint<'c>(
    inner: &Arc<Inner>,
    mut tx: Tx<'c>,
    ticket: &mut Ticket,
    outcomes: &mut Outcomes,
) -> Result<Tx<'c>, store::Error> {
    tx.savepoint()?;
    let passed = door::pass(tx, inner, &ticket.slip, &mut ticket.errand, ticket.mode);
    let mut tx = passed.tx;
    if tx.is_lost() {
        return Err(store::Error::other("the batch was lost"));
    }
    match &passed.outcome {
        Outcome::Ended(Ok(_)) if ticket.mode != Mode::Rehearse => tx.release()?,
        _ => tx.rollback_to()?,
    }
    tx.clear_trouble();
    outcomes.push(passed.outcome);
    Ok(tx)
}

/// One command in a transaction of its own.
fn run_alone(
    inner: &Arc<Inner>,
    writer: &mut Writer,
    ticket: &mut Ticket,
) -> Result<Done, Refusal> {
    loop {
        let tx = writer.begin()?;
        let passed = door::pass(tx, inner, &ticket.slip, &mut ticket.errand, ticket.mode);
        match passed.outcome {
            Outcome::Ended(outcome) => return finish(passed.tx, outcome, ticket.mode),
            Outcome::RanShort => passed.tx.rollback()?,
        }
        inner.ids.reserve_more(&inner.db)?;
    }
}

/// A command that needed more ids than there were, again with more of them.
fn run_with_more(
    inner: &Arc<Inner>,
    writer: &mut Writer,
    ticket: &mut Ticket,
) -> Result<Done, Refusal> {
    inner.ids.reserve_more(&inner.db)?;
    run_alone(inner, writer, ticket)
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
        let tx = writer.begin()?;
        let passed = door::pass(tx, inner, &ticket.slip, &mut ticket.errand, ticket.mode);
        let outcome = match passed.outcome {
            Outcome::Ended(outcome) => outcome,
            Outcome::RanShort => {
                passed.tx.rollback()?;
                inner.ids.reserve_more(&inner.db)?;
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
