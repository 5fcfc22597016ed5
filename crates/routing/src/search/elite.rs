//! Small days: several annealings, and one more from the best two crossed.
//!
//! A day of a hundred stops is annealed to the end in a second, and then it depends on luck
//! into which valley: who drives to which suburb is settled while it is hot. So the budget is
//! shared among some that begin anew. The last begins with routes of the best two together
//! (route exchange: Nagata, Bräysy and Dullaert, "A penalty-based edge assembly memetic
//! algorithm for the vehicle routing problem with time windows", Computers and Operations
//! Research 37, 2010, in its simplest form).

use super::anneal::{Heat, anneal};
use super::construct;
use super::draft::Draft;
use crate::chance::Chance;
use crate::plan::Plan;
use crate::solver::Watch;

/// How many begin anew before the last.
const ANEW: u32 = 3;

/// Shares the budget among several annealings and answers the best plan with its cost.
pub(crate) fn anneal_elite(
    draft: &Draft<'_>,
    heat: Heat,
    watch: &Watch<'_>,
    chance: &mut Chance,
) -> (Plan, i64) {
    let mut pool: Vec<(Plan, i64)> = Vec::new();
    for turn in 0..ANEW {
        let share = watch.share(turn, ANEW + 1);
        pool.push(anneal(&mut draft.copy(), heat, &share, chance));
        pool.sort_by_key(|(_, cost)| *cost);
    }
    let mut child = Draft::of(draft.ground, &crossed(&pool[0].0, &pool[1].0, chance));
    construct::construct(&mut child);
    let share = watch.share(ANEW, ANEW + 1);
    pool.push(anneal(&mut child, heat.cooler(), &share, chance));
    let best = pool.into_iter().min_by_key(|(_, cost)| *cost);
    best.expect("the pool is not empty")
}

/// Each technician's route from one plan or the other; what then stands twice stays where it
/// came first, what stands nowhere is absent.
fn crossed(one: &Plan, other: &Plan, chance: &mut Chance) -> Plan {
    let count = one.routes.iter().map(Vec::len).sum::<usize>() + one.unserved.len();
    let mut is_taken = vec![false; count];
    let mut child = Plan::empty(one.routes.len(), 0);
    let mut order: Vec<usize> = (0..one.routes.len()).collect();
    chance.shuffle(&mut order);
    for (at, &route) in order.iter().enumerate() {
        let parent = if at % 3 == 2 { other } else { one };
        for &stop in &parent.routes[route] {
            if !std::mem::replace(&mut is_taken[stop], true) {
                child.routes[route].push(stop);
            }
        }
    }
    child.unserved = (0..count).filter(|&stop| !is_taken[stop]).collect();
    child
}
