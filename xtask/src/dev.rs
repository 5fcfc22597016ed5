//! `cargo xtask dev`: build the product and serve the demo branch, as a developer wants it.

use std::process::Command;

use anyhow::Result;

use crate::process;
use crate::workspace::Workspace;

/// `cargo xtask dev [WORD ...]`: the words go to `daybook demo`, such as `--listen 0.0.0.0:80`.
/// The branch stays in `demo-data` from one start to the next.
pub fn command(workspace: &Workspace, words: &[String]) -> Result<()> {
    let daybook = workspace.build_daybook()?;
    let mut demo = Command::new(daybook);
    demo.current_dir(workspace.root()).args(["demo", "--serve", "--data", "demo-data"]);
    process::run(demo.args(words))
}
