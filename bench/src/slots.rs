//! The best slots while a caller waits: a branch of 40 technicians with 14 stops each on every
//! day of a fortnight, asked for one more place after another.

use crate::crowd::{self, Row};
use crate::figure::{Figure, Goal, Report, percentile_ms};
use crate::raw;
use crate::scratch::{Folder, Scratch, TODAY};
use crate::sizes::Sizes;
use crate::stopwatch::Stopwatch;
use anyhow::{Context, Result, ensure};
use dispatch::appointments::WINDOWS;
use dispatch::appointments::records::list_bookable;
use dispatch::slots::{Ask, best};
use dispatch::work_hours::SetWorkHours;
use settings::staff::{GrantRole, HireStaff};
use values::{Id, noun};

/// The figures of this group.
pub const NAMES: &[&str] = &["best_slots_p99"];

const TECHNICIANS: usize = 40;
const DAYS: usize = 14;
const STOPS_A_DAY: usize = 14;

/// How many callers ask.
const CALLERS: usize = 300;

/// The rows of the standing visits, as the engine alone reads them.
const BARE: &str = "SELECT a.day, a.technician_id, a.from_minute, a.until_minute, w.minutes, \
    l.zip, p.latitude_micro, p.longitude_micro FROM appointments a \
    JOIN work_orders w ON w.id = a.work_order_id JOIN locations l ON l.id = w.location_id \
    LEFT JOIN positions p ON p.location_id = l.id \
    WHERE a.branch_id = ?1 AND a.ended_at IS NULL AND w.finished_at IS NULL";

/// Fills the fortnight by commands, then asks.
pub fn measure(_sizes: &Sizes, report: &mut Report<'_>) -> Result<()> {
    let folder = Folder::new("slots")?;
    let file = folder.file("daybook.db");
    let scratch = Scratch::make(&file, TODAY, store::Options::default())?;
    scratch.to_now()?;
    let people = hire(&scratch)?;
    let service = some_service(&scratch)?;
    let visits = (0..TECHNICIANS * DAYS * STOPS_A_DAY).map(|place| {
        let (technician, rest) = (place % TECHNICIANS, place / TECHNICIANS);
        let (day, stop) = (rest % DAYS, rest / DAYS);
        let (_, from, until) = WINDOWS[3 + stop * 4 / STOPS_A_DAY];
        Row::Standing(Box::new(crowd::Standing {
            open: crowd::customer(place),
            at: point(technician, place),
            service,
            technician: people[technician],
            day: TODAY.plus_days(1 + day as i64),
            window: (from, until),
        }))
    });
    let commands = crowd::run(&scratch, visits.collect())?;
    eprintln!("best_slots_p99: {commands} commands");
    let callers = callers(&scratch)?;
    let mut took = Vec::with_capacity(callers.len());
    let mut found = 0;
    for (place, location) in callers.iter().enumerate() {
        let day = TODAY.plus_days(1 + (place % DAYS) as i64);
        let ask =
            Ask { location: *location, minutes: 25, day, today: TODAY, minute: 934, at_most: 5 };
        let watch = Stopwatch::start();
        let offers = scratch.office.read(|reader| best(reader, scratch.branch, ask))?;
        took.push(watch.elapsed());
        found += offers.len();
    }
    ensure!(found >= CALLERS, "only {found} slots for {CALLERS} callers");
    let baseline = bare(&file, scratch.branch)?;
    report.tell(&Figure {
        name: NAMES[0],
        value: percentile_ms(&mut took, 99),
        unit: "ms",
        baseline: Some(baseline),
        goal: Goal::ValueAtMost(50.0),
    });
    Ok(())
}

/// As many technicians as the branch is to have; all work every day.
fn hire(scratch: &Scratch) -> Result<Vec<Id<noun::Staff>>> {
    let branch = scratch.branch;
    let there = scratch.office.read(|reader| Ok(list_bookable(reader, branch)?))?;
    let mut people: Vec<Id<noun::Staff>> = there.into_iter().map(|(id, _)| id).collect();
    while people.len() < TECHNICIANS {
        let name = format!("Technician {}", people.len());
        let staff = crowd::ask(scratch, HireStaff { name, email: None })?.staff;
        crowd::ask(scratch, GrantRole { staff, branch, role: String::from("technician") })?;
        people.push(staff);
    }
    for staff in &people {
        let week = String::from("Mon-Sun 7:30-17:30");
        let hours = SetWorkHours { staff: *staff, week, lunch_minutes: None, holds_from: None };
        crowd::ask(scratch, hours)?;
    }
    Ok(people)
}

fn some_service(scratch: &Scratch) -> Result<Id<noun::Service>> {
    let (service,) = scratch.office.read(|reader| {
        Ok(reader.one::<(Id<noun::Service>,)>(
            store::sql!("SELECT id FROM services WHERE code = 'MOSQ'"),
            store::args![],
        )?)
    })?;
    Ok(service)
}

/// Each technician has a quarter of her own, about two miles wide.
fn point(technician: usize, place: usize) -> String {
    let (row, column) = (technician / 8, technician % 8);
    let off = |salt: usize| (place.wrapping_mul(salt) >> 7) % 30_000;
    let latitude = 29_060_000 + row * 50_000 + off(2_654_435_761);
    let longitude = 82_300_000 - column * 40_000 - off(2_246_822_519);
    let degrees = |micro: usize| format!("{}.{:06}", micro / 1_000_000, micro % 1_000_000);
    format!("{}, -{}", degrees(latitude), degrees(longitude))
}

/// Places all over the branch.
fn callers(scratch: &Scratch) -> Result<Vec<Id<noun::Location>>> {
    let branch = scratch.branch;
    let rows: Vec<(Id<noun::Location>,)> = scratch.office.read(|reader| {
        Ok(reader.all(
            store::sql!(
                "SELECT location_id FROM positions WHERE branch_id = $1 ORDER BY location_id"
            ),
            store::args![branch],
        )?)
    })?;
    let step = (rows.len() / CALLERS).max(1);
    Ok(rows.into_iter().step_by(step).take(CALLERS).map(|(id,)| id).collect())
}

/// What the engine alone takes to read the rows a caller's answer stands on.
fn bare(file: &std::path::Path, branch: Id<noun::Branch>) -> Result<f64> {
    let connection = raw::open(file)?;
    let mut took = Vec::with_capacity(CALLERS);
    for _ in 0..CALLERS {
        let watch = Stopwatch::start();
        let mut statement = connection.prepare_cached(BARE)?;
        let rows = statement.query_map([branch.get()], |row| row.get::<_, i64>(4))?;
        let minutes: i64 = rows.collect::<Result<Vec<_>, _>>()?.iter().sum();
        ensure!(minutes > 0, "no rows");
        took.push(watch.elapsed());
    }
    Some(percentile_ms(&mut took, 99)).context("no time")
}
