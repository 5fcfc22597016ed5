//! The file formats of the trade: text tables, QuickBooks lists, customer exports of other
//! programs, and accounting entries for outsiders.
//!
//! Nothing here opens a file or knows an office: readers take any [`std::io::Read`], writers any
//! [`std::io::Write`], and none of them panics or grows without bound, whatever bytes arrive.
//! Start with [`csv`], on which the others stand.

pub mod amounts;
pub mod csv;
pub mod customers;
pub mod dates;
pub mod iif;
pub mod ledger;
