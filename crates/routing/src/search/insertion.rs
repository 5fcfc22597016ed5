//! Where one stop costs least.

use super::draft::{Draft, NOWHERE};
use super::ground::NOT_ALLOWED;
use crate::chance::Chance;
use crate::problem::Seconds;

/// A place in a route.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Spot {
    pub route: u32,
    /// The leg it is put before.
    pub index: u32,
    pub added: Seconds,
}

impl Draft<'_> {
    /// The cheapest place, seen with blinks: beside its nearest stops, in the routes it asks
    /// for and in idle ones; anywhere at all when there is none.
    pub fn best_spot(&self, stop: u32, chance: &mut Chance) -> Option<Spot> {
        let wishes = self.ground.wishes(stop);
        let mut best = Spot { route: NOWHERE, index: 0, added: NOT_ALLOWED };
        for &near in self.ground.nearest(stop) {
            let route = self.route_of[near as usize];
            if route == NOWHERE || wishes[route as usize] >= best.added {
                continue;
            }
            let index = self.index_of[near as usize];
            self.try_spot(stop, route, index, chance, &mut best);
            self.try_spot(stop, route, index + 1, chance, &mut best);
        }
        for &route in self.ground.scanned(stop) {
            self.try_route(stop, route, chance, &mut best);
        }
        if self.idle > 0 {
            for (route, there) in self.routes.iter().enumerate() {
                if there.count() == 0 {
                    self.try_spot(stop, route as u32, 1, chance, &mut best);
                }
            }
        }
        if best.route == NOWHERE {
            for route in 0..self.routes.len() as u32 {
                self.try_route(stop, route, chance, &mut best);
            }
        }
        (best.route != NOWHERE).then_some(best)
    }

    fn try_route(&self, stop: u32, route: u32, chance: &mut Chance, best: &mut Spot) {
        if self.ground.wishes(stop)[route as usize] >= best.added {
            return;
        }
        for index in 1..self.routes[route as usize].legs.len() as u32 {
            self.try_spot(stop, route, index, chance, best);
        }
    }

    #[inline]
    fn try_spot(&self, stop: u32, route: u32, index: u32, chance: &mut Chance, best: &mut Spot) {
        let legs = &self.routes[route as usize].legs;
        let (before, after) = (&legs[index as usize - 1], &legs[index as usize]);
        let (into, out) = self.ground.rows(stop);
        let (there, onward) = (into[before.node as usize], out[after.node as usize]);
        let wish = self.ground.wishes(stop)[route as usize];
        let added = wish.saturating_add(there + onward - before.drive_on);
        if added < best.added
            && wish != NOT_ALLOWED
            && self.fits_between(stop, route, (before, there), (after, onward))
            && self.has_room(stop, route)
            && !chance.per_mille(self.blinks)
        {
            *best = Spot { route, index, added };
        }
    }
}
