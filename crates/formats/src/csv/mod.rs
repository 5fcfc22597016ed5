//! Text tables: comma, semicolon, tab and bar, in the encodings office programs write.
//!
//! [`Table`] is what a room wants: it tells by itself how a file is written, skips the titles
//! above the header, names the columns, refuses torn rows with their line, and leaves out the
//! total row below. It reads a stream row by row, so ten million rows take no more memory than
//! ten. [`Reader`] is the layer below it, for files whose [`Dialect`] is known. [`Writer`] writes
//! tables that no spreadsheet takes for a program.

mod dialect;
mod encoding;
mod error;
mod headers;
mod reader;
mod record;
mod scan;
mod table;
mod writer;

#[cfg(test)]
mod tests;

pub use dialect::{Delimiter, Dialect, Quote, SAMPLE};
pub use encoding::Encoding;
pub use error::{CsvError, Fault};
pub use reader::{LONGEST_ROW, Reader};
pub use record::Record;
pub use table::{LeftOut, Rewound, Table, read_sample};
pub use writer::{Cell, Writer, unguarded};

pub(crate) use dialect::refuse_other_kinds;
pub(crate) use encoding::{AsciiBased, Lettering, from_windows_1252};
