//! A pool of reading connections: as many as are needed at once, up to a limit, then wait.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use crate::dialect::Conn;
use crate::error::{Error, Kind};

/// Connections not in use, and how many exist.
pub(crate) struct Pool {
    most: usize,
    patience: Duration,
    shelf: Mutex<Shelf>,
    returned: Condvar,
}

struct Shelf {
    idle: Vec<Conn>,
    lent: usize,
}

impl Pool {
    pub(crate) fn new(most: usize, patience: Duration) -> Pool {
        let shelf = Mutex::new(Shelf { idle: Vec::new(), lent: 0 });
        Pool { most: most.max(1), patience, shelf, returned: Condvar::new() }
    }

    /// An idle connection, or a new one by `open` while fewer than the most are lent.
    pub(crate) fn lend(
        &self,
        open: impl FnOnce() -> Result<Conn, Error>,
    ) -> Result<Lent<'_>, Error> {
        let deadline = Instant::now() + self.patience;
        let mut shelf = self.shelf();
        while shelf.lent >= self.most {
            let left = deadline.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return Err(Error::new(Kind::Retry, "every reading connection is busy"));
            }
            let waited = self.returned.wait_timeout(shelf, left);
            shelf = waited.unwrap_or_else(PoisonError::into_inner).0;
        }
        shelf.lent += 1;
        let idle = shelf.idle.pop();
        drop(shelf);
        // From here on the place is given back by `Lent::drop`, also when `open` fails.
        let mut lent = Lent { pool: self, conn: None, keep: Keep::No };
        lent.conn = Some(match idle {
            Some(conn) => conn,
            None => open()?,
        });
        Ok(lent)
    }

    fn shelf(&self) -> MutexGuard<'_, Shelf> {
        self.shelf.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[derive(PartialEq, Eq)]
enum Keep {
    Yes,
    No,
}

/// A connection on loan. It returns to the shelf only by `give_back`: after a panic or a failure
/// its transaction is in an unknown state, and it is closed.
pub(crate) struct Lent<'p> {
    pool: &'p Pool,
    conn: Option<Conn>,
    keep: Keep,
}

impl Lent<'_> {
    pub(crate) fn conn(&mut self) -> &mut Conn {
        self.conn.as_mut().expect("a loan has its connection until it is dropped")
    }

    pub(crate) fn replace(&mut self, conn: Conn) {
        self.conn = Some(conn);
    }

    pub(crate) fn give_back(mut self) {
        self.keep = Keep::Yes;
    }
}

impl Drop for Lent<'_> {
    fn drop(&mut self) {
        let conn = self.conn.take();
        let mut shelf = self.pool.shelf();
        shelf.lent -= 1;
        if self.keep == Keep::Yes {
            shelf.idle.extend(conn);
        }
        drop(shelf);
        self.pool.returned.notify_one();
    }
}
