//! QuickBooks Desktop's Intuit Interchange Format: lists in, general journal out.
//!
//! An IIF file is tab-separated text that holds several lists. A row that begins with `!` names
//! the columns of its kind (`!CUST  NAME  BADDR1`), the rows after it carry the kind in front
//! (`CUST  Marisol Rivera  ..`). [`Reader`] hands out every row with the names of its columns, so
//! that kinds nobody asked for pass by unharmed. [`JournalWriter`] writes accounting entries that
//! QuickBooks takes by *File, Utilities, Import*; it refuses a block that does not sum to zero,
//! because QuickBooks would import the first half.

mod reader;
mod writer;

pub use reader::{Columns, Reader, Row};
pub use writer::{JournalWriter, Split, Transaction, WriteError};

pub(crate) use writer::check_balance;
