//! A temporary folder.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

static NEXT: AtomicU32 = AtomicU32::new(0);

/// A folder that is removed, with everything in it, when it is dropped.
pub struct Folder(PathBuf);

impl Folder {
    /// Makes a new, empty folder.
    #[expect(clippy::new_without_default, reason = "it touches the disk; a default should not")]
    pub fn new() -> Folder {
        loop {
            let number = NEXT.fetch_add(1, Ordering::Relaxed);
            let name = format!("daybook-test-{}-{number}", std::process::id());
            let path = std::env::temp_dir().join(name);
            match fs::create_dir(&path) {
                Ok(()) => return Folder(path),
                // Left over from an earlier process of the same number.
                Err(cause) if cause.kind() == ErrorKind::AlreadyExists => {}
                Err(cause) => panic!("cannot make {}: {cause}", path.display()),
            }
        }
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}
