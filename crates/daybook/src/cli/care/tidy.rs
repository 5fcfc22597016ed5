//! What of a data folder belongs into a backup besides the database, and the note of the
//! last backup.

use crate::open::Place;
use office::Refusal;
use serde::{Deserialize, Serialize};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use values::Instant;

/// Where the last backup is noted.
const NOTE: &str = "last-backup.json";

/// Folders and files at the top of a data folder that a backup leaves out.
const LEFT_OUT: [&str; 6] =
    ["daybook.db", "daybook.db-wal", "daybook.db-shm", "daybook.db-journal", NOTE, "backups"];

/// Every plain file of a data folder but the database and backups: its path in the folder
/// and where it is, in order.
pub fn list_files(data: &Path, target: &Path) -> io::Result<Vec<(String, PathBuf)>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(data)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let is_backup = Path::new(&name).extension().is_some_and(|ending| ending == "tar");
        if LEFT_OUT.contains(&name.as_str()) || name.starts_with('.') || is_backup {
            continue;
        }
        gather(&name, &entry.path(), target, &mut found)?;
    }
    found.sort();
    Ok(found)
}

fn gather(
    name: &str,
    path: &Path,
    target: &Path,
    found: &mut Vec<(String, PathBuf)>,
) -> io::Result<()> {
    // Links are not followed: they would bring in what is not the office's.
    let kind = fs::symlink_metadata(path)?.file_type();
    if kind.is_dir() {
        for entry in fs::read_dir(path)? {
            let entry = entry?;
            let inner = entry.file_name();
            let inner = inner.to_str().ok_or_else(|| {
                io::Error::other(format!("{} has no plain name", entry.path().display()))
            })?;
            gather(&format!("{name}/{inner}"), &entry.path(), target, found)?;
        }
    } else if kind.is_file() && path != target {
        found.push((name.to_owned(), path.to_owned()));
    }
    Ok(())
}

/// The last backup of an office.
#[derive(Serialize, Deserialize, Clone, Debug, PartialEq)]
pub struct LastBackup {
    /// When it was made.
    pub made_at: Instant,
    /// Where it went.
    pub file: PathBuf,
}

/// Notes a backup in the data folder.
pub fn note(place: &Place, last: &LastBackup) -> Result<(), Refusal> {
    let text = serde_json::to_string(last)?;
    let to = place.data.join(NOTE);
    fs::write(&to, text).map_err(|error| super::workshop::not_written(&to, &error))
}

/// The last backup that was noted.
pub fn find_last(place: &Place) -> Option<LastBackup> {
    let text = fs::read_to_string(place.data.join(NOTE)).ok()?;
    serde_json::from_str(&text).ok()
}
