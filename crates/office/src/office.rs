//! The office: a database, its rooms, its clock, its writers. All doors hold one.

use crate::desk::Rows;
use crate::door::Done;
use crate::ids::Ids;
use crate::outside::{Caller, Mailer, NoCaller, NoMailer, NoPress, Press};
use crate::page::Me;
use crate::queue::{Queue, Ticket};
use crate::rooms::Rooms;
use crate::shelf::{NoShelf, Shelf};
use crate::standing::Standing;
use crate::vault::Vault;
use crate::writer::{self, OnlyWriter};
use crate::{Chance, Clock, Command, Errand, Refusal, Slip, SystemChance, SystemClock};
use crate::{records, slip};
use std::sync::Arc;
use std::sync::mpsc::sync_channel;
use std::thread::JoinHandle;
use std::time::Duration;
use store::{Db, Engine, Location, Reader};
use values::{Id, Instant, Zone, noun};

/// How a command is run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Done, journalled, committed.
    Now,
    /// The same, but a long chunk that lets people at the counter go first.
    Bulk,
    /// The office's own bookkeeping, without a journal line.
    Quiet,
    /// Done and rolled back: the preview on pages, `--dry-run`, the import check.
    Rehearse,
}

/// What an office is opened with besides its database and rooms.
pub struct OfficeOptions {
    /// The source of time.
    pub clock: Arc<dyn Clock>,
    /// The source of randomness.
    pub chance: Arc<dyn Chance>,
    /// What prints sheets.
    pub press: Arc<dyn Press>,
    /// What sends mail.
    pub mailer: Arc<dyn Mailer>,
    /// What asks services of others.
    pub caller: Arc<dyn Caller>,
    /// What closes private texts.
    pub vault: Arc<Vault>,
    /// What keeps files that came from outside.
    pub shelf: Arc<dyn Shelf>,
    /// How the database syncs; for benchmarks.
    pub store: store::Options,
    /// How many writers PostgreSQL gets.
    pub writers: usize,
}

impl Default for OfficeOptions {
    fn default() -> OfficeOptions {
        OfficeOptions {
            clock: Arc::new(SystemClock),
            chance: Arc::new(SystemChance),
            press: Arc::new(NoPress),
            mailer: Arc::new(NoMailer),
            caller: Arc::new(NoCaller),
            // A key of nobody's: the binary hands in the installation's own.
            vault: Arc::new(Vault::of([0; 32])),
            shelf: Arc::new(NoShelf),
            store: store::Options::default(),
            writers: 8,
        }
    }
}

/// What the desk and the writers share.
pub(crate) struct Inner {
    pub db: Db,
    pub rooms: Rooms,
    pub ids: Ids,
    pub clock: Arc<dyn Clock>,
    pub chance: Arc<dyn Chance>,
    pub press: Arc<dyn Press>,
    pub mailer: Arc<dyn Mailer>,
    pub caller: Arc<dyn Caller>,
    pub vault: Arc<Vault>,
    pub shelf: Arc<dyn Shelf>,
    pub queue: Queue,
    pub stopwatch: Stopwatch,
    pub standing: Standing,
    /// Stands in until the branch's own zone is read.
    pub utc: Zone,
}

/// Measures how long a batch has been going on; decides nothing in the books.
pub(crate) struct Stopwatch(std::time::Instant);

impl Stopwatch {
    fn start() -> Stopwatch {
        Stopwatch(std::time::Instant::now())
    }

    pub fn now(&self) -> Duration {
        self.0.elapsed()
    }

    pub fn since(&self, earlier: Duration) -> Duration {
        self.0.elapsed().saturating_sub(earlier)
    }
}

/// The one door, ready for callers from any thread. Cloning shares it.
#[derive(Clone)]
pub struct Office {
    pub(crate) inner: Arc<Inner>,
    // Dropped last: closes the queue, then waits for the writers.
    writers: Arc<Writers>,
}

struct Writers {
    inner: Arc<Inner>,
    /// SQLite's.
    only: Option<Arc<OnlyWriter>>,
    threads: Vec<JoinHandle<()>>,
}

impl Drop for Writers {
    fn drop(&mut self) {
        self.inner.queue.close();
        for thread in self.threads.drain(..) {
            let _ = thread.join();
        }
    }
}

fn start(work: impl FnOnce() + Send + 'static) -> Result<JoinHandle<()>, Refusal> {
    let started = std::thread::Builder::new().name("writer".into()).spawn(work);
    started.map_err(|error| Refusal::broken(format!("no writer thread: {error}")))
}

impl Writers {
    /// SQLite has one, PostgreSQL so many.
    fn start(inner: &Arc<Inner>, many: usize) -> Result<Writers, Refusal> {
        let mut writers = Writers { inner: Arc::clone(inner), only: None, threads: Vec::new() };
        if inner.db.engine() == Engine::Sqlite {
            let only = Arc::new(OnlyWriter::of(inner, inner.db.writer()?)?);
            writers.only = Some(Arc::clone(&only));
            let inner = Arc::clone(inner);
            writers.threads.push(start(move || writer::run_batches(&inner, &only))?);
            return Ok(writers);
        }
        for _ in 0..many.max(1) {
            let (inner, mut connection) = (Arc::clone(inner), inner.db.writer()?);
            writers.threads.push(start(move || writer::run_singly(&inner, &mut connection))?);
        }
        Ok(writers)
    }
}

impl Office {
    /// Opens the database, brings its tables up to date, starts the writers.
    pub fn open(
        location: &Location,
        rooms: Rooms,
        options: OfficeOptions,
    ) -> Result<Office, Refusal> {
        let db = Db::open_with(location.clone(), options.store.clone())?;
        db.migrate(&rooms.migrations())?;
        let inner = Arc::new(Inner {
            db,
            rooms,
            ids: Ids::default(),
            clock: options.clock,
            chance: options.chance,
            press: options.press,
            mailer: options.mailer,
            caller: options.caller,
            vault: options.vault,
            shelf: options.shelf,
            queue: Queue::default(),
            stopwatch: Stopwatch::start(),
            standing: Standing::default(),
            utc: Zone::parse("UTC").map_err(|error| Refusal::broken(error.to_string()))?,
        });
        let writers = Arc::new(Writers::start(&inner, options.writers)?);
        Ok(Office { inner, writers })
    }

    /// Runs a command to its receipt.
    pub fn run<C: Command>(&self, slip: Slip, command: C) -> Result<C::Receipt, Refusal> {
        let done = self.errand(slip, Errand::of(command), Mode::Now)?;
        Ok(serde_json::from_str(&done.receipt)?)
    }

    /// Runs a command and takes everything back: what would happen?
    pub fn rehearse<C: Command>(&self, slip: Slip, command: C) -> Result<C::Receipt, Refusal> {
        let done = self.errand(slip, Errand::of(command), Mode::Rehearse)?;
        Ok(serde_json::from_str(&done.receipt)?)
    }

    /// Runs a command whose type is forgotten; waits until it is committed.
    pub fn errand(&self, slip: Slip, errand: Errand, mode: Mode) -> Result<Done, Refusal> {
        let _asking = self.inner.queue.enter();
        let (reply, answer) = sync_channel(1);
        let mut ticket = Ticket { slip, errand, mode, rows: Rows::Together, reply };
        let only = self.writers.only.as_ref();
        let outcome = match only.and_then(|only| only.run_on_the_spot(&self.inner, &mut ticket)) {
            Some(outcome) => outcome,
            None => {
                self.inner.queue.push(ticket)?;
                let gone = |_| Refusal::broken("the writer went away");
                answer.recv().map_err(gone).and_then(|outcome| outcome)
            }
        };
        self.inner.standing.learn(&outcome, mode);
        outcome
    }

    /// Reads in one snapshot; whatever `read` asks, it cannot write.
    pub fn read<T>(
        &self,
        read: impl FnOnce(&mut Reader<'_>) -> Result<T, Refusal>,
    ) -> Result<T, Refusal> {
        self.inner.db.read(read)
    }

    /// Who this person is in this branch, with what she may do there.
    pub fn me(
        &self,
        reader: &mut Reader<'_>,
        who: Id<noun::Staff>,
        branch: Id<noun::Branch>,
    ) -> Result<Me, Refusal> {
        let staff =
            records::find_staff(reader, who)?.ok_or(Refusal::NotFound { what: "staff member" })?;
        let branch =
            records::find_branch(reader, branch)?.ok_or(Refusal::NotFound { what: "branch" })?;
        let duties = match who == slip::operator() {
            true => self.inner.rooms.all_duties(),
            false => self.inner.rooms.duties_of(&records::list_roles(reader, who, branch.id)?),
        };
        let zone = Zone::parse(&branch.zone)
            .map_err(|error| Refusal::broken(format!("branch zone: {error}")))?;
        Ok(Me { staff, branch, zone, duties })
    }

    /// Now, by the office's clock.
    pub fn now(&self) -> Instant {
        self.inner.clock.now()
    }

    /// `length` random bytes as hex, for tokens and once-keys.
    pub fn random_hex(&self, length: usize) -> String {
        crate::chance::hex(&*self.inner.chance, length)
    }

    /// What prints sheets; for pages and jobs, never inside a transaction.
    pub fn press(&self) -> &dyn Press {
        &*self.inner.press
    }

    /// What sends mail; for jobs, never inside a transaction.
    pub fn mailer(&self) -> &dyn Mailer {
        &*self.inner.mailer
    }

    /// What asks services of others; for jobs, never inside a transaction.
    pub fn caller(&self) -> &dyn Caller {
        &*self.inner.caller
    }

    /// What opens private texts; for jobs that hand them on.
    pub fn vault(&self) -> &Vault {
        &self.inner.vault
    }

    /// What keeps files that came from outside; for pages and jobs, never inside a
    /// transaction.
    pub fn shelf(&self) -> &dyn Shelf {
        &*self.inner.shelf
    }

    /// The registry.
    pub fn rooms(&self) -> &Rooms {
        &self.inner.rooms
    }

    /// The database, for backup, `doctor` and `verify`; writing goes through commands.
    pub fn db(&self) -> &Db {
        &self.inner.db
    }
}
