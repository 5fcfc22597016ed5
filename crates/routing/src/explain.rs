//! Why a stop is not served, and what a change is good for.

use crate::plan::Plan;
use crate::problem::{Problem, Seconds, StopId, TechnicianId};
use crate::timing::{Earliest, NEVER};

/// What would have to give way so that a stop could be served after all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Miss {
    /// Nobody who works today has the licences, or it is not the one required.
    NobodyMay {
        /// The technician who could be there soonest otherwise.
        technician: Option<TechnicianId>,
    },
    /// The technician would reach it so many seconds after its window.
    Window {
        /// Who would come nearest.
        technician: TechnicianId,
        /// By how much she would be late.
        late: Seconds,
    },
    /// It fits itself, but makes her late for another.
    Crowds {
        /// Whose route.
        technician: TechnicianId,
        /// The first stop she would be late for.
        other: StopId,
        /// By how much.
        late: Seconds,
    },
    /// She would come home so many seconds after her shift.
    Hours {
        /// Whose shift.
        technician: TechnicianId,
        /// By how much.
        over: Seconds,
    },
    /// She has no room for it, or no time left for her lunch.
    Room {
        /// Who.
        technician: TechnicianId,
    },
}

/// For each unserved stop, in order, what it misses by least.
pub fn misses(problem: &Problem, plan: &Plan) -> Vec<(StopId, Miss)> {
    plan.unserved.iter().map(|&stop| (stop, nearest_miss(problem, plan, stop))).collect()
}

fn nearest_miss(problem: &Problem, plan: &Plan, stop: StopId) -> Miss {
    let technicians = 0..problem.technicians.len();
    let options = technicians
        .clone()
        .filter(|&one| problem.may_serve(one, stop))
        .flat_map(|one| (0..=plan.routes[one].len()).map(move |position| (one, position)));
    let misses = options.filter_map(|(one, position)| miss_at(problem, plan, stop, one, position));
    let nearest = misses.min_by_key(|(by, _)| *by).map(|(_, miss)| miss);
    nearest.unwrap_or_else(|| {
        let place = problem.stops[stop].place;
        let drive =
            |&one: &TechnicianId| problem.travel.seconds(problem.technicians[one].start, place);
        Miss::NobodyMay { technician: technicians.min_by_key(drive) }
    })
}

/// What stands against one place, and how much of it; none when nothing does.
fn miss_at(
    problem: &Problem,
    plan: &Plan,
    stop: StopId,
    technician: TechnicianId,
    position: usize,
) -> Option<(Seconds, Miss)> {
    let who = &problem.technicians[technician];
    let mut route = plan.routes[technician].clone();
    route.insert(position, stop);
    let load: i32 = route.iter().map(|&one| problem.stops[one].demand).sum();
    if load > 0 && load > who.capacity {
        return Some((NEVER, Miss::Room { technician }));
    }
    let (mut at, mut clock) = (who.start, Earliest::start(&who.shift));
    for &next in &route {
        let wanted = &problem.stops[next];
        let arrived = clock.drive(&who.shift, problem.travel.seconds(at, wanted.place));
        clock = arrived.serve(wanted);
        if clock.hungry >= NEVER && clock.fed >= NEVER {
            let late = arrived.hungry.min(arrived.fed) - wanted.window.closes;
            let miss = match next == stop {
                true => Miss::Window { technician, late },
                false => Miss::Crowds { technician, other: next, late },
            };
            return Some((late, miss));
        }
        at = wanted.place;
    }
    let home = clock.drive(&who.shift, problem.travel.seconds(at, who.end));
    let back = if who.shift.lunch.is_some() { home.fed } else { home.hungry };
    match back - who.shift.closes {
        _ if back >= NEVER => Some((NEVER - 1, Miss::Room { technician })),
        over if over > 0 => Some((over, Miss::Hours { technician, over })),
        _ => None,
    }
}

/// A stop that another technician serves now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change {
    /// Which.
    pub stop: StopId,
    /// Who served it before; nobody, when none.
    pub before: Option<TechnicianId>,
    /// Who serves it now.
    pub after: Option<TechnicianId>,
    /// The drive it cost before less the drive it costs now, in seconds: what this change
    /// wins. A stop that was or is not served has no drive there.
    pub won: Seconds,
}

/// What differs between two plans of a day, stop by stop.
pub fn changes(problem: &Problem, before: &Plan, after: &Plan) -> Vec<Change> {
    let count = problem.stops.len();
    let (old, new) = (before.who_serves(count), after.who_serves(count));
    let moved = (0..count).filter(|&stop| old[stop] != new[stop]);
    let change = |stop: StopId| {
        let cost = |plan: &Plan, who: Option<TechnicianId>| {
            who.map_or(0, |who| detour(problem, &plan.routes[who], who, stop))
        };
        let won = cost(before, old[stop]) - cost(after, new[stop]);
        Change { stop, before: old[stop], after: new[stop], won }
    };
    moved.map(change).collect()
}

/// The drive a route would save without the stop.
fn detour(problem: &Problem, route: &[StopId], technician: TechnicianId, stop: StopId) -> Seconds {
    let who = &problem.technicians[technician];
    let Some(at) = route.iter().position(|&one| one == stop) else { return 0 };
    let place = |index: usize| problem.stops[route[index]].place;
    let before = if at == 0 { who.start } else { place(at - 1) };
    let next = if at + 1 == route.len() { who.end } else { place(at + 1) };
    let drive = |from, to| problem.travel.seconds(from, to);
    drive(before, place(at)) + drive(place(at), next) - drive(before, next)
}
