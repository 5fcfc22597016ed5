//! The plan being worked on, with the times of every route and a log to undo a round by.

use super::ground::{Ground, NOT_ALLOWED};
use crate::plan::Plan;
use crate::problem::Seconds;
use crate::timing::{Earliest, Latest, NEVER};

/// No route.
pub(crate) const NOWHERE: u32 = u32::MAX;

/// The blink that keeps the search from always making the same greedy choice, in a thousand
/// places (Christiaens and Vanden Berghe, 2020, section 5.2).
const BLINKS: usize = 10;

/// A node of a route: its start, a stop, or its end.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Leg {
    pub node: u32,
    /// The drive to the next node. From the start of a route without stops, what staying idle
    /// costs.
    pub drive_on: Seconds,
    /// When it can be left.
    pub earliest: Earliest,
    /// When it must be reached.
    pub latest: Latest,
}

/// A route from start to end, both included.
#[derive(Clone, Debug, Default)]
pub(crate) struct Route {
    pub legs: Vec<Leg>,
    pub load: i32,
}

impl Route {
    /// How many stops it has.
    #[inline]
    pub fn count(&self) -> usize {
        self.legs.len() - 2
    }
}

/// The plan being worked on.
pub(crate) struct Draft<'g> {
    pub ground: &'g Ground,
    pub routes: Vec<Route>,
    /// By stop: its route, or [`NOWHERE`].
    pub route_of: Vec<u32>,
    /// By stop: its place among the legs of its route.
    pub index_of: Vec<u32>,
    /// Stops nobody serves.
    pub absent: Vec<u32>,
    /// How many routes have no stop.
    pub idle: usize,
    /// How often, in a thousand, a place is not looked at.
    pub blinks: usize,
    /// Seconds of travel, unmet wishes, and what is not served.
    pub cost: i64,
    undo: Undo,
}

/// Routes as they were when the round began.
#[derive(Default)]
struct Undo {
    saved: Vec<(u32, Route)>,
    spare: Vec<Route>,
    is_saved: Vec<bool>,
    absent: Vec<u32>,
    idle: usize,
    cost: i64,
    /// Routes touched since a best plan was last copied.
    is_stale: Vec<bool>,
    stale: Vec<u32>,
}

impl<'g> Draft<'g> {
    /// Nobody serves anything yet.
    pub fn empty(ground: &'g Ground) -> Self {
        let technicians = ground.drivers.len();
        let mut draft = Self {
            ground,
            routes: vec![Route::default(); technicians],
            route_of: vec![NOWHERE; ground.stops],
            index_of: vec![0; ground.stops],
            absent: (0..ground.stops as u32).collect(),
            idle: technicians,
            blinks: BLINKS,
            cost: ground.unserved_prices.iter().sum(),
            undo: Undo {
                is_saved: vec![false; technicians],
                is_stale: vec![true; technicians],
                stale: (0..technicians as u32).collect(),
                ..Undo::default()
            },
        };
        for route in 0..technicians {
            draft.clear_route(route as u32);
            draft.cost += i64::from(ground.drivers[route].idle_drive);
        }
        draft
    }

    /// A plan as far as it can be driven; what does not fit is absent.
    pub fn of(ground: &'g Ground, plan: &Plan) -> Self {
        let mut draft = Self::empty(ground);
        for (route, stops) in plan.routes.iter().enumerate() {
            let stops: Vec<u32> = stops.iter().map(|&stop| stop as u32).collect();
            draft.load_route(route as u32, &stops);
        }
        draft
    }

    /// The same plan, to be worked on apart.
    pub fn copy(&self) -> Self {
        let mut copy = Self::empty(self.ground);
        for (route, there) in self.routes.iter().enumerate() {
            let inner = &there.legs[1..there.legs.len() - 1];
            let stops: Vec<u32> = inner.iter().map(|leg| leg.node).collect();
            copy.load_route(route as u32, &stops);
        }
        copy
    }

    /// The routes and what nobody serves.
    pub fn plan(&self) -> Plan {
        let stops = |route: &Route| {
            let inner = &route.legs[1..route.legs.len() - 1];
            inner.iter().map(|leg| leg.node as usize).collect()
        };
        let mut unserved: Vec<usize> = self.absent.iter().map(|&stop| stop as usize).collect();
        unserved.sort_unstable();
        Plan { routes: self.routes.iter().map(stops).collect(), unserved }
    }

    fn clear_route(&mut self, route: u32) {
        let driver = &self.ground.drivers[route as usize];
        let (start, end) = (Earliest::start(&driver.shift), Latest::end(&driver.shift));
        let unknown = (Earliest { hungry: 0, fed: NEVER }, Latest { hungry: 0, fed: 0 });
        let legs = &mut self.routes[route as usize].legs;
        legs.clear();
        legs.push(Leg {
            node: driver.start,
            drive_on: driver.idle_drive,
            earliest: start,
            latest: unknown.1,
        });
        legs.push(Leg { node: driver.end, drive_on: 0, earliest: unknown.0, latest: end });
        self.routes[route as usize].load = 0;
    }

    /// Gives a route without stops these absent ones, in order; if they cannot all be driven,
    /// those that fit.
    pub fn load_route(&mut self, route: u32, stops: &[u32]) {
        let ground = self.ground;
        let wish = |stop: &u32| ground.wishes(*stop)[route as usize];
        let is_allowed = stops.iter().all(|stop| wish(stop) != NOT_ALLOWED);
        if stops.is_empty() || !is_allowed {
            return self.append_what_fits(route, stops);
        }
        self.touch(route);
        let idle_drive = self.routes[route as usize].legs[0].drive_on;
        let end = self.routes[route as usize].legs.pop().expect("a route has an end");
        for &stop in stops {
            let visit = &ground.visits[stop as usize];
            let loaded = &mut self.routes[route as usize];
            loaded.legs.push(Leg { node: stop, ..end });
            loaded.load += visit.demand;
            self.route_of[stop as usize] = route;
            self.cost += i64::from(wish(&stop)) - ground.unserved_prices[stop as usize];
        }
        self.routes[route as usize].legs.push(end);
        self.idle -= 1;
        self.refresh(route, 1, stops.len());
        let loaded = &self.routes[route as usize];
        let drives = loaded.legs[..=stops.len()].iter().map(|leg| i64::from(leg.drive_on));
        self.cost += drives.sum::<i64>() - i64::from(idle_drive);
        self.absent.retain(|&stop| self.route_of[stop as usize] == NOWHERE);
        if !self.can_be_driven(route) {
            self.remove(route, 1, stops.len());
            self.append_what_fits(route, stops);
        }
    }

    fn can_be_driven(&self, route: u32) -> bool {
        let Route { legs, load } = &self.routes[route as usize];
        let driver = &self.ground.drivers[route as usize];
        let set_out = legs[1].latest.before_drive(&driver.shift, legs[0].drive_on);
        (*load <= driver.capacity || *load == 0) && legs[0].earliest.fits(set_out)
    }

    /// Appends the stops in order to a route, leaving out those it cannot take.
    pub fn append_what_fits(&mut self, route: u32, stops: &[u32]) {
        for &stop in stops {
            let index = self.routes[route as usize].legs.len() - 1;
            if self.route_of[stop as usize] == NOWHERE
                && let Some(added) = self.cost_at(stop, route, index)
            {
                self.absent.retain(|&other| other != stop);
                self.insert(stop, route, index, added);
            }
        }
    }

    /// Puts an absent stop, which the caller has taken off [`Self::absent`], before the leg at
    /// `index`, for the price that was worked out.
    pub fn insert(&mut self, stop: u32, route: u32, index: usize, added: Seconds) {
        self.touch(route);
        let empty_leg = Leg {
            node: stop,
            drive_on: 0,
            earliest: Earliest { hungry: 0, fed: NEVER },
            latest: Latest { hungry: 0, fed: 0 },
        };
        let changed = &mut self.routes[route as usize];
        self.idle -= usize::from(changed.count() == 0);
        changed.legs.insert(index, empty_leg);
        changed.load += self.ground.visits[stop as usize].demand;
        self.route_of[stop as usize] = route;
        self.cost += i64::from(added) - self.ground.unserved_prices[stop as usize];
        self.refresh(route, index, index);
    }

    /// Takes the stops of so many legs from `first` on out of a route; they become absent.
    pub fn remove(&mut self, route: u32, first: usize, count: usize) {
        self.touch(route);
        let changed = &mut self.routes[route as usize];
        let before: Seconds =
            changed.legs[first - 1..first + count].iter().map(|leg| leg.drive_on).sum();
        for leg in changed.legs.drain(first..first + count) {
            let stop = leg.node as usize;
            self.route_of[stop] = NOWHERE;
            self.absent.push(leg.node);
            let wish = self.ground.wishes(leg.node)[route as usize];
            self.cost += self.ground.unserved_prices[stop] - i64::from(wish);
            changed.load -= self.ground.visits[stop].demand;
        }
        self.idle += usize::from(changed.count() == 0);
        self.refresh(route, first, first - 1);
        let after = self.routes[route as usize].legs[first - 1].drive_on;
        self.cost += i64::from(after) - i64::from(before);
    }

    /// Works out times anew: earliest ones from the leg `first` to the end, latest ones from
    /// the leg `last` to the beginning.
    fn refresh(&mut self, route: u32, first: usize, last: usize) {
        let driver = &self.ground.drivers[route as usize];
        let legs = &mut self.routes[route as usize].legs;
        let end = legs.len() - 1;
        if end == 1 {
            legs[0].drive_on = driver.idle_drive;
            return;
        }
        let mut before = legs[first - 1];
        before.drive_on = self.ground.drive(before.node, legs[first].node);
        legs[first - 1].drive_on = before.drive_on;
        for index in first..end {
            let next = legs[index + 1].node;
            let leg = &mut legs[index];
            let visit = &self.ground.visits[leg.node as usize];
            leg.drive_on = self.ground.drive(leg.node, next);
            let arrived = before.earliest.drive(&driver.shift, before.drive_on);
            leg.earliest = arrived.serve_within(visit.opens, visit.closes, visit.service);
            self.index_of[leg.node as usize] = index as u32;
            before = *leg;
        }
        let mut after = legs[last + 1];
        for leg in legs[1..=last].iter_mut().rev() {
            let visit = &self.ground.visits[leg.node as usize];
            let left = after.latest.before_drive(&driver.shift, leg.drive_on);
            leg.latest = left.before_within(visit.opens, visit.closes, visit.service);
            after = *leg;
        }
    }

    /// What the stop adds before the leg at `index`, or none when it does not fit.
    pub fn cost_at(&self, stop: u32, route: u32, index: usize) -> Option<Seconds> {
        let wish = self.ground.wishes(stop)[route as usize];
        if wish == NOT_ALLOWED || !self.has_room(stop, route) {
            return None;
        }
        let legs = &self.routes[route as usize].legs;
        let (before, after) = (&legs[index - 1], &legs[index]);
        let there = self.ground.drive(before.node, stop);
        let onward = self.ground.drive(stop, after.node);
        self.fits_between(stop, route, (before, there), (after, onward))
            .then(|| wish + there + onward - before.drive_on)
    }

    #[inline]
    pub fn has_room(&self, stop: u32, route: u32) -> bool {
        let demand = self.ground.visits[stop as usize].demand;
        demand == 0
            || self.routes[route as usize].load + demand
                <= self.ground.drivers[route as usize].capacity
    }

    /// Whether the stop can be served between two legs, so many seconds from each.
    #[inline]
    pub fn fits_between(
        &self,
        stop: u32,
        route: u32,
        (before, there): (&Leg, Seconds),
        (after, onward): (&Leg, Seconds),
    ) -> bool {
        let visit = &self.ground.visits[stop as usize];
        let shift = &self.ground.drivers[route as usize].shift;
        if shift.lunch.is_none() {
            let reached = before.earliest.hungry + there;
            return reached <= visit.closes
                && reached.max(visit.opens) + visit.service + onward <= after.latest.hungry;
        }
        let arrived = before.earliest.drive(shift, there);
        let left = arrived.serve_within(visit.opens, visit.closes, visit.service);
        left.fits(after.latest.before_drive(shift, onward))
    }
}

/// Rounds: what is tried can be taken back.
impl Draft<'_> {
    /// Begins a round.
    pub fn begin(&mut self) {
        while let Some((route, before)) = self.undo.saved.pop() {
            self.undo.is_saved[route as usize] = false;
            self.undo.spare.push(before);
        }
        self.undo.absent.clone_from(&self.absent);
        self.undo.idle = self.idle;
        self.undo.cost = self.cost;
    }

    /// The cost when the round began.
    pub fn cost_before(&self) -> i64 {
        self.undo.cost
    }

    /// Takes everything back since the round began.
    pub fn take_back(&mut self) {
        self.absent.clone_from(&self.undo.absent);
        for &stop in &self.absent {
            self.route_of[stop as usize] = NOWHERE;
        }
        while let Some((route, mut before)) = self.undo.saved.pop() {
            let now = &mut self.routes[route as usize];
            std::mem::swap(now, &mut before);
            for (index, leg) in now.legs.iter().enumerate().take(now.legs.len() - 1).skip(1) {
                self.route_of[leg.node as usize] = route;
                self.index_of[leg.node as usize] = index as u32;
            }
            self.undo.is_saved[route as usize] = false;
            self.undo.spare.push(before);
        }
        self.idle = self.undo.idle;
        self.cost = self.undo.cost;
    }

    /// Brings a copy of the plan up to date, route by route as they changed.
    pub fn copy_to(&mut self, plan: &mut Plan) {
        for route in self.undo.stale.drain(..) {
            self.undo.is_stale[route as usize] = false;
            let legs = &self.routes[route as usize].legs;
            let copy = &mut plan.routes[route as usize];
            copy.clear();
            copy.extend(legs[1..legs.len() - 1].iter().map(|leg| leg.node as usize));
        }
        plan.unserved.clear();
        plan.unserved.extend(self.absent.iter().map(|&stop| stop as usize));
    }

    /// Has the next copy take over every route.
    pub fn copy_everything(&mut self) {
        self.undo.stale = (0..self.routes.len() as u32).collect();
        self.undo.is_stale.fill(true);
    }

    fn touch(&mut self, route: u32) {
        let at = route as usize;
        if !self.undo.is_saved[at] {
            self.undo.is_saved[at] = true;
            let mut copy = self.undo.spare.pop().unwrap_or_default();
            copy.legs.clone_from(&self.routes[at].legs);
            copy.load = self.routes[at].load;
            self.undo.saved.push((route, copy));
        }
        if !self.undo.is_stale[at] {
            self.undo.is_stale[at] = true;
            self.undo.stale.push(route);
        }
    }
}
