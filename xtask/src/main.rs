//! The project's own tools: `cargo xtask COMMAND`.
//!
//! Nothing here ships. Read `check.rs` first: it is what CONTRIBUTING.md asks for before a
//! change is sent, and every other command is one of its parts or makes its material.
#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "tools wait for real processes and measure real time; the product may not"
)]

mod bench;
mod bless;
mod check;
mod demo;
mod dev;
mod explore;
mod http;
mod journeys;
mod new_command;
mod process;
mod prove;
mod server;
mod setup;
mod shots;
mod tally;
mod tidy;
mod workspace;

use std::process::ExitCode;

use anyhow::{Result, bail};

use tally::Failed;
use workspace::Workspace;

/// One tool: its name, the sentence `cargo xtask` prints for it, and what runs it.
struct Tool {
    name: &'static str,
    about: &'static str,
    run: fn(&Workspace, &[String]) -> Result<()>,
}

const TOOLS: &[Tool] = &[
    Tool {
        name: "setup",
        about: "install what tests need: chromium, hledger, PostgreSQL, npm packages",
        run: setup::command,
    },
    Tool { name: "dev", about: "build and serve the demo branch", run: dev::command },
    Tool {
        name: "check",
        about: "everything a change must pass; --quick leaves out the browser and kills",
        run: check::command,
    },
    Tool {
        name: "explore",
        about: "property tests on new inputs, many more than a check's: explore [CASES]",
        run: explore::command,
    },
    Tool { name: "tidy", about: "the house rules that no compiler checks", run: tidy::command },
    Tool {
        name: "shots",
        about: "pictures of the main pages in build/pictures",
        run: shots::command,
    },
    Tool {
        name: "bless",
        about: "run the scenarios again and write down what they print",
        run: bless::command,
    },
    Tool {
        name: "prove",
        about: "kill the server while it posts; --tiny, --short or long, --postgres, --record",
        run: prove::command,
    },
    Tool { name: "bench", about: "the benchmark, in release: bench [NAME]", run: bench::command },
    Tool {
        name: "new-command",
        about: "a skeleton for a new verb: new-command ROOM NOUN VERB",
        run: new_command::command,
    },
];

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    match dispatch(&words) {
        Ok(()) => ExitCode::SUCCESS,
        Err(trouble) => {
            if !trouble.is::<Failed>() {
                eprintln!("xtask: {trouble:#}");
            }
            ExitCode::FAILURE
        }
    }
}

fn dispatch(words: &[String]) -> Result<()> {
    let Some((name, rest)) = words.split_first() else {
        print_tools();
        return Ok(());
    };
    match TOOLS.iter().find(|tool| tool.name == name) {
        Some(tool) => (tool.run)(&Workspace::find()?, rest),
        None => {
            print_tools();
            bail!("no tool is called {name}");
        }
    }
}

fn print_tools() {
    println!("cargo xtask COMMAND\n");
    for tool in TOOLS {
        println!("  {:<12} {}", tool.name, tool.about);
    }
}
