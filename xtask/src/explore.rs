//! `cargo xtask explore [CASES]`: the property tests on inputs nobody has tried yet.
//!
//! A check draws its inputs from one fixed seed, so that its verdict depends on the tree alone.
//! Looking for what that seed does not show is this command's work: another seed each time,
//! printed so that a find can be had again, and many more cases to a property.

use std::time::{SystemTime, UNIX_EPOCH};

use anyhow::Result;

use crate::process;
use crate::workspace::Workspace;

/// Where property tests take their seed from.
pub const SEED: &str = "PROPTEST_RNG_SEED";
/// The seed of every check.
pub const SEED_OF_CHECKS: &str = "20261123";
/// Cases to a property when no number is given: forty times those of a check.
const CASES: &str = "10000";

/// Runs every test of the workspace with the cases raised; only property tests take longer.
pub fn command(workspace: &Workspace, words: &[String]) -> Result<()> {
    let cases = words.first().map_or(CASES, String::as_str);
    let seed = SystemTime::now().duration_since(UNIX_EPOCH)?.as_millis();
    println!("{SEED}={seed} PROPTEST_CASES={cases}");
    let mut tests = workspace.cargo();
    tests.env(SEED, seed.to_string()).env("PROPTEST_CASES", cases);
    tests.args(["nextest", "run", "--profile", "explore", "--no-fail-fast", "--lib", "--tests"]);
    for room in ["values", "formats", "books", "billing", "collections", "money"] {
        tests.args(["-p", room]);
    }
    let status = process::stream(&mut tests, &mut |_| ())?;
    anyhow::ensure!(status.success(), "a property does not hold; see above");
    Ok(())
}
