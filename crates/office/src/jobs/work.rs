//! Working a job: taking its lease, running its chunks, noting how it ended.

use super::JobRow;
use super::records::{self, Job};
use crate::{Command, Desk, Door, Errand, Mode, Office, Refusal, Slip, slip};
use serde::de::DeserializeOwned;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::Duration;
use values::{Id, noun};

/// How long a lease lasts; a worker that dies is replaced after it.
const LEASE_SECONDS: i64 = 60;

/// How often a worker that lives says so, by the machine's own time.
const BEAT: Duration = Duration::from_secs(20);

/// How often a job that fails is tried, with growing pauses, before it is given up.
const ATTEMPTS: i64 = 8;

/// A job at work.
pub struct Work<'w> {
    office: &'w Office,
    /// The job as it stood when it was taken up; `rows_done` is kept up to date.
    pub job: Job,
    watch: &'w mut dyn FnMut(&Job),
}

/// Whether a job goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Going {
    /// It goes on.
    On,
    /// Somebody has cancelled it.
    Cancelled,
}

impl<'w> Work<'w> {
    /// The office, for reading.
    pub fn office(&self) -> &'w Office {
        self.office
    }

    /// What the job was asked with.
    pub fn payload<P: DeserializeOwned>(&self) -> Result<P, Refusal> {
        Ok(serde_json::from_str(&self.job.payload)?)
    }

    /// Runs one chunk: a command that calls [`Desk::finish_chunk`]. The once-key is the
    /// job and the chunk, so that a chunk which was done before a crash is not done again.
    pub fn run<C: Command>(&mut self, chunk: i64, command: C) -> Result<C::Receipt, Refusal> {
        let once = format!("job:{}:{chunk}", self.job.id);
        let slip = self.slip(Some(once));
        let done = self.office.errand(slip, Errand::of(command), Mode::Bulk)?;
        self.refresh()?;
        Ok(serde_json::from_str(&done.receipt)?)
    }

    /// The id at the end of the last noted row's address, such as 512 of `/customers/512`:
    /// what goes by ids goes on behind it after a restart.
    pub fn last_subject(&self) -> Result<Option<i64>, Refusal> {
        let (branch, job) = (self.job.branch, self.job.id);
        let last = self.office.read(|reader| Ok(records::find_last_href(reader, branch, job)?))?;
        let digits = |href: &str| {
            let start = href.trim_end_matches(|letter: char| letter.is_ascii_digit()).len();
            href[start..].parse().ok()
        };
        Ok(last.and_then(|(href,)| digits(&href)))
    }

    /// Notes what came of one row of a job whose rows change nothing in the office: a letter
    /// that left.
    pub fn note(&mut self, row: JobRow) -> Result<(), Refusal> {
        let (job, rows_done) = (self.job.id, self.job.rows_done + 1);
        self.keep(move |desk| desk.finish_chunk(job, std::slice::from_ref(&row), rows_done))?;
        self.refresh()
    }

    /// Notes how many rows there are.
    pub fn know(&mut self, rows_known: i64) -> Result<(), Refusal> {
        let job = self.job.id;
        self.keep(move |desk| records::mark_known(desk, job, rows_known))?;
        self.job.rows_known = rows_known;
        Ok(())
    }

    /// Keeps the lease and asks whether to go on. Call it between chunks.
    pub fn going(&mut self) -> Result<Going, Refusal> {
        keep_lease(self.office, self.job.branch, self.job.id)?;
        self.refresh()?;
        Ok(match self.job.cancelled_at {
            Some(_) => Going::Cancelled,
            None => Going::On,
        })
    }

    fn refresh(&mut self) -> Result<(), Refusal> {
        let (branch, id) = (self.job.branch, self.job.id);
        let job = self.office.read(|reader| Ok(records::find_job(reader, branch, id)?))?;
        if let Some(job) = job {
            self.job = job;
        }
        (self.watch)(&self.job);
        Ok(())
    }

    fn slip(&self, once: Option<String>) -> Slip {
        Slip {
            who: self.job.asked_by,
            branch: self.job.branch,
            door: Door::Job,
            once,
            at: self.office.now(),
        }
    }

    fn keep(
        &self,
        keep: impl FnMut(&mut Desk<'_>) -> Result<(), Refusal> + Send + 'static,
    ) -> Result<(), Refusal> {
        keep_book(self.office, self.job.branch, keep)
    }
}

/// A job's own bookkeeping: it changes nothing in the office, so the journal is spared.
fn keep_book(
    office: &Office,
    branch: Id<noun::Branch>,
    mut keep: impl FnMut(&mut Desk<'_>) -> Result<(), Refusal> + Send + 'static,
) -> Result<(), Refusal> {
    let errand = Errand::quiet("jobs.keep", move |desk| {
        keep(desk)?;
        Ok(String::from("{}"))
    });
    let slip =
        Slip { who: slip::operator(), branch, door: Door::Job, once: None, at: office.now() };
    office.errand(slip, errand, Mode::Quiet)?;
    Ok(())
}

/// Works one job in this thread to its end; `watch` sees it after every chunk. Answers
/// the job as it stands then, or none when somebody else works it.
pub fn work_job(
    office: &Office,
    branch: Id<noun::Branch>,
    id: Id<noun::Job>,
    watch: &mut dyn FnMut(&Job),
) -> Result<Option<Job>, Refusal> {
    if !take_lease(office, branch, id)? {
        return Ok(None);
    }
    let find = || office.read(|reader| Ok(records::find_job(reader, branch, id)?));
    let Some(job) = find()? else { return Ok(None) };
    let kind = office.rooms().job_kind(&job.kind);
    let outcome = match kind {
        Some(kind) => while_alive(office, branch, id, || {
            let mut work = Work { office, job, watch };
            // A job that panics ends with words; the worker goes on to the next.
            let steps = AssertUnwindSafe(|| (kind.work)(&mut work));
            catch_unwind(steps).unwrap_or_else(|_| Err(Refusal::broken("the job panicked")))
        }),
        None => Err(Refusal::broken(format!("no room works {}", job.kind))),
    };
    end(office, branch, id, outcome)?;
    find()
}

/// Does `work` while another thread keeps its lease: one long step, such as a proof of
/// everything, is not begun a second time by another worker.
fn while_alive<T>(
    office: &Office,
    branch: Id<noun::Branch>,
    id: Id<noun::Job>,
    work: impl FnOnce() -> T,
) -> T {
    std::thread::scope(|scope| {
        let (ended, heard) = channel::<()>();
        scope.spawn(move || beat(office, branch, id, &heard));
        let done = work();
        drop(ended);
        done
    })
}

fn beat(office: &Office, branch: Id<noun::Branch>, id: Id<noun::Job>, ended: &Receiver<()>) {
    while ended.recv_timeout(BEAT) == Err(RecvTimeoutError::Timeout) {
        if let Err(refusal) = keep_lease(office, branch, id) {
            tracing::warn!(%refusal, "a lease could not be kept");
        }
    }
}

fn keep_lease(office: &Office, branch: Id<noun::Branch>, id: Id<noun::Job>) -> Result<(), Refusal> {
    let until = office.now().plus_seconds(LEASE_SECONDS);
    keep_book(office, branch, move |desk| records::mark_alive(desk, id, until).map(|_| ()))
}

fn take_lease(
    office: &Office,
    branch: Id<noun::Branch>,
    id: Id<noun::Job>,
) -> Result<bool, Refusal> {
    let until = office.now().plus_seconds(LEASE_SECONDS);
    let taken =
        keep_book(office, branch, move |desk| match records::mark_leased(desk, id, until)? {
            0 => Err(Refusal::conflict("jobs.taken", "Somebody works this already.")),
            _ => Ok(()),
        });
    match taken {
        Ok(()) => Ok(true),
        Err(Refusal::Conflict { .. }) => Ok(false),
        Err(other) => Err(other),
    }
}

fn end(
    office: &Office,
    branch: Id<noun::Branch>,
    id: Id<noun::Job>,
    outcome: Result<(), Refusal>,
) -> Result<(), Refusal> {
    let (job, attempts) = office.read(|reader| {
        let attempts = records::find_attempts(reader, branch, id)?.map_or(0, |(count,)| count);
        Ok((records::find_job(reader, branch, id)?, attempts))
    })?;
    let is_cancelled = job.is_some_and(|job| job.cancelled_at.is_some());
    let now = office.now();
    keep_book(office, branch, move |desk| match &outcome {
        _ if is_cancelled => records::mark_finished(desk, id, "Cancelled; what was done stays."),
        Ok(()) => records::mark_finished(desk, id, "Done."),
        // Only what may pass by itself is worth another try.
        Err(Refusal::Unavailable { reason, .. }) if attempts < ATTEMPTS => {
            let pause = 15i64 << attempts.clamp(0, 10);
            records::mark_postponed(desk, id, now.plus_seconds(pause), reason.words())
        }
        Err(refusal) => records::mark_finished(desk, id, &refusal.words()),
    })
}

/// Works the jobs that wait, one after another; answers how many.
pub fn work_waiting(office: &Office) -> Result<usize, Refusal> {
    let mut worked = 0;
    loop {
        let now = office.now();
        let waiting = office.read(|reader| Ok(records::find_waiting(reader, now)?))?;
        let Some((branch, job)) = waiting else { return Ok(worked) };
        if work_job(office, branch, job, &mut |_| {})?.is_some() {
            worked += 1;
        }
    }
}
