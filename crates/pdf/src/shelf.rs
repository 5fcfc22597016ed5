//! The shelf a print job reads from: shipped templates and faces, over which the office's
//! own folder may lay files of the same name.

use std::collections::HashMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock, Mutex, PoisonError};
use std::time::SystemTime;

use typst::foundations::Bytes;
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;

use crate::Error;

/// The templates built into the program, by file name.
const TEMPLATES: [(&str, &str); 8] = [
    ("common.typ", include_str!("../templates/common.typ")),
    ("table.typ", include_str!("../templates/table.typ")),
    ("deposit-slip.typ", include_str!("../templates/deposit-slip.typ")),
    ("invoice.typ", include_str!("../templates/invoice.typ")),
    ("statement.typ", include_str!("../templates/statement.typ")),
    ("receipt.typ", include_str!("../templates/receipt.typ")),
    ("listing.typ", include_str!("../templates/listing.typ")),
    ("letter.typ", include_str!("../templates/letter.typ")),
];

/// The faces built into the program; `fonts/README.md` names their makers and licences.
const FACES: [&[u8]; 4] = [
    include_bytes!("../fonts/PublicSans-Regular.ttf"),
    include_bytes!("../fonts/PublicSans-Strong.ttf"),
    include_bytes!("../fonts/OldStandard-Italic.ttf"),
    include_bytes!("../fonts/OCRA.ttf"),
];

/// The largest file an office may lay in its folder: a letterhead, not a photograph album.
const LARGEST_FILE: u64 = 4 << 20;

/// Parsed once, on the first sheet, and shared by every printer.
static SHIPPED: LazyLock<Arc<Shelf>> = LazyLock::new(|| Arc::new(Shelf::shipped()));

/// Everything a template may read, by its place in a flat folder.
pub(crate) struct Shelf {
    papers: HashMap<FileId, Paper>,
    fonts: Vec<Font>,
    book: LazyHash<FontBook>,
}

/// A file on the shelf.
#[derive(Clone)]
pub(crate) enum Paper {
    /// A template, already parsed.
    Template(Source),
    /// A picture or table a template reads.
    File(Bytes),
}

impl Shelf {
    /// The shelf as the program was built.
    fn shipped() -> Shelf {
        let papers = TEMPLATES
            .iter()
            .map(|(name, text)| {
                let id = place(name).expect("shipped names are plain");
                (id, Paper::Template(Source::new(id, (*text).to_owned())))
            })
            .collect();
        let fonts = FACES.iter().flat_map(|face| Font::iter(Bytes::new(*face))).collect();
        Shelf::with(papers, fonts)
    }

    fn with(papers: HashMap<FileId, Paper>, fonts: Vec<Font>) -> Shelf {
        let book = LazyHash::new(FontBook::from_fonts(&fonts));
        Shelf { papers, fonts, book }
    }

    /// The shipped shelf with the office's files laid over it.
    fn overlaid(files: &[Stamp]) -> Result<Shelf, Error> {
        let mut papers = SHIPPED.papers.clone();
        let mut fonts = SHIPPED.fonts.clone();
        for file in files {
            let bytes = fs::read(&file.path).map_err(|cause| unread(&file.path, cause))?;
            let Some(id) = place(&file.name) else {
                continue;
            };
            match extension(&file.name) {
                "ttf" | "otf" => fonts.extend(Font::iter(Bytes::new(bytes))),
                "typ" => {
                    let text = String::from_utf8(bytes).map_err(|cause| {
                        unread(&file.path, io::Error::new(io::ErrorKind::InvalidData, cause))
                    })?;
                    papers.insert(id, Paper::Template(Source::new(id, text)));
                }
                _ => {
                    papers.insert(id, Paper::File(Bytes::new(bytes)));
                }
            }
        }
        Ok(Shelf::with(papers, fonts))
    }

    pub(crate) fn find(&self, id: FileId) -> Option<&Paper> {
        self.papers.get(&id)
    }

    pub(crate) fn font(&self, index: usize) -> Option<Font> {
        self.fonts.get(index).cloned()
    }

    pub(crate) fn book(&self) -> &LazyHash<FontBook> {
        &self.book
    }
}

/// Keeps the shelf in step with the office's folder, so that a changed template shows on the
/// next sheet and no sheet mixes two versions.
pub(crate) struct Keeper {
    folder: Option<PathBuf>,
    latest: Mutex<Option<(Vec<Stamp>, Arc<Shelf>)>>,
}

impl Keeper {
    pub(crate) fn new(folder: Option<PathBuf>) -> Keeper {
        Keeper { folder, latest: Mutex::new(None) }
    }

    /// The shelf as it stands now. A folder that does not exist is an empty one.
    pub(crate) fn shelf(&self) -> Result<Arc<Shelf>, Error> {
        let Some(folder) = &self.folder else {
            return Ok(SHIPPED.clone());
        };
        let stamps = list_files(folder).map_err(|cause| unread(folder, cause))?;
        if stamps.is_empty() {
            return Ok(SHIPPED.clone());
        }
        let mut latest = self.latest.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((seen, shelf)) = latest.as_ref()
            && *seen == stamps
        {
            return Ok(shelf.clone());
        }
        let shelf = Arc::new(Shelf::overlaid(&stamps)?);
        *latest = Some((stamps, shelf.clone()));
        Ok(shelf)
    }
}

/// A file in the office's folder and what tells one version from the next.
#[derive(PartialEq)]
struct Stamp {
    name: String,
    path: PathBuf,
    modified: SystemTime,
    length: u64,
}

fn list_files(folder: &Path) -> io::Result<Vec<Stamp>> {
    let entries = match fs::read_dir(folder) {
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries?,
    };
    let mut files = Vec::new();
    for entry in entries {
        let entry = entry?;
        let facts = entry.metadata()?;
        let Ok(name) = entry.file_name().into_string() else {
            continue;
        };
        let is_wanted = !name.starts_with('.') && WANTED.contains(&extension(&name));
        if is_wanted && facts.is_file() && facts.len() <= LARGEST_FILE {
            let (modified, length) = (facts.modified()?, facts.len());
            files.push(Stamp { name, path: entry.path(), modified, length });
        }
    }
    files.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(files)
}

/// What a template folder may hold: templates, faces, pictures.
const WANTED: [&str; 7] = ["typ", "ttf", "otf", "svg", "png", "jpg", "jpeg"];

fn extension(name: &str) -> &str {
    name.rsplit_once('.').map_or("", |(_, extension)| extension)
}

/// The place of a file name on the shelf; `None` for a name that is not plain.
pub(crate) fn place(name: &str) -> Option<FileId> {
    let path = VirtualPath::new(name).ok()?;
    Some(RootedPath::new(VirtualRoot::Project, path).intern())
}

fn unread(folder: &Path, cause: io::Error) -> Error {
    Error::Folder { folder: folder.to_owned(), cause }
}
