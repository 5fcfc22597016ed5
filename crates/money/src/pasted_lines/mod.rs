//! Paste rows of a spreadsheet into a batch: who paid, by which check, how much.
//!
//! Each row is matched to a customer by its account number, its invoice or its name. What is sure
//! is ready; what is not says why and stands in the entry line to be mended, or is put on hold or
//! dropped. No row is lost: it is kept as it was pasted, and the batch does not balance while one
//! waits. Ready rows are posted together, each like a line that was keyed; one that is refused
//! stays with its reason and keeps no other from being posted.
//!
//! Read first: [`paste`](mod@paste), then `matching.rs` (whose row it is) and [`post`](mod@post).

pub mod drop;
mod listing;
mod matching;
pub mod mend;
mod pages;
pub mod paste;
pub mod post;
pub mod records;
pub mod take_up;

#[cfg(test)]
mod tests;

pub use drop::{DropPastedLine, PastedLineDropped};
pub use mend::{MendPastedLine, PastedLineMended};
pub(crate) use pages::{Mending, sheet};
pub use paste::{LinesPasted, PasteLines};
pub use post::{PastedLinesPosted, PostPastedLines};
pub use take_up::{PastedLineTakenUp, TakeUpPastedLine};

use crate::payments::{POST, READ};
use office::{Gate, NounEntry, Refusal, entry, page};
use store::Reader;
use values::{Day, Id, noun};

/// What this duty brings.
pub const NOUN: NounEntry = NounEntry {
    noun: "pasted_lines",
    title: "Pasted lines",
    sentence: "Rows of a spreadsheet pasted into a batch, until they are posted or dropped.",
    read: READ,
    commands: &[
        entry::<PasteLines>(),
        entry::<MendPastedLine>(),
        entry::<PostPastedLines>(),
        entry::<DropPastedLine>(),
        entry::<TakeUpPastedLine>(),
    ],
    pages: &[
        page("/pasted-lines", READ, pages::list),
        page("/pasted-lines/paste", POST, pages::paste),
        page("/pasted-lines/{id}", READ, pages::show),
    ],
    listings: &[&listing::LISTING],
    gates: &[Gate {
        name: "pasted_lines_wait",
        title: "Pasted rows that wait",
        href: "/pasted-lines?state=waits",
        count: count_waiting,
    }],
};

fn count_waiting(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    day: Day,
) -> Result<i64, Refusal> {
    Ok(records::count_waiting(reader, branch, day)?)
}
