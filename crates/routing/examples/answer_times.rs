//! What a dispatcher waits for: a day mended when two technicians are out, and the best slots
//! over twenty days. Prints what it took and what it cost.
#![allow(clippy::disallowed_types, reason = "a measurement is no money")]

use routing::live::{CHANGE_PRICE, LiveDay, Progress, repair};
use routing::sample::{Sample, SampleAsk, Wishes, sample};
use routing::slots::{Horizon, Wanted, Weights, best};
use routing::{Deadline, Solver, StraightLine, Window, checker};
use std::time::{Duration, Instant};

fn main() {
    for seed in 1..=3 {
        live(seed);
    }
    slots();
}

fn made_up(seed: u64) -> Sample {
    sample(SampleAsk { technicians: 40, stops: 560, seed, wishes: Wishes::Plain })
}

fn solver(clock: &Instant, seconds: f64) -> Solver<'_> {
    let deadline = Some(Deadline { clock, at: Duration::from_secs_f64(seconds) });
    Solver { seed: 1, iterations: u64::MAX, threads: 1, deadline }
}

/// Two technicians are out: served orphans, minutes, kept stops that changed technician.
fn live(seed: u64) {
    let problem = made_up(100 + seed).problem;
    let standing = solver(&Instant::now(), 4.0).solve(&problem);
    let before = checker::check(&problem, &standing).travel;
    for change_price in [0, CHANGE_PRICE] {
        let mut progress = vec![Progress::Waiting; 40];
        let out = [7, 23];
        out.into_iter().for_each(|one| progress[one] = Progress::Out { done: 0 });
        let told = vec![None; problem.stops.len()];
        let day = LiveDay { progress, told, change_price };
        let clock = Instant::now();
        let repaired = repair(&problem, &standing, &day, &solver(&clock, 0.2));
        let took = clock.elapsed().as_secs_f64();
        let verdict = checker::check(&problem, &repaired.plan);
        assert_eq!(verdict.faults, []);
        let orphans: usize = out.into_iter().map(|one| standing.routes[one].len()).sum();
        println!(
            "live {seed}, change price {change_price}: {took:.2} s, {orphans} orphans, \
             {} unserved, \
             {:.0} minutes from {:.0}, {} kept stops moved",
            verdict.unserved,
            verdict.travel as f64 / 60.0,
            before as f64 / 60.0,
            repaired.moved.len()
        );
    }
}

/// A thousand callers ask forty technicians for twenty days.
fn slots() {
    let mut degrees = Vec::new();
    let mut horizon: Option<Horizon> = None;
    let mut stops = 0;
    let mut days: Vec<routing::Problem> = Vec::new();
    for number in 0..20 {
        let mut day = made_up(200 + number);
        // Each day's places get numbers of their own in one list of all; the technicians live
        // where they live on the first day.
        let first = degrees.len();
        degrees.extend(day.degrees);
        day.problem.stops.iter_mut().for_each(|stop| stop.place += first);
        let prices = day.problem.prices;
        match days.first() {
            None => horizon = Some(Horizon::new(day.problem.technicians.clone(), prices)),
            Some(one) => day.problem.technicians.clone_from(&one.technicians),
        }
        days.push(day.problem);
    }
    let mut horizon = horizon.expect("there are twenty days");
    let asked: Vec<usize> = (0..1_000)
        .map(|number| {
            let [north, east]: [f64; 2] = degrees[number * 11 % degrees.len()];
            degrees.push([north + 0.002, east - 0.001]);
            degrees.len() - 1
        })
        .collect();
    let travel = std::sync::Arc::new(StraightLine::new(&degrees));
    for (number, problem) in days.iter_mut().enumerate() {
        problem.travel = travel.clone();
        let solver = Solver { seed: 1, iterations: 3_000, threads: 1, deadline: None };
        let plan = solver.solve(problem);
        for (technician, route) in plan.routes.iter().enumerate() {
            horizon.set_day(number, technician, route, problem);
            stops += route.len();
        }
    }
    let windows = [(8, 10), (10, 12), (13, 15), (15, 17)];
    let windows: Vec<Window> =
        windows.map(|(from, to)| Window { opens: from * 3_600, closes: to * 3_600 }).into();
    let mut took = Vec::new();
    let mut offered = 0;
    for place in asked {
        let mut stop = days[0].stops[0].clone();
        stop.place = place;
        let wanted = Wanted { stop, windows: windows.clone(), asked_day: 3, days: (0, 19) };
        let clock = Instant::now();
        offered += best(&horizon, &*travel, &wanted, &Weights::default(), 5).len();
        took.push(clock.elapsed());
    }
    took.sort_unstable();
    println!(
        "slots over {stops} stops: median {:.2} ms, p99 {:.2} ms, {offered} offered",
        took[500].as_secs_f64() * 1e3,
        took[990].as_secs_f64() * 1e3
    );
}
