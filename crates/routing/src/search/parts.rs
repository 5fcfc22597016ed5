//! A large day in parts: some neighbouring routes at a time, each part small enough for the
//! processor's own memory, and several at once on several threads.
//!
//! Parts are drawn anew each turn, so a border of one turn lies inside a part of the next.
//! Each part goes on with the temperature of the whole; together they are one long annealing.
//! The idea is POPMUSIC's (Taillard and Voss, 2002), with annealing instead of descent.

use super::draft::{Draft, NOWHERE};
use super::ground::Ground;
use crate::chance::Chance;

/// How many routes make a part.
const ROUTES_A_PART: usize = 25;

/// Some routes of a draft, and the absent stops that lie nearest to them.
pub(crate) struct Part {
    pub routes: Vec<u32>,
    pub stops: Vec<u32>,
}

/// Divides all routes and stops into parts of neighbours.
pub(crate) fn divide(draft: &Draft<'_>, chance: &mut Chance) -> Vec<Part> {
    let groups = group_routes(draft, chance);
    let mut part_of_route = vec![0; draft.routes.len()];
    let mut parts = Vec::with_capacity(groups.len());
    for (part, routes) in groups.into_iter().enumerate() {
        let mut stops = Vec::new();
        for &route in &routes {
            part_of_route[route as usize] = part;
            let legs = &draft.routes[route as usize].legs;
            stops.extend(legs[1..legs.len() - 1].iter().map(|leg| leg.node));
        }
        parts.push(Part { routes, stops });
    }
    for &stop in &draft.absent {
        let mut near = draft.ground.nearest(stop).iter().map(|&near| draft.route_of[near as usize]);
        let part = match near.find(|&route| route != NOWHERE) {
            Some(route) => part_of_route[route as usize],
            None => chance.below(parts.len()),
        };
        parts[part].stops.push(stop);
    }
    parts
}

/// Grows groups of routes, each from any route not yet taken, by whichever has most stops near
/// the group's.
fn group_routes(draft: &Draft<'_>, chance: &mut Chance) -> Vec<Vec<u32>> {
    let count = draft.routes.len();
    let nearness = nearness(draft);
    let mut order: Vec<u32> = (0..count as u32).collect();
    chance.shuffle(&mut order);
    // As many in each: a part of two routes would be a turn wasted.
    let size = count.div_ceil(count.div_ceil(ROUTES_A_PART));
    let mut is_taken = vec![false; count];
    let mut groups = Vec::new();
    for &first in &order {
        if is_taken[first as usize] {
            continue;
        }
        let mut group = vec![first];
        is_taken[first as usize] = true;
        let mut pull = nearness[first as usize * count..][..count].to_vec();
        while group.len() < size {
            let free = order.iter().filter(|&&route| !is_taken[route as usize]);
            let Some(&next) = free.max_by_key(|&&route| pull[route as usize]) else { break };
            is_taken[next as usize] = true;
            group.push(next);
            for (sum, more) in pull.iter_mut().zip(&nearness[next as usize * count..]) {
                *sum += more;
            }
        }
        groups.push(group);
    }
    groups
}

/// By two routes: how many pairs of near stops they share.
fn nearness(draft: &Draft<'_>) -> Vec<u32> {
    let count = draft.routes.len();
    let mut nearness = vec![0; count * count];
    for stop in 0..draft.ground.stops as u32 {
        let one = draft.route_of[stop as usize];
        if one == NOWHERE {
            continue;
        }
        for &near in draft.ground.nearest(stop) {
            let other = draft.route_of[near as usize];
            if other != NOWHERE && other != one {
                nearness[one as usize * count + other as usize] += 1;
                nearness[other as usize * count + one as usize] += 1;
            }
        }
    }
    nearness
}

impl Part {
    /// The tables of the part alone.
    pub fn ground(&self, whole: &Ground) -> Ground {
        whole.part(&self.routes, &self.stops)
    }

    /// The part's routes as they stand, in its own numbers.
    pub fn draft<'g>(&self, ground: &'g Ground, whole: &Draft<'_>) -> Draft<'g> {
        let mut number = vec![NOWHERE; whole.ground.stops];
        for (own, &stop) in self.stops.iter().enumerate() {
            number[stop as usize] = own as u32;
        }
        let mut draft = Draft::empty(ground);
        for (own, &route) in self.routes.iter().enumerate() {
            let legs = &whole.routes[route as usize].legs;
            let stops = legs[1..legs.len() - 1].iter().map(|leg| number[leg.node as usize]);
            draft.load_route(own as u32, &stops.collect::<Vec<_>>());
        }
        draft
    }

    /// Puts the part's routes back into the whole.
    pub fn put_back(&self, routes: &[Vec<u32>], whole: &mut Draft<'_>) {
        for &route in &self.routes {
            let count = whole.routes[route as usize].count();
            if count > 0 {
                whole.remove(route, 1, count);
            }
        }
        for (stops, &route) in routes.iter().zip(&self.routes) {
            let stops: Vec<u32> = stops.iter().map(|&own| self.stops[own as usize]).collect();
            whole.load_route(route, &stops);
        }
    }
}
