//! Take in a lockbox file: the checks the bank opened for us, posted as one batch.
//!
//! Each check goes onto its customer's account, onto the invoices of its stub or the oldest
//! due first. One without a customer is put on hold, where payments wait for a name. One that
//! cannot be read, or that was posted before, waits in the file's own queue until a person
//! posts it or says why not. A file whose totals do not hold is refused whole; the same file
//! again changes nothing.
//!
//! The bank has the money already: it stands in 1070 until the bank's line of it is matched.
//!
//! Read first: [`take`](mod@take).

pub mod listing;
mod pages;
pub mod post_item;
mod read_file;
pub mod records;
mod refuse;
pub mod settle_item;
pub mod start;
pub mod take;

pub use post_item::{LockboxItemPosted, PostLockboxItem};
pub use read_file::READ_FILE;
pub use refuse::{LockboxFileRefused, RefuseLockboxFile};
pub use settle_item::{LockboxItemSettled, SettleLockboxItem};
pub use start::{LockboxFileStarted, StartLockboxFile};
pub use take::{LockboxFileTaken, TakeLockboxFile};

use crate::payments;
use office::{Duty, Gate, NounEntry, Refusal, entry, page};
use store::Reader;
use values::{Day, Id, noun};

/// Take lockbox files in, and settle what waits of them.
pub const TAKE: Duty = Duty::new("lockbox_files.take", "Take in lockbox files");

/// What this duty brings.
pub const NOUN: NounEntry = NounEntry {
    noun: "lockbox_files",
    title: "Lockbox files",
    sentence: "Checks the bank opened for us: posted, on hold, or waiting.",
    read: payments::READ,
    commands: &[
        entry::<StartLockboxFile>(),
        entry::<PostLockboxItem>(),
        entry::<SettleLockboxItem>(),
    ],
    pages: &[
        page("/lockbox-files", payments::READ, pages::show_list),
        page("/lockbox-files/new", TAKE, pages::show_new),
        page("/lockbox-files/items", payments::READ, pages::show_items),
        page("/lockbox-files/{id}", payments::READ, pages::show),
    ],
    listings: &[&listing::LISTING, &listing::ITEMS],
    gates: &[Gate {
        name: "lockbox_checks_wait",
        title: "Lockbox checks that wait",
        href: "/lockbox-files/items?state=waits",
        count: count_waiting,
    }],
};

fn count_waiting(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    _day: Day,
) -> Result<i64, Refusal> {
    Ok(records::count_waiting(reader, branch)?)
}
