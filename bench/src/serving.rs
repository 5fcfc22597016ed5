//! The served office on a large branch: pages, payments while others look around, memory,
//! the time to start.

use crate::figure::{Figure, Goal, Report, percentile_ms};
use crate::http::Client;
use crate::large::{Large, Look};
use crate::raw::{self, OneRow};
use crate::scratch::Folder;
use crate::server::Server;
use crate::sizes::Sizes;
use crate::stopwatch::Stopwatch;
use crate::{crowd, process};
use anyhow::{Context, Result, anyhow, ensure};
use rusqlite::Connection;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;
use values::Money;

/// The figures of this group.
pub const NAMES: &[&str] = &[
    "payment_p50",
    "payment_p99",
    "find_p99",
    "customer_page_p99",
    "aging_p99",
    "today_p99",
    "server_peak_mb",
    "start_ms",
];

/// People who look around while payments are posted.
const LOOKERS: usize = 8;

/// How often each of them opens a page.
const EVERY: Duration = Duration::from_millis(200);

/// Payments of `payment_p50` are posted one after another; this many are enough.
const MOST_PAYMENTS: usize = 2_000;

/// Starts one server on the large branch and measures what was asked for of it.
pub fn measure(sizes: &Sizes, report: &mut Report<'_>) -> Result<()> {
    let large = Large::ensure(sizes)?;
    let server = Server::start(large.data.folder())?;
    // The peak of memory is that of the server's whole work, so it needs all of it.
    let is_all = report.wants("server_peak_mb");
    for page in PAGES {
        if !is_all && !report.wants(page.name) {
            continue;
        }
        match measure_page(page, &large, &server, sizes.requests) {
            Ok(figure) => report.tell(&figure),
            Err(trouble) => report.failed(page.name, &trouble),
        }
    }
    if is_all || report.wants("payment_p50") || report.wants("payment_p99") {
        match payments(&large, &server, sizes.payments.min(MOST_PAYMENTS)) {
            Ok(figures) => figures.iter().for_each(|figure| report.tell(figure)),
            Err(trouble) => report.failed("payment_p50", &trouble),
        }
    }
    let plain = |name, value, unit, most| Figure {
        name,
        value,
        unit,
        baseline: None,
        goal: Goal::ValueAtMost(most),
    };
    let peak = process::peak_megabytes(server.process())?;
    report.tell(&plain("server_peak_mb", peak, "MB", 200.0));
    let start = server.started_in.as_secs_f64() * 1000.0;
    report.tell(&plain("start_ms", start, "ms", 1000.0));
    Ok(())
}

/// A page, and a query that the raw engine answers with the heart of the same.
struct PageFigure {
    name: &'static str,
    most_ms: f64,
    path: fn(&Look) -> String,
    /// What every such page holds: a page that found nothing is no measurement.
    holds: &'static str,
    sql: &'static str,
    bind: fn(&Look) -> String,
}

const PAGES: &[PageFigure] = &[
    PageFigure {
        name: "find_p99",
        most_ms: 20.0,
        path: |look| format!("/find?fragment=1&q={}", look.typed.replace(' ', "+")),
        holds: "href=\"/customers/",
        sql: "SELECT d.kind, d.entity_id, d.text FROM search_index
              JOIN search_doc d ON d.id = search_index.rowid
              WHERE search_index MATCH ?1 ORDER BY length(d.text) LIMIT 20",
        bind: |look| {
            let quoted: Vec<String> =
                look.typed.split(' ').map(|piece| format!("\"{piece}\"")).collect();
            quoted.join(" AND ")
        },
    },
    PageFigure {
        name: "customer_page_p99",
        most_ms: 50.0,
        path: |look| format!("/customers/{}", look.customer),
        holds: "href=\"/invoices/",
        sql: "SELECT number, invoiced_on, total_cents FROM invoices
              WHERE branch_id = (SELECT MAX(id) FROM branches) AND customer_id = ?1
              ORDER BY invoiced_on DESC, id DESC LIMIT 50",
        bind: |look| look.customer.to_string(),
    },
    PageFigure {
        name: "aging_p99",
        most_ms: 50.0,
        path: |look| format!("/receivables?as_of={}", look.day),
        holds: "href=\"/receivables/",
        sql: "SELECT customer_id, SUM(open_cents), MIN(due_on) FROM charges
              WHERE branch_id = (SELECT MAX(id) FROM branches) AND open_cents <> 0
              AND ?1 <> '' GROUP BY customer_id",
        bind: |look| look.day.clone(),
    },
    PageFigure {
        name: "today_p99",
        most_ms: 50.0,
        path: |_| String::from("/"),
        holds: "<h1",
        sql: "SELECT tender, COUNT(*), SUM(amount_cents) FROM payments
              WHERE branch_id = (SELECT MAX(id) FROM branches)
              AND day = (SELECT MAX(day) FROM payments) AND ?1 <> '' GROUP BY tender",
        bind: |look| look.day.clone(),
    },
];

fn measure_page(
    page: &PageFigure,
    large: &Large,
    server: &Server,
    requests: usize,
) -> Result<Figure> {
    let mut client = Client::connect(server.address, &large.cookie)?;
    let connection = raw::open(&large.file())?;
    for look in large.looks.iter().take(20) {
        let path = (page.path)(look);
        ensure!(client.get(&path)?.contains(page.holds), "{path} holds no {}", page.holds);
    }
    let (mut answers, mut queries) = (Vec::new(), Vec::new());
    for place in 0..requests {
        // A stride, so that one page does not warm the next one's part of the file.
        let look = &large.looks[place * 7 % large.looks.len()];
        let watch = Stopwatch::start();
        client.get(&(page.path)(look))?;
        answers.push(watch.elapsed());
        let watch = Stopwatch::start();
        query(&connection, page.sql, &(page.bind)(look)).context("the raw query")?;
        queries.push(watch.elapsed());
    }
    Ok(Figure {
        name: page.name,
        value: percentile_ms(&mut answers, 99),
        unit: "ms",
        baseline: Some(percentile_ms(&mut queries, 99)),
        goal: Goal::ValueAtMost(page.most_ms),
    })
}

/// Reads every row of a query.
fn query(connection: &Connection, text: &str, bound: &str) -> rusqlite::Result<usize> {
    let mut statement = connection.prepare_cached(text)?;
    let mut rows = statement.query([bound])?;
    let mut count = 0;
    while rows.next()?.is_some() {
        count += 1;
    }
    Ok(count)
}

/// Posts payments by the API while eight people open pages; after each payment the raw
/// engine commits one row on the same disk, under the same load.
fn payments(large: &Large, server: &Server, count: usize) -> Result<Vec<Figure>> {
    let folder = Folder::new("one-row")?;
    let one_row = OneRow::make(&folder.file("one.db"))?;
    let is_over = AtomicBool::new(false);
    let is_over = &is_over;
    let (mut posted, mut committed) = thread::scope(|scope| -> Result<_> {
        let lookers: Vec<_> = (0..LOOKERS)
            .map(|looker| scope.spawn(move || look_around(large, server, looker, is_over)))
            .collect();
        let outcome = post_payments(large, server, &one_row, count);
        is_over.store(true, Ordering::Relaxed);
        for looker in lookers {
            looker.join().map_err(|_| anyhow!("a looker's thread panicked"))??;
        }
        outcome
    })?;
    let mut figure = |name, percent, over| Figure {
        name,
        value: percentile_ms(&mut posted, percent),
        unit: "ms",
        baseline: Some(percentile_ms(&mut committed, percent)),
        goal: Goal::OverBaselineAtMost(over),
    };
    Ok(vec![figure("payment_p50", 50, 1.0), figure("payment_p99", 99, 5.0)])
}

fn post_payments(
    large: &Large,
    server: &Server,
    one_row: &OneRow,
    count: usize,
) -> Result<(Vec<Duration>, Vec<Duration>)> {
    let mut client = Client::connect(server.address, &large.cookie)?;
    let (mut posted, mut committed) = (Vec::new(), Vec::new());
    for place in 0..count {
        let look = &large.looks[place % large.looks.len()];
        let method = crowd::card(&large.run, place);
        let payment = crowd::payment(look.customer, Money::cents(9_500), method);
        let body = serde_json::to_string(&payment)?;
        let once = format!("{}-{place}", large.run);
        let watch = Stopwatch::start();
        client.post("/api/v1/payments", &once, &body)?;
        posted.push(watch.elapsed());
        let watch = Stopwatch::start();
        one_row.commit()?;
        committed.push(watch.elapsed());
    }
    Ok((posted, committed))
}

/// One person at her screen: find somebody, open her page, back to the list.
fn look_around(large: &Large, server: &Server, looker: usize, is_over: &AtomicBool) -> Result<()> {
    let mut client = Client::connect(server.address, &large.cookie)?;
    thread::sleep(EVERY * u32::try_from(looker)? / u32::try_from(LOOKERS)?);
    for (place, look) in large.looks.iter().cycle().skip(looker * 31).enumerate() {
        if is_over.load(Ordering::Relaxed) {
            break;
        }
        let path = match place % 3 {
            0 => (PAGES[0].path)(look),
            1 => (PAGES[1].path)(look),
            _ => String::from("/payments"),
        };
        let watch = Stopwatch::start();
        client.get(&path)?;
        thread::sleep(EVERY.saturating_sub(watch.elapsed()));
    }
    Ok(())
}
