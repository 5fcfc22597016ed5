//! Reading: what a [`Reader`] can ask, inside a snapshot or inside a writing transaction.

use crate::dialect::{Conn, Engine};
use crate::error::{Error, Kind};
use crate::row::{FromRow, Row};
use crate::search::Changes;
use crate::statement::{Sql, Text};
use crate::value::V;

/// Asks questions of one transaction. `db.read` lends one; a `Tx` is one that can also write.
pub struct Reader<'c> {
    pub(crate) conn: &'c mut Conn,
    pub(crate) trouble: Option<Error>,
    /// What a writing transaction has yet to write into the search index.
    pub(crate) search: Changes,
}

impl<'c> Reader<'c> {
    pub(crate) fn new(conn: &'c mut Conn) -> Reader<'c> {
        Reader { conn, trouble: None, search: Changes::default() }
    }

    /// Which engine answers; for reports about the database, not for branching in rooms.
    pub fn engine(&self) -> Engine {
        self.conn.engine()
    }

    /// All rows of the answer.
    pub fn all<T: FromRow>(&mut self, sql: Sql, args: &[V<'_>]) -> Result<Vec<T>, Error> {
        self.collect(Text::Fixed(sql), args)
    }

    /// The only row of the answer, or None; more than one row is an error.
    pub fn find<T: FromRow>(&mut self, sql: Sql, args: &[V<'_>]) -> Result<Option<T>, Error> {
        let mut found = self.collect(Text::Fixed(sql), args)?;
        let last = found.pop();
        match found.is_empty() {
            true => Ok(last),
            false => {
                self.note(Err(Error::other("more than one row where one was asked").at(Some(sql))))
            }
        }
    }

    /// The only row of the answer; `Kind::Missing` when there is none.
    pub fn one<T: FromRow>(&mut self, sql: Sql, args: &[V<'_>]) -> Result<T, Error> {
        let missing = || Error::new(Kind::Missing, "no such row").at(Some(sql));
        self.find(sql, args)?.ok_or_else(missing)
    }

    /// Calls `f` with each row, without keeping them; an error from `f` stops and is returned.
    pub fn each(
        &mut self,
        sql: Sql,
        args: &[V<'_>],
        f: &mut dyn FnMut(&Row<'_>) -> Result<(), Error>,
    ) -> Result<(), Error> {
        self.run_each(Text::Fixed(sql), args, f)
    }

    /// Like `all`, for a text joined from literal pieces. Only `office::listing` calls it.
    pub fn all_text<T: FromRow>(&mut self, text: &str, args: &[V<'_>]) -> Result<Vec<T>, Error> {
        self.collect(Text::Joined(text), args)
    }

    /// Like `each`, for a text joined from literal pieces. Only `office::listing` calls it.
    pub fn each_text(
        &mut self,
        text: &str,
        args: &[V<'_>],
        f: &mut dyn FnMut(&Row<'_>) -> Result<(), Error>,
    ) -> Result<(), Error> {
        self.run_each(Text::Joined(text), args, f)
    }

    /// Has the engine parse a statement without running it; the statement test calls it.
    pub fn prepare(&mut self, sql: Sql) -> Result<(), Error> {
        let prepared = self.conn.prepare(Text::Fixed(sql));
        self.note(prepared)
    }

    /// Has the engine parse a joined text without running it; the listing test calls it.
    pub fn prepare_text(&mut self, text: &str) -> Result<(), Error> {
        let prepared = self.conn.prepare(Text::Joined(text));
        self.note(prepared)
    }

    /// So that a search finds what its own transaction has put in.
    pub(crate) fn write_changes_to_search(&mut self) -> Result<(), Error> {
        let written = self.search.write(self.conn);
        self.note(written)
    }

    fn collect<T: FromRow>(&mut self, text: Text<'_>, args: &[V<'_>]) -> Result<Vec<T>, Error> {
        let mut rows = Vec::new();
        self.run_each(text, args, &mut |row| {
            rows.push(T::from_row(row)?);
            Ok(())
        })?;
        Ok(rows)
    }

    fn run_each(
        &mut self,
        text: Text<'_>,
        args: &[V<'_>],
        f: &mut dyn FnMut(&Row<'_>) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let done = self.conn.each(text, args, f);
        self.note(done)
    }

    /// Remembers the first error: PostgreSQL has aborted the transaction, and a command that caught
    /// the error must not pass on SQLite either.
    pub(crate) fn note<T>(&mut self, result: Result<T, Error>) -> Result<T, Error> {
        if let (Err(error), None) = (&result, &self.trouble) {
            self.trouble = Some(error.clone());
        }
        result
    }
}
