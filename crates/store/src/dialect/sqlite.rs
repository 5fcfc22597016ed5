//! SQLite: one file, write-ahead log, FULL synchronous.

use std::borrow::Borrow;
use std::collections::HashMap;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{Connection, ErrorCode, Statement, ToSql, ffi};

use super::{Cells, Use, Word};
use crate::db::{Options, Synchronous};
use crate::error::{Error, Kind};
use crate::row::Row;
use crate::statement::{Sql, Text};
use crate::value::V;

mod care;
mod schema;
mod search;

/// Statements kept prepared per connection.
const PREPARED: usize = 256;
/// Page cache of the writing connection, in KiB.
const WRITER_CACHE_KIB: i64 = 16 * 1024;
/// Page cache of each reading connection, in KiB.
const READER_CACHE_KIB: i64 = 4 * 1024;
/// What the write-ahead log may keep on the disk between checkpoints.
const LOG_BYTES: i64 = 64 << 20;
/// Pages in the log from which on a writer that does not sync takes them over itself, in every
/// commit until readers let the log begin anew: 256 MB, far more than whoever does it beside the
/// writer leaves there.
const MOST_LOG_PAGES: i64 = 65_536;
/// How often what was written while the log was taken over is taken over too. Only when all of
/// it is in the file does the log begin anew.
const ROUNDS: usize = 4;

/// One connection to the file.
pub(crate) struct Conn {
    pub(super) inner: Connection,
    delay: Option<Duration>,
    synchronous: Synchronous,
    /// Where each registered statement's arguments go, by the address of its text.
    places: HashMap<usize, Box<[usize]>>,
}

impl Conn {
    pub(crate) fn open(file: &Path, opened_for: Use, options: &Options) -> Result<Conn, Error> {
        let inner = Connection::open(file).map_err(|cause| failure(cause, None))?;
        let Options { extra_sync_delay: delay, synchronous, .. } = *options;
        let conn = Conn { inner, delay, synchronous, places: HashMap::new() };
        conn.set_up(opened_for, options).map_err(|cause| failure(cause, None))?;
        Ok(conn)
    }

    fn set_up(&self, opened_for: Use, options: &Options) -> rusqlite::Result<()> {
        let synchronous = match options.synchronous {
            Synchronous::Full => "FULL",
            Synchronous::Normal => "NORMAL",
        };
        self.inner.busy_timeout(options.patience)?;
        self.inner.set_prepared_statement_cache_capacity(PREPARED);
        self.inner.pragma_update(None, "journal_mode", "WAL")?;
        self.inner.pragma_update(None, "synchronous", synchronous)?;
        self.inner.pragma_update(None, "foreign_keys", "ON")?;
        // Without it INSERT OR REPLACE deletes rows behind the append-only triggers' back.
        self.inner.pragma_update(None, "recursive_triggers", "ON")?;
        self.inner.pragma_update(None, "mmap_size", 0)?;
        // A statement keeps its plan: else each new value bound to one has it planned anew.
        self.inner.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
        // The log shrinks back after a long report or a large import has let it grow.
        self.inner.pragma_update(None, "journal_size_limit", LOG_BYTES)?;
        match opened_for {
            Use::Reading => {
                self.inner.pragma_update(None, "cache_size", -READER_CACHE_KIB)?;
                self.inner.pragma_update(None, "query_only", "ON")?;
            }
            Use::Writing => {
                self.inner.pragma_update(None, "cache_size", -WRITER_CACHE_KIB)?;
                // What a savepoint would need to go back goes to no file.
                self.inner.pragma_update(None, "temp_store", "MEMORY")?;
                if let Some(pages) = options.page_limit {
                    self.inner.pragma_update(None, "max_page_count", pages)?;
                }
            }
        }
        Ok(())
    }

    /// From here on a commit writes the log and leaves it to the one who holds the file to put
    /// it on the disk. None when commits are not synced at all.
    pub(crate) fn leave_log(&mut self) -> Result<Option<(File, Option<Duration>)>, Error> {
        if self.synchronous == Synchronous::Normal {
            return Ok(None);
        }
        let (Some(folder), Some(path)) = (self.folder(), self.inner.path()) else {
            return Ok(None);
        };
        let file = open_log(&folder, &format!("{path}-wal")).map_err(|cause| {
            Error::new(Kind::Gone, format!("the write-ahead log does not open: {cause}"))
        })?;
        let failed = |cause| failure(cause, None);
        self.inner.pragma_update(None, "synchronous", "NORMAL").map_err(failed)?;
        self.inner.pragma_update(None, "wal_autocheckpoint", MOST_LOG_PAGES).map_err(failed)?;
        self.leave_merging().map_err(failed)?;
        Ok(Some((file, self.delay.take())))
    }

    fn folder(&self) -> Option<PathBuf> {
        let folder = Path::new(self.inner.path()?).parent()?;
        Some(if folder.as_os_str().is_empty() { PathBuf::from(".") } else { folder.to_owned() })
    }

    /// Takes the log's pages over into the file, as far as no reader and no writer need wait;
    /// gives how many pages the log is long.
    pub(crate) fn take_over_log(&mut self) -> Result<i64, Error> {
        let mut length = 0;
        for _ in 0..ROUNDS {
            let taken = self.inner.query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |row| {
                length = row.get("log")?;
                Ok(length <= row.get::<_, i64>("checkpointed")?)
            });
            if taken.map_err(|cause| failure(cause, None))? {
                break;
            }
        }
        Ok(length)
    }

    /// Takes the last pages over and lets the next commit write at the log's beginning; false
    /// while somebody still reads from the log.
    pub(crate) fn begin_log_anew(&mut self) -> Result<bool, Error> {
        let failed = |cause| failure(cause, None);
        self.inner.busy_timeout(Duration::ZERO).map_err(failed)?;
        let begun = self.inner.query_row("PRAGMA wal_checkpoint(RESTART)", [], |row| {
            Ok(row.get::<_, i64>("busy")? == 0)
        });
        begun.map_err(failed)
    }

    pub(crate) fn say(&mut self, word: Word) -> Result<(), Error> {
        let text = match word {
            Word::BeginRead => "BEGIN DEFERRED",
            Word::BeginWrite => "BEGIN IMMEDIATE",
            Word::Savepoint => "SAVEPOINT step",
            Word::Release => "RELEASE step",
            Word::RollbackTo => "ROLLBACK TO step",
            Word::Commit => "COMMIT",
            Word::Rollback => "ROLLBACK",
        };
        let said = self.inner.prepare_cached(text).and_then(|mut words| words.raw_execute());
        said.map_err(|cause| failure(cause, None))?;
        if let (Word::Commit, Some(delay)) = (word, self.delay) {
            std::thread::sleep(delay);
        }
        Ok(())
    }

    pub(crate) fn each(
        &mut self,
        text: Text<'_>,
        args: &[V<'_>],
        f: &mut dyn FnMut(&Row<'_>) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let failed = |cause| failure(cause, text.sql());
        let mut statement = self.inner.prepare_cached(words(text)).map_err(failed)?;
        bind(&mut self.places, &mut statement, text, args)?;
        let mut rows = statement.raw_query();
        while let Some(row) = rows.next().map_err(failed)? {
            f(&Row(Cells::Sqlite(row))).map_err(|error| error.at(text.sql()))?;
        }
        Ok(())
    }

    pub(crate) fn exec(&mut self, text: Text<'_>, args: &[V<'_>]) -> Result<u64, Error> {
        let failed = |cause| failure(cause, text.sql());
        let mut statement = self.inner.prepare_cached(words(text)).map_err(failed)?;
        bind(&mut self.places, &mut statement, text, args)?;
        Ok(statement.raw_execute().map_err(failed)? as u64)
    }

    pub(crate) fn insert_many<'v, const N: usize>(
        &mut self,
        table: &'static str,
        columns: [&'static str; N],
        rows: impl Iterator<Item = [V<'v>; N]>,
    ) -> Result<u64, Error> {
        self.each_row(&insertion(table, &columns), rows)
    }

    /// Inserts rows; `clause` says what becomes of those whose key is there before.
    pub(crate) fn insert_and<const N: usize>(
        &mut self,
        clause: &str,
        table: &'static str,
        columns: [&'static str; N],
        rows: &[[V<'_>; N]],
    ) -> Result<u64, Error> {
        let text = insertion(table, &columns) + clause;
        self.each_row(&text, rows.iter())
    }

    fn each_row<'v, const N: usize, R: Borrow<[V<'v>; N]>>(
        &mut self,
        text: &str,
        rows: impl Iterator<Item = R>,
    ) -> Result<u64, Error> {
        let failed = |cause| failure(cause, None);
        let mut statement = self.inner.prepare_cached(text).map_err(failed)?;
        let mut count = 0;
        for row in rows {
            for (index, value) in row.borrow().iter().enumerate() {
                statement.raw_bind_parameter(index + 1, Bound(value)).map_err(failed)?;
            }
            count += statement.raw_execute().map_err(failed)? as u64;
        }
        Ok(count)
    }

    pub(crate) fn batch(&mut self, text: &str) -> Result<(), Error> {
        self.inner.execute_batch(text).map_err(|cause| failure(cause, None))
    }

    pub(crate) fn prepare(&mut self, text: Text<'_>) -> Result<(), Error> {
        let prepared = self.inner.prepare(words(text));
        prepared.map(|_| ()).map_err(|cause| failure(cause, text.sql()))
    }

    /// Rows inserted, updated and deleted since the connection was opened, by triggers too.
    pub(crate) fn changes(&self) -> u64 {
        self.inner.total_changes()
    }

    /// A failed statement (a full disk, say) may end the whole transaction; SQLite then stands in
    /// autocommit and would commit every later statement alone.
    pub(crate) fn is_lost(&self) -> bool {
        self.inner.is_autocommit()
    }
}

/// The log's file, its name safe in its folder. It is there while any connection is open.
fn open_log(folder: &Path, path: &str) -> std::io::Result<File> {
    let file = File::options().read(true).write(true).open(path)?;
    File::open(folder)?.sync_all()?;
    Ok(file)
}

fn words(text: Text<'_>) -> &str {
    match text {
        Text::Fixed(sql) => sql.text,
        Text::Joined(text) => text,
    }
}

/// The text that inserts one row, by a place a column.
fn insertion(table: &str, columns: &[&str]) -> String {
    let mut text = String::with_capacity(40 + table.len() + 24 * columns.len());
    text.push_str("INSERT INTO ");
    text.push_str(table);
    let mut before = " (";
    for column in columns {
        text.push_str(before);
        text.push_str(column);
        before = ", ";
    }
    text.push_str(") VALUES (?");
    text.extend(columns.iter().skip(1).map(|_| ", ?"));
    text.push(')');
    text
}

/// Binds by name: SQLite numbers `$2` by first appearance, not by its digits.
fn bind(
    known: &mut HashMap<usize, Box<[usize]>>,
    statement: &mut Statement<'_>,
    text: Text<'_>,
    args: &[V<'_>],
) -> Result<(), Error> {
    match text {
        Text::Fixed(sql) => {
            let address = sql.text.as_ptr().addr();
            let places = known.entry(address).or_insert_with(|| places(statement));
            bind_to(places, statement, text.sql(), args)
        }
        Text::Joined(_) => bind_to(&places(statement), statement, None, args),
    }
}

/// Which argument each placeholder stands for, counted from one; 0 when it has no number.
fn places(statement: &Statement<'_>) -> Box<[usize]> {
    let number = |index| {
        let name = statement.parameter_name(index).unwrap_or_default();
        name.get(1..).and_then(|digits| digits.parse().ok()).unwrap_or(0)
    };
    (1..=statement.parameter_count()).map(number).collect()
}

fn bind_to(
    places: &[usize],
    statement: &mut Statement<'_>,
    sql: Option<Sql>,
    args: &[V<'_>],
) -> Result<(), Error> {
    for (index, place) in places.iter().enumerate() {
        let Some(value) = place.checked_sub(1).and_then(|place| args.get(place)) else {
            let name = statement.parameter_name(index + 1).unwrap_or_default();
            return Err(Error::other(format!("no argument for placeholder {name:?}")).at(sql));
        };
        let bound = statement.raw_bind_parameter(index + 1, Bound(value));
        bound.map_err(|cause| failure(cause, sql))?;
    }
    let highest = places.iter().copied().max().unwrap_or(0);
    if highest < args.len() {
        let count = args.len();
        return Err(Error::other(format!("takes {highest} arguments, got {count}")).at(sql));
    }
    Ok(())
}

/// A value on its way into SQLite: days are TEXT, truth values 0 and 1.
struct Bound<'b>(&'b V<'b>);

impl ToSql for Bound<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(match self.0 {
            V::Null => ToSqlOutput::Borrowed(ValueRef::Null),
            V::Int(number) => ToSqlOutput::from(*number),
            V::Bool(truth) => ToSqlOutput::from(*truth),
            V::Text(text) => ToSqlOutput::Borrowed(ValueRef::Text(text.as_bytes())),
            V::Bytes(bytes) => ToSqlOutput::Borrowed(ValueRef::Blob(bytes)),
            V::Day(day) => ToSqlOutput::from(day.to_string()),
        })
    }
}

/// One column of a row.
pub(super) fn value<'r>(row: &'r rusqlite::Row<'_>, index: usize) -> Result<V<'r>, Error> {
    let cell = row.get_ref(index).map_err(|cause| failure(cause, None))?;
    match cell {
        ValueRef::Null => Ok(V::Null),
        ValueRef::Integer(number) => Ok(V::Int(number)),
        ValueRef::Blob(bytes) => Ok(V::Bytes(bytes.into())),
        ValueRef::Text(bytes) => std::str::from_utf8(bytes)
            .map(|text| V::Text(text.into()))
            .map_err(|_| Error::other(format!("column {index} is not UTF-8"))),
        ValueRef::Real(_) => Err(Error::other(format!("column {index} is a floating number"))),
    }
}

/// SQLite's result codes as kinds.
pub(super) fn failure(cause: rusqlite::Error, sql: Option<Sql>) -> Error {
    let kind = match cause.sqlite_error() {
        Some(code) => kind_of(code),
        None => Kind::Other,
    };
    Error::new(kind, cause.to_string()).at(sql)
}

fn kind_of(code: &ffi::Error) -> Kind {
    match code.extended_code {
        ffi::SQLITE_CONSTRAINT_UNIQUE
        | ffi::SQLITE_CONSTRAINT_PRIMARYKEY
        | ffi::SQLITE_CONSTRAINT_ROWID => return Kind::Unique,
        ffi::SQLITE_CONSTRAINT_FOREIGNKEY => return Kind::Foreign,
        ffi::SQLITE_CONSTRAINT_CHECK | ffi::SQLITE_CONSTRAINT_DATATYPE => return Kind::Check,
        ffi::SQLITE_CONSTRAINT_NOTNULL => return Kind::NotNull,
        ffi::SQLITE_CONSTRAINT_TRIGGER => return Kind::AppendOnly,
        _ => {}
    }
    match code.code {
        ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => Kind::Retry,
        ErrorCode::DiskFull => Kind::Full,
        ErrorCode::CannotOpen
        | ErrorCode::SystemIoFailure
        | ErrorCode::ReadOnly
        | ErrorCode::NotADatabase
        | ErrorCode::DatabaseCorrupt => Kind::Gone,
        ErrorCode::SchemaChanged => Kind::Stale,
        _ => Kind::Other,
    }
}
