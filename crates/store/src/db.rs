//! The database: readers lent from a pool, writers owned by whoever asks for one.

use std::fs::File;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use crate::dialect::{Conn, Engine, Use, Word};
use crate::error::{Error, Kind};
use crate::location::Location;
use crate::pool::Pool;
use crate::reader::Reader;
use crate::tx::Tx;

/// How hard a commit presses on the disk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Synchronous {
    /// A commit is on the disk before it is answered. What the product runs.
    Full,
    /// A power cut may lose the last commits, never the order; for tests and rehearsals.
    Normal,
}

/// How to open a database.
#[derive(Clone, Debug)]
pub struct Options {
    /// How hard a commit presses on the disk.
    pub synchronous: Synchronous,
    /// Slows each writing commit down, so that a fast disk can stand for a slow one.
    pub extra_sync_delay: Option<Duration>,
    /// The most pages (of 4 KiB) the SQLite file may take; `Kind::Full` beyond.
    pub page_limit: Option<u32>,
    /// The most connections that read at the same time.
    pub readers: usize,
    /// How long to wait for a lock, or for a free reader, before failing with `Kind::Retry`.
    pub patience: Duration,
}

impl Default for Options {
    fn default() -> Options {
        Options {
            synchronous: Synchronous::Full,
            extra_sync_delay: None,
            page_limit: None,
            readers: 8,
            patience: Duration::from_secs(10),
        }
    }
}

/// One database. Clones share the pool of readers.
#[derive(Clone)]
pub struct Db(pub(crate) Arc<Inner>);

/// What the clones of a [`Db`] share.
pub(crate) struct Inner {
    location: Location,
    options: Options,
    readers: Pool,
    /// The connection that takes id blocks, opened when first needed.
    pub(crate) ids: Mutex<Option<Writer>>,
}

impl Db {
    /// Opens a database as the product runs it. Not inside async code.
    pub fn open(location: Location) -> Result<Db, Error> {
        Db::open_with(location, Options::default())
    }

    /// Opens a database with other options. Not inside async code.
    pub fn open_with(location: Location, options: Options) -> Result<Db, Error> {
        let readers = Pool::new(options.readers, options.patience);
        let db = Db(Arc::new(Inner { location, options, readers, ids: Mutex::new(None) }));
        db.read(|_| Ok::<(), Error>(()))?;
        Ok(db)
    }

    /// Which engine it is.
    pub fn engine(&self) -> Engine {
        match self.0.location {
            Location::Sqlite(_) => Engine::Sqlite,
            Location::Postgres(_) => Engine::Postgres,
        }
    }

    /// Where it is.
    pub fn location(&self) -> &Location {
        &self.0.location
    }

    /// Reads in one snapshot: everything `f` sees belongs to the same moment. It cannot write.
    ///
    /// `Kind::Retry` when no reader becomes free while our patience lasts.
    pub fn read<T, E: From<Error>>(
        &self,
        f: impl FnOnce(&mut Reader<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let mut lent = self.0.readers.lend(|| self.connect(Use::Reading))?;
        if let Err(error) = lent.conn().say(Word::BeginRead) {
            // The server may have closed an idle connection; a new one decides.
            if error.kind != Kind::Gone {
                return Err(error.into());
            }
            lent.replace(self.connect(Use::Reading)?);
            lent.conn().say(Word::BeginRead)?;
        }
        let answer = f(&mut Reader::new(lent.conn()));
        if lent.conn().say(Word::Rollback).is_ok() {
            lent.give_back();
        }
        answer
    }

    /// A new connection for writing. SQLite lets one write at a time; the others wait.
    pub fn writer(&self) -> Result<Writer, Error> {
        Ok(Writer { conn: self.connect(Use::Writing)?, db: Arc::downgrade(&self.0) })
    }

    /// Copies one moment of the database to a new file while others go on writing, telling
    /// `progress` how many pages of how many are done. SQLite only; refuses to overwrite.
    pub fn backup(&self, to: &Path, progress: &mut dyn FnMut(u64, u64)) -> Result<(), Error> {
        self.connect(Use::Reading)?.backup(to, progress)
    }

    /// What the engine itself finds wrong with the database; empty when all is well.
    pub fn integrity_check(&self) -> Result<Vec<String>, Error> {
        self.connect(Use::Reading)?.integrity_check()
    }

    /// Lets the engine look at the tables again, so that it picks the right indexes. Worth a run
    /// every night and after an import.
    pub fn refresh_statistics(&self) -> Result<(), Error> {
        self.connect(Use::Writing)?.refresh_statistics()
    }

    pub(crate) fn connect(&self, opened_for: Use) -> Result<Conn, Error> {
        Conn::open(&self.0.location, opened_for, &self.0.options)
    }
}

/// A connection that writes; it outlives its transactions, one at a time.
pub struct Writer {
    pub(crate) conn: Conn,
    db: std::sync::Weak<Inner>,
}

impl Writer {
    /// Begins a transaction; on SQLite it holds the file's write lock from here on.
    ///
    /// `Kind::Retry` when another process holds the lock longer than our patience. A connection the
    /// server has closed is opened anew.
    pub fn begin(&mut self) -> Result<Tx<'_>, Error> {
        match (self.conn.say(Word::BeginWrite), self.db.upgrade()) {
            (Ok(()), _) => {}
            (Err(error), Some(db)) if error.kind == Kind::Gone => {
                self.conn = Db(db).connect(Use::Writing)?;
                self.conn.say(Word::BeginWrite)?;
            }
            (Err(error), _) => return Err(error),
        }
        Ok(Tx::begun(&mut self.conn))
    }

    /// From here on a commit of this writer is seen by readers at once, but stands on the disk
    /// only when the log has been synced; nor does it merge the text index any more, see
    /// [`Writer::merge_search`]. None where a commit answers for itself.
    pub fn leave_log(&mut self) -> Result<Option<Log>, Error> {
        let left = self.conn.leave_log()?;
        Ok(left.map(|(file, delay)| Log::of(file, delay)))
    }

    /// Takes what the write-ahead log holds over into the file. Nobody waits for it; what
    /// readers or another writer still need stays. Gives how many pages the log is long.
    pub fn take_over_log(&mut self) -> Result<i64, Error> {
        self.conn.take_over_log()
    }

    /// Takes the rest of the log over and lets the next commit write at its beginning, where the
    /// file has its place on the disk already: a sync then costs half of what it costs behind
    /// the end of a growing file. Only while no other writer is in a transaction; false when
    /// somebody still reads from the log.
    pub fn begin_log_anew(&mut self) -> Result<bool, Error> {
        self.conn.begin_log_anew()
    }

    /// Takes into the text index the documents that commits have left waiting, when there are at
    /// least so many, between two transactions; says whether it did. Until then a search reads
    /// them one by one.
    pub fn index_search(&mut self, at_least: u32) -> Result<bool, Error> {
        self.conn.index_search(at_least)
    }

    /// Merges so many pages of what commits have added to the text index, between two
    /// transactions; says whether there was anything to merge.
    pub fn merge_search(&mut self, pages: u32) -> Result<bool, Error> {
        self.conn.merge_search(pages)
    }
}

/// The write-ahead log of a writer that goes on while it is synced.
pub struct Log {
    file: File,
    delay: Option<Duration>,
}

impl Log {
    pub(crate) fn of(file: File, delay: Option<Duration>) -> Log {
        Log { file, delay }
    }

    /// Puts on the disk whatever was committed before the call.
    ///
    /// After an error nobody can tell what is on the disk: nothing may be acknowledged any more.
    pub fn sync(&self) -> Result<(), Error> {
        let synced = self.file.sync_data();
        if let Some(delay) = self.delay {
            std::thread::sleep(delay);
        }
        synced.map_err(|cause| {
            Error::new(Kind::Gone, format!("the write-ahead log is not on the disk: {cause}"))
        })
    }
}

impl Inner {
    /// The id connection's lock; a panic while holding it leaves nothing half done.
    pub(crate) fn ids(&self) -> std::sync::MutexGuard<'_, Option<Writer>> {
        self.ids.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
