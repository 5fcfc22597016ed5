//! `daybook doctor`: whether this machine and its data are well.

use super::tidy;
use super::{records, require_office};
use crate::cli::output::Form;
use crate::config::Config;
use crate::open::{self, Place};
use office::Refusal;
use serde::Serialize;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use store::{Db, Engine};
use values::Instant;

/// How a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
enum State {
    Well,
    Watch,
    Ill,
}

/// One thing the doctor looked at.
#[derive(Debug, Serialize)]
struct Finding {
    name: &'static str,
    state: State,
    words: String,
}

fn finding(name: &'static str, state: State, words: impl Into<String>) -> Finding {
    Finding { name, state, words: words.into() }
}

/// Less free space than this is worth a word; a tenth of it is an illness.
const ROOMY: u64 = 1 << 30;

/// A backup older than this is worth a word.
const STALE_SECONDS: i64 = 36 * 60 * 60;

/// Looks at everything; exit code 1 when something is ill.
pub fn run(place: &Place, form: Form) -> Result<u8, Refusal> {
    require_office(place)?;
    let now = open::clock()?.now();
    let db = Db::open(place.location.clone())?;
    let mut findings = vec![rights(place), free_space(place), engine(place, &db)?];
    findings.extend(durability(&db)?);
    findings.push(integrity(&db)?);
    findings.push(clock(&db, now)?);
    findings.push(mail(place));
    findings.push(backups(place, &db, now));
    print(&findings, form)?;
    Ok(u8::from(findings.iter().any(|finding| finding.state == State::Ill)))
}

fn print(findings: &[Finding], form: Form) -> Result<(), Refusal> {
    if form == Form::Json {
        println!("{}", serde_json::to_string(findings)?);
        return Ok(());
    }
    for finding in findings {
        let word = match finding.state {
            State::Well => "well ",
            State::Watch => "watch",
            State::Ill => "ILL  ",
        };
        println!("{word}  {}: {}", finding.name, finding.words);
    }
    Ok(())
}

/// Nobody but the owner may read the office's files.
fn rights(place: &Place) -> Finding {
    let mode = |path: &std::path::Path| {
        fs::metadata(path).map(|found| found.permissions().mode() & 0o777).ok()
    };
    let data = &place.data;
    match mode(data) {
        None => finding("data folder", State::Watch, format!("{} is not there", data.display())),
        Some(rights) if rights & 0o077 != 0 => finding(
            "data folder",
            State::Ill,
            format!("others may open {0}: chmod 700 {0}", data.display()),
        ),
        Some(_) => {
            let secret = data.join("daybook.toml");
            match mode(&secret) {
                Some(rights) if rights & 0o077 != 0 => finding(
                    "data folder",
                    State::Watch,
                    format!("others may read {0}: chmod 600 {0}", secret.display()),
                ),
                _ => finding("data folder", State::Well, format!("{}, yours only", data.display())),
            }
        }
    }
}

fn free_space(place: &Place) -> Finding {
    let name = "free space";
    let Ok(disk) = rustix::fs::statvfs(&place.data) else {
        return finding(name, State::Watch, "cannot be seen");
    };
    let free = disk.f_bavail.saturating_mul(disk.f_frsize);
    let words = format!("{} MB", ui::figures::grouped(free >> 20));
    match free {
        free if free < ROOMY / 10 => finding(name, State::Ill, format!("{words}: make room now")),
        free if free < ROOMY => finding(name, State::Watch, format!("{words}: make room")),
        _ => finding(name, State::Well, words),
    }
}

fn engine(place: &Place, db: &Db) -> Result<Finding, Refusal> {
    let words = match db.engine() {
        Engine::Sqlite => format!("SQLite, {}", place.location),
        Engine::Postgres => format!("PostgreSQL, {}", place.location),
    };
    Ok(finding("database", State::Well, words))
}

/// Whether what is answered is on the disk, as the engine itself says.
fn durability(db: &Db) -> Result<Vec<Finding>, Refusal> {
    let ask = |text: &'static str| -> Result<String, Refusal> {
        db.read(|reader| {
            let rows: Vec<(String,)> = reader.all_text(text, &[])?;
            Ok(rows.into_iter().next().map(|(value,)| value).unwrap_or_default())
        })
    };
    match db.engine() {
        Engine::Sqlite => {
            let mode = ask("SELECT CAST(synchronous AS TEXT) FROM pragma_synchronous")?;
            Ok(vec![match mode.as_str() {
                "2" | "3" => finding("commits", State::Well, "on the disk before an answer"),
                _ => finding("commits", State::Ill, "a power cut may lose the last of them"),
            }])
        }
        Engine::Postgres => {
            let mut findings = Vec::new();
            let setting = "SELECT reset_val FROM pg_settings WHERE name = 'synchronous_commit'";
            let server = ask(setting)?;
            findings.push(match server.as_str() {
                "off" => finding(
                    "commits",
                    State::Watch,
                    "the server's default is synchronous_commit = off; Daybook's own \
                     connections turn it on, other programs lose their last commits",
                ),
                _ => finding("commits", State::Well, "on the disk before they are answered"),
            });
            for name in ["fsync", "full_page_writes"] {
                let value = match name {
                    "fsync" => ask("SELECT setting FROM pg_settings WHERE name = 'fsync'")?,
                    _ => ask("SELECT setting FROM pg_settings WHERE name = 'full_page_writes'")?,
                };
                if value == "off" {
                    let words = "is off: a power cut may destroy the database; turn it on";
                    findings.push(finding(name, State::Ill, words));
                }
            }
            Ok(findings)
        }
    }
}

fn integrity(db: &Db) -> Result<Finding, Refusal> {
    let faults = db.integrity_check()?;
    Ok(match faults.first() {
        None => finding("integrity", State::Well, "no damaged page, no row that points nowhere"),
        Some(first) => finding(
            "integrity",
            State::Ill,
            format!("{} faults, the first: {first}. Restore the last backup.", faults.len()),
        ),
    })
}

/// A clock that is behind the journal would date what happens before what has happened.
fn clock(db: &Db, now: Instant) -> Result<Finding, Refusal> {
    let latest = db.read(records::find_latest_line)?;
    Ok(match latest {
        Some(latest) if now.seconds_until(latest) > 60 => finding(
            "clock",
            State::Ill,
            format!("it is {now}, and the journal's last line is of {latest}: set the clock"),
        ),
        _ => finding("clock", State::Well, now.to_string()),
    })
}

fn mail(place: &Place) -> Finding {
    match Config::of(place) {
        Err(refusal) => finding("mail", State::Ill, refusal.words()),
        Ok(config) => match config.smtp {
            Some(smtp) => finding("mail", State::Well, format!("through {}", smtp.host)),
            None => finding("mail", State::Watch, "not set: nothing can be sent from here"),
        },
    }
}

fn backups(place: &Place, db: &Db, now: Instant) -> Finding {
    let name = "last backup";
    match (db.engine(), tidy::find_last(place)) {
        (Engine::Postgres, _) => {
            finding(name, State::Watch, "the server's own affair: pg_dump it every night")
        }
        (_, None) => finding(name, State::Watch, "none was made: daybook backup FILE"),
        (_, Some(last)) => {
            let words = format!("{}, {}", last.made_at, last.file.display());
            match last.made_at.seconds_until(now) > STALE_SECONDS {
                true => finding(name, State::Watch, format!("{words}: make another")),
                false => finding(name, State::Well, words),
            }
        }
    }
}
