//! Solves an instance file within so many seconds of CPU time and prints what it is worth.
#![allow(clippy::disallowed_types, reason = "a measurement is no money")]
#![allow(clippy::unwrap_used, reason = "who measures sees what is wrong with the file")]

use routing::sample::{SampleAsk, Wishes, sample};
use routing::{
    Clock, Deadline, Licences, Lunch, Plan, Prices, Problem, Shift, Solver, Stop, StraightLine,
    Technician, Window,
};
use serde_json::Value;
use std::sync::Arc;
use std::time::Duration;

/// What this thread has had of a processor, as Linux counts it.
struct Processor;

impl Clock for Processor {
    fn elapsed(&self) -> Duration {
        let text = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap();
        Duration::from_nanos(text.split(' ').next().unwrap().parse().unwrap())
    }
}

fn main() {
    let words: Vec<String> = std::env::args().collect();
    let seconds: f64 = words[2].parse().unwrap();
    let seeds = words.get(3).map_or(1, |word| word.parse().unwrap());
    let problem_of = || match words[1].split(':').collect::<Vec<_>>()[..] {
        ["plain", technicians, stops, seed] => made_up(Wishes::Plain, technicians, stops, seed),
        ["full", technicians, stops, seed] => made_up(Wishes::Full, technicians, stops, seed),
        _ => read(&serde_json::from_str(&std::fs::read_to_string(&words[1]).unwrap()).unwrap()),
    };
    let mut line = format!("{:28} {seconds:>4}s", words[1].rsplit('/').next().unwrap());
    let mut sum = 0.0;
    for seed in 1..=seeds {
        let problem = problem_of();
        let at = Processor.elapsed() + Duration::from_secs_f64(seconds);
        let deadline = Some(Deadline { clock: &Processor, at });
        let solver = Solver { seed, iterations: u64::MAX, threads: 1, deadline };
        let plan: Plan = solver.solve(&problem);
        let verdict = routing::checker::check(&problem, &plan);
        assert!(verdict.faults.is_empty(), "{:?}", verdict.faults);
        let cost = verdict.cost as f64 / 60.0;
        sum += cost;
        line += &format!(
            "  {:.1}({}u {:.0}t {}p)",
            cost,
            verdict.unserved,
            verdict.travel as f64 / 60.0,
            verdict.not_preferred
        );
    }
    println!("{line}  mean {:.1}", sum / seeds as f64);
}

fn made_up(wishes: Wishes, technicians: &str, stops: &str, seed: &str) -> Problem {
    let ask = SampleAsk {
        technicians: technicians.parse().unwrap(),
        stops: stops.parse().unwrap(),
        seed: seed.parse().unwrap(),
        wishes,
    };
    sample(ask).problem
}

fn read(instance: &Value) -> Problem {
    let number = |value: &Value| value.as_i64().unwrap_or(0) as i32;
    let index = |value: &Value| value.as_u64().map(|at| at as usize);
    let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
    let licences = |value: &Value| {
        let bit = |name: &Value| match name.as_str() {
            Some("T") => 1,
            Some("C") => 2,
            Some("W") => 4,
            Some("F") => 8,
            other => panic!("{other:?}"),
        };
        Licences(list(value).iter().map(bit).sum())
    };
    let degrees: Vec<[f64; 2]> = list(&instance["locations"])
        .iter()
        .map(|pair| [pair[0].as_f64().unwrap(), pair[1].as_f64().unwrap()])
        .collect();
    let technicians = list(&instance["techs"]);
    let technicians = technicians.iter().map(|one| Technician {
        start: index(&one["start"]).unwrap(),
        end: index(&one["end"]).unwrap(),
        shift: Shift {
            opens: number(&one["shift"][0]),
            closes: number(&one["shift"][1]),
            lunch: one["brk"].is_array().then(|| Lunch {
                opens: number(&one["brk"][0]),
                closes: number(&one["brk"][1]),
                length: number(&one["brk"][2]),
            }),
        },
        licences: licences(&one["skills"]),
        capacity: number(&one["capacity"]),
        standing: routing::problem::Standing::AtHome,
    });
    let stops = list(&instance["stops"]);
    let stops = stops.iter().map(|one| Stop {
        place: index(&one["loc"]).unwrap(),
        service: number(&one["service_s"]),
        window: Window { opens: number(&one["window"][0]), closes: number(&one["window"][1]) },
        licences: licences(&one["skills"]),
        weight: number(&one["weight"]),
        preferred: index(&one["preferred"]),
        required: index(&one["required"]),
        demand: number(&one["demand"]),
        announced: None,
    });
    Problem {
        technicians: technicians.collect(),
        stops: stops.collect(),
        travel: Arc::new(StraightLine::new(&degrees)),
        prices: Prices {
            unserved: i64::from(number(&instance["unserved_s"])),
            not_preferred: number(&instance["pref_penalty_s"]),
        },
    }
}
