//! Paper: facts go in as JSON, a PDF comes out.
//!
//! Typst is the typesetter, behind one function, so that nobody else depends on it. Each
//! [`Sheet`] has a template; an office lays its own version of a template, its faces and its
//! letterhead picture in a folder, and they stand in front of the shipped ones without a
//! rebuild. Equal facts give equal bytes, so a sheet may be printed again at any time instead
//! of being kept.
//!
//! ```
//! use pdf::{Printer, Sheet};
//!
//! let facts = serde_json::json!({
//!     "title": "Checks on hand",
//!     "columns": [{"name": "From"}, {"name": "Amount", "kind": "money"}],
//!     "rows": [["Marisol Rivera", 12_733], ["Theo Marchetti", 7_500]],
//!     "sums": [["2 checks", 20_233]],
//! });
//! let pdf = Printer::new().print(Sheet::Listing, &facts)?;
//! assert!(pdf.starts_with(b"%PDF-1.7"));
//! # Ok::<(), pdf::Error>(())
//! ```

mod bind;
mod error;
mod footing;
mod job;
mod sheet;
mod shelf;
#[cfg(test)]
mod tests;

use std::io::Write;
use std::path::PathBuf;

use serde_json::Value;

use crate::bind::Binder;
pub use crate::error::Error;
use crate::job::{Job, Tags};
pub use crate::sheet::Sheet;
use crate::shelf::Keeper;

/// Prints sheets. One serves the whole program and every thread; faces and templates are
/// read once, on the first sheet.
pub struct Printer {
    keeper: Keeper,
}

impl Printer {
    /// A printer with the shipped templates only.
    pub fn new() -> Printer {
        Printer::with_templates(None)
    }

    /// A printer whose templates, faces (`.ttf`, `.otf`) and pictures in `folder` stand in
    /// front of the shipped ones by file name. A changed file shows on the next sheet; a
    /// folder that does not exist counts as empty.
    pub fn with_templates(folder: Option<PathBuf>) -> Printer {
        Printer { keeper: Keeper::new(folder) }
    }

    /// One document as a tagged PDF on US letter paper.
    ///
    /// # Errors
    /// [`Error::Misshapen`] and [`Error::DoesNotFoot`] when the facts break the contract on
    /// [`Sheet`]; [`Error::Template`] and [`Error::Folder`] when an office's own template is
    /// at fault.
    pub fn print(&self, sheet: Sheet, facts: &Value) -> Result<Vec<u8>, Error> {
        self.set(sheet, facts, Tags::Kept)
    }

    /// Many documents in one PDF for the printer, one after the other, each counting its own
    /// pages. Returns how many there were; nothing is written for none. Memory holds one
    /// document at a time, however many there are. The pages carry no reading order for
    /// screen readers: a document that is sent or kept is printed by [`print`](Self::print).
    ///
    /// # Errors
    /// As [`print`](Self::print), at the first document at fault; what was written until then
    /// is not a whole PDF. [`Error::Write`] when `out` takes no more.
    pub fn print_many(
        &self,
        sheet: Sheet,
        many: impl IntoIterator<Item = Value>,
        out: &mut dyn Write,
    ) -> Result<u64, Error> {
        let mut many = many.into_iter().peekable();
        if many.peek().is_none() {
            return Ok(0);
        }
        let mut binder = Binder::new(out)?;
        let mut documents = 0;
        for facts in many {
            binder.add(&self.set(sheet, &facts, Tags::Left)?)?;
            documents += 1;
        }
        binder.finish()?;
        Ok(documents)
    }

    fn set(&self, sheet: Sheet, facts: &Value, tags: Tags) -> Result<Vec<u8>, Error> {
        footing::check(sheet, facts)?;
        let job = Job::new(self.keeper.shelf()?, sheet, facts.to_string().into_bytes());
        job.print(tags)
    }
}

impl Default for Printer {
    fn default() -> Printer {
        Printer::new()
    }
}
