//! Writing: one transaction, with savepoints inside.

use std::ops::{Deref, DerefMut};

use crate::dialect::{Conn, Word};
use crate::error::Error;
use crate::reader::Reader;
use crate::search::Changes;
use crate::statement::{Sql, Text};
use crate::value::V;

/// A writing transaction. Dropping it without `commit` rolls everything back.
pub struct Tx<'c> {
    reader: Reader<'c>,
    is_open: bool,
}

impl<'c> Deref for Tx<'c> {
    type Target = Reader<'c>;

    fn deref(&self) -> &Reader<'c> {
        &self.reader
    }
}

impl<'c> DerefMut for Tx<'c> {
    fn deref_mut(&mut self) -> &mut Reader<'c> {
        &mut self.reader
    }
}

impl<'c> Tx<'c> {
    /// Takes charge of a transaction that was begun on `conn`.
    pub(crate) fn begun(conn: &'c mut Conn) -> Tx<'c> {
        Tx { reader: Reader::new(conn), is_open: true }
    }

    /// Runs a statement that answers no rows; gives how many rows it changed.
    pub fn exec(&mut self, sql: Sql, args: &[V<'_>]) -> Result<u64, Error> {
        let done = self.reader.conn.exec(Text::Fixed(sql), args);
        self.reader.note(done)
    }

    /// Inserts many rows at once; gives how many.
    ///
    /// SQLite runs a prepared loop; PostgreSQL one INSERT up to 20 rows and binary COPY above.
    pub fn insert_many<'v, const N: usize>(
        &mut self,
        table: &'static str,
        columns: [&'static str; N],
        rows: impl IntoIterator<Item = [V<'v>; N]>,
    ) -> Result<u64, Error> {
        let conn = &mut *self.reader.conn;
        let done = conn.insert_many(table, columns, rows.into_iter());
        let done = done.map_err(|error| Error {
            message: format!("into {table}: {}", error.message),
            ..error
        });
        self.reader.note(done)
    }

    /// Adds to the sums kept under keys, a row for each key that has none yet; gives how many rows.
    ///
    /// The first `keys` columns are the table's primary key, the others whole numbers. No two rows
    /// may have the same key: PostgreSQL changes a row once in a statement.
    pub fn add_many<'v, const N: usize>(
        &mut self,
        table: &'static str,
        columns: [&'static str; N],
        keys: usize,
        rows: &[[V<'v>; N]],
    ) -> Result<u64, Error> {
        let done = self.reader.conn.add_many(table, columns, keys, rows);
        let done = done.map_err(|error| Error {
            message: format!("into {table}: {}", error.message),
            ..error
        });
        self.reader.note(done)
    }

    /// How many rows this connection has changed so far, for telling whether something has
    /// changed since; None where the engine does not count.
    pub fn changes(&self) -> Option<u64> {
        let in_search = u64::try_from(self.reader.search.count()).ok()?;
        self.reader.conn.changes().map(|rows| rows + in_search)
    }

    pub(crate) fn changes_to_search(&mut self) -> &mut Changes {
        &mut self.reader.search
    }

    /// Opens a savepoint inside the innermost one.
    pub fn savepoint(&mut self) -> Result<(), Error> {
        self.reader.conn.say(Word::Savepoint)?;
        self.reader.search.savepoint();
        Ok(())
    }

    /// Keeps what was done since the innermost savepoint and closes it.
    pub fn release(&mut self) -> Result<(), Error> {
        self.reader.search.release();
        self.reader.conn.say(Word::Release)
    }

    /// Undoes what was done since the innermost savepoint and closes it.
    ///
    /// The trouble, if any, stays noted until `clear_trouble`.
    pub fn rollback_to(&mut self) -> Result<(), Error> {
        self.reader.search.rollback_to();
        self.reader.conn.say(Word::RollbackTo)?;
        self.reader.conn.say(Word::Release)
    }

    /// The first error since the beginning or since `clear_trouble`, also when somebody caught it.
    pub fn trouble(&self) -> Option<&Error> {
        self.reader.trouble.as_ref()
    }

    /// Forgets the trouble; right only after `rollback_to`.
    pub fn clear_trouble(&mut self) {
        self.reader.trouble = None;
    }

    /// Whether the engine has ended the transaction by itself: nothing of it will be kept.
    pub fn is_lost(&self) -> bool {
        self.reader.conn.is_lost()
    }

    /// Makes everything durable. Refused when an error was noted: PostgreSQL would silently roll
    /// back, SQLite silently keep the rest.
    pub fn commit(mut self) -> Result<(), Error> {
        if let Some(trouble) = self.reader.trouble.take() {
            return Err(trouble);
        }
        self.reader.write_changes_to_search()?;
        self.reader.conn.say(Word::Commit)?;
        self.is_open = false;
        Ok(())
    }

    /// Undoes everything.
    pub fn rollback(mut self) -> Result<(), Error> {
        self.is_open = false;
        match self.is_lost() {
            true => Ok(()),
            false => self.reader.conn.say(Word::Rollback),
        }
    }

    /// The connection, for `store`'s own DDL.
    pub(crate) fn conn(&mut self) -> &mut Conn {
        self.reader.conn
    }
}

impl Drop for Tx<'_> {
    fn drop(&mut self) {
        if self.is_open && !self.is_lost() {
            // A failure here means the connection is gone, and the engine rolls back by itself.
            let _ = self.reader.conn.say(Word::Rollback);
        }
    }
}
