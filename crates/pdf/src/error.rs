//! What can go wrong between the facts and the paper, in words an office can act on.

use std::io;
use std::path::PathBuf;

use crate::Sheet;

/// Why a sheet was not printed.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The parts on the sheet do not add up to the total it states. A sheet that does not
    /// foot is never printed: paper cannot be taken back.
    #[error("The {sheet} does not foot: {what} says {stated} but its parts come to {counted}.")]
    DoesNotFoot {
        /// The sheet asked for.
        sheet: Sheet,
        /// Which figure, by its key, such as `total_cents`.
        what: &'static str,
        /// The figure in the facts, in cents or pieces.
        stated: i64,
        /// What its parts come to, in the same unit.
        counted: i64,
    },
    /// A fact is missing or of the wrong shape; the contract is on [`Sheet`].
    #[error("The {sheet} cannot be printed: {what}.")]
    Misshapen {
        /// The sheet asked for.
        sheet: Sheet,
        /// What is wrong, such as "`lines` must be a list".
        what: String,
    },
    /// A template, the shipped one or the office's own, could not be set.
    #[error("{file}, line {line}: {message}.{hint}")]
    Template {
        /// The template's file name, such as `invoice.typ`.
        file: String,
        /// The line in it, counted from one; zero when the typesetter names none.
        line: usize,
        /// The typesetter's own words.
        message: String,
        /// Its advice, empty or starting with a space.
        hint: String,
    },
    /// The office's template folder could not be read.
    #[error("The templates in {} could not be read: {cause}.", folder.display())]
    Folder {
        /// The folder or file.
        folder: PathBuf,
        /// The operating system's reason.
        cause: io::Error,
    },
    /// A document among many was not written the way this version expects, so it could not
    /// be bound with the others. A fault of ours, never of the facts.
    #[error("The documents could not be bound into one.")]
    Unbound,
    /// The finished pages could not be handed over.
    #[error("The printed pages could not be written: {0}.")]
    Write(#[from] io::Error),
}
