//! Ids in blocks: taken from the database between transactions, handed out in memory,
//! so that a rolled-back command never gives an id out twice.

use crate::Refusal;
use std::sync::atomic::{AtomicI64, Ordering};
use store::Db;
use values::Id;

/// How many ids one trip to the database brings.
const BLOCK: i64 = 20_000;

/// Below this many left, the next block is fetched before a command starts.
const RESERVE: i64 = 10_000;

/// The ids this process may hand out.
#[derive(Debug, Default)]
pub struct Ids {
    next: AtomicI64,
    end: AtomicI64,
}

impl Ids {
    /// Makes sure that a command finds enough ids. Call between transactions only.
    pub fn reserve(&self, db: &Db) -> Result<(), Refusal> {
        let left = self.end.load(Ordering::SeqCst) - self.next.load(Ordering::SeqCst);
        if left < RESERVE {
            let first = db.next_id_block(BLOCK)?;
            self.next.store(first, Ordering::SeqCst);
            self.end.store(first + BLOCK, Ordering::SeqCst);
        }
        Ok(())
    }

    /// The next id.
    pub fn next<T>(&self) -> Id<T> {
        let id = self.next.fetch_add(1, Ordering::SeqCst);
        assert!(id < self.end.load(Ordering::SeqCst), "one command used up a block of ids");
        Id::new(id)
    }
}
