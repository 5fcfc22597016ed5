//! The demo branch of two thousand customers and ninety days, from nothing.

use crate::figure::{Figure, Goal, Report};
use crate::scratch::Folder;
use crate::server;
use crate::sizes::Sizes;
use crate::stopwatch::Stopwatch;
use anyhow::{Result, ensure};

/// `demo_2000_s`: seconds from the start of `daybook demo` to its end.
pub fn measure(sizes: &Sizes, report: &mut Report<'_>) -> Result<()> {
    let folder = Folder::new("demo")?;
    let customers = sizes.demo_customers.to_string();
    let mut command = server::daybook(&folder.file("data"))?;
    command.args(["demo", "--customers", &customers, "--days", "90", "--until", "2026-03-02"]);
    let watch = Stopwatch::start();
    let ended = command.output()?;
    let value = watch.seconds();
    let words = String::from_utf8_lossy(&ended.stderr);
    ensure!(ended.status.success(), "daybook demo ended with {}: {words}", ended.status);
    let (unit, goal) = ("s", Goal::ValueAtMost(60.0));
    report.tell(&Figure { name: "demo_2000_s", value, unit, baseline: None, goal });
    Ok(())
}
