//! Take in the bank's statements: BAI2, OFX, QFX and the tables of its website.
//!
//! A file goes to the shelf first. A job reads it and takes all of its new lines at once, or
//! none: a file that is torn or whose totals do not hold is refused with the line. Each line has
//! a key by which the bank sends it again, so the same file twice changes nothing and files that
//! overlap add only what is new. Lines that nobody can read wait in a queue until somebody
//! settles them. One command takes a whole import back.
//!
//! Read first: [`look`] (what would come of a file), then [`take`](mod@take).

pub mod columns;
pub mod listing;
mod look;
mod pages;
mod read_file;
pub mod records;
mod refuse;
mod save_profile;
mod settle_problem;
mod start;
#[cfg(test)]
mod story;
mod take;
mod undo;

pub use columns::{BankColumn, BankDates, BankMeaning, BankSign};
pub use look::{Look, look};
pub use read_file::READ_FILE;
pub(crate) use read_file::bytes_of;
pub use refuse::{BankFileRefused, RefuseBankFile};
pub use save_profile::{BankProfileSaved, SaveBankProfile};
pub use settle_problem::{BankProblemSettled, SettleBankProblem};
pub use start::{BankImportStarted, BankStanding, StartBankImport};
pub use take::{BankFileTaken, TakeBankFile};
pub use undo::{BankImportUndone, UndoBankImport};

use crate::bank_accounts::READ;
use office::{Duty, Gate, NounEntry, Refusal, entry, page};
use store::Reader;
use values::{Day, Id, noun};

/// Take statements in, and take them back.
pub const TAKE: Duty = Duty::new("bank_imports.take", "Take in the bank's statements");

/// What this duty brings.
pub const NOUN: NounEntry = NounEntry {
    noun: "bank_imports",
    title: "Bank files",
    sentence: "Statements of the bank that were taken in, and the lines that wait.",
    read: READ,
    commands: &[
        entry::<StartBankImport>(),
        entry::<SaveBankProfile>(),
        entry::<SettleBankProblem>(),
        entry::<UndoBankImport>(),
    ],
    pages: &[
        page("/bank-imports", READ, pages::show_list),
        page("/bank-imports/new", TAKE, pages::show_new),
        page("/bank-imports/problems", READ, pages::show_problems),
        page("/bank-imports/{id}", READ, pages::show),
    ],
    listings: &[&listing::LISTING, &listing::PROBLEMS],
    gates: &[Gate {
        name: "bank_lines_held",
        title: "Bank file lines that wait",
        href: "/bank-imports/problems?open=on",
        count: count_held,
    }],
};

fn count_held(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    _day: Day,
) -> Result<i64, Refusal> {
    Ok(records::count_held(reader, branch)?)
}
