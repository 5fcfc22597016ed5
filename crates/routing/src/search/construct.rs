//! A first plan: the stop goes first whose second-best route would cost most more than its
//! best (regret-2: Potvin and Rousseau, "A parallel route building algorithm for the vehicle
//! routing and scheduling problem with time windows", European Journal of Operational Research
//! 66, 1993).

use super::draft::{Draft, NOWHERE};
use super::ground::NOT_ALLOWED;
use super::insertion::Spot;
use crate::problem::Seconds;

/// The two best routes for a stop.
#[derive(Clone, Copy)]
struct Choice {
    best: Spot,
    second: Spot,
}

/// Puts absent stops in until none fits any more.
pub(crate) fn construct(draft: &mut Draft<'_>) {
    let mut waiting = std::mem::take(&mut draft.absent);
    waiting.sort_unstable();
    let mut choices: Vec<Choice> = waiting.iter().map(|&stop| choose(draft, stop)).collect();
    while let Some(at) = next(draft, &waiting, &choices) {
        let (stop, spot) = (waiting.swap_remove(at), choices.swap_remove(at).best);
        draft.insert(stop, spot.route, spot.index as usize, spot.added);
        for (choice, &other) in choices.iter_mut().zip(&waiting) {
            match choice.best.route == spot.route || choice.second.route == spot.route {
                true => *choice = choose(draft, other),
                false => choice.offer(draft.best_in_route(other, spot.route)),
            }
        }
    }
    draft.absent = waiting;
}

/// The stop with the greatest regret among those that fit somewhere; heavy ones first.
fn next(draft: &Draft<'_>, waiting: &[u32], choices: &[Choice]) -> Option<usize> {
    let fitting = (0..waiting.len()).filter(|&at| choices[at].best.route != NOWHERE);
    fitting.max_by_key(|&at| {
        let Choice { best, second } = choices[at];
        let regret = i64::from(second.added) - i64::from(best.added);
        let price = draft.ground.unserved_prices[waiting[at] as usize];
        (second.route == NOWHERE, if second.route == NOWHERE { price } else { regret })
    })
}

/// Looks at the routes of near stops, those the stop asks for, and idle ones; at all when none
/// of these can take it.
fn choose(draft: &Draft<'_>, stop: u32) -> Choice {
    let mut choice = Choice { best: Spot::NONE, second: Spot::NONE };
    let near = draft.ground.nearest(stop).iter().map(|&near| draft.route_of[near as usize]);
    let mut routes: Vec<u32> = near.filter(|&route| route != NOWHERE).collect();
    routes.extend(draft.ground.scanned(stop));
    let all = 0..draft.routes.len() as u32;
    routes.extend(all.clone().filter(|&route| draft.routes[route as usize].count() == 0));
    routes.sort_unstable();
    routes.dedup();
    routes.iter().for_each(|&route| choice.offer(draft.best_in_route(stop, route)));
    if choice.best.route == NOWHERE {
        all.for_each(|route| choice.offer(draft.best_in_route(stop, route)));
    }
    choice
}

impl Choice {
    fn offer(&mut self, spot: Spot) {
        if spot.added < self.best.added {
            self.second = self.best;
            self.best = spot;
        } else if spot.added < self.second.added && spot.route != self.best.route {
            self.second = spot;
        }
    }
}

impl Spot {
    /// No place at all.
    const NONE: Self = Self { route: NOWHERE, index: 0, added: NOT_ALLOWED as Seconds };
}

impl Draft<'_> {
    fn best_in_route(&self, stop: u32, route: u32) -> Spot {
        let places = 1..self.routes[route as usize].legs.len();
        let spots = places.filter_map(|index| {
            let added = self.cost_at(stop, route, index)?;
            Some(Spot { route, index: index as u32, added })
        });
        spots.min_by_key(|spot| spot.added).unwrap_or(Spot::NONE)
    }
}
