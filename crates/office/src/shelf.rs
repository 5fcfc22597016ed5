//! The shelf: files that came from outside, kept by their content. The rows say which file
//! they came from; the shelf gives its bytes back after a restart.

use crate::Refusal;
use sha2::{Digest, Sha256};
use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

/// Keeps files. Pages and jobs use it, never a command: nothing of it is in a transaction.
pub trait Shelf: Send + Sync + 'static {
    /// Keeps all of `content` under a mark made from it, so that the same content is kept
    /// once; when this answers, its bytes are on the disk.
    fn put(&self, content: &mut dyn Read) -> Result<Kept, Refusal>;

    /// Gives the content of a mark back.
    fn open(&self, mark: &str) -> Result<Box<dyn Read + Send>, Refusal>;
}

/// A file on the shelf.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// What it is found by: [`mark_of`] its content.
    pub mark: String,
    /// How many bytes it has.
    pub bytes: u64,
}

/// How long a mark is.
const MARK_LENGTH: usize = 64;

/// The SHA-256 of a content, spelt in the letters a to p: hexadecimal digits could by chance
/// read as a card number, which no command may carry.
pub fn mark_of(content: &mut dyn Read) -> io::Result<Kept> {
    let mut hash = Sha256::new();
    let bytes = pour(content, |piece| {
        hash.update(piece);
        Ok(())
    })?;
    Ok(Kept { mark: spelt(&hash.finalize()), bytes })
}

/// Whether a text has the shape of a mark; anything else never becomes a path.
pub fn is_mark(text: &str) -> bool {
    text.len() == MARK_LENGTH && text.bytes().all(|byte| (b'a'..=b'p').contains(&byte))
}

/// Stands in where no folder is set.
#[derive(Debug, Default)]
pub struct NoShelf;

impl Shelf for NoShelf {
    fn put(&self, _content: &mut dyn Read) -> Result<Kept, Refusal> {
        Err(Refusal::conflict("shelf.missing", "This program was started without a folder."))
    }

    fn open(&self, _mark: &str) -> Result<Box<dyn Read + Send>, Refusal> {
        Err(Refusal::NotFound { what: "file" })
    }
}

/// A shelf in a folder that only its owner reads.
#[derive(Debug)]
pub struct FolderShelf {
    folder: PathBuf,
}

/// Tells apart files that are being written at the same time.
static WRITING: AtomicU64 = AtomicU64::new(1);

impl FolderShelf {
    /// The shelf in `folder`, which is made when the first file comes.
    pub fn at(folder: impl Into<PathBuf>) -> FolderShelf {
        FolderShelf { folder: folder.into() }
    }

    fn write(&self, unfinished: &Path, content: &mut dyn Read) -> io::Result<Kept> {
        let mut options = File::options();
        let mut file = options.write(true).create_new(true).mode(0o600).open(unfinished)?;
        let mut hash = Sha256::new();
        let bytes = pour(content, |piece| {
            hash.update(piece);
            file.write_all(piece)
        })?;
        file.sync_all()?;
        let mark = spelt(&hash.finalize());
        fs::rename(unfinished, self.folder.join(&mark))?;
        // The name is on the disk only once its folder is.
        File::open(&self.folder)?.sync_all()?;
        Ok(Kept { mark, bytes })
    }
}

impl Shelf for FolderShelf {
    fn put(&self, content: &mut dyn Read) -> Result<Kept, Refusal> {
        let mut builder = fs::DirBuilder::new();
        builder.recursive(true).mode(0o700).create(&self.folder).map_err(|e| self.refused(&e))?;
        let number = WRITING.fetch_add(1, Ordering::SeqCst);
        let name = format!("unfinished-{}-{number}", std::process::id());
        let unfinished = self.folder.join(name);
        let kept = self.write(&unfinished, content);
        if kept.is_err() {
            // What was written so far is of no use; that it may stay behind does no harm.
            let _ = fs::remove_file(&unfinished);
        }
        kept.map_err(|error| self.refused(&error))
    }

    fn open(&self, mark: &str) -> Result<Box<dyn Read + Send>, Refusal> {
        if !is_mark(mark) {
            return Err(Refusal::NotFound { what: "file" });
        }
        match File::open(self.folder.join(mark)) {
            Ok(file) => Ok(Box::new(file)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                Err(Refusal::NotFound { what: "file" })
            }
            Err(error) => Err(self.refused(&error)),
        }
    }
}

impl FolderShelf {
    fn refused(&self, error: &io::Error) -> Refusal {
        use crate::Reason;
        let reason = match error.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Reason::DiskFull,
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => Reason::ReadOnly,
            _ => {
                let folder = self.folder.display();
                return Refusal::invalid("file", format!("{folder}: the file broke off: {error}."));
            }
        };
        Refusal::Unavailable { reason, retry_after: 5 }
    }
}

/// Reads a content to its end, piece by piece; answers how many bytes it had.
fn pour(content: &mut dyn Read, mut each: impl FnMut(&[u8]) -> io::Result<()>) -> io::Result<u64> {
    let mut piece = vec![0; 64 * 1024];
    let mut bytes = 0;
    loop {
        match content.read(&mut piece) {
            Ok(0) => return Ok(bytes),
            Ok(length) => {
                each(&piece[..length])?;
                bytes += length as u64;
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
}

fn spelt(hash: &[u8]) -> String {
    let letter = |half: u8| char::from(b'a' + half);
    hash.iter().flat_map(|byte| [letter(byte >> 4), letter(byte & 15)]).collect()
}

/// A shelf in memory, for tests.
#[cfg(any(test, feature = "testing"))]
#[derive(Debug, Default)]
pub struct MemoryShelf(std::sync::Mutex<std::collections::HashMap<String, Vec<u8>>>);

#[cfg(any(test, feature = "testing"))]
impl Shelf for MemoryShelf {
    fn put(&self, content: &mut dyn Read) -> Result<Kept, Refusal> {
        let mut bytes = Vec::new();
        content.read_to_end(&mut bytes).expect("memory can be read");
        let kept = mark_of(&mut &*bytes).expect("memory can be read");
        self.0.lock().expect("no test panics here").insert(kept.mark.clone(), bytes);
        Ok(kept)
    }

    fn open(&self, mark: &str) -> Result<Box<dyn Read + Send>, Refusal> {
        let files = self.0.lock().expect("no test panics here");
        let bytes = files.get(mark).cloned().ok_or(Refusal::NotFound { what: "file" })?;
        Ok(Box::new(io::Cursor::new(bytes)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_kept_once_and_given_back_whole() {
        let folder = std::env::temp_dir().join(format!("shelf-{}", std::process::id()));
        let shelf = FolderShelf::at(&folder);
        let content = vec![7u8; 200_000];
        let kept = shelf.put(&mut &*content).unwrap();
        assert_eq!(kept.bytes, 200_000);
        assert_eq!(shelf.put(&mut &*content).unwrap(), kept);
        assert_eq!(fs::read_dir(&folder).unwrap().count(), 1, "nothing unfinished stays");
        let mut back = Vec::new();
        shelf.open(&kept.mark).unwrap().read_to_end(&mut back).unwrap();
        assert_eq!(back, content);
        fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn a_mark_is_letters_and_nothing_else_is_opened() {
        let kept = mark_of(&mut &b"abc"[..]).unwrap();
        assert!(kept.mark.starts_with("lkhibglp") && is_mark(&kept.mark), "{}", kept.mark);
        let shelf = FolderShelf::at("/");
        for text in ["etc/passwd", "", &"q".repeat(64)] {
            assert!(matches!(shelf.open(text), Err(Refusal::NotFound { .. })), "{text}");
        }
    }
}
