//! `daybook restore FILE --data DIR`: an office out of a backup. It appears whole or not at
//! all, and is proved before anybody works in it.

use super::archive::{self, Unpack};
use super::backup::{DATABASE, inspect};
use super::verify;
use super::workshop::{Workshop, not_written, parent_of, settle};
use crate::cli::output::{Form, say};
use crate::open::Place;
use office::Refusal;
use std::fs;
use std::path::Path;
use store::Location;

/// Restores and proves; the exit code is that of the proof.
pub fn run(place: &Place, file: &Path, form: Form) -> Result<u8, Refusal> {
    require_empty(place)?;
    unpack(place, file)?;
    if form == Form::Text {
        say(format!("{} holds the office of {} again.", place.data.display(), file.display()));
    }
    verify::run(place, form)
}

/// Refuses a folder in which anything is.
fn require_empty(place: &Place) -> Result<(), Refusal> {
    if place.location != Location::Sqlite(place.data.join(DATABASE)) {
        return Err(Refusal::invalid(
            "database",
            "A backup is restored into a data folder: name it with --data, without --database.",
        ));
    }
    match fs::read_dir(&place.data).map(|mut entries| entries.next().is_some()) {
        Ok(false) => Ok(()),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(()),
        Ok(true) => Err(Refusal::conflict(
            "restore.folder_used",
            format!(
                "{} is not empty. Name a new folder with --data; nothing was changed.",
                place.data.display()
            ),
        )),
        Err(error) => Err(not_written(&place.data, &error)),
    }
}

fn unpack(place: &Place, file: &Path) -> Result<(), Refusal> {
    if !parent_of(&place.data).is_dir() {
        let words = format!("{} does not exist.", parent_of(&place.data).display());
        return Err(Refusal::invalid("data", words));
    }
    let refused = |words: String| {
        let words = format!("{} {words}. Nothing was restored.", file.display());
        Refusal::conflict("restore.refused", words)
    };
    let workshop = Workshop::beside(&place.data)?;
    let manifest = archive::read(file, Unpack::Into(workshop.path())).map_err(refused)?;
    let database = workshop.join(DATABASE);
    if !database.exists() {
        return Err(refused("holds no database".into()));
    }
    if inspect(&database)? != manifest.journals {
        return Err(refused("is damaged: a journal does not end where it says".into()));
    }
    if place.data.exists() {
        fs::remove_dir(&place.data).map_err(|error| not_written(&place.data, &error))?;
    }
    settle(workshop.path(), &place.data)
}
