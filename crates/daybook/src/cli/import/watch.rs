//! Working a job in this process with an eye on it: how far it is and how long it will
//! take, on the error stream; Ctrl-C stops it between two chunks.

use crate::cli::acting::Console;
use office::jobs::records::{Job, find_job};
use office::jobs::{CancelJob, work_job};
use office::{Door, Office, Refusal, Slip, slip};
use std::io::{IsTerminal, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};
use values::{Id, noun};

/// How often somebody who reads a log is told.
const PAUSE: Duration = Duration::from_secs(5);

/// How often it is looked whether somebody else has ended the job.
const LOOK: Duration = Duration::from_secs(1);

/// Works a job to its end, or waits for whoever works it already.
pub fn work(console: &Console, job: Id<noun::Job>) -> Result<Job, Refusal> {
    let office = &console.office;
    let pressed = watch_interrupts()?;
    let mut meter = Meter::start();
    let mut is_told = false;
    loop {
        let mut is_cancelled = false;
        let worked = work_job(office, console.branch, job, &mut |row| {
            meter.show(row);
            if pressed.load(Ordering::Relaxed) > 0 && !is_cancelled {
                is_cancelled = cancel(office, console.branch, job).is_ok();
            }
        })?;
        meter.end();
        if let Some(row) = worked {
            return Ok(row);
        }
        let row = office.read(|reader| Ok(find_job(reader, console.branch, job)?))?;
        let row = row.ok_or(Refusal::NotFound { what: "job" })?;
        if row.finished_at.is_some() {
            return Ok(row);
        }
        if !is_told {
            eprintln!("Another process works on this file; waiting for its end.");
            is_told = true;
        }
        if pressed.load(Ordering::Relaxed) > 0 {
            cancel(office, console.branch, job)?;
        }
        std::thread::sleep(LOOK);
        // What somebody else has read says nothing of how fast this process is.
        meter = Meter::start();
    }
}

/// The operator at the console stops it, whoever has started it.
fn cancel(office: &Office, branch: Id<noun::Branch>, job: Id<noun::Job>) -> Result<(), Refusal> {
    let slip =
        Slip { who: slip::operator(), branch, door: Door::Console, once: None, at: office.now() };
    let reason = String::from("Stopped at the console");
    office.run(slip, CancelJob { job, reason }).map(|_| ())
}

/// Counts how often Ctrl-C was pressed; the second time ends the program at once, which
/// the rows that are in survive as well.
fn watch_interrupts() -> Result<Arc<AtomicUsize>, Refusal> {
    let pressed = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&pressed);
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|error| Refusal::broken(format!("no runtime for signals: {error}")))?;
    let wait = move || {
        runtime.block_on(async {
            while tokio::signal::ctrl_c().await.is_ok() {
                match count.fetch_add(1, Ordering::Relaxed) {
                    0 => eprintln!("\nStopping after this chunk; once more stops at once."),
                    _ => std::process::exit(i32::from(super::INTERRUPTED)),
                }
            }
        });
    };
    std::thread::Builder::new()
        .name("interrupts".into())
        .spawn(wait)
        .map_err(|error| Refusal::broken(format!("no thread for signals: {error}")))?;
    Ok(pressed)
}

/// How far a job is.
struct Meter {
    started: Instant,
    before: Option<i64>,
    told: Option<Instant>,
    is_terminal: bool,
}

impl Meter {
    fn start() -> Meter {
        let is_terminal = std::io::stderr().is_terminal();
        Meter { started: now(), before: None, told: None, is_terminal }
    }

    fn show(&mut self, job: &Job) {
        let before = *self.before.get_or_insert(job.rows_done);
        let is_due = self.told.is_none_or(|told| told.elapsed() >= PAUSE);
        if job.rows_done == before || !(self.is_terminal || is_due) {
            return;
        }
        self.told = Some(now());
        let left = time_left(self.started.elapsed(), job.rows_done - before, job);
        let words = match job.rows_known > job.rows_done {
            true => format!("{} of about {} rows{left}", job.rows_done, job.rows_known),
            false => format!("{} rows", job.rows_done),
        };
        let mut err = std::io::stderr().lock();
        // Progress that nobody can be told of is no reason to stop.
        let _ = match self.is_terminal {
            true => write!(err, "\r\u{1b}[K{words}").and_then(|()| err.flush()),
            false => writeln!(err, "{words}"),
        };
    }

    fn end(&mut self) {
        if self.is_terminal && self.told.take().is_some() {
            eprintln!();
        }
    }
}

/// ", 2 min left", from how long the rows so far have taken.
fn time_left(elapsed: Duration, done: i64, job: &Job) -> String {
    let left = u128::try_from(job.rows_known - job.rows_done).unwrap_or(0);
    let seconds = elapsed.as_millis() * left / u128::try_from(done).unwrap_or(1).max(1) / 1000;
    match (left, seconds) {
        (0, _) => String::new(),
        (_, 0..100) => format!(", {seconds} s left"),
        (_, seconds) => format!(", {} min left", seconds.div_ceil(60)),
    }
}

fn now() -> Instant {
    Instant::now()
}
