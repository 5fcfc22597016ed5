//! The route optimiser beside other people's, on made-up days, each for as many seconds on one
//! thread: PyVRP where nothing is wished for, VROOM where there are lunches. One independent
//! checker judges all of them. They are Python packages; where they are missing a figure has
//! no baseline.

use crate::figure::{Figure, Goal, Report, percentile_ms};
use crate::scratch::Folder;
use crate::sizes::Sizes;
use crate::stopwatch::Stopwatch;
use anyhow::{Context, Result, ensure};
use routing::live::{CHANGE_PRICE, LiveDay, Progress, repair};
use routing::sample::{SampleAsk, Wishes, sample};
use routing::slots::{self, Horizon, Wanted, Weights};
use routing::{Clock, Deadline, Plan, Problem, Solver, StraightLine, Window, checker};
use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use std::time::Duration;

/// The figures of this group.
pub const NAMES: &[&str] = &[
    "routes_8x100",
    "routes_40x560",
    "routes_100x1400",
    "routes_8x100_full",
    "routes_40x560_full",
    "routes_live_moved",
    "slots_p99",
];

/// Made-up days that nothing was tuned on.
const SEED: u64 = 2_026;

/// Days of candidates a caller is offered.
const DAYS: u64 = 20;

struct Comparison {
    name: &'static str,
    technicians: usize,
    stops: usize,
    wishes: Wishes,
}

const COMPARISONS: [Comparison; 5] = [
    Comparison { name: "routes_8x100", technicians: 8, stops: 100, wishes: Wishes::Plain },
    Comparison { name: "routes_40x560", technicians: 40, stops: 560, wishes: Wishes::Plain },
    Comparison { name: "routes_100x1400", technicians: 100, stops: 1_400, wishes: Wishes::Plain },
    Comparison { name: "routes_8x100_full", technicians: 8, stops: 100, wishes: Wishes::Full },
    Comparison { name: "routes_40x560_full", technicians: 40, stops: 560, wishes: Wishes::Full },
];

impl Clock for Stopwatch {
    fn elapsed(&self) -> Duration {
        Self::elapsed(*self)
    }
}

/// Measures what was asked for.
pub fn measure(sizes: &Sizes, report: &mut Report<'_>) -> Result<()> {
    for comparison in COMPARISONS {
        if report.wants(comparison.name) {
            match compare(&comparison, sizes.route_seconds) {
                Ok(figure) => report.tell(&figure),
                Err(trouble) => report.failed(comparison.name, &trouble),
            }
        }
    }
    if report.wants("routes_live_moved") {
        report.tell(&live(sizes.route_seconds)?);
    }
    if report.wants("slots_p99") {
        report.tell(&slots_p99(sizes.requests)?);
    }
    Ok(())
}

fn ask(comparison: &Comparison) -> SampleAsk {
    let Comparison { technicians, stops, wishes, .. } = *comparison;
    SampleAsk { technicians, stops, seed: SEED, wishes }
}

fn solver(clock: &Stopwatch, seconds: f64) -> Solver<'_> {
    let deadline = Some(Deadline { clock, at: Duration::from_secs_f64(seconds) });
    Solver { seed: 1, iterations: u64::MAX, threads: 1, deadline }
}

/// Minutes of travel with every unmet wish priced, ours beside the other's.
fn compare(comparison: &Comparison, seconds: usize) -> Result<Figure> {
    let problem = sample(ask(comparison)).problem;
    let plan = solver(&Stopwatch::start(), seconds as f64).solve(&problem);
    let value = minutes(&problem, &plan)?;
    let baseline = match others_plan(comparison, seconds) {
        Ok(plan) => Some(minutes(&problem, &plan)?),
        Err(trouble) => {
            eprintln!("bench: {} has no baseline: {trouble:#}", comparison.name);
            None
        }
    };
    let (unit, goal) = ("min", Goal::RatioAtMost(1.0));
    Ok(Figure { name: comparison.name, value, unit, baseline, goal })
}

fn minutes(problem: &Problem, plan: &Plan) -> Result<f64> {
    let verdict = checker::check(problem, plan);
    ensure!(verdict.faults.is_empty(), "cannot be driven: {:?}", verdict.faults.first());
    Ok(verdict.cost as f64 / 60.0)
}

/// Has the other solver plan the same day, written to a file by `daybook routes sample`.
fn others_plan(comparison: &Comparison, seconds: usize) -> Result<Plan> {
    let folder = Folder::new(comparison.name)?;
    let [instance, plan] = ["instance.json", "plan.json"].map(|name| folder.file(name));
    let (wishes, script) = match comparison.wishes {
        Wishes::Plain => ("plain", "pyvrp_plan.py"),
        Wishes::Full => ("full", "vroom_plan.py"),
    };
    let numbers = [comparison.technicians as u64, comparison.stops as u64, SEED];
    let [technicians, stops, seed] = numbers.map(|number| number.to_string());
    let mut made = crate::server::daybook(&folder.file("data"))?;
    made.args(["routes", "sample", "--technicians", &technicians, "--stops", &stops]);
    made.args(["--seed", &seed, "--wishes", wishes, "--plan"]).arg(&instance);
    let ended = made.output()?;
    let words = String::from_utf8_lossy(&ended.stderr);
    ensure!(ended.status.success(), "daybook routes sample: {words}");
    let python = std::env::var("BENCH_PYTHON").unwrap_or_else(|_| String::from("python3"));
    let script = Path::new("bench/baselines").join(script);
    let mut other = Command::new(python);
    other.env("PYTHONDONTWRITEBYTECODE", "1").arg(script);
    let ended = other.arg(&instance).arg(seconds.to_string()).arg(&plan).output()?;
    let words = String::from_utf8_lossy(&ended.stderr);
    ensure!(ended.status.success(), "{}", words.lines().last().unwrap_or("it failed"));
    read(&plan, comparison)
}

fn read(file: &Path, comparison: &Comparison) -> Result<Plan> {
    let text = std::fs::read_to_string(file).context("no plan")?;
    let mut read: BTreeMap<String, BTreeMap<usize, Vec<usize>>> = serde_json::from_str(&text)?;
    let mut plan = Plan::empty(comparison.technicians, comparison.stops);
    for (technician, route) in read.remove("routes").context("no routes")? {
        plan.unserved.retain(|stop| !route.contains(stop));
        *plan.routes.get_mut(technician).context("a technician we do not know")? = route;
    }
    Ok(plan)
}

/// Two of forty technicians are out: how many kept stops change technician in 0.2 seconds.
fn live(seconds: usize) -> Result<Figure> {
    let problem = sample(ask(&COMPARISONS[1])).problem;
    let standing = solver(&Stopwatch::start(), seconds as f64).solve(&problem);
    let mut progress = vec![Progress::Waiting; problem.technicians.len()];
    progress[7] = Progress::Out { done: 0 };
    progress[23] = Progress::Out { done: 0 };
    let told = vec![None; problem.stops.len()];
    let day = LiveDay { progress, told, change_price: CHANGE_PRICE };
    let repaired = repair(&problem, &standing, &day, &solver(&Stopwatch::start(), 0.2));
    let (before, after) = (minutes(&problem, &standing)?, minutes(&problem, &repaired.plan)?);
    let unserved = repaired.plan.unserved.len();
    eprintln!("bench: live: {before:.0} to {after:.0} minutes, {unserved} unserved");
    let (value, goal) = (repaired.moved.len() as f64, Goal::ValueAtMost(60.0));
    Ok(Figure { name: "routes_live_moved", value, unit: "stops", baseline: None, goal })
}

/// The best slots of forty technicians and twenty days, four windows a day, one caller after
/// another.
fn slots_p99(callers: usize) -> Result<Figure> {
    let mut degrees = Vec::new();
    let mut days: Vec<Problem> = Vec::new();
    for number in 0..DAYS {
        let mut day = sample(SampleAsk { seed: SEED + number, ..ask(&COMPARISONS[1]) });
        // Each day's places get numbers of their own in one list; the technicians live where
        // they live on the first day.
        let first = degrees.len();
        degrees.extend(day.degrees);
        if let Some(one) = days.first() {
            day.problem.technicians.clone_from(&one.technicians);
        }
        day.problem.stops.iter_mut().for_each(|stop| stop.place += first);
        days.push(day.problem);
    }
    let planned = degrees.len();
    for caller in 0..callers {
        let [north, east]: [f64; 2] = degrees[caller * 11 % planned];
        degrees.push([north + 0.002, east - 0.001]);
    }
    let travel = Arc::new(StraightLine::new(&degrees));
    let mut horizon = Horizon::new(days[0].technicians.clone(), days[0].prices);
    for (number, problem) in days.iter_mut().enumerate() {
        problem.travel = travel.clone();
        let quick = Solver { seed: 1, iterations: 5_000, threads: 1, deadline: None };
        for (technician, route) in quick.solve(problem).routes.iter().enumerate() {
            horizon.set_day(number, technician, route, problem);
        }
    }
    let windows = [(8, 10), (10, 12), (13, 15), (15, 17)];
    let windows = windows.map(|(from, to)| Window { opens: from * 3_600, closes: to * 3_600 });
    let mut took = Vec::with_capacity(callers);
    for caller in 0..callers {
        let mut stop = days[0].stops[0].clone();
        stop.place = planned + caller;
        let (windows, days) = (windows.to_vec(), (0, DAYS as usize - 1));
        let wanted = Wanted { stop, windows, asked_day: 3, days };
        let watch = Stopwatch::start();
        let offered = slots::best(&horizon, &*travel, &wanted, &Weights::default(), 5);
        took.push(watch.elapsed());
        ensure!(!offered.is_empty(), "no slot for caller {caller}");
    }
    let (value, goal) = (percentile_ms(&mut took, 99), Goal::ValueAtMost(1.0));
    Ok(Figure { name: "slots_p99", value, unit: "ms", baseline: None, goal })
}
