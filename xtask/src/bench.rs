//! `cargo xtask bench`: the benchmark in the release profile, with its own baseline.

use anyhow::Result;

use crate::process;
use crate::workspace::Workspace;

/// `cargo xtask bench [NAME ...]`: the words go to the benchmark as they are.
pub fn command(workspace: &Workspace, words: &[String]) -> Result<()> {
    let mut bench = workspace.cargo();
    bench.args(["run", "--release", "--package", "bench", "--"]).args(words);
    process::run(&mut bench)
}
