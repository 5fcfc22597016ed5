//! The demo branch as test material: made once for a build of the product, copied for each use.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::process;
use crate::workspace::Workspace;

/// The last day of the demo's story.
pub const UNTIL: &str = "2026-03-02";

/// The instant at which the demo is looked at: Monday afternoon at Cedar, 3:34 pm.
pub const CLOCK: &str = "2026-03-02T20:34:00Z";

/// A copy of the demo branch that may be changed at will; removed when dropped.
pub struct Scratch {
    folder: PathBuf,
}

impl Scratch {
    /// Copies the demo branch made by `daybook`, making it first when this build has not.
    pub fn copy(workspace: &Workspace, daybook: &Path, name: &str) -> Result<Self> {
        let made = make(workspace, daybook)?;
        let folder = workspace.path("build/scratch").join(name);
        if folder.exists() {
            fs::remove_dir_all(&folder)?;
        }
        copy_folder(&made, &folder)?;
        Ok(Self { folder })
    }

    /// The data folder.
    pub fn path(&self) -> &Path {
        &self.folder
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        // What cannot be removed is overwritten by the next copy.
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// Makes the demo branch in `build/demo`, unless the one there was made by this very build.
fn make(workspace: &Workspace, daybook: &Path) -> Result<PathBuf> {
    let folder = workspace.path("build/demo");
    let mark = workspace.path("build/demo-made-by");
    let built = fs::metadata(daybook)?;
    let build = format!("{:?} {}", built.modified()?, built.len());
    if folder.is_dir() && fs::read_to_string(&mark).is_ok_and(|last| last == build) {
        return Ok(folder);
    }
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    fs::create_dir_all(&folder)?;
    let mut demo = std::process::Command::new(daybook);
    demo.args(["demo", "--until", UNTIL, "--data"]).arg(&folder).env("DAYBOOK_CLOCK", CLOCK);
    process::run(&mut demo).context("the demo branch could not be made")?;
    fs::write(&mark, build)?;
    Ok(folder)
}

fn copy_folder(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy_folder(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), &target)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_copied_with_its_folders() {
        let folder = std::env::temp_dir().join(format!("xtask-copy-{}", std::process::id()));
        let (from, to) = (folder.join("from"), folder.join("to"));
        fs::create_dir_all(from.join("files/ab")).unwrap();
        fs::write(from.join("files/ab/receipt"), "12.50").unwrap();
        copy_folder(&from, &to).unwrap();
        assert_eq!(fs::read_to_string(to.join("files/ab/receipt")).unwrap(), "12.50");
        fs::remove_dir_all(&folder).unwrap();
    }
}
