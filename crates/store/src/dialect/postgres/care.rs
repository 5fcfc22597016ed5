//! Looking after the database: the server keeps its own backups.

use std::path::Path;

use super::Conn;
use crate::error::Error;
use crate::row::FromRow;
use crate::statement::Text;

/// Blocks that failed their checksum, where the cluster keeps checksums.
const DAMAGED: &str = "SELECT CAST(coalesce(checksum_failures, 0) AS BIGINT)
    FROM pg_stat_database WHERE datname = current_database()";

const BROKEN_INDEXES: &str = "SELECT CAST(indexrelid AS regclass)::text
    FROM pg_index WHERE NOT indisvalid OR NOT indisready ORDER BY 1";

impl Conn {
    /// A server's data cannot be copied as a file from here.
    pub(crate) fn backup(
        &mut self,
        _to: &Path,
        _progress: &mut dyn FnMut(u64, u64),
    ) -> Result<(), Error> {
        Err(Error::other("PostgreSQL is backed up with pg_dump, or moved with `daybook export`"))
    }

    pub(crate) fn refresh_statistics(&mut self) -> Result<(), Error> {
        self.batch("ANALYZE")
    }

    /// What the server knows to be wrong: failed checksums and unusable indexes.
    pub(crate) fn integrity_check(&mut self) -> Result<Vec<String>, Error> {
        let mut found = Vec::new();
        self.each(Text::Joined(DAMAGED), &[], &mut |row| {
            let (count,) = <(i64,)>::from_row(row)?;
            if count > 0 {
                found.push(format!("{count} blocks have failed their checksum"));
            }
            Ok(())
        })?;
        self.each(Text::Joined(BROKEN_INDEXES), &[], &mut |row| {
            let (index,) = <(String,)>::from_row(row)?;
            found.push(format!("index {index} is not usable"));
            Ok(())
        })?;
        Ok(found)
    }
}
