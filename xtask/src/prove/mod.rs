//! `cargo xtask prove`: the server is killed while it posts money, again and again.
//!
//! Each life of the server: clients post payments and take a deposit through its day over the API;
//! `kill -9` falls 1 to 300 ms later; the server starts again on what is left. Then every payment
//! it acknowledged must be there with its amount, a posting that got no answer is sent again under
//! its once-key and must count once, and an acknowledged one sent again must answer with its first
//! receipt. At the end `daybook verify` must prove the books, and the branch must hold exactly the
//! acknowledged payments more than before. What was acknowledged stands in a file of our own,
//! synced before a client goes on.
//!
//! With `--postgres` the rows are in a PostgreSQL of the run's own, which in every fourth life is
//! brought down with the server.
//!
//! Read `lives.rs` for the story, `work.rs` for what is posted.

mod acks;
mod clients;
mod dice;
mod ground;
mod lives;
mod postgres;
mod work;

use std::fs;
use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

use anyhow::{Context, Result, bail};

use crate::process;
use crate::tally::Tally;
use crate::workspace::Workspace;
use ground::Engine;
use lives::Proof;

const RECORD: &str = "docs/proof.md";

/// How many times the server is killed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Length {
    /// For every check.
    Tiny,
    /// Before a change to the store or the office is sent.
    Short,
    /// For the record, over a night.
    Long,
}

impl Length {
    fn kills(self) -> u32 {
        match self {
            Self::Tiny => 20,
            Self::Short => 300,
            Self::Long => 10_000,
        }
    }
}

/// What the command line asked for.
#[derive(Debug, PartialEq, Eq)]
struct Asked {
    engine: Engine,
    length: Length,
    seed: u64,
    record: Record,
}

/// Whether the result goes into `docs/proof.md`.
#[derive(Debug, PartialEq, Eq)]
enum Record {
    Yes,
    No,
}

/// `cargo xtask prove [--tiny | --short] [--postgres] [--seed N] [--record]`
pub fn command(workspace: &Workspace, words: &[String]) -> Result<()> {
    let asked = read(words, now_seconds())?;
    let daybook = workspace.build_daybook()?;
    let kills = asked.length.kills();
    let proof = lives::run(workspace, &daybook, asked.engine, kills, asked.seed)?;
    println!("{}", sentence(&proof));
    if asked.record == Record::Yes {
        record(workspace, &proof)?;
    }
    println!("{}", proof.tally);
    if !proof.tally.is_good() {
        bail!("the kills have found something; repeat with --seed {}", proof.seed);
    }
    Ok(())
}

/// The kills as a part of a check.
pub fn run(workspace: &Workspace, daybook: &Path, length: Length) -> Result<Tally> {
    let (engine, kills) = (Engine::Sqlite, length.kills());
    let proof = lives::run(workspace, daybook, engine, kills, now_seconds())?;
    println!("{}", sentence(&proof));
    Ok(proof.tally)
}

fn read(words: &[String], clock: u64) -> Result<Asked> {
    let (engine, length) = (Engine::default(), Length::Long);
    let mut asked = Asked { engine, length, seed: clock, record: Record::No };
    let mut words = words.iter();
    while let Some(word) = words.next() {
        match word.as_str() {
            "--tiny" => asked.length = Length::Tiny,
            "--short" => asked.length = Length::Short,
            "--postgres" => asked.engine = Engine::Postgres,
            "--record" => asked.record = Record::Yes,
            "--seed" => {
                let seed = words.next().context("--seed needs a number")?;
                asked.seed = seed.parse().context("--seed needs a number")?;
            }
            _ => bail!("prove does not know {word}"),
        }
    }
    Ok(asked)
}

fn sentence(proof: &Proof) -> String {
    let falls = match proof.engine {
        Engine::Sqlite => String::new(),
        Engine::Postgres => format!(", {} of them with the database", proof.falls),
    };
    format!(
        "{}: {} kills{falls}: {} payments acknowledged, {} lost, {} doubled; {} deposits closed; \
         {} postings got no answer and were sent again; books proved {} times; seed {}",
        proof.engine.name(),
        proof.kills,
        proof.acknowledged,
        proof.lost,
        proof.doubled,
        proof.deposits_closed,
        proof.sent_again,
        proof.proved,
        proof.seed
    )
}

/// Adds a dated line to `docs/proof.md`, with the commit and the command that repeats it.
fn record(workspace: &Workspace, proof: &Proof) -> Result<()> {
    let path = workspace.path(RECORD);
    let commit = process::output(workspace.command("git").args(["rev-parse", "--short", "HEAD"]))?;
    let changed = process::output(workspace.command("git").args(["status", "--porcelain"]))?;
    let commit = format!("{}{}", commit.trim(), if changed.is_empty() { "" } else { " (changed)" });
    let mut text = fs::read_to_string(&path).unwrap_or_else(|_| String::from(OPENING));
    text.push_str(&line(&day_of(now_seconds()), &commit, proof));
    fs::write(&path, text)?;
    println!("recorded in {RECORD}");
    Ok(())
}

const OPENING: &str = "# Proof\n\nWhat was measured, when, on which commit, and how to \
                       repeat it.\n\n\
                       ## Killed while posting money\n\n\
                       | date | commit | result | repeat |\n| --- | --- | --- | --- |\n";

fn line(day: &str, commit: &str, proof: &Proof) -> String {
    let length = match proof.kills {
        20 => "--tiny ",
        300 => "--short ",
        _ => "",
    };
    let engine = match proof.engine {
        Engine::Sqlite => "",
        Engine::Postgres => "--postgres ",
    };
    let repeat = format!("`cargo xtask prove {engine}{length}--seed {}`", proof.seed);
    format!("| {day} | {commit} | {} | {repeat} |\n", sentence(proof))
}

fn now_seconds() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs())
}

/// `2026-03-02` of seconds since 1970, by the calendar's own arithmetic (days from civil).
fn day_of(seconds: u64) -> String {
    let days = seconds / 86_400 + 719_468;
    let era = days / 146_097;
    let day_of_era = days % 146_097;
    let year_of_era =
        (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    let year = era * 400 + year_of_era + u64::from(month <= 2);
    format!("{year:04}-{month:02}-{day:02}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(line: &str) -> Vec<String> {
        line.split_whitespace().map(str::to_string).collect()
    }

    #[test]
    fn the_words_of_the_command_are_read() {
        let asked = read(&words("--short --seed 7 --record"), 1).unwrap();
        let engine = Engine::Sqlite;
        assert_eq!(asked, Asked { engine, length: Length::Short, seed: 7, record: Record::Yes });
        assert_eq!(read(&words("--tiny --postgres"), 1).unwrap().engine, Engine::Postgres);
        assert_eq!(read(&[], 5).unwrap().length.kills(), 10_000);
        assert!(read(&words("--seed"), 1).is_err());
        assert!(read(&words("--fast"), 1).is_err());
    }

    #[test]
    fn days_are_those_of_the_calendar() {
        for (seconds, day) in [
            (0, "1970-01-01"),
            (951_782_399, "2000-02-28"),
            (951_782_400, "2000-02-29"),
            (1_772_483_640, "2026-03-02"),
            (1_798_761_599, "2026-12-31"),
        ] {
            assert_eq!(day_of(seconds), day);
        }
    }

    #[test]
    fn the_record_says_how_to_repeat_it() {
        let proof = Proof { kills: 300, seed: 7, ..Proof::default() };
        let line = line("2026-03-02", "abc1234", &proof);
        assert!(line.contains("`cargo xtask prove --short --seed 7`"), "{line}");
        let proof = Proof { kills: 20, seed: 7, engine: Engine::Postgres, ..Proof::default() };
        let line = super::line("2026-03-02", "abc1234", &proof);
        assert!(line.contains("`cargo xtask prove --postgres --tiny --seed 7`"), "{line}");
    }
}
