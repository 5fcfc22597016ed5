//! `cargo xtask tidy`: the house rules that no compiler checks.
//!
//! A check is a function from the tree of files to its findings, with a test that shows it can
//! fail. What cannot be mended today stands in `xtask/tidy_exceptions.txt` with its reason; an
//! exception that is no longer needed is itself a finding, so that list only shrinks.

mod crates;
mod duties;
mod exceptions;
mod links;
mod names;
mod rust_source;
mod sizes;
mod sql_place;
mod sql_tables;
mod tree;
mod unfinished;
mod words;

use anyhow::{Result, bail};

use crate::tally::Tally;
use crate::workspace::Workspace;
use exceptions::Exceptions;
use tree::Tree;

/// One house rule.
struct Check {
    name: &'static str,
    run: fn(&Tree) -> Vec<Finding>,
}

/// A place that breaks a rule.
#[derive(Debug, PartialEq, Eq)]
struct Finding {
    /// The file, from the top of the checkout.
    path: String,
    /// Its line, counted from 1; 0 when the whole file is meant.
    line: usize,
    /// What is wrong and what to do.
    says: String,
}

impl Finding {
    fn new(path: &str, line: usize, says: impl Into<String>) -> Self {
        Self { path: path.to_string(), line, says: says.into() }
    }
}

const CHECKS: &[Check] = &[
    Check { name: "file-length", run: sizes::file_length },
    Check { name: "function-length", run: sizes::function_length },
    Check { name: "line-length", run: sizes::line_length },
    Check { name: "names", run: names::names },
    Check { name: "bool-arguments", run: names::bool_arguments },
    Check { name: "opening", run: names::opening },
    Check { name: "sql-place", run: sql_place::sql_place },
    Check { name: "sql-files", run: sql_place::sql_files },
    Check { name: "branch-in-sql", run: sql_tables::branch_in_sql },
    Check { name: "table-owner", run: sql_tables::table_owner },
    Check { name: "crate-order", run: crates::crate_order },
    Check { name: "crate-outside", run: crates::outside },
    Check { name: "duty-folders", run: duties::duty_folders },
    Check { name: "verb-files", run: duties::verb_files },
    Check { name: "duty-manual", run: duties::duty_manual },
    Check { name: "duty-board", run: duties::duty_board },
    Check { name: "words", run: words::words },
    Check { name: "machine-paths", run: unfinished::machine_paths },
    Check { name: "unfinished", run: unfinished::unfinished },
    Check { name: "sleeping-tests", run: unfinished::sleeping_tests },
    Check { name: "links", run: links::links },
];

/// `cargo xtask tidy [--as-exceptions]`
pub fn command(workspace: &Workspace, words: &[String]) -> Result<()> {
    match words {
        [] => Ok(run(workspace)?.close()?),
        [word] if word == "--as-exceptions" => print_as_exceptions(workspace),
        _ => bail!("tidy takes --as-exceptions or nothing"),
    }
}

/// The findings as lines of the list of exceptions, for a rule that is new to an old house.
fn print_as_exceptions(workspace: &Workspace) -> Result<()> {
    let tree = Tree::read(workspace)?;
    let mut exceptions = Exceptions::read(&tree);
    for check in CHECKS {
        let findings = exceptions.remove_excused(check.name, (check.run)(&tree));
        let mut paths: Vec<String> = findings.into_iter().map(|finding| finding.path).collect();
        paths.dedup();
        for path in paths {
            println!("{} {path} | say why", check.name);
        }
    }
    Ok(())
}

/// Runs every check over the checkout and counts them.
pub fn run(workspace: &Workspace) -> Result<Tally> {
    let tree = Tree::read(workspace)?;
    let mut exceptions = Exceptions::read(&tree);
    let mut tally = Tally::default();
    for check in CHECKS {
        let findings = exceptions.remove_excused(check.name, (check.run)(&tree));
        tally += report(check.name, &findings);
    }
    tally += report("exceptions", &exceptions.left_over());
    Ok(tally)
}

fn report(name: &str, findings: &[Finding]) -> Tally {
    if findings.is_empty() {
        println!("ok   {name}");
        return Tally::PASSED;
    }
    println!("FAIL {name}");
    for finding in findings {
        println!("     {}:{}: {}", finding.path, finding.line, finding.says);
    }
    Tally::FAILED
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_check_has_its_own_name() {
        let mut names: Vec<_> = CHECKS.iter().map(|check| check.name).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), CHECKS.len());
    }

    #[test]
    fn a_finding_fails_its_check() {
        assert_eq!(report("names", &[]), Tally::PASSED);
        assert_eq!(report("names", &[Finding::new("a.rs", 1, "wrong")]), Tally::FAILED);
    }
}
