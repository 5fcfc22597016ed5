//! What billing costs: the preview of twelve months as a form is filled, a billing run beside
//! the bare inserting of its rows, and its invoices on paper.

use crate::crowd::{self, Row};
use crate::figure::{Figure, Goal, Report};
use crate::scratch::{Folder, Scratch, TODAY};
use crate::sizes::Sizes;
use crate::stopwatch::Stopwatch;
use crate::{process, raw};
use anyhow::{Result, ensure};
use billing::billing_options::{Grouping, SetOptions, preview};
use billing::billing_runs::StartBillingRun;
use billing::paper_batches::PrintPapers;
use daybook::open::Place;
use daybook::press::TypstPress;
use front_desk::agreements::SignAgreement;
use front_desk::customers::{CustomerKind, CustomerOpened};
use front_desk::locations::{AddLocation, LocationAdded};
use office::shelf::FolderShelf;
use serde_json::json;
use std::sync::Arc;
use values::{Id, noun};

/// The figures of this group.
pub const NAMES: &[&str] =
    &["preview_12_months_p99", "billing_run", "papers_a_second", "papers_peak_mb"];

/// How often the preview is asked for.
const PREVIEWS: usize = 200;

/// Sites of the business whose preview is asked for.
const SITES: usize = 4;

/// How many customers one transaction of a billing run bills.
const CUSTOMERS_A_COMMIT: usize = 100;

/// Measures all of them on one branch: businesses with a visit each, all taxed.
pub fn measure(sizes: &Sizes, report: &mut Report<'_>) -> Result<()> {
    let folder = Folder::new("billing")?;
    let (file, before) = (folder.file("daybook.db"), folder.file("before.db"));
    let location = store::Location::Sqlite(file.clone());
    let place = Place { data: folder.file("data"), location };
    let scratch = Scratch::with(&file, store::Options::default(), |options| {
        options.press = Arc::new(TypstPress::at(&place));
        options.shelf = Arc::new(FolderShelf::at(folder.file("shelf")));
    })?;
    let scratch = scratch.made(TODAY)?;
    scratch.to_now()?;
    if report.wants("preview_12_months_p99") {
        previews(&scratch, report)?;
    }
    if !NAMES[1..].iter().any(|name| report.wants(name)) {
        return Ok(());
    }
    let visits = verified(&scratch, sizes.invoices)?;
    scratch.office.db().backup(&before, &mut |_, _| {})?;
    let started: billing::billing_runs::BillingRunStarted =
        crowd::ask(&scratch, StartBillingRun { until: None })?;
    let start = process::cpu_seconds()?;
    crowd::work(&scratch, started.job)?;
    let through_the_door = process::cpu_seconds()? - start;
    papers(&scratch, started.billing_run, report)?;
    drop(scratch);

    let added = raw::added_rows(&file, &before)?;
    let invoices = added.iter().filter(|one| one.table() == "invoices").map(raw::Added::len);
    ensure!(invoices.sum::<usize>() >= visits, "fewer invoices than visits");
    let connection = raw::open(&before)?;
    let start = process::cpu_seconds()?;
    raw::insert(&connection, &added, visits.div_ceil(CUSTOMERS_A_COMMIT))?;
    let bare = process::cpu_seconds()? - start;
    let each = |seconds: f64| seconds * 1_000_000.0 / visits as f64;
    report.tell(&Figure {
        name: "billing_run",
        value: each(through_the_door),
        unit: "CPU us an invoice",
        baseline: Some(each(bare)),
        goal: Goal::RatioAtMost(2.0),
    });
    Ok(())
}

/// The preview of a customer with many agreements, on one invoice a month, as the form asks for
/// it at every change.
fn previews(scratch: &Scratch, report: &Report<'_>) -> Result<()> {
    let branch = scratch.branch;
    sign_all(scratch)?;
    let (customer, agreements) = scratch.office.read(|reader| {
        Ok(reader.one::<(Id<noun::Customer>, i64)>(
            store::sql!(
                "SELECT customer_id, COUNT(*) FROM agreements WHERE branch_id = $1 \
                 GROUP BY customer_id ORDER BY COUNT(*) DESC, customer_id LIMIT 1"
            ),
            store::args![branch],
        )?)
    })?;
    let asked = SetOptions { grouping: Grouping::Month, ..SetOptions::usual(customer) };
    let mut took = Vec::with_capacity(PREVIEWS);
    for _ in 0..PREVIEWS {
        let watch = Stopwatch::start();
        let outlook =
            scratch.office.read(|reader| preview::outlook(reader, branch, &asked, TODAY))?;
        took.push(watch.elapsed());
        ensure!(!outlook.then.invoices.is_empty(), "a preview without invoices");
    }
    eprintln!("preview_12_months_p99: {agreements} agreements");
    took.sort_unstable();
    let slow = took[PREVIEWS * 99 / 100].as_secs_f64() * 1_000.0;
    report.tell(&Figure {
        name: "preview_12_months_p99",
        value: slow,
        unit: "ms",
        baseline: None,
        goal: Goal::ValueAtMost(30.0),
    });
    Ok(())
}

/// Has a business with several sites sign for every service that recurs, at each of them.
fn sign_all(scratch: &Scratch) -> Result<()> {
    let opened: CustomerOpened = crowd::ask(scratch, crowd::customer(7))?;
    let services = scratch.office.read(|reader| {
        Ok(reader.all::<(Id<noun::Service>,)>(
            store::sql!("SELECT id FROM services WHERE frequency <> 'OT' ORDER BY id"),
            store::args![],
        )?)
    })?;
    for place in 1..=SITES {
        let Some(location) = crowd::customer(7 + place).location else { continue };
        let site = AddLocation { customer: opened.customer, location };
        let added: LocationAdded = crowd::ask(scratch, site)?;
        for (service,) in &services {
            let asked = json!({
                "customer": opened.customer, "location": added.location, "service": service,
                "without_initial": true, "starts_on": TODAY, "sold_at": "office",
            });
            crowd::ask::<SignAgreement>(scratch, serde_json::from_value(asked)?)?;
        }
    }
    Ok(())
}

/// Businesses with a visit each, done today and verified; answers how many.
fn verified(scratch: &Scratch, count: usize) -> Result<usize> {
    let known = crowd::list_customers(scratch)?.len();
    let business = |place| {
        let mut customer = crowd::customer(place);
        customer.kind = CustomerKind::Commercial;
        // What has no address goes on paper.
        customer.email = None;
        Row::Open(Box::new(customer))
    };
    crowd::run(scratch, (0..count).map(business).collect())?;
    let customers = crowd::list_customers(scratch)?.split_off(known);
    let branch = scratch.branch;
    let (service, technician) = scratch.office.read(|reader| {
        let (service,) = reader.one::<(Id<noun::Service>,)>(
            store::sql!("SELECT id FROM services ORDER BY id LIMIT 1"),
            store::args![],
        )?;
        let (technician,) = reader.one::<(Id<noun::Staff>,)>(
            store::sql!(
                "SELECT technician_id FROM appointments WHERE branch_id = $1 ORDER BY id LIMIT 1"
            ),
            store::args![branch],
        )?;
        Ok((service, technician))
    })?;
    let visits = customers.into_iter().map(|customer| Row::Visit(customer, service, technician));
    crowd::run(scratch, visits.collect())?;
    Ok(count)
}

/// The run's invoices as one PDF on the shelf: CPU of the press and all around it, and the
/// most memory the process held meanwhile.
fn papers(scratch: &Scratch, run: Id<noun::BillingRun>, report: &Report<'_>) -> Result<()> {
    let print = PrintPapers { billing_run: Some(run), cycle: None, to_on: None };
    let asked: billing::paper_batches::BatchStarted = crowd::ask(scratch, print)?;
    process::forget_peak()?;
    let start = process::cpu_seconds()?;
    let printed = crowd::work(scratch, asked.job)?;
    let seconds = process::cpu_seconds()? - start;
    report.tell(&Figure {
        name: "papers_a_second",
        value: printed.rows_done as f64 / seconds,
        unit: "invoices a CPU second",
        baseline: None,
        goal: Goal::ValueAtLeast(150.0),
    });
    report.tell(&Figure {
        name: "papers_peak_mb",
        value: process::peak_megabytes(std::process::id())?,
        unit: "MB",
        baseline: None,
        goal: Goal::ValueAtMost(300.0),
    });
    Ok(())
}
