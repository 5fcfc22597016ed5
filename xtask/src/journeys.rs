//! The journeys of `browser/` against a scratch copy of the demo branch.

use std::path::Path;

use anyhow::Result;

use crate::demo::Scratch;
use crate::process;
use crate::server::{Server, Start};
use crate::tally::{Runner, Tally};
use crate::workspace::Workspace;

/// Which of `browser/`'s programs is run.
#[derive(Clone, Copy)]
pub enum Program {
    /// Every journey, with its pictures.
    Journeys,
    /// A picture of each main page, in both sizes and themes.
    Shots,
}

impl Program {
    fn file(self) -> &'static str {
        match self {
            Self::Journeys => "browser/run.mjs",
            Self::Shots => "browser/shots.mjs",
        }
    }
}

/// Serves a copy of the demo branch, runs the program against it and counts its results.
pub fn run(
    workspace: &Workspace,
    daybook: &Path,
    program: Program,
    words: &[String],
) -> Result<Tally> {
    let scratch = Scratch::copy(workspace, daybook, "journeys")?;
    let server = Server::start(daybook, scratch.path(), Start::Demo)?;
    let links = serde_json::to_string(&server.links()?)?;
    let mut node = workspace.command("node");
    node.arg(program.file()).args(words);
    node.env("DAYBOOK_URL", server.address()).env("DAYBOOK_LINKS", links);
    let mut tally = Tally::default();
    let status = process::stream(&mut node, &mut |line| tally.read(Runner::Journeys, line))?;
    if !status.success() && tally.failed == 0 {
        tally += Tally::FAILED;
    }
    if tally.failed > 0 {
        println!("the server's last words:");
        for line in server.printed().iter().rev().take(20).rev() {
            println!("  {line}");
        }
    }
    Ok(tally)
}
