//! Ids: whole numbers below 2^53, handed out in blocks from 1001 on; those below are for rows
//! that migrations write, such as the built-in operator.
//!
//! A block is taken in a transaction of its own. Taken inside a command's transaction, a rollback
//! would hand the same block out again.

use crate::db::Db;
use crate::error::{Error, Kind};
use crate::sql;

impl Db {
    /// Takes `count` ids that nobody else will get; gives the first of them.
    ///
    /// On SQLite it needs the write lock, so never call it while the same thread is in a `Tx`.
    pub fn next_id_block(&self, count: i64) -> Result<i64, Error> {
        assert!(count > 0, "a block of ids has at least one");
        let mut ids = self.0.ids();
        let writer = match ids.as_mut() {
            Some(writer) => writer,
            None => ids.insert(self.writer()?),
        };
        let mut tx = writer.begin()?;
        let (after,): (i64,) = tx.one(
            sql!(
                "UPDATE id_blocks SET next_id = next_id + CAST($1 AS BIGINT)
                 WHERE id = 1 RETURNING next_id"
            ),
            crate::args![count],
        )?;
        if after >= 1 << 53 {
            return Err(Error::new(Kind::Full, "ids have reached 2^53"));
        }
        tx.commit()?;
        Ok(after - count)
    }
}
