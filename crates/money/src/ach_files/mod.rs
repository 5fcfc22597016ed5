//! ACH files: the debits of bank accounts, collected by our bank from a file (NACHA). A file is
//! made of every draw that waits for one, posts its payments (handbook P13), and is released by
//! somebody who has neither made it nor entered an account in it; only then can it be had. It is
//! made once: a draw is in one file, and a file is never made again.
//!
//! Read first: [`MakeAchFile`], then [`ReleaseAchFile`].

mod listing;
mod make;
mod pages;
pub(crate) mod records;
mod release;
#[cfg(test)]
mod tests;

pub use make::{AchFileMade, MakeAchFile};
pub use release::{AchFileReleased, ReleaseAchFile};

use crate::draws::READ;
use office::{Duty, NounEntry, entry};

/// Make files of debits.
pub const MAKE: Duty = Duty::new("ach_files.make", "Make ACH files");

/// Release files of debits to the bank.
pub const RELEASE: Duty = Duty::new("ach_files.release", "Release ACH files");

/// What this duty brings.
pub const NOUN: NounEntry = NounEntry {
    noun: "ach_files",
    title: "ACH files",
    sentence: "Files of debits that our bank collects, each made once and released by another.",
    read: READ,
    commands: &[entry::<MakeAchFile>(), entry::<ReleaseAchFile>()],
    pages: pages::PAGES,
    listings: &[&listing::LISTING],
    gates: &[],
};
