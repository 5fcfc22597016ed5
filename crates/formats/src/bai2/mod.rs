//! BAI2, the cash report of American banks: balances and every movement of a day.
//!
//! Records are lines of fields between commas, ended by `/`: a file (01) holds groups (02), a
//! group accounts (03 with its balances), an account movements (16), and each of them closes with
//! totals and counts (99, 98, 49). A record that is too long goes on in lines of 88. Adjacent
//! commas mean the default, amounts are whole cents without sign, and the type code says which
//! way the money went ([`type_code`]). The source is the BAI *Cash Management Balance Reporting
//! Specifications, Version 2*.
//!
//! [`read`] verifies every total and count. Public samples with wrong counts exist, so a room may
//! treat `bai2.records` as a remark for a bank that is known for it; a wrong sum is never one.

mod fields;
mod file;
mod print;
mod read;
mod record;
mod type_codes;

#[cfg(test)]
mod tests;

pub use file::{Account, AsOf, Bai2File, Detail, Funds, Group, GroupStatus, Summary};
pub use print::print;
pub use read::{Bai2Reading, read};
pub use type_codes::{Flow, Level, TYPE_CODES, TypeCode, flow_of, type_code};
