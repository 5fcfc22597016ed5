//! `daybook backup FILE`: one moment of the whole office in one file, made while others go
//! on working, read back before it counts.

use super::archive::{self, FORMAT, JournalEnd, Manifest, Unpack};
use super::require_office;
use super::tidy::{self, LastBackup};
use super::workshop::{Workshop, not_written, settle};
use crate::cli::output::{Form, say};
use crate::open::{self, Place};
use office::{Refusal, slip};
use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};
use store::{Db, Location, Reader};

/// The database's name in data folders and backups.
pub const DATABASE: &str = "daybook.db";

/// Makes a backup and says what is in it.
pub fn run(place: &Place, file: &Path, form: Form) -> Result<u8, Refusal> {
    require_office(place)?;
    let Location::Sqlite(_) = &place.location else {
        return Err(Refusal::conflict(
            "backup.postgresql",
            "PostgreSQL is backed up by its own server: pg_dump -Fc, as docs/running/\
             postgresql.md says. Copy the data folder beside it.",
        ));
    };
    if file.exists() {
        return Err(Refusal::conflict(
            "backup.file_exists",
            format!("{} exists already. Name another file.", file.display()),
        ));
    }
    let manifest = make(place, file, &mut progress())?;
    let last = LastBackup {
        made_at: manifest.made_at,
        file: std::path::absolute(file).unwrap_or_else(|_| file.to_owned()),
    };
    tidy::note(place, &last)?;
    print(&manifest, file, form)?;
    Ok(0)
}

/// Makes the file; it appears under its name only when it is whole and was read back.
pub fn make(
    place: &Place,
    file: &Path,
    progress: &mut dyn FnMut(u64, u64),
) -> Result<Manifest, Refusal> {
    let made_at = open::clock()?.now();
    let workshop = Workshop::beside(file)?;
    let copy = workshop.join(DATABASE);
    Db::open(place.location.clone())?.backup(&copy, progress)?;
    let journals = inspect(&copy)?;
    let unreadable = |error: std::io::Error| not_written(&place.data, &error);
    let mut sources = vec![(DATABASE.to_owned(), copy)];
    sources.extend(tidy::list_files(&place.data, file).map_err(unreadable)?);
    let files = sources
        .iter()
        .map(|(path, source)| archive::measure(path, source))
        .collect::<Result<_, _>>()
        .map_err(unreadable)?;
    let manifest = Manifest {
        format: FORMAT.into(),
        program: concat!("daybook ", env!("CARGO_PKG_VERSION")).into(),
        made_at,
        journals,
        files,
    };
    let sources: Vec<PathBuf> = sources.into_iter().map(|(_, source)| source).collect();
    let unfinished = workshop.join("archive");
    archive::write(&unfinished, &manifest, &sources).map_err(|error| not_written(file, &error))?;
    archive::read(&unfinished, Unpack::Nowhere).map_err(|words| {
        Refusal::broken(format!("the backup was made and {words}; make it again"))
    })?;
    settle(&unfinished, file)?;
    Ok(manifest)
}

/// Looks whether a copied database is sound, and where its journals end.
pub fn inspect(copy: &Path) -> Result<Vec<JournalEnd>, Refusal> {
    let db = Db::open(Location::Sqlite(copy.to_owned()))?;
    match db.integrity_check()?.first() {
        None => db.read(journal_ends),
        Some(fault) => Err(Refusal::conflict(
            "backup.database_damaged",
            format!("The database is damaged: {fault}. Run daybook doctor."),
        )),
    }
}

/// Where every journal ends, the company's first.
fn journal_ends(reader: &mut Reader<'_>) -> Result<Vec<JournalEnd>, Refusal> {
    let company = office::records::find_branch(reader, slip::company())?;
    let mut branches: Vec<_> = company.into_iter().collect();
    branches.extend(office::records::list_branches(reader)?);
    let mut ends = Vec::with_capacity(branches.len());
    for branch in branches {
        let head = office::records::find_head(reader, branch.id)?;
        let head = head.ok_or(Refusal::NotFound { what: "journal" })?;
        ends.push(JournalEnd { branch: branch.number, sequence: head.sequence, link: head.link });
    }
    Ok(ends)
}

/// Counts pages on a terminal, on one line; elsewhere it is silent.
fn progress() -> impl FnMut(u64, u64) {
    let is_seen = std::io::stderr().is_terminal();
    move |done, all| {
        if is_seen {
            let end = if done == all { "\n" } else { "" };
            eprint!("\r{done} of {all} pages copied{end}");
            let _ = std::io::stderr().flush();
        }
    }
}

fn print(manifest: &Manifest, file: &Path, form: Form) -> Result<(), Refusal> {
    if form == Form::Json {
        say(serde_json::to_string(manifest)?);
        return Ok(());
    }
    let bytes: u64 = manifest.files.iter().map(|kept| kept.bytes).sum();
    say(format!(
        "{} holds {}, {} bytes.",
        file.display(),
        ui::counted(manifest.files.len() as u64, "file", "files"),
        ui::figures::grouped(bytes)
    ));
    for end in &manifest.journals {
        say(format!("journal {}: {} lines", end.branch, end.sequence));
    }
    Ok(())
}
