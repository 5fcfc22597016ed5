//! Offices to measure in: a small Cedar in a scratch folder, opened in this process.

use anyhow::{Context, Result};
use demo::DemoAsk;
use office::{Chance, Done, Door, Errand, FixedClock, Mode, Office, OfficeOptions};
use office::{SeededChance, Slip, slip};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use store::{Location, Options};
use values::{Day, Id, Instant, noun};

/// When the benchmark looks at its branches: Monday, March 2, 2026, 3:34 pm at Cedar.
pub const NOW: &str = "2026-03-02T20:34:00Z";

/// Its day.
pub const TODAY: Day = Day::ymd(2026, 3, 2);

/// Always the same chance, so that every run has the same rows.
const SEED: u64 = 412;

/// A folder that goes away when it is dropped.
pub struct Folder(PathBuf);

impl Folder {
    /// An empty folder below `build/`, on the disk that is measured.
    pub fn new(name: &str) -> Result<Folder> {
        Folder::below(Path::new("build"), name)
    }

    /// An empty folder below another.
    pub fn below(parent: &Path, name: &str) -> Result<Folder> {
        let path = parent.join(format!("bench-{name}"));
        if path.exists() {
            std::fs::remove_dir_all(&path)?;
        }
        std::fs::create_dir_all(&path).context("no scratch folder")?;
        Ok(Folder(path))
    }

    /// Where it is.
    pub fn folder(&self) -> &Path {
        &self.0
    }

    /// A file in it.
    pub fn file(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// An open office with the branch Cedar.
pub struct Scratch {
    /// The one door.
    pub office: Office,
    /// Its clock.
    pub clock: Arc<FixedClock>,
    /// Cedar.
    pub branch: Id<noun::Branch>,
}

impl Scratch {
    /// Makes the smallest demo branch in a new file: people, prices, tax, the cast; its
    /// last day is `until`.
    pub fn make(file: &Path, until: Day, options: Options) -> Result<Scratch> {
        Scratch::open(file, options)?.made(until)
    }

    /// The same in an office that is open and empty.
    pub fn made(mut self, until: Day) -> Result<Scratch> {
        let ask = DemoAsk { customers: demo::FEWEST_CUSTOMERS, days: 3, seed: SEED, until };
        self.branch = demo::build(&self.office, &self.clock, &ask, &mut |_, _| {})?.branch;
        Ok(self)
    }

    /// Opens what is there, at the benchmark's instant.
    pub fn open(file: &Path, store: Options) -> Result<Scratch> {
        Scratch::with(file, store, |_| {})
    }

    /// The same with a press or a shelf.
    pub fn with(
        file: &Path,
        store: Options,
        fit: impl FnOnce(&mut OfficeOptions),
    ) -> Result<Scratch> {
        let now = Instant::parse(NOW).map_err(|_| anyhow::anyhow!("{NOW} is no instant"))?;
        let clock = Arc::new(FixedClock::at(now));
        let chance: Arc<dyn Chance> = Arc::new(SeededChance::new(SEED));
        let mut options =
            OfficeOptions { clock: clock.clone(), chance, store, ..OfficeOptions::default() };
        fit(&mut options);
        let location = Location::Sqlite(file.to_owned());
        let office = Office::open(&location, daybook::rooms::rooms(), options)?;
        let branches = office.read(|reader| Ok(office::records::list_branches(reader)?))?;
        let branch = branches.first().map_or(slip::company(), |branch| branch.id);
        Ok(Scratch { office, clock, branch })
    }

    /// Moves the clock to the benchmark's instant, once the branch is made.
    pub fn to_now(&self) -> Result<()> {
        self.to_days_after(0)
    }

    /// The same hour so many days later.
    pub fn to_days_after(&self, days: i64) -> Result<()> {
        let now = Instant::parse(NOW).map_err(|_| anyhow::anyhow!("{NOW} is no instant"))?;
        self.clock.set(now.plus_seconds(days * 86_400));
        Ok(())
    }

    /// A slip of the operator's at the office's instant.
    pub fn slip(&self, door: Door) -> Slip {
        let (who, branch, at) = (slip::operator(), self.branch, self.office.now());
        Slip { who, branch, door, once: None, at }
    }

    /// Runs an errand as the operator.
    pub fn errand(&self, door: Door, errand: Errand, mode: Mode) -> Result<Done> {
        Ok(self.office.errand(self.slip(door), errand, mode)?)
    }
}
