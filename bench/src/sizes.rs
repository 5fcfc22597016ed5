//! How much is measured. The sizes of the goals are the defaults; the environment makes
//! them smaller, to try the benchmark itself.

use anyhow::{Context, Result};
use std::path::PathBuf;

/// The sizes of a run.
#[derive(Clone, Debug)]
pub struct Sizes {
    /// Customers of the large branch: `BENCH_CUSTOMERS`.
    pub customers: usize,
    /// Books lines of the large branch: `BENCH_LINES`.
    pub lines: usize,
    /// Invoices posted in bulk: `BENCH_INVOICES`.
    pub invoices: usize,
    /// Payments posted by eight writers, and one by one through the API: `BENCH_PAYMENTS`.
    pub payments: usize,
    /// Requests of each page: `BENCH_REQUESTS`.
    pub requests: usize,
    /// Customers of the demo branch: `BENCH_DEMO_CUSTOMERS`.
    pub demo_customers: usize,
    /// Seconds each solver has for a day's routes: `BENCH_ROUTE_SECONDS`.
    pub route_seconds: usize,
    /// Where the large branch is kept: `BENCH_DATA`.
    pub data: PathBuf,
}

impl Sizes {
    /// The sizes that the environment asks for.
    pub fn from_environment() -> Result<Sizes> {
        Ok(Sizes {
            customers: whole("BENCH_CUSTOMERS", 50_000)?,
            lines: whole("BENCH_LINES", 1_000_000)?,
            invoices: whole("BENCH_INVOICES", 20_000)?,
            payments: whole("BENCH_PAYMENTS", 4_000)?,
            requests: whole("BENCH_REQUESTS", 1_000)?,
            demo_customers: whole("BENCH_DEMO_CUSTOMERS", 2_000)?,
            route_seconds: whole("BENCH_ROUTE_SECONDS", 10)?,
            data: std::env::var_os("BENCH_DATA")
                .map_or_else(|| PathBuf::from("build/bench-data"), PathBuf::from),
        })
    }
}

fn whole(name: &str, otherwise: usize) -> Result<usize> {
    match std::env::var(name) {
        Err(_) => Ok(otherwise),
        Ok(text) => text.parse().with_context(|| format!("{name} is no whole number: {text}")),
    }
}
