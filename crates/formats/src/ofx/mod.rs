//! OFX, the statement download of American banks: version 1 in SGML, version 2 in XML, and QFX,
//! which is either of them for Quicken.
//!
//! Both versions hold the same elements. Version 1 begins with lines of `NAME:VALUE` and leaves
//! the ends of values away (`<TRNAMT>12.50<FITID>7`), version 2 is XML. [`read`] takes both by one
//! scanner, which knows no entities but the five of XML and numbered letters, so that no file can
//! blow itself up. The source is the *Open Financial Exchange Specification*, 1.6 and 2.2.
//!
//! `FITID` is unique within an account for ever: it is what makes taking a file twice harmless.
//! Amounts are signed from our side: money in is positive.

mod file;
mod moment;
mod print;
mod read;
mod scan;

#[cfg(test)]
mod tests;

pub use file::{
    Account, AccountKind, Balance, Correction, CorrectionKind, OfxFile, Statement, Transaction,
    TransactionKind, Version,
};
pub use moment::Moment;
pub use print::print;
pub use read::{OfxReading, read};
