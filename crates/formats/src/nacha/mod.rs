//! NACHA files: debits and credits we send to the bank, returns and notices of change it sends
//! back.
//!
//! A file is lines of 94 letters: a file header (1), batches of header (5), entries (6), their
//! addenda (7) and control (8), and a file control (9), filled up with lines of nines to a
//! multiple of ten. Every control carries counts, totals and a hash; [`read`] verifies each of
//! them and says on which line one does not hold, [`print`](print()) computes them. The layout is
//! that of the NACHA Operating Rules, appendices 1 to 4.
//!
//! Four things are built on it:
//!
//! * [`Origination`] makes a file of debits and credits from plain payments;
//! * [`AchFile::returned`] lists what came back, with [`return_code`] for the reason, the
//!   clocks and whether it may be tried again;
//! * [`AchFile::changed`] lists what the receiving banks ask us to correct, read into fields;
//! * [`AchFile::identity`] says which transmission a file is, so that none is taken twice.
//!
//! Which days banks work is the caller's: every date rule takes a [`values::WorkCalendar`].
//! Account numbers are [`values::Sealed`] as soon as they are read.

mod change_codes;
mod check;
mod columns;
mod control;
mod file;
mod noticed;
mod origination;
mod print;
mod read;
mod record;
mod return_codes;
mod totals;

#[cfg(test)]
mod any;
#[cfg(test)]
mod tests;

pub use change_codes::{CHANGE_CODES, ChangeCode, Correction, change_code};
pub use check::problems;
pub use file::{
    AccountKind, AchFile, Addenda, Batch, ChangeAddenda, Entry, ReturnAddenda, TransactionCode,
};
pub use noticed::{Changed, Returned};
pub use origination::{
    Direction, EntryClass, Frequency, Offset, Origination, Originator, Payment, Step,
};
pub use print::print;
pub use read::{AchReading, read};
pub use return_codes::{RETURN_CODES, RateGroup, Retry, ReturnCode, ReturnWindow, return_code};
pub use totals::Totals;
