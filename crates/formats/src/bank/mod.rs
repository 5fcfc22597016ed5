//! Any bank's statement in one shape: BAI2, OFX 1 and 2, QFX and the tables of websites.
//!
//! [`read`] tells by itself what a file is and hands out its [`Statement`]s. A [`BankLine`] has a
//! key that stays the same when the bank sends the line again, in another file or another day's
//! overlap, so that a room takes each line once. Lines that could not be read are held in the
//! [`Problems`], never lost; of a file that is refused nothing may be posted.

mod from_bai2;
mod from_ofx;
mod from_table;
mod keys;
mod line;

#[cfg(test)]
mod tests;

use crate::digest::FileDigest;
use crate::problems::{Problem, Problems};
use crate::statements::Mapping;

pub use line::{BankLine, LineKind, Statement};

/// What a file is, told from its beginning.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FileKind {
    /// A BAI2 report.
    Bai2,
    /// OFX or QFX.
    Ofx,
    /// A NACHA file: entries, returns or notices; [`crate::nacha::read`] reads it.
    Nacha,
    /// A table.
    Table,
}

/// A statement file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BankFile {
    /// What it is.
    pub kind: FileKind,
    /// Its bytes, to know the same file again.
    pub digest: FileDigest,
    /// The bank's own names of its transmissions; empty for formats without one.
    pub identities: Vec<String>,
    /// The statements, one for each account and day or download.
    pub statements: Vec<Statement>,
    /// How the columns of a table were read, to be saved for the next file.
    pub mapping: Option<Mapping>,
    /// What is wrong, on which line.
    pub problems: Problems,
}

impl BankFile {
    /// Whether a line may be taken: nothing keeps the file back, and nothing this line.
    pub fn may_take(&self, line: &BankLine) -> bool {
        // Held movements of OFX are not among the lines, and all of them may share one line.
        let is_held = self.kind != FileKind::Ofx && self.problems.is_held(line.line);
        !self.problems.refuse_file() && !is_held
    }
}

/// Tells what a file is; anything that is none of the others is a table.
pub fn kind_of(bytes: &[u8]) -> FileKind {
    let mut quiet = Problems::default();
    let beginning = &bytes[..bytes.len().min(4096)];
    let Some(text) = crate::letters::text_of(beginning, &mut quiet) else {
        return FileKind::Table;
    };
    let text = text.trim_start();
    let upper = text.to_ascii_uppercase();
    if upper.contains("<OFX>") || upper.starts_with("OFXHEADER") || upper.contains("<?OFX") {
        FileKind::Ofx
    } else if text.starts_with("01,") {
        FileKind::Bai2
    } else if text.starts_with("101") && text.get(34..39) == Some("09410") {
        FileKind::Nacha
    } else {
        FileKind::Table
    }
}

/// Reads a statement of any kind. A saved `mapping` is used for tables only.
pub fn read(bytes: &[u8], mapping: Option<&Mapping>) -> BankFile {
    let kind = kind_of(bytes);
    let mut file = BankFile {
        kind,
        digest: FileDigest::of(bytes),
        identities: Vec::new(),
        statements: Vec::new(),
        mapping: None,
        problems: Problems::default(),
    };
    match kind {
        FileKind::Bai2 => from_bai2::read(bytes, &mut file),
        FileKind::Ofx => from_ofx::read(bytes, &mut file),
        FileKind::Table => from_table::read(bytes, mapping, &mut file),
        FileKind::Nacha => file.problems.refuse(
            1,
            "bank.nacha",
            "",
            "This is an ACH file, not a statement; take it in under returns.",
        ),
    }
    for statement in &file.statements {
        check_sum(statement, &mut file.problems);
    }
    file
}

/// Opening balance and movements must come to the closing balance where a bank says both; one
/// that leaves movements out gets a remark, for its totals were verified already.
fn check_sum(statement: &Statement, problems: &mut Problems) {
    let (Some(opening), Some(closing)) = (statement.opening_cents, statement.closing_cents) else {
        return;
    };
    let moved: i128 = statement.lines.iter().map(|line| i128::from(line.amount_cents)).sum();
    let off_cents = i128::from(closing) - i128::from(opening) - moved;
    if off_cents != 0 {
        let says = format!(
            "Opening balance and movements differ from the closing balance by {off_cents} cents; \
             some movement is not in the file."
        );
        let (line, code) = (statement.line, "bank.sum");
        let consequence = crate::problems::Consequence::Noted;
        problems.add(Problem { line, code, field: "closing balance", says, consequence });
    }
}
