//! A day that is being driven.

use routing::live::{CHANGE_PRICE, LiveDay, Meal, Progress, repair};
use routing::sample::{SampleAsk, Wishes, sample};
use routing::{Plan, Problem, Solver, Window, checker, explain};

fn solver(iterations: u64) -> Solver<'static> {
    Solver { seed: 2, iterations, threads: 1, deadline: None }
}

fn standing() -> (Problem, Plan) {
    let ask = SampleAsk { technicians: 10, stops: 120, seed: 21, wishes: Wishes::Plain };
    let problem = sample(ask).problem;
    let plan = solver(6_000).solve(&problem);
    assert_eq!(plan.unserved, []);
    (problem, plan)
}

fn quiet(problem: &Problem) -> LiveDay {
    LiveDay {
        progress: vec![Progress::Waiting; problem.technicians.len()],
        told: vec![None; problem.stops.len()],
        change_price: CHANGE_PRICE,
    }
}

#[test]
fn a_technician_who_is_out_is_stood_in_for_and_little_else_changes() {
    let (problem, before) = standing();
    let mut day = quiet(&problem);
    day.progress[4] = Progress::Out { done: 0 };
    let cautious = repair(&problem, &before, &day, &solver(2_000));
    day.change_price = 0;
    let careless = repair(&problem, &before, &day, &solver(2_000));
    for repaired in [&cautious, &careless] {
        assert_eq!(checker::check(&problem, &repaired.plan).faults, []);
        assert!(repaired.plan.routes[4].is_empty());
    }
    let orphans = before.routes[4].len();
    assert!(cautious.plan.unserved.len() * 4 <= orphans, "{:?}", cautious.plan.unserved);
    assert!(cautious.moved.len() < careless.moved.len());
    // What is told as moved is what changed, beside the orphans.
    let changes = explain::changes(&problem, &before, &cautious.plan);
    let others = changes.iter().filter(|change| change.before != Some(4));
    let others: Vec<usize> = others.filter(|it| it.after.is_some()).map(|it| it.stop).collect();
    assert_eq!(others, cautious.moved);
}

#[test]
fn what_is_done_stays_and_the_rest_begins_where_she_stands() {
    let (problem, before) = standing();
    let mut day = quiet(&problem);
    let noon = 12 * 3_600;
    for (technician, route) in before.routes.iter().enumerate() {
        let done = route.len() / 2;
        let place = done
            .checked_sub(1)
            .map_or(problem.technicians[technician].start, |last| problem.stops[route[last]].place);
        day.progress[technician] =
            Progress::Under { done, place, free_at: noon, lunch: Meal::Over };
    }
    let repaired = repair(&problem, &before, &day, &solver(500));
    for (route, old) in repaired.plan.routes.iter().zip(&before.routes) {
        assert_eq!(route[..old.len() / 2], old[..old.len() / 2]);
    }
    let count = repaired.plan.routes.iter().map(Vec::len).sum::<usize>();
    assert_eq!(count + repaired.plan.unserved.len(), problem.stops.len());
}

#[test]
fn a_told_window_is_kept_or_named() {
    let (problem, before) = standing();
    let mut day = quiet(&problem);
    // Everybody was told to expect her in the first hours of the day: too many for one hour.
    for stop in 0..problem.stops.len() {
        let Window { opens, closes } = problem.stops[stop].window;
        let opens = opens.max(8 * 3_600);
        day.told[stop] = Some(Window { opens, closes: closes.min(opens + 4 * 3_600) });
    }
    let repaired = repair(&problem, &before, &day, &solver(1_000));
    assert!(!repaired.late.is_empty());
    let mut told = problem.clone();
    for (stop, window) in day.told.iter().enumerate() {
        if !repaired.late.contains(&stop) {
            told.stops[stop].window = window.unwrap();
        }
    }
    assert_eq!(checker::check(&told, &repaired.plan).faults, []);
}
