//! Judges a plan without knowing how it was made: the oracle of the tests.
//!
//! It walks each route from the beginning and keeps nothing between stops but the two times of
//! the day, so that a mistake in the tables of the search cannot hide here too.

use crate::plan::Plan;
use crate::problem::{Problem, Seconds, Shift, StopId, TechnicianId};

/// What a plan is worth.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Verdict {
    /// What is wrong with it; a plan with none can be driven.
    pub faults: Vec<Fault>,
    /// Seconds of driving.
    pub travel: i64,
    /// Stops nobody serves.
    pub unserved: usize,
    /// Stops served by another than the preferred technician.
    pub not_preferred: usize,
    /// Announced stops that another technician serves.
    pub changed: usize,
    /// All of it in seconds of travel.
    pub cost: i64,
}

/// What makes a plan impossible.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The stop is in no list, or in more than one.
    NotOnce(StopId),
    /// The technician lacks a licence or is not the one required.
    NotAllowed(TechnicianId, StopId),
    /// Service cannot begin within the window.
    TooLate(TechnicianId, StopId),
    /// The route does not end within the shift with the lunch taken.
    Overtime(TechnicianId),
    /// The route carries more than the technician can load.
    Overloaded(TechnicianId),
}

/// Judges a plan.
pub fn check(problem: &Problem, plan: &Plan) -> Verdict {
    let mut verdict = Verdict::default();
    let mut times = vec![0_u32; problem.stops.len()];
    for stop in plan.routes.iter().flatten().chain(&plan.unserved) {
        times[*stop] += 1;
    }
    let not_once = (0..times.len()).filter(|&stop| times[stop] != 1).map(Fault::NotOnce);
    verdict.faults.extend(not_once);
    for (technician, route) in plan.routes.iter().enumerate() {
        check_route(problem, technician, route, &mut verdict);
    }
    verdict.unserved = plan.unserved.len();
    verdict.cost += verdict.travel;
    verdict.cost += plan.unserved.iter().map(|&stop| problem.unserved_price(stop)).sum::<i64>();
    verdict
}

fn check_route(
    problem: &Problem,
    technician: TechnicianId,
    route: &[StopId],
    verdict: &mut Verdict,
) {
    let who = &problem.technicians[technician];
    if route.is_empty() && who.standing == crate::problem::Standing::AtHome {
        return;
    }
    let mut clock = TwoClocks { hungry: Some(who.shift.opens), fed: None };
    let (mut at, mut load) = (who.start, 0);
    for &stop in route {
        let wanted = &problem.stops[stop];
        if !problem.may_serve(technician, stop) {
            verdict.faults.push(Fault::NotAllowed(technician, stop));
        }
        let drive = problem.travel.seconds(at, wanted.place);
        verdict.travel += i64::from(drive);
        clock = clock.drive(&who.shift, drive);
        let begin = |reached: Seconds| {
            (reached <= wanted.window.closes)
                .then(|| reached.max(wanted.window.opens) + wanted.service)
        };
        let was_possible = clock.is_possible();
        let left =
            TwoClocks { hungry: clock.hungry.and_then(begin), fed: clock.fed.and_then(begin) };
        if was_possible && !left.is_possible() {
            verdict.faults.push(Fault::TooLate(technician, stop));
        }
        clock = left;
        load += wanted.demand;
        verdict.cost += i64::from(problem.wish_price(technician, stop));
        let missed = wanted.preferred.is_some_and(|preferred| preferred != technician);
        verdict.not_preferred += usize::from(missed);
        let moved = wanted.announced.is_some_and(|(announced, _)| announced != technician);
        verdict.changed += usize::from(moved);
        at = wanted.place;
    }
    let drive = problem.travel.seconds(at, who.end);
    verdict.travel += i64::from(drive);
    if load > who.capacity && load > 0 {
        verdict.faults.push(Fault::Overloaded(technician));
    }
    let was_possible = clock.is_possible();
    clock = clock.drive(&who.shift, drive);
    let home = match who.shift.lunch {
        Some(_) if !route.is_empty() => clock.fed,
        _ => clock.hungry,
    };
    if was_possible && home.is_none_or(|home| home > who.shift.closes) && !route.is_empty() {
        verdict.faults.push(Fault::Overtime(technician));
    }
}

/// The earliest time of the day with the lunch ahead, and with it over.
#[derive(Clone, Copy)]
struct TwoClocks {
    hungry: Option<Seconds>,
    fed: Option<Seconds>,
}

impl TwoClocks {
    fn is_possible(self) -> bool {
        self.hungry.is_some() || self.fed.is_some()
    }

    fn drive(self, shift: &Shift, seconds: Seconds) -> Self {
        let eaten = self.hungry.zip(shift.lunch).and_then(|(left, lunch)| {
            let ready = (left + seconds).max(lunch.opens) + lunch.length;
            (left.max(lunch.opens) <= lunch.closes).then_some(ready)
        });
        let fed = self.fed.map(|left| left + seconds);
        let earlier = match (fed, eaten) {
            (Some(one), Some(other)) => Some(one.min(other)),
            (one, other) => one.or(other),
        };
        Self { hungry: self.hungry.map(|left| left + seconds), fed: earlier }
    }
}
