//! Taking stops out, so that the next can be put better.

use super::draft::{Draft, NOWHERE};
use crate::chance::Chance;

/// The longest string taken from one route, and about how many stops a round takes out in all
/// (Christiaens and Vanden Berghe, 2020, section 5.1).
const LONGEST_STRING: f64 = 10.0;
const STOPS_A_ROUND: f64 = 10.0;

/// How often, in a thousand, a string is taken with a piece of itself left standing, and how
/// often that piece does not grow by one more.
const SPLITS: usize = 500;
const STOPS_GROWING: usize = 10;

/// Takes strings of stops near a stop out of a few neighbouring routes.
pub(crate) fn strings(draft: &mut Draft<'_>, chance: &mut Chance) {
    let Some(seed) = seed(draft, chance) else { return };
    let routes = (draft.routes.len() - draft.idle).max(1) as f64;
    let served = (draft.ground.stops - draft.absent.len()) as f64;
    let longest = LONGEST_STRING.min(served / routes).max(1.0);
    let most = 4.0 * STOPS_A_ROUND / (1.0 + longest) - 1.0;
    let wanted = (chance.unit() * most + 1.0) as usize;
    let mut ruined: [u32; 32] = [NOWHERE; 32];
    let mut count = 0;
    let ground = draft.ground;
    for &near in ground.nearest(seed) {
        if count >= wanted.min(ruined.len()) {
            break;
        }
        let route = draft.route_of[near as usize];
        if route == NOWHERE || ruined[..count].contains(&route) {
            continue;
        }
        let here = draft.routes[route as usize].count();
        let length = (chance.unit() * longest.min(here as f64) + 1.0) as usize;
        let length = length.min(here);
        let index = draft.index_of[near as usize] as usize;
        if length > 1 && length < here && chance.per_mille(SPLITS) {
            split_string(draft, route, index, length, chance);
        } else {
            let first = first_of(index, length, here, chance);
            draft.remove(route, first, length);
        }
        ruined[count] = route;
        count += 1;
    }
}

/// Gives two technicians each other's whole routes, as far as they fit. Strings never get
/// there: every step of the way would be dear (preferred technicians, homes, shifts).
pub(crate) fn trade_days(draft: &mut Draft<'_>, chance: &mut Chance) {
    let Some((one, other, _)) = two_neighbours(draft, chance) else { return };
    trade_from(draft, (one, 1), (other, 1));
}

/// Gives two technicians each other's stops from one point on: 2-opt* (Potvin and Rousseau,
/// "An exchange heuristic for routeing problems with time windows", Journal of the Operational
/// Research Society 46, 1995), repaired by what follows where tails do not fit.
pub(crate) fn trade_tails(draft: &mut Draft<'_>, chance: &mut Chance) {
    let Some((one, other, [stop, near])) = two_neighbours(draft, chance) else { return };
    let after = draft.index_of[stop as usize] as usize + 1;
    let before = draft.index_of[near as usize] as usize;
    trade_from(draft, (one, after), (other, before));
}

/// Clears a technician's day, and takes out what others serve of those who asked for her, so
/// that they can come to her together: one by one each would be a detour.
pub(crate) fn gather(draft: &mut Draft<'_>, chance: &mut Chance) {
    let ground = draft.ground;
    let technician = chance.below(draft.routes.len()) as u32;
    let count = draft.routes[technician as usize].count();
    if count > 0 {
        draft.remove(technician, 1, count);
    }
    for &stop in ground.asking_for(technician) {
        let route = draft.route_of[stop as usize];
        if route != NOWHERE {
            draft.remove(route, draft.index_of[stop as usize] as usize, 1);
        }
    }
}

/// A served stop and one near it, on different routes.
fn two_neighbours(draft: &Draft<'_>, chance: &mut Chance) -> Option<(u32, u32, [u32; 2])> {
    let stop = chance.below(draft.ground.stops.max(1)) as u32;
    let one = *draft.route_of.get(stop as usize)?;
    let nearest = draft.ground.nearest(stop);
    let from = chance.below(nearest.len());
    let turned = nearest[from..].iter().chain(&nearest[..from]);
    turned.copied().find_map(|near| {
        let other = draft.route_of[near as usize];
        let is_pair = one != NOWHERE && other != NOWHERE && one != other;
        is_pair.then_some((one, other, [stop, near]))
    })
}

fn trade_from(draft: &mut Draft<'_>, one: (u32, usize), other: (u32, usize)) {
    let [mine, theirs] = [one, other].map(|(route, first)| {
        let legs = &draft.routes[route as usize].legs;
        let stops: Vec<u32> = legs[first..legs.len() - 1].iter().map(|leg| leg.node).collect();
        if !stops.is_empty() {
            draft.remove(route, first, stops.len());
        }
        stops
    });
    draft.append_what_fits(one.0, &theirs);
    draft.append_what_fits(other.0, &mine);
}

/// Any stop; one that nobody serves now and then, so that room is made for it.
fn seed(draft: &Draft<'_>, chance: &mut Chance) -> Option<u32> {
    if draft.ground.stops == 0 {
        return None;
    }
    if !draft.absent.is_empty() && chance.per_mille(500) {
        return Some(draft.absent[chance.below(draft.absent.len())]);
    }
    Some(chance.below(draft.ground.stops) as u32)
}

/// The first leg of a string of that length that holds the leg at `index`.
fn first_of(index: usize, length: usize, count: usize, chance: &mut Chance) -> usize {
    let lowest = index.saturating_sub(length - 1).max(1);
    let highest = index.min(count + 1 - length);
    lowest + chance.below(highest - lowest + 1)
}

/// Takes a string with some stops in its middle left standing.
fn split_string(
    draft: &mut Draft<'_>,
    route: u32,
    index: usize,
    length: usize,
    chance: &mut Chance,
) {
    let here = draft.routes[route as usize].count();
    let mut kept = 1;
    while length + kept < here && !chance.per_mille(STOPS_GROWING) {
        kept += 1;
    }
    let whole = length + kept;
    let first = first_of(index, whole, here, chance);
    let kept_from = chance.below(length + 1);
    if kept_from < length {
        draft.remove(route, first + kept_from + kept, length - kept_from);
    }
    if kept_from > 0 {
        draft.remove(route, first, kept_from);
    }
}
