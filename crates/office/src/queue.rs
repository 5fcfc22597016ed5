//! The queue before the writers. On SQLite one writer takes what has queued; on
//! PostgreSQL several do, and a branch's commands follow one another.

use crate::desk::Rows;
use crate::office::Mode;
use crate::{Done, Errand, Office, Reason, Refusal, Slip};
use std::collections::{HashSet, VecDeque};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::SyncSender;
use std::sync::{Condvar, Mutex, MutexGuard};
use std::time::Duration;
use values::{Id, noun};

/// How many commands may wait before the office says it is busy.
const CAPACITY: usize = 2_048;

/// A command that waits for its turn.
pub(crate) struct Ticket {
    pub slip: Slip,
    pub errand: Errand,
    pub mode: Mode,
    pub rows: Rows,
    pub reply: SyncSender<Result<Done, Refusal>>,
}

impl Ticket {
    /// Answers; nobody minds when the asker has gone.
    pub fn answer(&self, outcome: Result<Done, Refusal>) {
        let _ = self.reply.send(outcome);
    }

    fn is_bulk(&self) -> bool {
        self.mode == Mode::Bulk
    }
}

/// What a writer finds when it looks.
pub(crate) enum Turn {
    /// Its next command.
    Work(Box<Ticket>),
    /// Nothing now, or somebody has called it for another thing.
    Empty,
    /// The office has closed.
    Closed,
}

#[derive(Default)]
struct Waiting {
    counter: VecDeque<Box<Ticket>>,
    bulk: VecDeque<Box<Ticket>>,
    busy: HashSet<Id<noun::Branch>>,
    is_called: bool,
    is_closed: bool,
}

impl Waiting {
    fn is_empty(&self) -> bool {
        self.counter.is_empty() && self.bulk.is_empty() && !self.is_closed
    }
}

/// Two lines: people at the counter first, long bulk chunks when nobody waits.
#[derive(Default)]
pub(crate) struct Queue {
    waiting: Mutex<Waiting>,
    arrived: Condvar,
    /// Those who have asked for a command and have no answer yet.
    asking: AtomicUsize,
}

/// Somebody who has asked and waits for the answer.
pub(crate) struct Asking<'q>(&'q Queue);

impl Drop for Asking<'_> {
    fn drop(&mut self) {
        self.0.asking.fetch_sub(1, Ordering::Relaxed);
    }
}

impl Queue {
    fn lock(&self) -> MutexGuard<'_, Waiting> {
        self.waiting.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
    }

    /// Puts a command in line.
    pub fn push(&self, ticket: Ticket) -> Result<(), Refusal> {
        let mut waiting = self.lock();
        if waiting.is_closed || waiting.counter.len() + waiting.bulk.len() >= CAPACITY {
            return Err(Refusal::Unavailable { reason: Reason::Busy, retry_after: 1 });
        }
        match ticket.is_bulk() {
            true => waiting.bulk.push_back(Box::new(ticket)),
            false => waiting.counter.push_back(Box::new(ticket)),
        }
        drop(waiting);
        self.arrived.notify_one();
        Ok(())
    }

    /// Whether nobody else is here: commands in line and at work count, and a closed office is
    /// never empty.
    pub fn is_for_one(&self) -> bool {
        self.asking.load(Ordering::Relaxed) == 1 && self.lock().is_empty()
    }

    /// Counts somebody in who asks for a command, until what is given back is dropped.
    pub fn enter(&self) -> Asking<'_> {
        self.asking.fetch_add(1, Ordering::Relaxed);
        Asking(self)
    }

    /// How many commands wait.
    pub fn length(&self) -> usize {
        let waiting = self.lock();
        waiting.counter.len() + waiting.bulk.len()
    }

    /// Lets the only writer look up, although no command waits for it.
    pub fn call(&self) {
        self.lock().is_called = true;
        self.arrived.notify_one();
    }

    /// Waits for a command, so long at most when a time is given; for the only writer.
    pub fn wait(&self, at_most: Option<Duration>) -> Turn {
        let mut waiting = self.lock();
        loop {
            if let Some(ticket) = waiting.counter.pop_front().or_else(|| waiting.bulk.pop_front()) {
                return Turn::Work(ticket);
            }
            if waiting.is_closed {
                return Turn::Closed;
            }
            if std::mem::take(&mut waiting.is_called) {
                return Turn::Empty;
            }
            let Some(at_most) = at_most else {
                waiting = self.arrived.wait(waiting).unwrap_or_else(|p| p.into_inner());
                continue;
            };
            let woken = self.arrived.wait_timeout(waiting, at_most);
            let timeout;
            (waiting, timeout) = woken.unwrap_or_else(|p| p.into_inner());
            if timeout.timed_out() && waiting.is_empty() {
                return Turn::Empty;
            }
        }
    }

    /// What has queued meanwhile, without waiting; never a bulk chunk.
    pub fn take(&self) -> Turn {
        match self.lock().counter.pop_front() {
            Some(ticket) => Turn::Work(ticket),
            None => Turn::Empty,
        }
    }

    /// Waits for a command of a branch in which no other writer is at work.
    pub fn wait_for_free_branch(&self) -> Turn {
        let mut waiting = self.lock();
        loop {
            let Waiting { counter, bulk, busy, is_closed, .. } = &mut *waiting;
            for line in [counter, bulk] {
                let free = line.iter().position(|ticket| !busy.contains(&ticket.slip.branch));
                if let Some(ticket) = free.and_then(|place| line.remove(place)) {
                    busy.insert(ticket.slip.branch);
                    return Turn::Work(ticket);
                }
            }
            if *is_closed {
                return Turn::Closed;
            }
            waiting = self.arrived.wait(waiting).unwrap_or_else(|p| p.into_inner());
        }
    }

    /// A branch is free again.
    pub fn release(&self, branch: Id<noun::Branch>) {
        self.lock().busy.remove(&branch);
        self.arrived.notify_all();
    }

    /// No more commands; what waits is still done.
    pub fn close(&self) {
        self.lock().is_closed = true;
        self.arrived.notify_all();
    }
}

impl Office {
    /// How many commands wait for a writer.
    pub fn queue_length(&self) -> usize {
        self.inner.queue.length()
    }
}
