//! The best slots for one more stop, answered while the caller waits: no search, one look at
//! every place between two planned stops.
//!
//! A [`Horizon`] keeps the plans of the coming days with the earliest and latest times of each
//! of their stops, so that whether a new stop fits between two others is a question of these
//! two alone (see [`crate::timing`]). Change a technician's day with [`Horizon::set_day`].

use crate::problem::{Lunch, Prices, Problem, Seconds, Stop, StopId, TechnicianId, Window};
use crate::timing::{Earliest, Latest, NEVER};
use crate::travel::{Place, Travel};

/// A technician's planned day.
struct Day {
    /// How many days from the first of the horizon.
    number: usize,
    technician: TechnicianId,
    legs: Vec<Leg>,
    load: i32,
    /// Seconds of service and driving.
    busy: Seconds,
}

/// The start, a stop or the end of a day.
struct Leg {
    place: Place,
    drive_on: Seconds,
    earliest: Earliest,
    latest: Latest,
}

/// The planned days of a branch, ready to be asked.
#[derive(Default)]
pub struct Horizon {
    days: Vec<Day>,
    technicians: Vec<crate::problem::Technician>,
    prices: Prices,
}

/// What the caller would like.
#[derive(Clone, Debug)]
pub struct Wanted {
    /// The stop, with its place, service and licences; its window is not looked at.
    pub stop: Stop,
    /// The windows that are offered.
    pub windows: Vec<Window>,
    /// The day asked for.
    pub asked_day: usize,
    /// The first and last day that would do.
    pub days: (usize, usize),
}

/// What counts in the score beside the added drive, in seconds of driving.
#[derive(Clone, Copy, Debug)]
pub struct Weights {
    /// A day away from the day asked for.
    pub day_away: Seconds,
    /// An hour of slack that is used up, in the morning and later.
    pub morning_hour: Seconds,
    /// See above; mornings are scarce.
    pub later_hour: Seconds,
    /// A day filled to the last minute; nothing is added up to nine tenths.
    pub full_day: Seconds,
    /// Taken off for each planned stop that is a neighbour, three of them at most.
    pub neighbour: Seconds,
    /// How near a neighbour is.
    pub near: Seconds,
}

impl Default for Weights {
    fn default() -> Self {
        Self {
            day_away: 120,
            morning_hour: 240,
            later_hour: 120,
            full_day: 900,
            neighbour: 60,
            near: 600,
        }
    }
}

/// A place for the stop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slot {
    /// The day, counted from the first of the horizon.
    pub day: usize,
    /// Who would come.
    pub technician: TechnicianId,
    /// Which of the offered windows.
    pub window: usize,
    /// Before which of her stops; their number when it would be the last.
    pub position: usize,
    /// When she would begin at the earliest.
    pub begins: Seconds,
    /// Seconds of driving it adds.
    pub added: Seconds,
    /// The added drive with everything else that counts; the least is the best.
    pub score: i64,
    /// Planned stops of that day not further than a neighbour.
    pub neighbours: usize,
    /// The drive from the nearest stop or home beside it.
    pub nearest: Seconds,
}

/// The best slots, at most one for each day and window, best first.
pub fn best(
    horizon: &Horizon,
    travel: &dyn Travel,
    wanted: &Wanted,
    weights: &Weights,
    at_most: usize,
) -> Vec<Slot> {
    let mut found: Vec<Slot> = Vec::new();
    let mut drives = Vec::new();
    for day in &horizon.days {
        let technician = &horizon.technicians[day.technician];
        let is_allowed = technician.licences.cover(wanted.stop.licences)
            && wanted.stop.required.is_none_or(|required| required == day.technician);
        let has_room =
            wanted.stop.demand == 0 || day.load + wanted.stop.demand <= technician.capacity;
        if !is_allowed || !has_room || day.number < wanted.days.0 || day.number > wanted.days.1 {
            continue;
        }
        drives.clear();
        let place = wanted.stop.place;
        drives.extend(day.legs.iter().map(|leg| travel.seconds(leg.place, place)));
        let last = day.legs.len() - 1;
        let inner = &drives[1..last];
        let neighbours = inner.iter().filter(|&&drive| drive <= weights.near).count();
        let look = Look { horizon, wanted, weights, day, drives: &drives, neighbours };
        for window in 0..wanted.windows.len() {
            if let Some(slot) = look.best_in(window, travel) {
                keep_better(&mut found, slot);
            }
        }
    }
    found.sort_by_key(|slot| (slot.score, slot.day, slot.window, slot.technician));
    found.truncate(at_most);
    found
}

fn keep_better(found: &mut Vec<Slot>, slot: Slot) {
    match found.iter_mut().find(|one| one.day == slot.day && one.window == slot.window) {
        Some(one) if slot.score < one.score => *one = slot,
        Some(_) => {}
        None => found.push(slot),
    }
}

/// One technician's day seen from the wanted stop.
struct Look<'l> {
    horizon: &'l Horizon,
    wanted: &'l Wanted,
    weights: &'l Weights,
    day: &'l Day,
    drives: &'l [Seconds],
    neighbours: usize,
}

impl Look<'_> {
    fn best_in(&self, window: usize, travel: &dyn Travel) -> Option<Slot> {
        let mut best: Option<Slot> = None;
        let is_symmetric = travel.is_symmetric();
        for position in 0..self.day.legs.len() - 1 {
            let (before, after) = (&self.day.legs[position], &self.day.legs[position + 1]);
            let there = self.drives[position];
            let onward = match is_symmetric {
                true => self.drives[position + 1],
                false => travel.seconds(self.wanted.stop.place, after.place),
            };
            let added = there + onward - before.drive_on;
            if best.is_some_and(|best| best.added <= added) {
                continue;
            }
            let Some(begins) = self.begin(window, (before, there), (after, onward)) else {
                continue;
            };
            let nearest = there.min(onward);
            let neighbours = self.neighbours;
            let (day, technician) = (self.day.number, self.day.technician);
            best = Some(Slot {
                day,
                technician,
                window,
                position,
                begins,
                added,
                score: 0,
                neighbours,
                nearest,
            });
        }
        best.map(|slot| Slot { score: self.score(&slot), ..slot })
    }

    /// When service would begin, if the rest of the day can still be driven.
    fn begin(
        &self,
        window: usize,
        (before, there): (&Leg, Seconds),
        (after, onward): (&Leg, Seconds),
    ) -> Option<Seconds> {
        let shift = &self.horizon.technicians[self.day.technician].shift;
        let Window { opens, closes } = self.wanted.windows[window];
        let arrived = before.earliest.drive(shift, there);
        let left = arrived.serve_within(opens, closes, self.wanted.stop.service);
        let latest = after.latest.before_drive(shift, onward);
        let hungry = (left.hungry <= latest.hungry).then_some(left.hungry);
        let fed = (left.fed <= latest.fed).then_some(left.fed);
        let leaves = hungry.into_iter().chain(fed).min()?;
        Some(leaves - self.wanted.stop.service)
    }

    fn score(&self, slot: &Slot) -> i64 {
        let weights = self.weights;
        let technician = &self.horizon.technicians[slot.technician];
        let used = slot.added + self.wanted.stop.service;
        let is_morning = self.wanted.windows[slot.window].closes <= 12 * 3_600;
        let hour = if is_morning { weights.morning_hour } else { weights.later_hour };
        let lunch = technician.shift.lunch.map_or(0, |lunch: Lunch| lunch.length);
        let hours = technician.shift.closes - technician.shift.opens - lunch;
        let hours = i64::from(hours.max(1));
        let over_nine = (i64::from(self.day.busy + used) * 10 - 9 * hours).clamp(0, hours);
        let full = over_nine * i64::from(weights.full_day) / hours;
        let away = slot.day.abs_diff(self.wanted.asked_day) as i64;
        let preferred = self.wanted.stop.preferred.is_some_and(|wish| wish != slot.technician);
        let wish = if preferred { i64::from(self.horizon.prices.not_preferred) } else { 0 };
        i64::from(slot.added)
            + wish
            + i64::from(used) * i64::from(hour) / 3_600
            + full
            + away * i64::from(weights.day_away)
            - slot.neighbours.min(3) as i64 * i64::from(weights.neighbour)
    }
}

impl Horizon {
    /// No day is planned yet.
    pub fn new(technicians: Vec<crate::problem::Technician>, prices: Prices) -> Self {
        Self { days: Vec::new(), technicians, prices }
    }

    /// Takes over a technician's day as it is planned now. A day that cannot be driven as
    /// planned offers no slot.
    pub fn set_day(
        &mut self,
        number: usize,
        technician: TechnicianId,
        route: &[StopId],
        problem: &Problem,
    ) {
        let day = self.day(number, technician, route, problem);
        let at = |day: &Day| (day.number, day.technician);
        match self.days.binary_search_by_key(&(number, technician), at) {
            Ok(place) => self.days[place] = day,
            Err(place) => self.days.insert(place, day),
        }
    }

    fn day(
        &self,
        number: usize,
        technician: TechnicianId,
        route: &[StopId],
        problem: &Problem,
    ) -> Day {
        let who = &self.technicians[technician];
        let unknown = Earliest { hungry: NEVER, fed: NEVER };
        let leg = |place: Place, earliest: Earliest| Leg {
            place,
            drive_on: 0,
            earliest,
            latest: Latest::end(&who.shift),
        };
        let mut legs = vec![leg(who.start, Earliest::start(&who.shift))];
        legs.extend(route.iter().map(|&stop| leg(problem.stops[stop].place, unknown)));
        legs.push(leg(who.end, unknown));
        let end = legs.len() - 1;
        for at in 0..end {
            legs[at].drive_on = problem.travel.seconds(legs[at].place, legs[at + 1].place);
            if let Some(&stop) = route.get(at) {
                let arrived = legs[at].earliest.drive(&who.shift, legs[at].drive_on);
                legs[at + 1].earliest = arrived.serve(&problem.stops[stop]);
            }
        }
        for at in (1..end).rev() {
            let left = legs[at + 1].latest.before_drive(&who.shift, legs[at].drive_on);
            legs[at].latest = left.before_service(&problem.stops[route[at - 1]]);
        }
        if route.is_empty() && who.standing == crate::problem::Standing::AtHome {
            legs[0].drive_on = 0;
        }
        let service: Seconds = route.iter().map(|&stop| problem.stops[stop].service).sum();
        let driving: Seconds = legs.iter().map(|leg| leg.drive_on).sum();
        let load = route.iter().map(|&stop| problem.stops[stop].demand).sum();
        Day { number, technician, legs, load, busy: service + driving }
    }
}
