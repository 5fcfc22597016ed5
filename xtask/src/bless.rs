//! `cargo xtask bless`: run the scenarios again and write down what they print.
//!
//! The files under `scenarios/` then hold what the program says now. Read the difference before
//! it is committed: a blessed mistake is a test that guards the mistake.

use anyhow::Result;

use crate::process;
use crate::workspace::Workspace;

/// `cargo xtask bless [WORD]`: only the scenarios whose test name holds the word, when given.
pub fn command(workspace: &Workspace, words: &[String]) -> Result<()> {
    let filter = words.first().map_or("scenario", String::as_str);
    let mut test = workspace.cargo();
    test.args(["test", "--package", "daybook", "--test", "all", "--", filter]);
    process::run(test.env("DAYBOOK_BLESS", "1"))?;
    process::run(workspace.command("git").args(["--no-pager", "diff", "--stat", "scenarios"]))
}
