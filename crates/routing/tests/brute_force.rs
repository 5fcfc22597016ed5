//! On days so small that every plan can be tried, the search finds the best one.

use routing::sample::{SampleAsk, Wishes, sample};
use routing::{Plan, Problem, Solver, checker};

/// A day of a few stops that is often too short for all of them.
fn small_day(seed: u64) -> Problem {
    let stops = 4 + (seed % 3) as usize;
    let wishes = if seed.is_multiple_of(2) { Wishes::Full } else { Wishes::Plain };
    let ask = SampleAsk { technicians: 2, stops, seed, wishes };
    let mut problem = sample(ask).problem;
    for technician in &mut problem.technicians {
        technician.shift.closes -= 3_600 * (seed % 6) as i32;
    }
    problem
}

/// The least cost of all plans that can be driven, by trying every one.
fn least_cost(problem: &Problem) -> i64 {
    let mut plan = Plan::empty(problem.technicians.len(), 0);
    let mut least = i64::MAX;
    place(problem, 0, &mut plan, &mut least);
    least
}

/// Puts the stops from `next` on at every place of every route.
fn place(problem: &Problem, next: usize, plan: &mut Plan, least: &mut i64) {
    if next == problem.stops.len() {
        let verdict = checker::check(problem, plan);
        if verdict.faults.is_empty() {
            *least = verdict.cost.min(*least);
        }
        return;
    }
    for route in 0..plan.routes.len() {
        for position in 0..=plan.routes[route].len() {
            plan.routes[route].insert(position, next);
            place(problem, next + 1, plan, least);
            plan.routes[route].remove(position);
        }
    }
    plan.unserved.push(next);
    place(problem, next + 1, plan, least);
    plan.unserved.pop();
}

#[test]
fn the_search_finds_what_trying_everything_finds() {
    let mut with_unserved = 0;
    for seed in 1..=30 {
        let problem = small_day(seed);
        let solver = Solver { seed, iterations: 2_000, threads: 1, deadline: None };
        let plan = solver.solve(&problem);
        let verdict = checker::check(&problem, &plan);
        assert_eq!(verdict.faults, [], "seed {seed}");
        assert_eq!(verdict.cost, least_cost(&problem), "seed {seed}: {plan:?}");
        with_unserved += usize::from(verdict.unserved > 0);
    }
    assert!(with_unserved > 3, "short days are among them: {with_unserved}");
}

#[test]
fn seven_stops_of_one_technician_are_put_into_the_best_order() {
    for seed in 1..=2 {
        let ask = SampleAsk { technicians: 1, stops: 7, seed, wishes: Wishes::Full };
        let problem = sample(ask).problem;
        let solver = Solver { seed, iterations: 2_000, threads: 1, deadline: None };
        let cost = checker::check(&problem, &solver.solve(&problem)).cost;
        assert_eq!(cost, least_cost(&problem), "seed {seed}");
    }
}
