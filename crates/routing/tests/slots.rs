//! The best slots are what trying every place by hand finds.

use routing::sample::{SampleAsk, Wishes, sample};
use routing::slots::{Horizon, Wanted, Weights, best};
use routing::{Plan, Problem, Solver, Window, checker};

const OFFERED: [Window; 3] = [
    Window { opens: 8 * 3_600, closes: 10 * 3_600 },
    Window { opens: 10 * 3_600, closes: 12 * 3_600 },
    Window { opens: 13 * 3_600, closes: 17 * 3_600 },
];

/// Three days of one branch: the last stop of each is taken out, to be asked for.
fn days() -> Vec<(Problem, Plan)> {
    let days = [1, 2, 3].map(|number| {
        let ask =
            SampleAsk { technicians: 5, stops: 50 + 8 * number, seed: 77, wishes: Wishes::Full };
        let problem = sample(ask).problem;
        let solver = Solver { seed: 1, iterations: 800, threads: 1, deadline: None };
        let mut plan = solver.solve(&problem);
        let asked = problem.stops.len() - 1;
        plan.routes.iter_mut().for_each(|route| route.retain(|&stop| stop != asked));
        plan.unserved = vec![asked];
        (problem, plan)
    });
    days.into()
}

/// What each place adds, by day, window and technician, when the checker allows it.
fn by_hand(day: &(Problem, Plan), window: Window, technician: usize) -> Option<i64> {
    let (problem, plan) = day;
    let mut problem = problem.clone();
    let asked = plan.unserved[0];
    problem.stops[asked].window = window;
    let mut plan = plan.clone();
    plan.unserved.clear();
    let before = checker::check(&problem, &plan).travel;
    let places = 0..=plan.routes[technician].len();
    let added = places.filter_map(|position| {
        let mut plan = plan.clone();
        plan.routes[technician].insert(position, asked);
        let verdict = checker::check(&problem, &plan);
        verdict.faults.is_empty().then_some(verdict.travel - before)
    });
    added.min()
}

#[test]
fn a_slot_adds_what_the_checker_says_and_none_is_missed() {
    let days = days();
    // The days share their technicians and places: the longest knows all of them.
    let (last, _) = &days[2];
    let mut found_any = 0;
    for (number, day) in days.iter().enumerate() {
        let (problem, plan) = day;
        let mut horizon = Horizon::new(last.technicians.clone(), problem.prices);
        for (technician, route) in plan.routes.iter().enumerate() {
            horizon.set_day(number, technician, route, problem);
        }
        let stop = problem.stops[plan.unserved[0]].clone();
        let wanted = Wanted { stop, windows: OFFERED.to_vec(), asked_day: number, days: (0, 9) };
        let only_drive = Weights {
            day_away: 0,
            morning_hour: 0,
            later_hour: 0,
            full_day: 0,
            neighbour: 0,
            near: 600,
        };
        let slots = best(&horizon, &*problem.travel, &wanted, &only_drive, 99);
        for (window, &offered) in OFFERED.iter().enumerate() {
            let least = |technician| {
                let wish = problem.wish_price(technician, plan.unserved[0]);
                by_hand(day, offered, technician).map(|added| added + i64::from(wish))
            };
            let expected = (0..5).filter_map(least).min();
            let slot = slots.iter().find(|slot| slot.window == window);
            assert_eq!(slot.map(|slot| slot.score), expected, "day {number}, window {window}");
            found_any += usize::from(slot.is_some());
        }
    }
    assert!(found_any > 3, "{found_any}");
}

#[test]
fn a_day_near_the_one_asked_for_wins_and_only_allowed_days_are_offered() {
    let (problem, plan) = days().remove(0);
    let mut horizon = Horizon::new(problem.technicians.clone(), problem.prices);
    for number in 0..6 {
        for (technician, route) in plan.routes.iter().enumerate() {
            horizon.set_day(number, technician, route, &problem);
        }
    }
    let mut stop = problem.stops[plan.unserved[0]].clone();
    stop.licences = routing::Licences(0);
    stop.required = None;
    let windows = vec![Window::DAY];
    let wanted = Wanted { stop, windows, asked_day: 4, days: (2, 5) };
    let slots = best(&horizon, &*problem.travel, &wanted, &Weights::default(), 5);
    let days: Vec<usize> = slots.iter().map(|slot| slot.day).collect();
    // All days are alike, so only how far they are counts.
    assert_eq!(days, [4, 3, 5, 2]);
    assert!(slots.windows(2).all(|pair| pair[0].score <= pair[1].score));
}
