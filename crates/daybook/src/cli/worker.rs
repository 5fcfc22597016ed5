//! Works what waits in the background: inside `serve`, or as `daybook worker` beside other
//! processes of the same database. A lease decides who works a job; see `office::jobs`.

use super::output::say;
use super::running::stopped;
use crate::open::{self, Place};
use office::jobs::{self, Planner};
use office::{Office, Refusal};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::JoinHandle;
use std::time::Duration;

/// How long the worker rests when nothing waits.
const REST: Duration = Duration::from_millis(500);

/// After how many rests it looks what the day asks for: a minute.
const LOOK_EVERY: u32 = 120;

/// How much further behind stands a thread that nobody at the counter waits for.
const BEHIND: i32 = 10;

/// `daybook worker`: works until it is told to stop.
pub fn run(place: &Place) -> Result<u8, Refusal> {
    let office = office_in(place)?;
    let worker = Worker::start(office)?;
    say(format!("Working what waits in {}.", place.location));
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|error| Refusal::broken(format!("no signals: {error}")))?;
    runtime.block_on(stopped());
    worker.stop();
    Ok(0)
}

/// `daybook worker --once`: works what waits now and ends, for a clock of the system's.
pub fn once(place: &Place) -> Result<u8, Refusal> {
    match jobs::work_waiting(&office_in(place)?)? {
        0 => say("Nothing waits."),
        1 => say("Worked 1 job."),
        many => say(format!("Worked {many} jobs.")),
    }
    Ok(0)
}

fn office_in(place: &Place) -> Result<Office, Refusal> {
    if !place.is_used() {
        return Err(Refusal::conflict(
            "data.empty",
            format!("There is no office in {}. Name its folder with --data.", place.data.display()),
        ));
    }
    open::office(place, open::clock()?)
}

/// A thread that works one job after another, and puts the day's work in line.
pub struct Worker {
    is_open: Arc<AtomicBool>,
    thread: JoinHandle<()>,
}

impl Worker {
    /// Starts working.
    pub fn start(office: Office) -> Result<Worker, Refusal> {
        let is_open = Arc::new(AtomicBool::new(true));
        let open = Arc::clone(&is_open);
        let thread = std::thread::Builder::new()
            .name("jobs".into())
            .spawn(move || {
                step_behind();
                work(&office, &open);
            })
            .map_err(|error| Refusal::broken(format!("no thread for jobs: {error}")))?;
        Ok(Worker { is_open, thread })
    }

    /// Ends the rest; a job that is being worked is finished first.
    pub fn stop(self) {
        self.is_open.store(false, Ordering::Relaxed);
        self.thread.thread().unpark();
        let _ = self.thread.join();
    }
}

/// The thread that calls this lets those go first that write: a payment need not wait for the
/// pages that others open, nor for the nightly proof.
pub fn step_behind() {
    // A machine that knows no such order does the work all the same.
    let _ = rustix::process::nice(BEHIND);
}

fn work(office: &Office, is_open: &AtomicBool) {
    let mut planner = Planner::default();
    for rests in (0..LOOK_EVERY).cycle() {
        if !is_open.load(Ordering::Relaxed) {
            return;
        }
        if rests == 0
            && let Err(refusal) = planner.plan(office)
        {
            tracing::warn!(%refusal, "the day's work could not be put in line");
        }
        if let Err(refusal) = jobs::work_waiting(office) {
            tracing::warn!(%refusal, "background work waits");
        }
        std::thread::park_timeout(REST);
    }
}
