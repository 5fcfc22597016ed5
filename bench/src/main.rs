//! The benchmark: what the office costs, beside what the raw engine costs in the same run.
//! `cargo xtask bench [NAME ...]` prints one JSON object a line; docs/benchmarks.md says
//! what each figure means.
//!
//! Read down: the groups of figures here, then `posting`, `billing`, `banking`, `writers`,
//! `serving`, `slots`, `branch`. The rest is what they stand on: `crowd` makes data by
//! commands, `raw` is the engine without the office, `server` and `http` are a daybook in a
//! process of its own.
#![allow(clippy::disallowed_types, reason = "a measurement is no money; ratios are fractions")]

mod banking;
mod billing;
mod branch;
mod crowd;
mod figure;
mod http;
mod large;
mod posting;
mod process;
mod raw;
mod routes;
mod scratch;
mod server;
mod serving;
mod sizes;
mod slots;
mod stopwatch;
mod writers;

use anyhow::{Result, bail};
use figure::Report;
use mimalloc::MiMalloc;
use sizes::Sizes;
use std::process::ExitCode;

/// As the binary has it.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

/// Figures that are measured together.
struct Group {
    names: &'static [&'static str],
    measure: fn(&Sizes, &mut Report<'_>) -> Result<()>,
}

const GROUPS: &[Group] = &[
    Group { names: &["posting_bulk"], measure: posting::measure },
    Group { names: billing::NAMES, measure: billing::measure },
    Group { names: banking::NAMES, measure: banking::measure },
    Group { names: &["eight_writers", "eight_writers_slow_disk"], measure: writers::measure },
    Group { names: serving::NAMES, measure: serving::measure },
    Group { names: routes::NAMES, measure: routes::measure },
    Group { names: slots::NAMES, measure: slots::measure },
    Group { names: &["demo_2000_s"], measure: branch::measure },
];

fn main() -> ExitCode {
    let mut words: Vec<_> = std::env::args_os().collect();
    // The same program serves as the daybook that is measured, in a process of its own.
    if words.get(1).is_some_and(|word| word == server::WORD) {
        words.remove(1);
        return ExitCode::from(daybook::cli::run(words));
    }
    let words: Vec<String> =
        words.into_iter().skip(1).map(|word| word.to_string_lossy().into_owned()).collect();
    let wanted: Vec<&str> = words.iter().map(String::as_str).collect();
    match run(&wanted) {
        Ok(()) => ExitCode::SUCCESS,
        Err(trouble) => {
            eprintln!("bench: {trouble:#}");
            ExitCode::FAILURE
        }
    }
}

/// Measures what was asked for, or all; what fails does not keep the rest from being
/// measured, but the run fails.
fn run(wanted: &[&str]) -> Result<()> {
    let known: Vec<&str> = GROUPS.iter().flat_map(|group| group.names).copied().collect();
    for name in wanted {
        if !known.contains(name) {
            bail!("no figure is called {name}; there are {}", known.join(", "));
        }
    }
    let sizes = Sizes::from_environment()?;
    let mut report = Report::of(wanted);
    for group in GROUPS {
        if !group.names.iter().any(|name| report.wants(name)) {
            continue;
        }
        if let Err(trouble) = (group.measure)(&sizes, &mut report) {
            report.failed(group.names[0], &trouble);
        }
    }
    match report.failures {
        0 => Ok(()),
        failures => bail!("{failures} could not be measured"),
    }
}
