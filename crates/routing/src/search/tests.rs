//! The tables of the search held against the checker, which knows none of them.

use super::draft::Draft;
use super::ground::Ground;
use super::{anneal::Heat, construct, recreate, ruin};
use crate::chance::Chance;
use crate::checker;
use crate::plan::Plan;
use crate::problem::Problem;
use crate::sample::{SampleAsk, Wishes, sample};

fn tight_day(seed: u64) -> Problem {
    let wishes = if seed.is_multiple_of(2) { Wishes::Full } else { Wishes::Plain };
    let mut problem = sample(SampleAsk { technicians: 4, stops: 44, seed, wishes }).problem;
    for (number, technician) in problem.technicians.iter_mut().enumerate() {
        technician.shift.closes -= 3_000 * (number % 3) as i32;
        technician.capacity = 6;
    }
    for stop in problem.stops.iter_mut().step_by(3) {
        stop.demand = 1;
    }
    problem
}

/// A round of any kind.
fn disturb(draft: &mut Draft<'_>, chance: &mut Chance) {
    let absent_before = draft.absent.len();
    match chance.below(4) {
        0 => ruin::trade_days(draft, chance),
        1 => ruin::trade_tails(draft, chance),
        2 => ruin::gather(draft, chance),
        _ => ruin::strings(draft, chance),
    }
    recreate::recreate(draft, absent_before, chance);
}

#[test]
fn after_any_rounds_the_cost_is_the_checkers_and_the_plan_can_be_driven() {
    for seed in 1..=8 {
        let problem = tight_day(seed);
        let ground = Ground::new(&problem);
        let mut chance = Chance::new(seed);
        let mut draft = Draft::empty(&ground);
        construct::construct(&mut draft);
        for _ in 0..60 {
            draft.begin();
            disturb(&mut draft, &mut chance);
            let verdict = checker::check(&problem, &draft.plan());
            assert_eq!(verdict.faults, [], "seed {seed}");
            assert_eq!(verdict.cost, draft.cost, "seed {seed}");
        }
    }
}

#[test]
fn a_round_taken_back_leaves_no_trace() {
    let problem = tight_day(3);
    let ground = Ground::new(&problem);
    let mut chance = Chance::new(3);
    let mut draft = Draft::empty(&ground);
    construct::construct(&mut draft);
    for _ in 0..60 {
        let (plan, cost, idle) = (draft.plan(), draft.cost, draft.idle);
        draft.begin();
        disturb(&mut draft, &mut chance);
        draft.take_back();
        assert_eq!((draft.plan(), draft.cost, draft.idle), (plan, cost, idle));
    }
}

#[test]
fn an_insertion_fits_exactly_when_the_checker_lets_it() {
    let (mut fitting, mut refused) = (0, 0);
    for seed in 1..=6 {
        let problem = tight_day(seed);
        let ground = Ground::new(&problem);
        let mut draft = Draft::empty(&ground);
        construct::construct(&mut draft);
        let out = draft.routes[1].legs[1].node;
        draft.remove(1, 1, 1);
        let plan = draft.plan();
        let cost = checker::check(&problem, &plan).cost - problem.unserved_price(out as usize);
        for route in 0..4 {
            for position in 0..=plan.routes[route].len() {
                let mut tried = plan.clone();
                tried.routes[route].insert(position, out as usize);
                tried.unserved.retain(|&stop| stop != out as usize);
                let verdict = checker::check(&problem, &tried);
                let fits = verdict.faults.is_empty().then_some(verdict.cost - cost);
                let added = draft.cost_at(out, route as u32, position + 1);
                assert_eq!(added.map(i64::from), fits, "seed {seed}: {route}, {position}");
                *(if fits.is_some() { &mut fitting } else { &mut refused }) += 1;
            }
        }
    }
    assert!(fitting > 5 && refused > 5, "{fitting} and {refused}");
}

#[test]
fn the_copy_of_the_best_plan_is_whole() {
    let problem = tight_day(4);
    let ground = Ground::new(&problem);
    let mut chance = Chance::new(4);
    let mut draft = Draft::empty(&ground);
    construct::construct(&mut draft);
    let mut copy = Plan::empty(4, 0);
    for _ in 0..40 {
        disturb(&mut draft, &mut chance);
        draft.copy_to(&mut copy);
        copy.unserved.sort_unstable();
        assert_eq!(copy, draft.plan());
    }
}

#[test]
fn a_part_has_the_times_of_the_whole() {
    let problem = tight_day(2);
    let ground = Ground::new(&problem);
    let part = ground.part(&[2, 0], &[30, 7, 19]);
    assert_eq!(part.drive(0, 2), ground.drive(30, 19));
    assert_eq!(part.wishes(1), [ground.wishes(7)[2], ground.wishes(7)[0]]);
    let start = part.drivers[0].start;
    assert_eq!(part.drive(start, 1), ground.drive(ground.drivers[2].start, 7));
    assert!((0..3).all(|stop| part.nearest(stop).iter().all(|&near| near < 3)));
}

#[test]
fn heat_falls_from_first_to_last() {
    let heat = Heat { first: 800.0, last: 8.0 };
    assert!((heat.steady(0.5).first - 80.0).abs() < 1e-9);
    assert!((heat.steady(1.0).last - 8.0).abs() < 1e-9);
}
