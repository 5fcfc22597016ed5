//! A folder beside the place where something is to appear: it is made there, out of sight,
//! moved into its place when it is whole, and nothing is left when it fails.

use office::{Reason, Refusal};
use std::fs::{self, File};
use std::io;
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};

/// The folder; it is removed with all that is in it unless it was moved into place.
pub struct Workshop(PathBuf);

impl Workshop {
    /// A folder beside `goal`, readable by its owner only.
    pub fn beside(goal: &Path) -> Result<Workshop, Refusal> {
        let name = goal.file_name().ok_or_else(|| {
            Refusal::invalid("file", format!("{} names no file or folder.", goal.display()))
        })?;
        let mut hidden = std::ffi::OsString::from(".");
        hidden.push(name);
        hidden.push(format!(".unfinished-{}", std::process::id()));
        let folder = parent_of(goal).join(hidden);
        fs::DirBuilder::new()
            .mode(0o700)
            .create(&folder)
            .map_err(|error| not_written(&folder, &error))?;
        Ok(Workshop(folder))
    }

    /// A path inside it.
    pub fn join(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Workshop {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// Moves what is whole into its place, so that it survives a power cut.
pub fn settle(whole: &Path, goal: &Path) -> Result<(), Refusal> {
    let moved = File::open(whole)
        .and_then(|whole| whole.sync_all())
        .and_then(|()| fs::rename(whole, goal))
        .and_then(|()| File::open(parent_of(goal))?.sync_all());
    moved.map_err(|error| not_written(goal, &error))
}

/// The folder a path stands in.
pub fn parent_of(path: &Path) -> &Path {
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    }
}

/// The refusal for something that cannot be written.
pub fn not_written(path: &Path, error: &io::Error) -> Refusal {
    match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
            Refusal::Unavailable { reason: Reason::DiskFull, retry_after: 60 }
        }
        _ => Refusal::invalid("file", format!("{} cannot be written: {error}.", path.display())),
    }
}
