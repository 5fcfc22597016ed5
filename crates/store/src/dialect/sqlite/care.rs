//! Looking after the file: online backup and integrity.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::thread::sleep;
use std::time::Duration;

use rusqlite::Connection;
use rusqlite::backup::{Backup, StepResult};

use super::{Conn, failure};
use crate::dialect::Word;
use crate::error::{Error, Kind};

/// Pages copied between two reports of progress: 4 MiB.
const PAGES_PER_STEP: i32 = 1024;

impl Conn {
    /// Copies one moment of the database into a new file while others go on writing.
    ///
    /// The copy appears under its name only when it is whole and on the disk.
    pub(crate) fn backup(
        &mut self,
        to: &Path,
        progress: &mut dyn FnMut(u64, u64),
    ) -> Result<(), Error> {
        if to.exists() {
            return Err(Error::other(format!("{} exists already", to.display())));
        }
        let unfinished = with_suffix(to, ".unfinished");
        let copied = self.copy_to(&unfinished, progress).and_then(|()| {
            File::open(&unfinished).and_then(|file| file.sync_all()).map_err(|e| disk(&e))?;
            fs::rename(&unfinished, to).map_err(|e| disk(&e))
        });
        if copied.is_err() {
            let _ = fs::remove_file(&unfinished);
        }
        copied
    }

    fn copy_to(&mut self, to: &Path, progress: &mut dyn FnMut(u64, u64)) -> Result<(), Error> {
        let failed = |cause| failure(cause, None);
        let _ = fs::remove_file(to);
        // A snapshot held from here on: else every commit of others would start the copy anew.
        self.say(Word::BeginRead)?;
        self.batch("SELECT count(*) FROM sqlite_schema")?;
        let mut target = Connection::open(to).map_err(failed)?;
        let copied = copy_pages(&self.inner, &mut target, progress).map_err(failed);
        self.say(Word::Rollback)?;
        copied?;
        target.close().map_err(|(_, cause)| failed(cause))
    }

    /// 0x10002 looks at every table, not only at those this connection has used.
    pub(crate) fn refresh_statistics(&mut self) -> Result<(), Error> {
        self.batch("PRAGMA optimize=0x10002")
    }

    /// What SQLite finds wrong with the file: damaged pages, and rows that point nowhere.
    pub(crate) fn integrity_check(&mut self) -> Result<Vec<String>, Error> {
        let failed = |cause| failure(cause, None);
        let mut check = self.inner.prepare("PRAGMA integrity_check").map_err(failed)?;
        let found = check.query_map([], |row| row.get::<_, String>(0)).map_err(failed)?;
        let mut found = found.collect::<rusqlite::Result<Vec<_>>>().map_err(failed)?;
        found.retain(|line| line != "ok");
        let mut check = self.inner.prepare("PRAGMA foreign_key_check").map_err(failed)?;
        let orphans = check
            .query_map([], |row| {
                let (table, parent): (String, String) = (row.get(0)?, row.get(2)?);
                Ok(format!("a row of {table} points to a missing row of {parent}"))
            })
            .map_err(failed)?;
        found.extend(orphans.collect::<rusqlite::Result<Vec<_>>>().map_err(failed)?);
        Ok(found)
    }
}

fn copy_pages(
    from: &Connection,
    to: &mut Connection,
    progress: &mut dyn FnMut(u64, u64),
) -> rusqlite::Result<()> {
    let backup = Backup::new(from, to)?;
    loop {
        let step = backup.step(PAGES_PER_STEP)?;
        let at = backup.progress();
        let total = u64::try_from(at.pagecount).unwrap_or(0);
        progress(total - u64::try_from(at.remaining).unwrap_or(0).min(total), total);
        match step {
            StepResult::Done => return Ok(()),
            StepResult::More => {}
            _ => sleep(Duration::from_millis(20)),
        }
    }
}

fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}

fn disk(cause: &std::io::Error) -> Error {
    let kind = match cause.kind() {
        std::io::ErrorKind::StorageFull | std::io::ErrorKind::QuotaExceeded => Kind::Full,
        _ => Kind::Gone,
    };
    Error::new(kind, cause.to_string())
}
