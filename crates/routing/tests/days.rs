//! Whole days: the same again, better with more rounds, and in parts.

use routing::sample::{SampleAsk, Wishes, sample};
use routing::{Matrix, Problem, Solver, checker, explain};
use std::sync::Arc;

fn day(technicians: usize, stops: usize, seed: u64, wishes: Wishes) -> Problem {
    sample(SampleAsk { technicians, stops, seed, wishes }).problem
}

fn solver(seed: u64, iterations: u64, threads: usize) -> Solver<'static> {
    Solver { seed, iterations, threads, deadline: None }
}

#[test]
fn the_same_seed_and_iterations_give_the_same_plan() {
    let problem = day(6, 70, 3, Wishes::Full);
    for threads in [1, 2] {
        let plan = solver(5, 1_000, threads).solve(&problem);
        assert_eq!(plan, solver(5, 1_000, threads).solve(&problem));
        assert_ne!(plan, solver(6, 1_000, threads).solve(&problem));
    }
}

#[test]
fn a_large_day_in_parts_is_the_same_on_one_thread_and_two() {
    let problem = day(44, 620, 4, Wishes::Plain);
    let first = solver(1, 0, 1).solve(&problem);
    let plan = solver(1, 9_000, 1).improve(&problem, &first);
    assert_eq!(plan, solver(1, 9_000, 2).improve(&problem, &first));
    let [start, found] = [&first, &plan].map(|plan| checker::check(&problem, plan));
    assert_eq!(found.faults, []);
    assert!(found.cost * 20 < start.cost * 19, "{} against {}", found.cost, start.cost);
}

#[test]
fn more_rounds_save_a_twentieth_of_the_first_plan() {
    for (seed, wishes) in [(1, Wishes::Plain), (2, Wishes::Full), (3, Wishes::Full)] {
        let problem = day(7, 90, seed, wishes);
        let start = checker::check(&problem, &solver(seed, 0, 1).solve(&problem));
        let found = checker::check(&problem, &solver(seed, 6_000, 1).solve(&problem));
        assert_eq!((start.faults, found.faults), (vec![], vec![]));
        assert!(found.cost * 20 <= start.cost * 19, "{} against {}", found.cost, start.cost);
    }
}

#[test]
fn one_way_streets_are_obeyed() {
    let straight = day(4, 40, 8, Wishes::Full);
    let width = 1 + straight.technicians.len() + straight.stops.len();
    let used = straight.stops.iter().map(|stop| stop.place).max().unwrap() + 1;
    assert!(used <= width);
    let cells = (0..used * used).map(|cell| {
        let (from, to) = (cell / used, cell % used);
        straight.travel.seconds(from, to) + if from < to { 240 } else { 0 }
    });
    let problem = Problem { travel: Arc::new(Matrix::new(used, cells.collect())), ..straight };
    let verdict = checker::check(&problem, &solver(2, 2_000, 1).solve(&problem));
    assert_eq!(verdict.faults, []);
    assert_eq!(verdict.unserved, 0);
}

#[test]
fn a_day_with_nothing_in_it_is_planned_too() {
    let nobody = day(1, 0, 1, Wishes::Plain);
    assert_eq!(solver(1, 10, 1).solve(&nobody).routes, [vec![]]);
    let mut alone = day(1, 5, 1, Wishes::Plain);
    alone.technicians.clear();
    let plan = solver(1, 10, 1).solve(&alone);
    assert_eq!(plan.unserved.len(), 5);
    for (_, miss) in explain::misses(&alone, &plan) {
        assert_eq!(miss, explain::Miss::NobodyMay { technician: None });
    }
}

#[test]
fn every_unserved_stop_has_its_reason() {
    let mut problem = day(2, 40, 6, Wishes::Full);
    problem.stops[3].licences = routing::Licences(1 << 40);
    let plan = solver(1, 1_000, 1).solve(&problem);
    let misses = explain::misses(&problem, &plan);
    assert_eq!(misses.len(), plan.unserved.len());
    assert!(misses.len() > 5, "two technicians cannot serve forty stops");
    for (stop, miss) in misses {
        match miss {
            explain::Miss::NobodyMay { .. } => {
                assert!((0..2).all(|technician| !problem.may_serve(technician, stop)));
            }
            explain::Miss::Window { late, .. } | explain::Miss::Crowds { late, .. } => {
                assert!(late > 0);
            }
            explain::Miss::Hours { over, .. } => assert!(over > 0),
            explain::Miss::Room { .. } => {}
        }
    }
}
