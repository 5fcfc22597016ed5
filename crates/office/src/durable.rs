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
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;
use store::{Log, Writer};

/// Who sync the log at the same time: while the disk is busy with one commit, the next need not
/// wait for its answer to be on its way.
const SYNCING: usize = 2;

/// Commits after which the log is taken over: some 20 pages each, 8 MB of log.
const COMMITS: usize = 100;

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
    log: Arc<Closing>,
    /// None only while it is being dropped.
    line: Option<Sender<Vec<Answer>>>,
    /// Commits that are not on the disk yet.
    unsynced: Arc<AtomicUsize>,
    threads: Vec<JoinHandle<()>>,
}

/// The log, and the office that must close when it fails.
struct Closing {
    log: Log,
    inner: Arc<Inner>,
}

impl Answers {
    /// Takes the log over from the writer, and starts who syncs it.
    pub fn of(inner: &Arc<Inner>, writer: &mut Writer) -> Result<Answers, Refusal> {
        let Some(log) = writer.leave_log()? else {
            return Ok(Answers::AtOnce);
        };
        let log = Arc::new(Closing { log, inner: Arc::clone(inner) });
        let (line, waiting) = channel();
        let (due, asked) = sync_channel(1);
        let unsynced = Arc::new(AtomicUsize::new(0));
        let (waiting, taker) = (Arc::new(Mutex::new(waiting)), inner.db.writer()?);
        let mut threads = vec![start("log-pages", move || take_over(taker, &asked))?];
        for _ in 0..SYNCING {
            let (log, waiting, due) = (Arc::clone(&log), Arc::clone(&waiting), due.clone());
            let unsynced = Arc::clone(&unsynced);
            threads.push(start("log", move || answer(&log, &waiting, &unsynced, &due))?);
        }
        Ok(Answers::Synced(Syncing { log, line: Some(line), unsynced, threads }))
    }

    /// Gives answers when what was committed before is on the disk, without waiting for it.
    pub fn give(&self, answers: Vec<Answer>) {
        match self {
            Answers::Synced(Syncing { line: Some(line), unsynced, .. }) => {
                unsynced.fetch_add(1, Ordering::Relaxed);
                if let Err(unsent) = line.send(answers) {
                    tell(unsent.0, &Err(Refusal::broken("nobody syncs the log")));
                }
            }
            Answers::Synced(_) | Answers::AtOnce => self.give_after_sync(answers),
        }
    }

    /// Whether the disk has nothing to do: all that was committed is on it.
    pub fn are_given(&self) -> bool {
        match self {
            Answers::AtOnce => false,
            Answers::Synced(syncing) => syncing.unsynced.load(Ordering::Relaxed) == 0,
        }
    }

    /// The same, and waits for it.
    pub fn give_after_sync(&self, answers: Vec<Answer>) {
        let synced = match self {
            Answers::AtOnce => Ok(()),
            Answers::Synced(syncing) => syncing.log.sync(),
        };
        tell(answers, &synced);
    }
}

impl Drop for Syncing {
    fn drop(&mut self) {
        self.line = None;
        for thread in self.threads.drain(..) {
            let _ = thread.join();
        }
    }
}

impl Closing {
    /// After a failure nobody knows what is on the disk, and only a new start can find out: no
    /// further command is taken.
    fn sync(&self) -> Result<(), Refusal> {
        let synced = self.log.sync();
        if synced.is_err() {
            self.inner.queue.close();
        }
        Ok(synced?)
    }
}

fn start(name: &str, work: impl FnOnce() + Send + 'static) -> Result<JoinHandle<()>, Refusal> {
    let started = std::thread::Builder::new().name(name.into()).spawn(work);
    started.map_err(|error| Refusal::broken(format!("no {name} thread: {error}")))
}

/// Syncs once for all that have been committed since the last time.
fn answer(
    log: &Closing,
    waiting: &Mutex<Receiver<Vec<Answer>>>,
    unsynced: &AtomicUsize,
    due: &SyncSender<()>,
) {
    let mut commits = 0;
    while let Some(batches) = next(waiting) {
        commits += batches.len();
        let synced = log.sync();
        unsynced.fetch_sub(batches.len(), Ordering::Relaxed);
        batches.into_iter().for_each(|answers| tell(answers, &synced));
        if commits >= COMMITS && due.try_send(()).is_ok() {
            commits = 0;
        }
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
fn take_over(mut taker: Writer, asked: &Receiver<()>) {
    while asked.recv().is_ok() {
        let _ = taker.take_over_log();
    }
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
        let log = Closing { log: store::testing::broken_log(), inner };
        let (line, waiting) = channel();
        let (due, _asked) = sync_channel(1);
        let (reply, told) = sync_channel(1);
        let errand = Errand::of(crate::saved_views::RemoveView { saved_view: values::Id::new(1) });
        let slip = bench.slip();
        let ticket = Ticket { slip, errand, mode: Mode::Now, rows: Rows::Together, reply };
        let (receipt, chain) = (String::from("{}"), bench.branch);
        let done = Done { receipt, chain, sequence: 1, how: crate::How::Now };
        line.send(vec![(ticket, Ok(done))]).unwrap();
        drop(line);
        answer(&log, &Mutex::new(waiting), &AtomicUsize::new(1), &due);
        let away = Refusal::Unavailable { reason: Reason::DatabaseAway, retry_after: 2 };
        assert_eq!(told.recv().unwrap().unwrap_err(), away);
        let late = bench.office.inner.queue.wait(None);
        assert!(matches!(late, crate::queue::Turn::Closed));
    }
}
