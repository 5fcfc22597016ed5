//! How fast one core prints invoices: the first sheet, warm single documents, and a bound
//! stack. Measured in release with nothing else running:
//!
//! `cargo run --release -p pdf --example speed -- 500`

use std::time::{Duration, Instant};
use std::{env, fs, io};

use pdf::{Printer, Sheet};
use serde_json::{Value, json};

const FACTS: &str = include_str!("../tests/facts/invoice.json");

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let count = env::args().nth(1).map_or(Ok(500), |count| count.parse())?;
    let printer = Printer::with_templates(env::var_os("TEMPLATES").map(Into::into));
    let cold = time(|| printer.print(Sheet::Invoice, &invoice(0)))?;
    println!("first sheet, faces and templates included: {cold:.1?}");

    let single = time(|| {
        (1..=count).try_for_each(|number| printer.print(Sheet::Invoice, &invoice(number)).map(drop))
    })?;
    report("single tagged documents", count, single);

    let many = (1..=count).map(invoice);
    let bound = time(|| printer.print_many(Sheet::Invoice, many, &mut io::sink()))?;
    report("bound into one", count, bound);
    if let Ok(status) = fs::read_to_string("/proc/self/status") {
        status.lines().filter(|line| line.starts_with("VmHWM")).for_each(|line| println!("{line}"));
    }
    Ok(())
}

/// An invoice that shares no number, name or amount with its neighbours.
fn invoice(number: i64) -> Value {
    let mut facts: Value = serde_json::from_str(FACTS).expect("the shipped facts are JSON");
    let amount = 10_000 + number * 7;
    facts["number"] = json!(number.to_string());
    facts["account"] = json!(format!("A{number}"));
    facts["bill_to"]["name"] = json!(format!("Customer {number}"));
    facts["lines"][0]["price_cents"] = json!(amount);
    facts["lines"][0]["amount_cents"] = json!(amount);
    facts["taxes"][0]["amount_cents"] = json!(amount / 14);
    facts["total_cents"] = json!(amount + amount / 14);
    facts["amount_due_cents"] = facts["total_cents"].clone();
    facts
}

fn time<T>(work: impl FnOnce() -> Result<T, pdf::Error>) -> Result<Duration, pdf::Error> {
    let started = Instant::now();
    work()?;
    Ok(started.elapsed())
}

fn report(what: &str, count: i64, took: Duration) {
    let each = took / u32::try_from(count).unwrap_or(u32::MAX).max(1);
    let a_second = Duration::from_secs(1).as_micros() / each.as_micros().max(1);
    println!("{what}: {count} in {took:.2?}, {each:.2?} each, {a_second} a second");
}
