//! A day that is already being driven: what is done stays done, what was announced stays
//! announced where it can, and the rest is planned from where everybody stands.

use crate::plan::Plan;
use crate::problem::{Problem, Seconds, Standing, StopId, TechnicianId, Window};
use crate::solver::{Deadline, Solver};
use crate::travel::Place;

/// What it costs, in seconds of driving, to send another technician than the announced one.
/// Ten minutes: without any price a quarter of the day's stops would move for little.
pub const CHANGE_PRICE: Seconds = 600;

/// How things stand.
#[derive(Clone, Debug)]
pub struct LiveDay {
    /// By technician: where she is in her route.
    pub progress: Vec<Progress>,
    /// By stop: the window its customer was told, if she was told one.
    pub told: Vec<Option<Window>>,
    /// See [`CHANGE_PRICE`].
    pub change_price: Seconds,
}

/// Where a technician is in her route.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// She has not set out.
    Waiting,
    /// The first stops are done, or being done; they stay as they are.
    Under {
        /// How many.
        done: usize,
        /// Where she is once they are done.
        place: Place,
        /// When that is.
        free_at: Seconds,
        /// Whether she has had her lunch.
        lunch: Meal,
    },
    /// She drives no further today; her other stops need somebody else.
    Out {
        /// How many stops she has done.
        done: usize,
    },
}

/// Whether the lunch has been taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meal {
    /// It lies ahead.
    Ahead,
    /// It is over.
    Over,
}

/// A mended day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repaired {
    /// The whole day, with what is done in front.
    pub plan: Plan,
    /// Stops that another technician serves although the announced one is still driving.
    pub moved: Vec<StopId>,
    /// Stops that can no longer be begun within the window their customer was told; call them.
    pub late: Vec<StopId>,
}

/// Mends the standing plan of a live day, changing little.
///
/// Told windows are kept first, as if nothing else were possible. Only a stop that nobody can
/// serve in its told window is then planned in any window it has, and named in
/// [`Repaired::late`]: a promise is never moved without saying so.
pub fn repair(problem: &Problem, standing: &Plan, day: &LiveDay, solver: &Solver<'_>) -> Repaired {
    let rest = Rest::of(problem, standing, day);
    let first = Solver { deadline: solver.deadline.map(most_of), ..*solver };
    let mut here = rest.problem(problem, standing, day, &[]);
    let mut plan = first.improve(&here, &rest.plan);
    let is_told = |&own: &StopId| day.told[rest.stops[own]].is_some();
    let late: Vec<StopId> = plan.unserved.iter().copied().filter(is_told).collect();
    if !late.is_empty() {
        here = rest.problem(problem, standing, day, &late);
        plan = solver.improve(&here, &plan);
    }
    let unserved: Vec<StopId> = plan.unserved.clone();
    let moved = here.stops.iter().zip(plan.who_serves(here.stops.len())).zip(&rest.stops);
    let moved = moved.filter_map(|((stop, who), &whole)| {
        let (announced, _) = stop.announced?;
        who.is_some_and(|who| who != announced).then_some(whole)
    });
    let moved = moved.collect();
    let kept_late = late.iter().filter(|own| !unserved.contains(own));
    let late = kept_late.map(|&own| rest.stops[own]).collect();
    Repaired { plan: rest.whole(standing, &plan), moved, late }
}

/// Four fifths of the time, so that late stops can have theirs.
fn most_of(deadline: Deadline<'_>) -> Deadline<'_> {
    let now = deadline.clock.elapsed();
    let left = deadline.at.saturating_sub(now);
    Deadline { at: now + left * 4 / 5, ..deadline }
}

/// What is still to be driven.
struct Rest {
    /// By own number: the stop's number in the whole day.
    stops: Vec<StopId>,
    /// The standing plan in own numbers; stops of those who are out are unserved.
    plan: Plan,
    done: Vec<usize>,
}

impl Rest {
    fn of(problem: &Problem, standing: &Plan, day: &LiveDay) -> Self {
        let done: Vec<usize> = day.progress.iter().map(|progress| progress.done()).collect();
        let mut is_done = vec![false; problem.stops.len()];
        for (route, &done) in standing.routes.iter().zip(&done) {
            for &stop in &route[..done] {
                is_done[stop] = true;
            }
        }
        let stops: Vec<StopId> = (0..is_done.len()).filter(|&stop| !is_done[stop]).collect();
        let mut own = vec![usize::MAX; is_done.len()];
        for (number, &stop) in stops.iter().enumerate() {
            own[stop] = number;
        }
        let mut plan = Plan::empty(standing.routes.len(), 0);
        let numbered = |stops: &[StopId]| stops.iter().map(|&stop| own[stop]).collect::<Vec<_>>();
        plan.unserved = numbered(&standing.unserved);
        for (technician, route) in standing.routes.iter().enumerate() {
            let ahead = numbered(&route[done[technician]..]);
            match day.progress[technician] {
                Progress::Out { .. } => plan.unserved.extend(ahead),
                _ => plan.routes[technician] = ahead,
            }
        }
        Self { stops, plan, done }
    }

    /// The rest as a problem of its own. The stops in `late` may be begun outside the windows
    /// that were told.
    fn problem(&self, whole: &Problem, standing: &Plan, day: &LiveDay, late: &[StopId]) -> Problem {
        let mut technicians = whole.technicians.clone();
        for (technician, progress) in technicians.iter_mut().zip(&day.progress) {
            match *progress {
                Progress::Waiting => {}
                Progress::Under { place, free_at, lunch, .. } => {
                    technician.start = place;
                    technician.shift.opens = free_at;
                    technician.standing = Standing::OnTheRoad;
                    if lunch == Meal::Over {
                        technician.shift.lunch = None;
                    }
                }
                // Nothing fits into a shift that is over before it begins.
                Progress::Out { .. } => {
                    technician.shift.closes = technician.shift.opens - 1;
                    technician.shift.lunch = None;
                }
            }
        }
        let who = standing.who_serves(whole.stops.len());
        let stops = self.stops.iter().enumerate().map(|(own, &stop)| {
            let mut ahead = whole.stops[stop].clone();
            if let Some(told) = day.told[stop].filter(|_| !late.contains(&own)) {
                ahead.window.opens = ahead.window.opens.max(told.opens);
                ahead.window.closes = ahead.window.closes.min(told.closes);
            }
            let is_driving =
                |&who: &TechnicianId| !matches!(day.progress[who], Progress::Out { .. });
            ahead.announced = who[stop].filter(is_driving).map(|who| (who, day.change_price));
            ahead
        });
        let stops = stops.collect();
        Problem { technicians, stops, travel: whole.travel.clone(), prices: whole.prices }
    }

    fn whole(&self, standing: &Plan, plan: &Plan) -> Plan {
        let number = |&own: &StopId| self.stops[own];
        let routes = standing.routes.iter().zip(&self.done).zip(&plan.routes);
        let routes = routes.map(|((before, &done), ahead)| {
            before[..done].iter().copied().chain(ahead.iter().map(number)).collect()
        });
        Plan { routes: routes.collect(), unserved: plan.unserved.iter().map(number).collect() }
    }
}

impl Progress {
    fn done(self) -> usize {
        match self {
            Self::Waiting => 0,
            Self::Under { done, .. } | Self::Out { done } => done,
        }
    }
}
