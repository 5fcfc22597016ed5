//! The file formats of the trade: text tables, QuickBooks lists, customer exports of other
//! programs, accounting entries for outsiders, and everything that goes to a bank or comes from
//! it.
//!
//! Nothing here opens a file or knows an office: readers take any [`std::io::Read`] or the bytes
//! of a file, writers any [`std::io::Write`], and none of them panics or grows without bound,
//! whatever bytes arrive. Start with [`csv`], on which the tables stand, or with [`bank`], which
//! reads any bank's statement into one shape.

pub mod amounts;
pub mod bai2;
pub mod bank;
pub mod csv;
pub mod customers;
pub mod dates;
pub mod digest;
pub mod docx;
pub mod iif;
pub mod ledger;
pub mod letters;
pub mod lockbox;
pub mod nacha;
pub mod ofx;
pub mod pasted;
pub mod problems;
pub mod routing_number;
pub mod statements;
