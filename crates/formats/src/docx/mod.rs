//! A letter written in a word processor (`.docx`, Office Open XML), read as plain text: its
//! paragraphs, its list items, what is bold, and its merge fields.
//!
//! The text is what an office manager would type by hand: a blank line between paragraphs, `- `
//! before an item of a list, `**` around bold words, `{{name}}` where a field is merged. A field
//! of the program that wrote the file (`MERGEFIELD name`) and one typed as `{{name}}` are the
//! same. Pictures, tables' lines, headers and footers are left out: the sheet a letter is printed
//! on has those of the office.

mod document;
#[cfg(test)]
mod tests;

use std::io::{Cursor, Read};

/// No letter is longer than this many bytes as a file.
pub const LONGEST_FILE: usize = 5 * 1024 * 1024;

/// No letter's words take more bytes than this once they are unpacked.
const LONGEST_DOCUMENT: u64 = 8 * 1024 * 1024;

/// Why a file is no letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DocxError {
    /// It is larger than any letter.
    #[error("The file is larger than 5 MB; leave the pictures out.")]
    TooLong,
    /// It is no archive, or one without the words.
    #[error("This is no Word document (.docx). Save it as one and send it again.")]
    NoDocument,
    /// It is torn.
    #[error("The document is damaged. Open it, save it anew, and send it again.")]
    Damaged,
    /// There is not a word in it.
    #[error("There is no text in the document.")]
    Empty,
}

/// The text of a letter.
///
/// # Errors
///
/// [`DocxError`] says why the bytes are none.
pub fn read(bytes: &[u8]) -> Result<String, DocxError> {
    if bytes.len() > LONGEST_FILE {
        return Err(DocxError::TooLong);
    }
    read_words(&words_of(bytes)?)
}

/// The text of a letter from the part that holds its words, `word/document.xml`.
///
/// # Errors
///
/// [`DocxError`] says why there is none.
pub fn read_words(xml: &str) -> Result<String, DocxError> {
    let text = document::text(xml)?;
    match text.is_empty() {
        true => Err(DocxError::Empty),
        false => Ok(text),
    }
}

/// The part of the archive that holds the words. An archive that unpacks to more than any letter
/// has is cut off there, and is damaged then.
fn words_of(bytes: &[u8]) -> Result<String, DocxError> {
    let mut archive =
        zip::ZipArchive::new(Cursor::new(bytes)).map_err(|_| DocxError::NoDocument)?;
    let part = archive.by_name("word/document.xml").map_err(|_| DocxError::NoDocument)?;
    let mut xml = String::new();
    part.take(LONGEST_DOCUMENT).read_to_string(&mut xml).map_err(|_| DocxError::Damaged)?;
    match xml.len() as u64 == LONGEST_DOCUMENT {
        true => Err(DocxError::Damaged),
        false => Ok(xml),
    }
}
