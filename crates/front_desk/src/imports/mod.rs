//! Bring customers over from another program: what they are, where they are served, and
//! what they owe, tied to the old program's aging.
//!
//! A file goes to the shelf first, without the card numbers it may hold, then a job reads it row
//! by row. Only the source's own id decides that a row is a customer who is known; likeness
//! queues a possible duplicate and never drops a row. What cannot be verified is kept as it was
//! written and marked. The same file again changes nothing, and an import can be undone as a
//! whole.
//!
//! Read first: [`StartImport`], [`decide`](mod@decide), [`opening`](mod@opening),
//! [`UndoImport`].

mod books;
mod bring_chunk;
mod bring_customer;
mod bring_more;
mod bring_owed;
pub mod check;
pub mod decide;
mod differences;
mod finish;
mod finish_undo;
mod hand_over;
mod incoming;
mod keep_apart;
mod list;
pub mod listing;
mod migration;
pub mod opening;
mod pages;
mod particulars;
mod read_file;
pub mod records;
mod save_profile;
mod start;
#[cfg(test)]
mod story;
mod take_back_customer;
#[cfg(test)]
pub(crate) mod testing;
mod twins;
mod undo;
mod wiped;
mod words;

pub use bring_chunk::{BringChunk, ChunkBrought};
pub use bring_customer::{BringCustomer, CustomerBrought};
pub use bring_more::{BringMore, MoreBrought};
pub use bring_owed::BringOwed;
pub use check::{Checked, check};
pub use finish::{FinishImport, ImportFinished};
pub use hand_over::hand_over;
pub use keep_apart::{KeepApart, KeptApart};
pub use list::{ColumnMeaning, HowToRead, List, Watched, mapping_of, open_list};
pub(crate) use migration::MIGRATION;
pub use particulars::{Particulars, Place};
pub use read_file::READ_FILE;
pub use records::{Added, Import, find_import};
pub use save_profile::{ProfileSaved, SaveProfile};
pub use start::{ImportStanding, ImportStarted, StartImport};
pub use take_back_customer::{CustomerTakenBack, TakeBackCustomer};
pub use undo::{ImportUndoStarted, UNDO, UndoImport};
pub use wiped::Wiped;
pub use words::{DateOrder, OwedSign, Program, Verdict};

use office::{Duty, NounEntry, entry, page};

/// See imports and their rows.
pub const READ: Duty = Duty::new("imports.read", "See what was brought over");

/// Bring customers over, and undo that.
pub const BRING: Duty = Duty::new("imports.bring", "Bring customers over from another program");

/// Where the imports are.
const IMPORTS_HREF: &str = "/imports";

/// What this duty brings.
pub const NOUN: NounEntry = NounEntry {
    noun: "imports",
    title: "Imports",
    sentence: "Customers brought over from another program, and what they owed there.",
    read: READ,
    commands: &[
        entry::<StartImport>(),
        entry::<UndoImport>(),
        entry::<SaveProfile>(),
        entry::<KeepApart>(),
    ],
    pages: &[
        page("/imports", READ, pages::show_list),
        page("/imports/new", BRING, pages::show_new),
        page("/imports/rows", READ, pages::show_rows),
        page("/imports/duplicates", crate::customers::READ, pages::show_duplicates),
        page("/imports/duplicates/{duplicate}", crate::customers::READ, pages::show_duplicate),
        page("/imports/{import}", READ, pages::show_import),
    ],
    listings: &[&listing::LISTING, &listing::ROWS, &listing::DUPLICATES],
    gates: &[],
};
