//! Where the two engines differ, and nowhere else.
//!
//! [`Conn`] is one open connection of either engine. It speaks transactions as plain words, so both
//! get nested savepoints the same way and no driver's transaction type reaches the rooms.

#[expect(clippy::disallowed_methods, reason = "the one place that opens a client")]
pub(crate) mod postgres;
mod schema;
mod search;
#[expect(clippy::disallowed_methods, reason = "the one place that opens a file")]
pub(crate) mod sqlite;

use std::fs::File;
use std::path::Path;
use std::time::Duration;

use crate::db::Options;
use crate::error::Error;
use crate::location::Location;
use crate::row::Row;
use crate::statement::Text;
use crate::value::V;

pub(crate) use search::Bindings;

/// Which of the two engines a database is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// The embedded default: one file.
    Sqlite,
    /// A server.
    Postgres,
}

/// What a connection is opened for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Use {
    Reading,
    Writing,
}

/// The control words of a transaction. All savepoints share one name: both engines take the
/// innermost, so they nest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Word {
    BeginRead,
    BeginWrite,
    Savepoint,
    Release,
    RollbackTo,
    Commit,
    Rollback,
}

/// One open connection.
#[expect(clippy::large_enum_variant, reason = "moved a few times in its life, called often")]
pub(crate) enum Conn {
    Sqlite(sqlite::Conn),
    Postgres(postgres::Conn),
}

/// Calls the same method on whichever engine it is.
macro_rules! either {
    ($conn:expr, $inner:ident => $call:expr) => {
        match $conn {
            Conn::Sqlite($inner) => $call,
            Conn::Postgres($inner) => $call,
        }
    };
}

impl Conn {
    /// Opens a connection for reading or writing; creates the SQLite file if there is none.
    pub(crate) fn open(at: &Location, opened_for: Use, options: &Options) -> Result<Conn, Error> {
        match at {
            Location::Sqlite(file) => {
                sqlite::Conn::open(file, opened_for, options).map(Conn::Sqlite)
            }
            Location::Postgres(url) => {
                postgres::Conn::open(url, opened_for, options).map(Conn::Postgres)
            }
        }
    }

    /// Which engine it is.
    pub(crate) fn engine(&self) -> Engine {
        match self {
            Conn::Sqlite(_) => Engine::Sqlite,
            Conn::Postgres(_) => Engine::Postgres,
        }
    }

    /// Leaves it to the one who holds the log to sync commits; None where there is no such file.
    pub(crate) fn leave_log(&mut self) -> Result<Option<(File, Option<Duration>)>, Error> {
        match self {
            Conn::Sqlite(conn) => conn.leave_log(),
            Conn::Postgres(_) => Ok(None),
        }
    }

    /// Takes pages of the log over into the file; nothing to do on PostgreSQL.
    pub(crate) fn take_over_log(&mut self) -> Result<i64, Error> {
        match self {
            Conn::Sqlite(conn) => conn.take_over_log(),
            Conn::Postgres(_) => Ok(0),
        }
    }

    /// Lets the next commit write at the log's beginning; nothing to do on PostgreSQL.
    pub(crate) fn begin_log_anew(&mut self) -> Result<bool, Error> {
        match self {
            Conn::Sqlite(conn) => conn.begin_log_anew(),
            Conn::Postgres(_) => Ok(true),
        }
    }

    /// Says one control word.
    pub(crate) fn say(&mut self, word: Word) -> Result<(), Error> {
        either!(self, conn => conn.say(word))
    }

    /// Calls `f` with each row of the answer; an error from `f` stops and is returned.
    pub(crate) fn each(
        &mut self,
        text: Text<'_>,
        args: &[V<'_>],
        f: &mut dyn FnMut(&Row<'_>) -> Result<(), Error>,
    ) -> Result<(), Error> {
        either!(self, conn => conn.each(text, args, f))
    }

    /// Runs a statement that answers no rows; gives how many it changed.
    pub(crate) fn exec(&mut self, text: Text<'_>, args: &[V<'_>]) -> Result<u64, Error> {
        either!(self, conn => conn.exec(text, args))
    }

    /// Inserts many rows the fastest way the engine has; gives how many.
    pub(crate) fn insert_many<'v, const N: usize>(
        &mut self,
        table: &'static str,
        columns: [&'static str; N],
        rows: impl Iterator<Item = [V<'v>; N]>,
    ) -> Result<u64, Error> {
        either!(self, conn => conn.insert_many(table, columns, rows))
    }

    /// Adds to the sums kept under keys; gives how many rows.
    pub(crate) fn add_many<const N: usize>(
        &mut self,
        table: &'static str,
        columns: [&'static str; N],
        keys: usize,
        rows: &[[V<'_>; N]],
    ) -> Result<u64, Error> {
        let adding = adding(table, &columns, keys);
        either!(self, conn => conn.insert_and(&adding, table, columns, rows))
    }

    /// Runs DDL, without arguments, not cached.
    pub(crate) fn batch(&mut self, text: &str) -> Result<(), Error> {
        either!(self, conn => conn.batch(text))
    }

    /// A migration's text with its tokens in the engine's spelling.
    pub(crate) fn spell(&self, text: &str) -> Result<String, Error> {
        either!(self, conn => conn.spell(text))
    }

    /// Keeps other nodes from migrating until the transaction ends.
    pub(crate) fn migration_lock(&mut self) -> Result<(), Error> {
        either!(self, conn => conn.migration_lock())
    }

    /// Makes triggers that refuse to change or delete rows of `table`.
    pub(crate) fn make_append_only(&mut self, table: &str) -> Result<(), Error> {
        either!(self, conn => conn.make_append_only(table))
    }

    pub(crate) fn make_writable(&mut self, table: &str) -> Result<(), Error> {
        either!(self, conn => conn.make_writable(table))
    }

    /// Makes the table `search_doc` and its trigram index.
    pub(crate) fn make_search_table(&mut self) -> Result<(), Error> {
        either!(self, conn => conn.make_search_table())
    }

    /// Keeps a table's rows in the tree of its primary key, where the engine can.
    pub(crate) fn cluster(&mut self, table: &str) -> Result<(), Error> {
        either!(self, conn => conn.cluster(table))
    }

    /// From here on documents reach the index some time after their commit.
    pub(crate) fn index_search_later(&mut self) -> Result<(), Error> {
        either!(self, conn => conn.index_search_later())
    }

    /// The query for documents that hold every piece, and its values.
    pub(crate) fn like_query(
        &self,
        branch_id: i64,
        pieces: &[&str],
        limit: usize,
    ) -> (String, Vec<V<'static>>) {
        either!(self, conn => conn.like_query(branch_id, pieces, limit))
    }

    /// The query for so many documents that hold every piece, in no order, and its values.
    pub(crate) fn any_query(
        &self,
        branch_id: i64,
        pieces: &[&str],
        limit: usize,
    ) -> (String, Vec<V<'static>>) {
        either!(self, conn => conn.any_query(branch_id, pieces, limit))
    }

    /// The query for documents that share trigrams, and its values.
    pub(crate) fn near_query(
        &self,
        branch_id: i64,
        trigrams: &[String],
        limit: usize,
    ) -> (String, Vec<V<'static>>) {
        either!(self, conn => conn.near_query(branch_id, trigrams, limit))
    }

    /// Takes waiting documents into the text index, where the engine does not do so itself.
    pub(crate) fn index_search(&mut self, at_least: u32) -> Result<bool, Error> {
        match self {
            Conn::Sqlite(conn) => conn.index_search(at_least),
            Conn::Postgres(_) => Ok(false),
        }
    }

    /// Merges a little of the text index, where the engine does not do so itself.
    pub(crate) fn merge_search(&mut self, pages: u32) -> Result<bool, Error> {
        match self {
            Conn::Sqlite(conn) => conn.merge_search(pages),
            Conn::Postgres(_) => Ok(false),
        }
    }

    /// Copies the database to a new file.
    pub(crate) fn backup(
        &mut self,
        to: &Path,
        progress: &mut dyn FnMut(u64, u64),
    ) -> Result<(), Error> {
        either!(self, conn => conn.backup(to, progress))
    }

    /// What the engine finds wrong; empty when all is well.
    pub(crate) fn integrity_check(&mut self) -> Result<Vec<String>, Error> {
        either!(self, conn => conn.integrity_check())
    }

    /// Has the engine gather what its planner goes by.
    pub(crate) fn refresh_statistics(&mut self) -> Result<(), Error> {
        either!(self, conn => conn.refresh_statistics())
    }

    /// Has the engine parse and plan a statement without running it.
    pub(crate) fn prepare(&mut self, text: Text<'_>) -> Result<(), Error> {
        either!(self, conn => conn.prepare(text).map(|_| ()))
    }

    /// How many rows were changed on it so far; None where the engine does not count.
    pub(crate) fn changes(&self) -> Option<u64> {
        match self {
            Conn::Sqlite(conn) => Some(conn.changes()),
            Conn::Postgres(_) => None,
        }
    }

    /// Whether the transaction that was begun is no longer there.
    pub(crate) fn is_lost(&self) -> bool {
        either!(self, conn => conn.is_lost())
    }
}

/// What an inserted row does where its key is there before: the columns after the first `keys`
/// are added to what is kept.
fn adding(table: &str, columns: &[&str], keys: usize) -> String {
    let (keys, sums) = columns.split_at(keys);
    let added: Vec<_> =
        sums.iter().map(|sum| format!("{sum} = {table}.{sum} + excluded.{sum}")).collect();
    format!(" ON CONFLICT ({}) DO UPDATE SET {}", keys.join(", "), added.join(", "))
}

/// The columns of one row, as the engine's driver holds them.
pub(crate) enum Cells<'r> {
    Sqlite(&'r rusqlite::Row<'r>),
    Postgres(&'r ::postgres::Row),
}

impl Cells<'_> {
    /// One column's value.
    pub(crate) fn value(&self, index: usize) -> Result<V<'_>, Error> {
        match self {
            Cells::Sqlite(row) => sqlite::value(row, index),
            Cells::Postgres(row) => postgres::value(row, index),
        }
    }

    /// How many columns there are.
    pub(crate) fn width(&self) -> usize {
        match self {
            Cells::Sqlite(row) => row.as_ref().column_count(),
            Cells::Postgres(row) => row.len(),
        }
    }
}
