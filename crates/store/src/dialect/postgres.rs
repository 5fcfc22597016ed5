//! PostgreSQL: `postgres::Client`, opened and dropped only outside async code.

use std::collections::HashMap;

use postgres::binary_copy::BinaryCopyInWriter;
use postgres::error::SqlState;
use postgres::fallible_iterator::FallibleIterator;
use postgres::types::ToSql;
use postgres::{Client, NoTls, Statement};

use super::{Cells, Use, Word};
use crate::db::{Options, Synchronous};
use crate::error::{Error, Kind};
use crate::row::Row;
use crate::statement::{Only, Sql, Text};
use crate::value::V;

mod care;
mod schema;
mod search;
mod wire;

pub(super) use wire::value;

/// Rows up to which one INSERT carries all values; above, COPY.
const ROWS_PER_INSERT: usize = 20;
/// Joined texts kept prepared per connection; registered statements are kept without a limit.
const JOINED_PREPARED: usize = 256;
/// What our append-only triggers raise.
pub(super) const APPEND_ONLY: &str = "DB001";

/// What is done with a prepared statement and its arguments; gives how many rows it changed.
type Run<'r> = dyn FnMut(&mut Client, &Statement, &[V<'_>]) -> Result<u64, Error> + 'r;

/// One connection, with the statements it has prepared.
pub(crate) struct Conn {
    /// Always there until `drop` takes it.
    client: Option<Client>,
    fixed: HashMap<usize, Statement>,
    joined: HashMap<String, Statement>,
    /// The words that began this transaction, while nothing has been asked in it yet.
    unused: Option<&'static str>,
}

impl Conn {
    pub(crate) fn open(url: &str, opened_for: Use, options: &Options) -> Result<Conn, Error> {
        let client = Client::connect(url, NoTls).map_err(|cause| failure(&cause, None))?;
        let mut conn = Conn {
            client: Some(client),
            fixed: HashMap::new(),
            joined: HashMap::new(),
            unused: None,
        };
        let synchronous = match options.synchronous {
            Synchronous::Full => "on",
            Synchronous::Normal => "off",
        };
        let patience = options.patience.as_millis();
        let read_only = match opened_for {
            Use::Reading => "on",
            Use::Writing => "off",
        };
        conn.batch(&format!(
            "SET synchronous_commit = {synchronous}; SET lock_timeout = {patience}; \
             SET default_transaction_read_only = {read_only}; SET client_min_messages = 'warning'"
        ))?;
        Ok(conn)
    }

    pub(super) fn client(&mut self) -> &mut Client {
        self.client.as_mut().expect("the client is taken only by drop")
    }

    pub(crate) fn say(&mut self, word: Word) -> Result<(), Error> {
        let text = match word {
            Word::BeginRead => "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
            Word::BeginWrite => "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE",
            Word::Savepoint => "SAVEPOINT step",
            Word::Release => "RELEASE SAVEPOINT step",
            Word::RollbackTo => "ROLLBACK TO SAVEPOINT step",
            Word::Commit => "COMMIT",
            Word::Rollback => "ROLLBACK",
        };
        self.batch(text)?;
        self.unused = matches!(word, Word::BeginRead | Word::BeginWrite).then_some(text);
        Ok(())
    }

    pub(crate) fn each(
        &mut self,
        text: Text<'_>,
        args: &[V<'_>],
        f: &mut dyn FnMut(&Row<'_>) -> Result<(), Error>,
    ) -> Result<(), Error> {
        self.unless_stale(text, args, &mut |client, statement, args| {
            let mut rows = client.query_raw(statement, args).map_err(|c| failure(&c, None))?;
            while let Some(row) = rows.next().map_err(|cause| failure(&cause, None))? {
                f(&Row(Cells::Postgres(&row)))?;
            }
            Ok(0)
        })
        .map(|_| ())
    }

    pub(crate) fn exec(&mut self, text: Text<'_>, args: &[V<'_>]) -> Result<u64, Error> {
        self.unless_stale(text, args, &mut |client, statement, args| {
            let args: Vec<&(dyn ToSql + Sync)> = args.iter().map(|arg| arg as _).collect();
            client.execute(statement, &args).map_err(|cause| failure(&cause, None))
        })
    }

    /// Runs a prepared statement; if DDL has made its plan stale and nothing was asked in this
    /// transaction yet, forgets all plans, begins afresh and runs it once more.
    fn unless_stale(
        &mut self,
        text: Text<'_>,
        args: &[V<'_>],
        run: &mut Run<'_>,
    ) -> Result<u64, Error> {
        let statement = self.prepare(text)?;
        let mut answer = run(self.client(), &statement, args);
        if answer.as_ref().is_err_and(|error| error.kind == Kind::Stale) {
            self.fixed.clear();
            self.joined.clear();
            match self.unused {
                Some(begin) => {
                    self.batch(&format!("ROLLBACK; {begin}"))?;
                    let statement = self.prepare(text)?;
                    answer = run(self.client(), &statement, args);
                }
                // The plans are forgotten: the whole transaction may simply run again.
                None => answer = answer.map_err(|error| Error { kind: Kind::Retry, ..error }),
            }
        }
        self.unused = None;
        answer.map_err(|error| error.at(text.sql()))
    }

    pub(crate) fn insert_many<'v, const N: usize>(
        &mut self,
        table: &'static str,
        columns: [&'static str; N],
        mut rows: impl Iterator<Item = [V<'v>; N]>,
    ) -> Result<u64, Error> {
        let few: Vec<[V<'v>; N]> = rows.by_ref().take(ROWS_PER_INSERT + 1).collect();
        self.unused = None;
        match few.len() {
            0 => Ok(0),
            1..=ROWS_PER_INSERT => self.insert_few("", table, &columns, &few),
            _ => self.copy(table, &columns, few.into_iter().chain(rows)),
        }
    }

    /// Inserts rows; `clause` says what becomes of those whose key is there before.
    pub(crate) fn insert_and<const N: usize>(
        &mut self,
        clause: &str,
        table: &'static str,
        columns: [&'static str; N],
        rows: &[[V<'_>; N]],
    ) -> Result<u64, Error> {
        self.unused = None;
        let few = rows.chunks(ROWS_PER_INSERT);
        few.map(|few| self.insert_few(clause, table, &columns, few)).sum()
    }

    fn insert_few<const N: usize>(
        &mut self,
        clause: &str,
        table: &'static str,
        columns: &[&'static str; N],
        rows: &[[V<'_>; N]],
    ) -> Result<u64, Error> {
        let groups: Vec<String> = (0..rows.len())
            .map(|row| {
                let places: Vec<String> = (1..=N).map(|c| format!("${}", row * N + c)).collect();
                format!("({})", places.join(", "))
            })
            .collect();
        let columns = columns.join(", ");
        let groups = groups.join(", ");
        let text = format!("INSERT INTO {table} ({columns}) VALUES {groups}{clause}");
        let statement = self.prepare(Text::Joined(&text))?;
        let args: Vec<&(dyn ToSql + Sync)> = rows.iter().flatten().map(|arg| arg as _).collect();
        self.client().execute(&statement, &args).map_err(|cause| failure(&cause, None))
    }

    fn copy<'v, const N: usize>(
        &mut self,
        table: &'static str,
        columns: &[&'static str; N],
        rows: impl Iterator<Item = [V<'v>; N]>,
    ) -> Result<u64, Error> {
        let columns = columns.join(", ");
        let shape = format!("SELECT {columns} FROM {table} LIMIT 0");
        let shape = self.prepare(Text::Joined(&shape))?;
        let types: Vec<_> = shape.columns().iter().map(|column| column.type_().clone()).collect();
        let text = format!("COPY {table} ({columns}) FROM STDIN BINARY");
        let failed = |cause: postgres::Error| failure(&cause, None);
        let sink = self.client().copy_in(&text).map_err(failed)?;
        let mut sink = BinaryCopyInWriter::new(sink, &types);
        for row in rows {
            let args: Vec<&(dyn ToSql + Sync)> = row.iter().map(|arg| arg as _).collect();
            sink.write(&args).map_err(failed)?;
        }
        sink.finish().map_err(failed)
    }

    pub(crate) fn batch(&mut self, text: &str) -> Result<(), Error> {
        self.client().batch_execute(text).map_err(|cause| failure(&cause, None))
    }

    pub(crate) fn prepare(&mut self, text: Text<'_>) -> Result<Statement, Error> {
        if let Some(known) = self.prepared(text) {
            return Ok(known.clone());
        }
        let words = match text {
            Text::Fixed(sql) => match sql.only {
                Only::Both => sql.text.to_owned(),
                Only::ReadersLock => format!("{} FOR UPDATE", sql.text),
            },
            Text::Joined(text) => text.to_owned(),
        };
        let prepared = self.client().prepare(&words);
        let statement = prepared.map_err(|cause| failure(&cause, text.sql()))?;
        match text {
            Text::Fixed(sql) => {
                self.fixed.insert(address(sql), statement.clone());
            }
            Text::Joined(text) => {
                if self.joined.len() >= JOINED_PREPARED {
                    self.joined.clear();
                }
                self.joined.insert(text.to_owned(), statement.clone());
            }
        }
        Ok(statement)
    }

    fn prepared(&self, text: Text<'_>) -> Option<&Statement> {
        match text {
            Text::Fixed(sql) => self.fixed.get(&address(sql)),
            Text::Joined(text) => self.joined.get(text),
        }
    }

    /// An aborted transaction can be taken back to its savepoint; only a lost connection loses it.
    pub(crate) fn is_lost(&self) -> bool {
        self.client.as_ref().is_none_or(Client::is_closed)
    }
}

impl Drop for Conn {
    /// The driver blocks on its own runtime when it closes, which panics inside async code; a
    /// thread of its own is always outside.
    fn drop(&mut self) {
        let client = self.client.take();
        let _ = std::thread::spawn(move || drop(client)).join();
    }
}

/// A `Stmt` is a static of its own, so its address is its name.
fn address(sql: Sql) -> usize {
    std::ptr::from_ref(sql).addr()
}

/// SQLSTATE as kinds.
pub(super) fn failure(cause: &postgres::Error, sql: Option<Sql>) -> Error {
    let kind = match cause.code() {
        Some(code) => kind_of(code),
        None if cause.is_closed() || is_io(cause) => Kind::Gone,
        None => Kind::Other,
    };
    let message = match cause.as_db_error() {
        Some(told) => format!("{} ({})", told.message(), told.code().code()),
        None => match std::error::Error::source(cause) {
            Some(source) => format!("{cause}: {source}"),
            None => cause.to_string(),
        },
    };
    Error::new(kind, message).at(sql)
}

fn is_io(cause: &postgres::Error) -> bool {
    std::error::Error::source(cause).is_some_and(|source| source.is::<std::io::Error>())
}

fn kind_of(code: &SqlState) -> Kind {
    match code.code() {
        "23505" => Kind::Unique,
        "23503" => Kind::Foreign,
        "23514" | "22003" => Kind::Check,
        "23502" => Kind::NotNull,
        APPEND_ONLY => Kind::AppendOnly,
        "40001" | "40P01" | "55P03" => Kind::Retry,
        "53100" => Kind::Full,
        "0A000" => Kind::Stale,
        "53300" | "57P01" | "57P02" | "57P03" | "25006" => Kind::Gone,
        class if class.starts_with("08") => Kind::Gone,
        _ => Kind::Other,
    }
}
