//! Scratch databases for tests, on both engines; behind the feature `testing`.
//!
//! SQLite lies in a temporary folder. PostgreSQL is a cluster of the test process's own, made with
//! the binaries in `/usr/lib/postgresql`, one database per scratch. Without the binaries there is
//! none, unless `DAYBOOK_REQUIRE_PG=1` insists.

mod cluster;
mod folder;

use std::ops::Deref;

use crate::db::{Db, Log, Options, Synchronous};
use crate::location::Location;

pub use folder::Folder;

/// A database that goes away when it is dropped.
pub struct Scratch {
    // Before its place: the connections close first.
    db: Db,
    _place: Place,
}

/// What lies behind a scratch database, held for the sake of its `Drop`.
enum Place {
    Folder { _folder: Folder },
    Database { _database: cluster::Database },
}

impl Deref for Scratch {
    type Target = Db;

    fn deref(&self) -> &Db {
        &self.db
    }
}

/// An empty SQLite database.
pub fn scratch_sqlite() -> Scratch {
    scratch_sqlite_with(quick())
}

/// An empty SQLite database, opened with other options.
pub fn scratch_sqlite_with(options: Options) -> Scratch {
    let folder = Folder::new();
    let location = Location::Sqlite(folder.path().join("daybook.db"));
    let db = Db::open_with(location, options).expect("a new SQLite file opens");
    Scratch { db, _place: Place::Folder { _folder: folder } }
}

/// A log that no disk takes.
///
/// # Panics
/// Where there is no `/dev/null`.
pub fn broken_log() -> Log {
    Log::of(std::fs::File::open("/dev/null").expect("there is a /dev/null"), None)
}

/// An empty PostgreSQL database, or None where PostgreSQL is not installed.
pub fn scratch_postgres() -> Option<Scratch> {
    scratch_postgres_with(quick())
}

/// An empty PostgreSQL database, opened with other options.
pub fn scratch_postgres_with(options: Options) -> Option<Scratch> {
    let database = cluster::Database::create()?;
    let location = Location::Postgres(database.url());
    let db = Db::open_with(location, options).expect("the scratch cluster accepts connections");
    Some(Scratch { db, _place: Place::Database { _database: database } })
}

/// Runs a test on an empty database of each engine that is there; SQLite always is.
pub fn on_each_engine(test: impl Fn(&Db)) {
    on_each_engine_with(&quick(), test);
}

/// Like `on_each_engine`, opened with other options.
pub fn on_each_engine_with(options: &Options, test: impl Fn(&Db)) {
    test(&scratch_sqlite_with(options.clone()));
    match scratch_postgres_with(options.clone()) {
        Some(scratch) => test(&scratch),
        None => eprintln!("no PostgreSQL here: ran on SQLite only"),
    }
}

/// Prepares every registered statement of the program; gives the failures.
///
/// The database must be migrated. The caller asserts a minimum count: statements of a crate that
/// nothing names are not linked.
pub fn prepare_all(db: &Db) -> Vec<String> {
    let mut failures = Vec::new();
    for sql in crate::statements() {
        // One snapshot each: on PostgreSQL a failure ends the transaction.
        if let Err(error) = db.read(|reader| reader.prepare(sql)) {
            failures.push(error.to_string());
        }
    }
    failures
}

/// Tests need no protection from power cuts.
fn quick() -> Options {
    Options { synchronous: Synchronous::Normal, ..Options::default() }
}
