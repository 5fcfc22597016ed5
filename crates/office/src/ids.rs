//! Ids in blocks: taken from the database between transactions, handed out in memory,
//! so that a rolled-back command never gives an id out twice.
//!
//! The first block is small and each further one is twice the last: a console command,
//! which does one thing and ends, leaves hardly a gap behind, and a server that writes all
//! day makes few trips. Nothing of a block is thrown away while the process lives.
//!
//! A command that needs more than there is stops in its middle, is taken back, and is run
//! again with more: ids cannot be taken inside its transaction, since a rollback would hand
//! the same ones out again.

use crate::Refusal;
use std::any::Any;
use std::collections::VecDeque;
use std::ops::Range;
use std::sync::{Mutex, MutexGuard};
use store::Db;
use values::Id;

/// How many ids the first trip to the database brings.
const FIRST_BLOCK: i64 = 64;

/// How many one trip brings at most, unless a single command needs more.
const LARGEST_BLOCK: i64 = 20_000;

/// The ids this process may hand out.
#[derive(Debug, Default)]
pub struct Ids(Mutex<Held>);

#[derive(Debug, Default)]
struct Held {
    ranges: VecDeque<Range<i64>>,
    /// How many the last trip brought; 0 before the first.
    block: i64,
}

/// What a command is stopped with when the ids have run out.
pub(crate) struct RanShort;

impl RanShort {
    /// Whether a command was stopped for want of ids.
    pub(crate) fn stopped(panic: &(dyn Any + Send)) -> bool {
        panic.is::<RanShort>()
    }
}

impl Ids {
    /// Makes sure that a usual command finds enough ids. Call between transactions only.
    pub fn reserve(&self, db: &Db) -> Result<(), Refusal> {
        let mut held = self.held();
        match held.block == 0 || held.left() < held.block / 2 {
            true => {
                let next = (held.block * 2).clamp(FIRST_BLOCK, LARGEST_BLOCK);
                held.take(db, next)
            }
            false => Ok(()),
        }
    }

    /// Makes sure that a command which has just run short finds four times as many.
    /// Call between transactions only.
    pub(crate) fn reserve_more(&self, db: &Db) -> Result<(), Refusal> {
        let mut held = self.held();
        let next = held.block.max(held.left()).max(FIRST_BLOCK).saturating_mul(4);
        held.take(db, next)
    }

    /// The next id. A command for which there is none left is stopped; see [`RanShort`].
    pub fn next<T>(&self) -> Id<T> {
        match self.held().next() {
            Some(id) => Id::new(id),
            // Not a panic of ours: no hook runs and nothing is printed.
            None => std::panic::resume_unwind(Box::new(RanShort)),
        }
    }

    fn held(&self) -> MutexGuard<'_, Held> {
        self.0.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
    }
}

impl Held {
    fn left(&self) -> i64 {
        self.ranges.iter().map(|range| range.end - range.start).sum()
    }

    fn take(&mut self, db: &Db, many: i64) -> Result<(), Refusal> {
        let first = db.next_id_block(many)?;
        match self.ranges.back_mut() {
            // Nobody took any in between: the block goes on where the last one ends.
            Some(last) if last.end == first => last.end = first + many,
            _ => self.ranges.push_back(first..first + many),
        }
        self.block = many;
        Ok(())
    }

    fn next(&mut self) -> Option<i64> {
        loop {
            match self.ranges.front_mut()?.next() {
                Some(id) => return Some(id),
                None => {
                    self.ranges.pop_front();
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use values::noun::Customer;

    fn next(ids: &Ids) -> i64 {
        ids.next::<Customer>().get()
    }

    #[test]
    fn a_process_that_does_little_leaves_a_small_gap() {
        store::testing::on_each_engine(|db| {
            store_ready(db);
            let firsts: Vec<i64> = (0..3)
                .map(|_| {
                    let ids = Ids::default();
                    ids.reserve(db).unwrap();
                    next(&ids)
                })
                .collect();
            assert_eq!(firsts[1] - firsts[0], FIRST_BLOCK);
            assert_eq!(firsts[2] - firsts[1], FIRST_BLOCK);
        });
    }

    #[test]
    fn blocks_grow_and_follow_one_another_without_a_gap() {
        store::testing::on_each_engine(|db| {
            store_ready(db);
            let ids = Ids::default();
            ids.reserve(db).unwrap();
            let first = next(&ids);
            for expected in first + 1..first + 5_000 {
                ids.reserve(db).unwrap();
                assert_eq!(next(&ids), expected);
            }
            assert!(ids.held().block >= 4_096, "{} at a time", ids.held().block);
        });
    }

    #[test]
    fn two_processes_never_give_out_the_same() {
        store::testing::on_each_engine(|db| {
            store_ready(db);
            let (one, other) = (Ids::default(), Ids::default());
            let mut given = std::collections::BTreeSet::new();
            for _ in 0..500 {
                for ids in [&one, &other] {
                    ids.reserve(db).unwrap();
                    assert!(given.insert(next(ids)), "an id was given out twice");
                }
            }
        });
    }

    /// The table of blocks is made by the first migration.
    fn store_ready(db: &Db) {
        db.migrate(&crate::Rooms::default().migrations()).unwrap();
    }
}
