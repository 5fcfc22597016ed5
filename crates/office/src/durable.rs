//! What is committed is answered when it is on the disk. On SQLite the writer goes on with the
//! next commands while other threads sync the log for those before; one more takes the log's
//! pages over into the file, so that nobody at the counter waits for that either.
//!
//! Readers may see a commit a moment before it is on the disk; nobody is told that it is done.
//! Work that leaves the house (mail, a processor's call) begins by a commit of its own, and a
//! log that holds that commit holds all before it.

use crate::office::Inner;
use crate::queue::Ticket;
use crate::{Done, Refusal};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, Sender, SyncSender, channel, sync_channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;
use store::{Log, Writer};

/// Who sync the log at the same time: while the disk is busy with one commit, the next need not
/// wait for its answer to be on its way.
const SYNCING: usize = 2;

/// Commits after which the log is taken over: some 40 pages each, 16 MB of log.
const COMMITS: usize = 100;

/// Pages, 32 MB, from which on the log begins anew.
const LONG: i64 = 8_192;

/// How often that is tried when somebody reads from the log, and how long she is left to.
const TRIES: usize = 20;
const PAUSE: Duration = Duration::from_millis(5);

/// A command that is committed, and what came of it.
pub(crate) type Answer = (Ticket, Result<Done, Refusal>);

/// Where a writer leaves its answers.
pub(crate) enum Answers {
    /// A commit answers for itself.
    AtOnce,
    /// They wait for the log.
    Synced(Syncing),
}

/// The line of answers before the log, and who works at it.
pub(crate) struct Syncing {
    /// None only while it is being dropped.
    log: Option<Arc<Closing>>,
    /// None only while it is being dropped.
    line: Option<Sender<Vec<Answer>>>,
    threads: Vec<JoinHandle<()>>,
}

/// The log, the office that must close when it fails, and who takes its pages over.
struct Closing {
    log: Log,
    inner: Arc<Inner>,
    /// Commits that are not on the disk yet.
    unsynced: AtomicUsize,
    /// Commits since the log was last taken over.
    commits: AtomicUsize,
    taker: SyncSender<()>,
}

impl Answers {
    /// Takes the log over from the writer, and starts who syncs it.
    pub fn of(inner: &Arc<Inner>, writer: &Arc<Mutex<Writer>>) -> Result<Answers, Refusal> {
        let Some(log) = lock(writer).leave_log()? else {
            return Ok(Answers::AtOnce);
        };
        let (line, waiting) = channel();
        let (asker, asked) = sync_channel(1);
        let log = Arc::new(Closing::of(log, inner, asker));
        let (waiting, taker) = (Arc::new(Mutex::new(waiting)), inner.db.writer()?);
        let writer = Arc::clone(writer);
        let mut threads = vec![start("log-pages", move || take_over(taker, &writer, &asked))?];
        for _ in 0..SYNCING {
            let (log, waiting) = (Arc::clone(&log), Arc::clone(&waiting));
            threads.push(start("log", move || answer(&log, &waiting))?);
        }
        Ok(Answers::Synced(Syncing { log: Some(log), line: Some(line), threads }))
    }

    /// Gives answers when what was committed before is on the disk, without waiting for it.
    pub fn give(&self, answers: Vec<Answer>) {
        match self {
            Answers::Synced(Syncing { line: Some(line), log: Some(log), .. }) => {
                log.unsynced.fetch_add(1, Ordering::Relaxed);
                if let Err(unsent) = line.send(answers) {
                    tell(unsent.0, &Err(Refusal::broken("nobody syncs the log")));
                }
            }
            Answers::Synced(_) | Answers::AtOnce => self.give_after_sync(answers),
        }
    }

    /// Whether the disk has nothing to do: all that was committed is on it.
    pub fn are_given(&self) -> bool {
        self.log().is_some_and(|log| log.unsynced.load(Ordering::Relaxed) == 0)
    }

    /// Whether somebody who commits now may sync it himself: nobody else is at it.
    pub fn is_quiet(&self) -> bool {
        self.log().is_none() || self.are_given()
    }

    /// The same, and waits for it.
    pub fn give_after_sync(&self, answers: Vec<Answer>) {
        tell(answers, &self.sync());
    }

    /// Waits until all that was committed is on the disk.
    pub fn sync(&self) -> Result<(), Refusal> {
        let Some(log) = self.log() else { return Ok(()) };
        log.unsynced.fetch_add(1, Ordering::Relaxed);
        log.sync(1)
    }

    fn log(&self) -> Option<&Closing> {
        match self {
            Answers::AtOnce => None,
            Answers::Synced(syncing) => syncing.log.as_deref(),
        }
    }
}

impl Drop for Syncing {
    fn drop(&mut self) {
        (self.line, self.log) = (None, None);
        for thread in self.threads.drain(..) {
            let _ = thread.join();
        }
    }
}

impl Closing {
    fn of(log: Log, inner: &Arc<Inner>, taker: SyncSender<()>) -> Closing {
        let (unsynced, commits) = (AtomicUsize::new(0), AtomicUsize::new(0));
        Closing { log, inner: Arc::clone(inner), unsynced, commits, taker }
    }

    /// Puts so many commits on the disk. After a failure nobody knows what is on it, and only a
    /// new start can find out: no further command is taken.
    fn sync(&self, commits: usize) -> Result<(), Refusal> {
        let synced = self.log.sync();
        self.unsynced.fetch_sub(commits, Ordering::Relaxed);
        if synced.is_err() {
            self.inner.queue.close();
        }
        let all = self.commits.fetch_add(commits, Ordering::Relaxed) + commits;
        if all >= COMMITS && self.taker.try_send(()).is_ok() {
            self.commits.store(0, Ordering::Relaxed);
        }
        Ok(synced?)
    }
}

fn start(name: &str, work: impl FnOnce() + Send + 'static) -> Result<JoinHandle<()>, Refusal> {
    let started = std::thread::Builder::new().name(name.into()).spawn(work);
    started.map_err(|error| Refusal::broken(format!("no {name} thread: {error}")))
}

/// Syncs once for all that have been committed since the last time.
fn answer(log: &Closing, waiting: &Mutex<Receiver<Vec<Answer>>>) {
    while let Some(batches) = next(waiting) {
        let synced = log.sync(batches.len());
        batches.into_iter().for_each(|answers| tell(answers, &synced));
    }
}

/// All that wait, once there are any; None when nothing more will come.
fn next(waiting: &Mutex<Receiver<Vec<Answer>>>) -> Option<Vec<Vec<Answer>>> {
    let waiting = waiting.lock().unwrap_or_else(PoisonError::into_inner);
    let mut batches = vec![waiting.recv().ok()?];
    batches.extend(waiting.try_iter());
    Some(batches)
}

fn tell(answers: Vec<Answer>, synced: &Result<(), Refusal>) {
    for (ticket, outcome) in answers {
        ticket.answer(synced.clone().and(outcome));
    }
}

/// A failure leaves the pages where they are; the writer takes them when the log grows long.
fn take_over(mut taker: Writer, writer: &Mutex<Writer>, asked: &Receiver<()>) {
    while asked.recv().is_ok() {
        if taker.take_over_log().is_ok_and(|length| length >= LONG) {
            begin_anew(&mut taker, writer);
        }
    }
}

/// While nobody writes, which is what it holds the writer for.
fn begin_anew(taker: &mut Writer, writer: &Mutex<Writer>) {
    for _ in 0..TRIES {
        let nobody_writes = lock(writer);
        let is_begun = taker.begin_log_anew();
        drop(nobody_writes);
        if is_begun.unwrap_or(true) {
            break;
        }
        std::thread::sleep(PAUSE);
    }
}

/// The writer, for as long as the guard lives; a panic while it was held took back what was done.
pub(crate) fn lock(writer: &Mutex<Writer>) -> MutexGuard<'_, Writer> {
    writer.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::desk::Rows;
    use crate::{Errand, Mode, Reason, Rooms};

    #[test]
    fn after_a_failed_sync_nobody_is_told_that_it_is_done_and_no_command_is_taken() {
        let bench = crate::testing::Bench::new(Rooms::default());
        let inner = Arc::clone(&bench.office.inner);
        let (taker, _asked) = sync_channel(1);
        let log = Closing::of(store::testing::broken_log(), &inner, taker);
        let (line, waiting) = channel();
        let (reply, told) = sync_channel(1);
        let errand = Errand::of(crate::saved_views::RemoveView { saved_view: values::Id::new(1) });
        let slip = bench.slip();
        let ticket = Ticket { slip, errand, mode: Mode::Now, rows: Rows::Together, reply };
        let (receipt, chain) = (String::from("{}"), bench.branch);
        let done = Done { receipt, chain, sequence: 1, how: crate::How::Now };
        line.send(vec![(ticket, Ok(done))]).unwrap();
        drop(line);
        log.unsynced.fetch_add(1, Ordering::Relaxed);
        answer(&log, &Mutex::new(waiting));
        let away = Refusal::Unavailable { reason: Reason::DatabaseAway, retry_after: 2 };
        assert_eq!(told.recv().unwrap().unwrap_err(), away);
        let late = bench.office.inner.queue.wait(None);
        assert!(matches!(late, crate::queue::Turn::Closed));
    }
}
