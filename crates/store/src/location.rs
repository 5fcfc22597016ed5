//! Where a database is.

use std::fmt;
use std::path::PathBuf;

use crate::error::Error;

/// Where a database is: a file, or a server's address.
#[derive(Clone, PartialEq, Eq)]
pub enum Location {
    /// The `daybook.db` file; made when it does not exist.
    Sqlite(PathBuf),
    /// A `postgres://` address.
    Postgres(String),
}

impl Location {
    /// Reads `postgres://…`, `postgresql://…`, `sqlite:PATH` or a plain path.
    pub fn parse(text: &str) -> Result<Location, Error> {
        let text = text.trim();
        if text.is_empty() {
            return Err(Error::other("no database was named"));
        }
        if text.starts_with("postgres://") || text.starts_with("postgresql://") {
            return Ok(Location::Postgres(text.to_owned()));
        }
        let path = text.strip_prefix("sqlite:").unwrap_or(text);
        let path = path.strip_prefix("//").unwrap_or(path);
        match path.split_once("://") {
            Some((scheme, _)) => Err(Error::other(format!(
                "{scheme}:// is not a database Daybook knows; give a path or postgres://…"
            ))),
            None => Ok(Location::Sqlite(PathBuf::from(path))),
        }
    }
}

impl fmt::Display for Location {
    /// The path, or the address without its password.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Location::Sqlite(path) => write!(out, "{}", path.display()),
            Location::Postgres(url) => {
                let (scheme, rest) = url.split_once("://").unwrap_or(("postgres", url));
                let host = rest.rsplit_once('@').map_or(rest, |(_, host)| host);
                let host = host.split_once('?').map_or(host, |(host, _)| host);
                write!(out, "{scheme}://{host}")
            }
        }
    }
}

impl fmt::Debug for Location {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, out)
    }
}
