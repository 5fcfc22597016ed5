//! What can go wrong with a database, in kinds a caller can act on.
//!
//! The engines name failures differently: SQLite by extended result codes, PostgreSQL by SQLSTATE.
//! Each dialect maps its own to a [`Kind`]; nothing outside `dialect` looks at engine codes.

use std::fmt;

use crate::statement::Sql;

/// What sort of failure it was; decides whether to retry, refuse or report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A row with the same unique key exists already.
    Unique,
    /// The row points at one that does not exist, or is still pointed at.
    Foreign,
    /// A CHECK, or the type of a STRICT column, refused the value.
    Check,
    /// A required column was left empty.
    NotNull,
    /// A trigger refused to change or delete what is only ever added to.
    AppendOnly,
    /// Another transaction stood in the way; the whole transaction may be run again.
    Retry,
    /// No room left on the disk.
    Full,
    /// The database cannot be reached, read or written just now.
    Gone,
    /// A row that has to exist was not found.
    Missing,
    /// The schema does not fit the program: newer, changed, or altered under our feet.
    Stale,
    /// Everything else: a fault in a statement or in a row's types.
    Other,
}

/// A failure, with the statement it belongs to when there is one.
#[derive(Clone, PartialEq)]
pub struct Error {
    /// The sort of failure.
    pub kind: Kind,
    /// The engine's or our own words; for the log, not for people at the counter.
    pub message: String,
    /// The registered statement that failed.
    pub sql: Option<Sql>,
}

impl Error {
    /// An error of `kind` with a message for the log.
    pub fn new(kind: Kind, message: impl Into<String>) -> Error {
        Error { kind, message: message.into(), sql: None }
    }

    /// A fault that fits no other kind.
    pub fn other(message: impl Into<String>) -> Error {
        Error::new(Kind::Other, message)
    }

    /// The same error, naming the statement unless one is named already.
    pub(crate) fn at(mut self, sql: Option<Sql>) -> Error {
        self.sql = self.sql.or(sql);
        self
    }
}

impl fmt::Display for Error {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:?}: {}", self.kind, self.message)?;
        match self.sql {
            Some(sql) => write!(out, " (statement at {}:{})", sql.file, sql.line),
            None => Ok(()),
        }
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, out)
    }
}

impl std::error::Error for Error {}
