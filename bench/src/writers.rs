//! Eight people post at once: what is gained by committing together what has queued.

use crate::crowd::{self, Row};
use crate::figure::{Figure, Goal, Report};
use crate::scratch::{Folder, Scratch, TODAY};
use crate::sizes::Sizes;
use crate::stopwatch::Stopwatch;
use anyhow::{Result, anyhow};
use office::{Door, Errand, Mode};
use std::thread;
use std::time::Duration;
use store::Options;
use values::{Id, Money, noun};

/// People at the counter.
const WRITERS: usize = 8;

/// Their customers, who have a few invoices open each.
const CUSTOMERS: usize = 2_000;

/// Rounds of both kinds in turn: what a disk syncs a second changes from one moment to the next,
/// and is then the same for both.
const ROUNDS: usize = 5;

/// `eight_writers` on this disk, `eight_writers_slow_disk` with 1 ms more a commit.
pub fn measure(sizes: &Sizes, report: &mut Report<'_>) -> Result<()> {
    let slow = Some(Duration::from_millis(1));
    let figures = [
        ("eight_writers", None, 3.0, sizes.payments),
        ("eight_writers_slow_disk", slow, 5.0, sizes.payments / 2),
    ];
    for (name, extra_sync_delay, least, payments) in figures {
        if !report.wants(name) {
            continue;
        }
        let options = Options { extra_sync_delay, ..Options::default() };
        let [together, each] = rates(name, options, payments)?;
        report.tell(&Figure {
            name,
            value: together,
            unit: "payments a second",
            baseline: Some(each),
            goal: Goal::RatioAtLeast(least),
        });
    }
    Ok(())
}

/// Payments a second committed together, and with a commit of its own each.
fn rates(name: &str, options: Options, payments: usize) -> Result<[f64; 2]> {
    let folder = Folder::new(name)?;
    let scratch = Scratch::make(&folder.file("daybook.db"), TODAY, options)?;
    scratch.to_now()?;
    let open = |place| Row::Open(Box::new(crowd::customer(place)));
    crowd::run(&scratch, (0..CUSTOMERS).map(open).collect())?;
    let customers = crowd::list_customers(&scratch)?;
    let bill = |place: usize| {
        Row::Bill(Box::new(crowd::invoice(customers[place % customers.len()], place, 2)))
    };
    crowd::run(&scratch, (0..2 * payments).map(bill).collect())?;

    post(&scratch, &customers, "warm", Mode::Now, payments / 10)?;
    let payments_a_round = payments.div_ceil(ROUNDS);
    let mut seconds = [0.0; 2];
    for round in 0..ROUNDS {
        let together = format!("together_{round}");
        seconds[0] += post(&scratch, &customers, &together, Mode::Now, payments_a_round)?;
        // The writer never takes a bulk command into another's commit, so this is one each:
        // the same commands, the same threads, the same disk.
        let each = format!("each_{round}");
        seconds[1] += post(&scratch, &customers, &each, Mode::Bulk, payments_a_round)?;
    }
    Ok(seconds.map(|seconds| (ROUNDS * payments_a_round) as f64 / seconds))
}

/// Eight threads post, each waiting for its receipt; gives how many seconds it took them.
fn post(
    scratch: &Scratch,
    customers: &[Id<noun::Customer>],
    run: &str,
    mode: Mode,
    payments: usize,
) -> Result<f64> {
    let mine = |writer: usize| (writer..payments).step_by(WRITERS);
    let write = |writer: usize| -> Result<()> {
        for place in mine(writer) {
            let customer = customers[place % customers.len()];
            let method = crowd::card(run, place);
            let payment = crowd::payment(customer, Money::cents(9_500), method);
            scratch.errand(Door::Page, Errand::of(payment), mode)?;
        }
        Ok(())
    };
    let write = &write;
    let watch = Stopwatch::start();
    thread::scope(|scope| {
        let writers: Vec<_> =
            (0..WRITERS).map(|writer| scope.spawn(move || write(writer))).collect();
        writers.into_iter().try_for_each(|writer| {
            writer.join().map_err(|_| anyhow!("a writer's thread panicked"))?
        })
    })?;
    Ok(watch.seconds())
}
