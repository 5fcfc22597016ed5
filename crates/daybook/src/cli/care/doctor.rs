//! `daybook doctor`: whether this machine and its data are well.

use super::records::{self, Setting};
use super::{require_office, tidy};
use crate::cli::output::{Form, say};
use crate::config::Config;
use crate::open::{self, Place};
use day::proof::records as proof_records;
use office::Refusal;
use serde::Serialize;
use std::fs;
use std::io::Write;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::time::Duration;
use store::{Db, Engine};
use values::Instant;

/// How a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
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
    let program = finding("program", State::Well, concat!("daybook ", env!("CARGO_PKG_VERSION")));
    let mut findings = vec![program, rights(place), free_space(place), engine(place, &db)?];
    findings.extend(durability(&db)?);
    if db.engine() == Engine::Sqlite {
        findings.push(honesty(place));
    }
    findings.push(integrity(&db)?);
    findings.push(clock(&db, now)?);
    findings.push(mail(place));
    findings.push(proof(&db, now)?);
    findings.push(backups(place, &db, now));
    print(&findings, form)?;
    Ok(u8::from(findings.iter().any(|finding| finding.state == State::Ill)))
}

fn print(findings: &[Finding], form: Form) -> Result<(), Refusal> {
    if form == Form::Json {
        say(serde_json::to_string(findings)?);
        return Ok(());
    }
    for finding in findings {
        let word = match finding.state {
            State::Well => "well ",
            State::Watch => "watch",
            State::Ill => "ILL  ",
        };
        say(format!("{word}  {}: {}", finding.name, finding.words));
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
    let ask = |setting| db.read(|reader| records::find_setting(reader, setting));
    match db.engine() {
        Engine::Sqlite => Ok(vec![match ask(Setting::SqliteSynchronous)?.as_str() {
            "2" | "3" => finding("commits", State::Well, "on the disk before an answer"),
            _ => finding("commits", State::Ill, "a power cut may lose the last of them"),
        }]),
        Engine::Postgres => {
            let mut findings = Vec::new();
            findings.push(match ask(Setting::SynchronousCommit)?.as_str() {
                "off" => finding(
                    "commits",
                    State::Watch,
                    "the server's default is synchronous_commit = off; Daybook's own \
                     connections turn it on, other programs lose their last commits",
                ),
                _ => finding("commits", State::Well, "on the disk before they are answered"),
            });
            let pages = [("fsync", Setting::Fsync), ("full_page_writes", Setting::FullPageWrites)];
            for (name, setting) in pages {
                if ask(setting)? == "off" {
                    let words = "is off: a power cut may destroy the database; turn it on";
                    findings.push(finding(name, State::Ill, words));
                }
            }
            Ok(findings)
        }
    }
}

/// How many syncs are timed.
const SYNCS: u32 = 16;

/// No disk has a sync on its platters or in its flash as soon as this.
const TOO_QUICK: Duration = Duration::from_micros(15);

/// Whether a sync takes as long as one must. Some disks, and some machines that are played by
/// others, say they have written when they have not.
fn honesty(place: &Place) -> Finding {
    let name = "disk sync";
    match time_syncs(&place.data) {
        Err(error) => finding(name, State::Watch, format!("cannot be tried: {error}")),
        Ok(median) if median < TOO_QUICK => finding(
            name,
            State::Watch,
            format!(
                "answered in {} microseconds, which no disk can: a power cut may lose what \
                 was answered",
                median.as_micros()
            ),
        ),
        Ok(median) => {
            let micros = u64::try_from(median.as_micros()).unwrap_or(u64::MAX);
            let words = format!("{} microseconds", ui::figures::grouped(micros));
            finding(name, State::Well, words)
        }
    }
}

/// The median time of writing a few bytes through to the disk, beside the database.
fn time_syncs(folder: &Path) -> std::io::Result<Duration> {
    let path = folder.join(format!(".doctor-{}", std::process::id()));
    let timed = (|| {
        let mut file = fs::File::create_new(&path)?;
        let mut times = Vec::new();
        for _ in 0..SYNCS {
            file.write_all(b"Is it on the disk yet?")?;
            let begun = std::time::Instant::now();
            file.sync_data()?;
            times.push(begun.elapsed());
        }
        times.sort();
        Ok(times[times.len() / 2])
    })();
    let removed = fs::remove_file(&path);
    timed.and_then(|median| removed.map(|()| median))
}

/// When each branch was last proved, and whether it held.
fn proof(db: &Db, now: Instant) -> Result<Finding, Refusal> {
    let branches = db.read(office::records::list_branches)?;
    let (mut worst, mut words) = (State::Well, Vec::new());
    for branch in &branches {
        let last = db.read(|reader| proof_records::find_last_moment(reader, branch.id))?;
        let (state, told) = match last {
            None => (State::Watch, String::from("not yet: daybook verify")),
            Some(last) if !last.proved => {
                (State::Ill, format!("{}, and it fails: daybook verify", last.read_at))
            }
            Some(last) if last.read_at.seconds_until(now) > STALE_SECONDS => {
                (State::Watch, format!("{}, a night was left out", last.read_at))
            }
            Some(last) => (State::Well, last.read_at.to_string()),
        };
        words.push(format!("{} {told}", branch.number));
        worst = worst.max(state);
    }
    if branches.is_empty() {
        words.push(String::from("there is no branch yet"));
    }
    Ok(finding("last proof", worst, words.join(", ")))
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
