//! Days in the manner of Solomon's clustered instances (Operations Research 35, 1987): a plan
//! is hidden in them, so how good the search is can be told without another solver.
#![allow(clippy::disallowed_types, reason = "coordinates are no money")]

use routing::problem::Standing;
use routing::{
    Licences, Plan, Prices, Problem, Shift, Solver, Stop, StraightLine, Technician, Window,
    chance::Chance, checker,
};
use std::sync::Arc;

/// Clusters round the branch; each has a technician whose tour through it, in order, meets
/// every window with half an hour to spare.
fn planted(clusters: usize, each: usize, seed: u64) -> (Problem, Plan) {
    let mut chance = Chance::new(seed);
    let mut degrees = vec![[35.0, -80.0]];
    let mut stops = Vec::new();
    let mut plan = Plan::empty(clusters, 0);
    for cluster in 0..clusters {
        let turn = cluster as f64 / clusters as f64 * std::f64::consts::TAU;
        for number in 0..each {
            let along = 0.10 + 0.02 * number as f64;
            let aside = 0.004 * chance.unit();
            let [y, x] = [turn.sin() * along + aside, turn.cos() * along + aside];
            degrees.push([35.0 + y, -80.0 + x]);
            plan.routes[cluster].push(stops.len());
            let begins = 8 * 3_600 + 1_800 + number as i32 * 2_400;
            stops.push(Stop {
                place: degrees.len() - 1,
                service: 1_500,
                window: Window { opens: begins - 1_800, closes: begins + 1_800 },
                licences: Licences(0),
                weight: 1,
                preferred: None,
                required: None,
                demand: 0,
                announced: None,
            });
        }
    }
    let technician = Technician {
        start: 0,
        end: 0,
        shift: Shift { opens: 8 * 3_600, closes: 18 * 3_600, lunch: None },
        licences: Licences(0),
        capacity: 0,
        standing: Standing::AtHome,
    };
    let technicians = vec![technician; clusters];
    let travel = Arc::new(StraightLine::new(&degrees));
    (Problem { technicians, stops, travel, prices: Prices::default() }, plan)
}

#[test]
fn a_hidden_plan_is_found_again_or_bettered() {
    for seed in 1..=3 {
        let (problem, hidden) = planted(6, 9, seed);
        let hidden = checker::check(&problem, &hidden);
        assert_eq!(hidden.faults, [], "seed {seed}: the hidden plan can be driven");
        let solver = Solver { seed, iterations: 12_000, threads: 1, deadline: None };
        let found = checker::check(&problem, &solver.solve(&problem));
        assert_eq!(found.faults, []);
        assert_eq!(found.unserved, 0);
        assert!(found.cost <= hidden.cost, "{} against {}", found.cost, hidden.cost);
    }
}

#[test]
fn an_improved_plan_is_never_worse() {
    let (problem, hidden) = planted(5, 8, 9);
    let before = checker::check(&problem, &hidden).cost;
    for iterations in [0, 1, 500] {
        let solver = Solver { seed: 4, iterations, threads: 1, deadline: None };
        let after = checker::check(&problem, &solver.improve(&problem, &hidden));
        assert!(after.faults.is_empty() && after.cost <= before, "{iterations}");
    }
}
