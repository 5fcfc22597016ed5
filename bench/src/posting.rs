//! What an invoice costs in bulk: the rules, the tax, the journal and its chain, beside
//! the bare inserting of the rows that come of it.

use crate::crowd::{self, CHUNK, Row};
use crate::figure::{Figure, Goal, Report};
use crate::scratch::{Folder, Scratch, TODAY};
use crate::sizes::Sizes;
use crate::{process, raw};
use anyhow::{Result, ensure};
use front_desk::customers::CustomerKind;
use values::{Id, noun};

/// The customers who are billed.
const CUSTOMERS: usize = 200;

/// `posting_bulk`: CPU microseconds an invoice of two taxed lines, and of its rows.
pub fn measure(sizes: &Sizes, report: &mut Report<'_>) -> Result<()> {
    let chunks = sizes.invoices.div_ceil(CHUNK);
    let invoices = chunks * CHUNK;
    let folder = Folder::new("posting")?;
    let (file, before) = (folder.file("daybook.db"), folder.file("before.db"));

    let scratch = Scratch::make(&file, TODAY, store::Options::default())?;
    scratch.to_now()?;
    let customers = taxed_customers(&scratch)?;
    // The first chunk fills caches and makes the rows that are made once a month.
    crowd::run(&scratch, bills(&customers, CHUNK))?;
    scratch.office.db().backup(&before, &mut |_, _| {})?;
    let work = bills(&customers, invoices);
    let start = process::cpu_seconds()?;
    crowd::run(&scratch, work)?;
    let through_the_door = process::cpu_seconds()? - start;
    drop(scratch);

    let added = raw::added_rows(&file, &before)?;
    let taxed = added_of(&added, "invoice_taxes");
    ensure!(taxed >= invoices, "{taxed} rows of tax for {invoices} invoices");
    ensure!(added_of(&added, "invoice_lines") == 2 * invoices, "an invoice without two lines");
    let connection = raw::open(&before)?;
    let start = process::cpu_seconds()?;
    raw::insert(&connection, &added, chunks)?;
    let bare = process::cpu_seconds()? - start;
    eprintln!(
        "posting_bulk: {invoices} invoices, {} rows each",
        raw::count(&added) / invoices.max(1)
    );

    let each = |seconds: f64| seconds * 1_000_000.0 / invoices as f64;
    report.tell(&Figure {
        name: "posting_bulk",
        value: each(through_the_door),
        unit: "CPU us an invoice",
        baseline: Some(each(bare)),
        goal: Goal::RatioAtMost(2.0),
    });
    Ok(())
}

fn added_of(added: &[raw::Added], table: &str) -> usize {
    added.iter().filter(|one| one.table() == table).map(raw::Added::len).sum()
}

/// Businesses, whose pest control Florida taxes.
fn taxed_customers(scratch: &Scratch) -> Result<Vec<Id<noun::Customer>>> {
    let known = crowd::list_customers(scratch)?.len();
    let business = |place| {
        let mut customer = crowd::customer(place);
        customer.kind = CustomerKind::Commercial;
        Row::Open(Box::new(customer))
    };
    crowd::run(scratch, (0..CUSTOMERS).map(business).collect())?;
    Ok(crowd::list_customers(scratch)?.split_off(known))
}

fn bills(customers: &[Id<noun::Customer>], count: usize) -> Vec<Row> {
    let bill = |place: usize| {
        Row::Bill(Box::new(crowd::invoice(customers[place % customers.len()], place, 2)))
    };
    (0..count).map(bill).collect()
}
