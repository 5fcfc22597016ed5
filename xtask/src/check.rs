//! `cargo xtask check`: everything a change must pass, in one run, on one development profile.
//!
//! Parts run one after another and all of them run, so one report names every fault. The last
//! line of standard output is `N passed, N failed` over all parts, and the exit code says the
//! same. Clippy works on check artefacts, which nothing else uses; the tests' build leaves the
//! binary that the browser and the kills use, so the product is built once.

use std::time::{Duration, Instant};

use anyhow::{Result, bail};

use crate::explore;
use crate::journeys::{self, Program};
use crate::process;
use crate::prove::{self, Length};
use crate::setup;
use crate::tally::{Runner, Tally};
use crate::tidy;
use crate::workspace::Workspace;

/// How much of the check is run.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Extent {
    /// What a submission must pass.
    Whole,
    /// What needs no browser and no kills, for the minute before a commit.
    Quick,
}

/// `cargo xtask check [--quick]`
pub fn command(workspace: &Workspace, words: &[String]) -> Result<()> {
    let extent = match words {
        [] => Extent::Whole,
        [word] if word == "--quick" => Extent::Quick,
        _ => bail!("check takes --quick or nothing"),
    };
    let mut report = Report::default();
    if extent == Extent::Whole {
        report.part("setup", || Ok(Tally::of(&told(setup::run(workspace)))));
    }
    report.part("fmt", || one(workspace.cargo().args(["fmt", "--all", "--check"])));
    report.part("tidy", || tidy::run(workspace));
    report.part("clippy", || clippy(workspace));
    report.part("tests", || tests(workspace, extent));
    report.part("doc tests", || doc_tests(workspace));
    if extent == Extent::Whole {
        report.part("browser", || {
            let daybook = workspace.built_daybook()?;
            journeys::run(workspace, &daybook, Program::Journeys, &[])
        });
        report.part("prove", || {
            let daybook = workspace.built_daybook()?;
            prove::run(workspace, &daybook, Length::Tiny)
        });
    }
    report.close()
}

/// What the parts came to.
#[derive(Default)]
struct Report {
    parts: Vec<(&'static str, Tally, Duration)>,
}

impl Report {
    /// Runs a part; trouble that kept it from running counts as one failure.
    fn part(&mut self, name: &'static str, run: impl FnOnce() -> Result<Tally>) {
        println!("\n== {name}");
        let started = Instant::now();
        let tally = told(run()).unwrap_or(Tally::FAILED);
        self.parts.push((name, tally, started.elapsed()));
    }

    /// Prints the parts and, last, the count over all of them.
    fn close(self) -> Result<()> {
        let mut whole = Tally::default();
        println!();
        for (name, tally, time) in self.parts {
            println!("{name:<10} {tally}, {} s", time.as_secs());
            whole += tally;
        }
        Ok(whole.close()?)
    }
}

/// Prints the trouble, so that it stands in the log beside its part.
fn told<T>(outcome: Result<T>) -> Result<T> {
    outcome.inspect_err(|trouble| println!("failed: {trouble:#}"))
}

/// A command that passes or fails as one.
fn one(command: &mut std::process::Command) -> Result<Tally> {
    let status = process::stream(command, &mut |_| ())?;
    Ok(if status.success() { Tally::PASSED } else { Tally::FAILED })
}

fn clippy(workspace: &Workspace) -> Result<Tally> {
    let what = ["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"];
    one(workspace.cargo().args(what))
}

/// Rules, commands, doors, coverage lists, scenarios and stories are all tests of the workspace.
/// After setup nothing they need may be missing, so none of them may leave itself out.
fn tests(workspace: &Workspace, extent: Extent) -> Result<Tally> {
    let mut command = workspace.cargo();
    command.env(explore::SEED, explore::SEED_OF_CHECKS);
    if extent == Extent::Whole {
        command.env("DAYBOOK_REQUIRE_HLEDGER", "1").env("DAYBOOK_REQUIRE_PG", "1");
        command.env("DAYBOOK_REQUIRE_PEERS", "1");
    }
    if workspace.has_cargo_tool("nextest") {
        command.args(["nextest", "run", "--workspace", "--no-fail-fast"]);
        return counted(Runner::Nextest, &mut command);
    }
    command.args(["test", "--workspace", "--all-targets", "--no-fail-fast"]);
    counted(Runner::CargoTest, &mut command)
}

/// Examples in doc comments, which nextest does not run.
fn doc_tests(workspace: &Workspace) -> Result<Tally> {
    let what = ["test", "--workspace", "--doc", "--no-fail-fast"];
    counted(Runner::CargoTest, workspace.cargo().args(what))
}

/// A test runner: its closing lines are added up, and a run that ended badly without naming a
/// failure (what it should run did not compile) counts as one.
fn counted(runner: Runner, command: &mut std::process::Command) -> Result<Tally> {
    let mut tally = Tally::default();
    let status = process::stream(command, &mut |line| tally.read(runner, line))?;
    if !status.success() && tally.failed == 0 {
        tally += Tally::FAILED;
    }
    Ok(tally)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::process::Command;

    fn shell(script: &str) -> Tally {
        counted(Runner::CargoTest, Command::new("sh").args(["-c", script])).unwrap()
    }

    #[test]
    fn a_runner_that_dies_unnamed_is_one_failure() {
        assert_eq!(shell("echo 'error: could not compile'; exit 101"), Tally::FAILED);
        assert_eq!(
            shell("echo 'test result: FAILED. 2 passed; 1 failed; 0 ignored'; exit 101"),
            Tally { passed: 2, failed: 1 }
        );
    }

    #[test]
    fn the_report_fails_with_any_part() {
        let mut good = Report::default();
        good.part("one", || Ok(Tally::PASSED));
        assert!(good.close().is_ok());
        let mut bad = Report::default();
        bad.part("one", || Ok(Tally::PASSED));
        bad.part("two", || bail!("no machine"));
        assert!(bad.close().is_err());
    }
}
