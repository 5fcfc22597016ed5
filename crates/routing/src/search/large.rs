//! Annealing of a large day, part by part and on all threads there are.

use super::anneal::{Heat, anneal};
use super::draft::Draft;
use super::parts::{self, Part};
use crate::chance::Chance;
use crate::plan::Plan;
use crate::solver::Watch;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Rounds a part is worked on before parts are drawn anew.
const ROUNDS_A_TURN: u64 = 1_500;

/// Rounds on the whole day after each turn that leaves a stop unserved: room for it may lie in
/// another part.
const ROUNDS_FOR_ABSENT: u64 = 500;

/// From here on each part hands back the best it has seen: before, the one it stands at, since
/// to go back to the best of each turn would be to cool down for nothing.
const LAST_TURNS: f64 = 0.95;

/// A part's routes after its turn, in its own numbers.
type Turned = Mutex<Option<Vec<Vec<u32>>>>;

/// Works on the draft until the watch says stop, and answers the best plan seen with its cost.
pub(crate) fn anneal_in_parts(
    draft: &mut Draft<'_>,
    heat: Heat,
    watch: &Watch<'_>,
    chance: &mut Chance,
    threads: usize,
) -> (Plan, i64) {
    let mut best = Plan::empty(draft.routes.len(), 0);
    draft.copy_to(&mut best);
    let mut best_cost = draft.cost;
    let mut rounds = 0;
    while let Some(progress) = watch.progress(rounds) {
        let parts = parts::divide(draft, chance);
        let seeds: Vec<u64> = parts.iter().map(|_| chance.seed()).collect();
        let turned: Vec<Turned> = parts.iter().map(|_| Mutex::new(None)).collect();
        let next = AtomicUsize::new(0);
        let whole: &Draft<'_> = draft;
        let work = || {
            while let Some((part, at)) = {
                let at = next.fetch_add(1, Ordering::Relaxed);
                parts.get(at).map(|part| (part, at))
            } {
                let routes = turn(part, whole, heat, progress, watch, seeds[at]);
                *turned[at].lock().expect("no part panics") = Some(routes);
            }
        };
        std::thread::scope(|scope| {
            for _ in 1..threads.min(parts.len()) {
                scope.spawn(work);
            }
            work();
        });
        draft.begin();
        for (part, routes) in parts.iter().zip(turned) {
            let routes = routes.into_inner().expect("no part panics").expect("all are worked on");
            part.put_back(&routes, draft);
        }
        if !draft.absent.is_empty() {
            let whole = watch.for_rounds(ROUNDS_FOR_ABSENT);
            anneal(draft, heat.steady(progress), &whole, chance);
            // The copy that was made in there is not this one.
            draft.copy_everything();
        }
        if draft.cost < best_cost {
            best_cost = draft.cost;
            draft.copy_to(&mut best);
        }
        rounds += ROUNDS_A_TURN * parts.len() as u64;
    }
    (best, best_cost)
}

fn turn(
    part: &Part,
    whole: &Draft<'_>,
    heat: Heat,
    progress: f64,
    watch: &Watch<'_>,
    seed: u64,
) -> Vec<Vec<u32>> {
    let ground = part.ground(whole.ground);
    let mut draft = part.draft(&ground, whole);
    let mut chance = Chance::new(seed);
    let steady = heat.steady(progress);
    let (best, _) = anneal(&mut draft, steady, &watch.for_rounds(ROUNDS_A_TURN), &mut chance);
    let plan = match progress < LAST_TURNS {
        true => draft.plan(),
        false => best,
    };
    let narrow = |route: &Vec<usize>| route.iter().map(|&stop| stop as u32).collect();
    plan.routes.iter().map(narrow).collect()
}
