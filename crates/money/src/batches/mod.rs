//! Post a batch: its tape is keyed first, so that what is left to post is always honest; then
//! its lines are posted one by one, and the batch is balanced.
//!
//! A batch belongs to one deposit, and so to one day: its lines stay in that day, also after
//! midnight, until the deposit is verified.

pub mod close;
pub mod key_tape;
pub mod listing;
pub mod open;
pub mod post_line;
pub mod records;
pub mod rules;
pub mod tape;

pub use close::{BatchClosed, CloseBatch};
pub use key_tape::{KeyTape, TapeKeyed};
pub use open::{BatchOpened, OpenBatch};
pub use post_line::{LinePosted, PostLine};

use office::{Duty, Gate, NounEntry, Refusal, entry};
use store::Reader;
use values::{Day, Id, noun};

/// See batches.
pub const READ: Duty = crate::payments::READ;

/// Key tapes, post lines, balance batches.
pub const POST: Duty = crate::payments::POST;

/// What this duty brings.
pub const NOUN: NounEntry = NounEntry {
    noun: "batches",
    title: "Batches",
    sentence: "Checks and money orders posted together against a tape keyed first.",
    read: READ,
    commands: &[
        entry::<OpenBatch>(),
        entry::<KeyTape>(),
        entry::<PostLine>(),
        entry::<CloseBatch>(),
    ],
    pages: &[],
    listings: &[&listing::LISTING],
    gates: &[Gate {
        name: "payments_not_posted",
        title: "Payments not posted",
        href: "/payments/post",
        count: count_not_posted,
    }],
};

/// Tape lines left to post; a batch that is posted and not balanced counts as one.
fn count_not_posted(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    day: Day,
) -> Result<i64, Refusal> {
    let mut count = 0;
    for (batch, _) in records::list_open(reader, branch, day)? {
        let left = tape::find_standing(reader, branch, batch)?.left().0;
        count += i64::try_from(left.max(1)).unwrap_or(i64::MAX);
    }
    Ok(count)
}
