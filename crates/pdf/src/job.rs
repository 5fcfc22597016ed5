//! One print job: the world as the typesetter sees it. It holds templates, faces and the
//! facts, and nothing else: no packages, no network, no clock.

use std::sync::{Arc, LazyLock};

use typst::comemo;
use typst::diag::{FileError, FileResult, SourceDiagnostic, SourceResult, Warned};
use typst::foundations::{Bytes, Datetime, Duration, Smart};
use typst::syntax::{FileId, Source};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World, WorldExt};
use typst_layout::PagedDocument;
use typst_pdf::PdfOptions;

use crate::shelf::{Paper, Shelf, place};
use crate::{Error, Sheet};

/// How many later jobs a remembered layout outlives unused. Templates are used by every job
/// and stay; what belongs to one document goes, which bounds memory in a long run.
const JOBS_REMEMBERED: usize = 2;

static LIBRARY: LazyLock<LazyHash<Library>> = LazyLock::new(|| LazyHash::new(Library::default()));

/// Where the facts lie for a template: `#let facts = json("facts.json")`. They are read as
/// JSON and never as markup, so no name or note can change the sheet.
static FACTS: LazyLock<FileId> = LazyLock::new(|| place("facts.json").expect("a plain name"));

/// Whether the PDF carries the reading order for screen readers.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tags {
    /// For a document that is sent or kept.
    Kept,
    /// For a stack of documents on its way to a printer.
    Left,
}

/// A sheet to be set: what to read, and where to begin.
pub(crate) struct Job {
    shelf: Arc<Shelf>,
    main: FileId,
    facts: Bytes,
}

impl Job {
    pub(crate) fn new(shelf: Arc<Shelf>, sheet: Sheet, facts: Vec<u8>) -> Job {
        let main = place(sheet.template()).expect("shipped names are plain");
        Job { shelf, main, facts: Bytes::new(facts) }
    }

    /// Sets the document and writes it as a PDF.
    pub(crate) fn print(&self, tags: Tags) -> Result<Vec<u8>, Error> {
        let document = self.set().output.map_err(|complaints| self.complaint(&complaints))?;
        let options = PdfOptions {
            creator: Smart::Custom(Some("Daybook".into())),
            tagged: tags == Tags::Kept,
            ..PdfOptions::default()
        };
        let bytes = typst_pdf::pdf(&document, &options);
        let bytes = bytes.map_err(|complaints| self.complaint(&complaints))?;
        comemo::evict(JOBS_REMEMBERED);
        Ok(bytes)
    }

    /// The pages before they are written, with what the typesetter grumbled about.
    pub(crate) fn set(&self) -> Warned<SourceResult<PagedDocument>> {
        typst::compile(self)
    }

    /// The first complaint is the cause; the rest follow from it.
    fn complaint(&self, complaints: &[SourceDiagnostic]) -> Error {
        let Some(complaint) = complaints.first() else {
            return Error::Template {
                file: String::new(),
                line: 0,
                message: "The typesetter gave up without a reason".into(),
                hint: String::new(),
            };
        };
        let id = complaint.span.id().unwrap_or(self.main);
        let line = self.source(id).ok().and_then(|source| {
            let start = self.range(complaint.span)?.start;
            source.lines().byte_to_line(start)
        });
        Error::Template {
            file: id.get().vpath().get_without_slash().to_owned(),
            line: line.map_or(0, |line| line + 1),
            message: complaint.message.to_string(),
            hint: complaint.hints.iter().map(|hint| format!(" {}.", hint.v)).collect(),
        }
    }
}

impl World for Job {
    fn library(&self) -> &LazyHash<Library> {
        &LIBRARY
    }

    fn book(&self) -> &LazyHash<FontBook> {
        self.shelf.book()
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        match self.shelf.find(id) {
            Some(Paper::Template(source)) => Ok(source.clone()),
            Some(Paper::File(_)) => Err(FileError::NotSource),
            None => Err(missing(id)),
        }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id == *FACTS {
            return Ok(self.facts.clone());
        }
        match self.shelf.find(id) {
            Some(Paper::File(bytes)) => Ok(bytes.clone()),
            Some(Paper::Template(source)) => Ok(Bytes::from_string(source.clone())),
            None => Err(missing(id)),
        }
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.shelf.font(index)
    }

    /// Sheets print the day in their facts, so that a reprint is the same to the byte.
    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None
    }
}

fn missing(id: FileId) -> FileError {
    FileError::NotFound(id.get().vpath().get_without_slash().into())
}
