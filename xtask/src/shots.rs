//! `cargo xtask shots`: pictures of the main pages in `build/pictures`, to be looked at.

use anyhow::{Result, bail};

use crate::journeys::{self, Program};
use crate::setup;
use crate::workspace::Workspace;

/// `cargo xtask shots [WORD ...]`: only pages whose name holds one of the words, when given.
pub fn command(workspace: &Workspace, words: &[String]) -> Result<()> {
    setup::run(workspace)?;
    let daybook = workspace.build_daybook()?;
    let tally = journeys::run(workspace, &daybook, Program::Shots, words)?;
    if !tally.is_good() {
        bail!("{} of the pictures could not be taken", tally.failed.max(1));
    }
    Ok(())
}
