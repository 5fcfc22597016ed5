//! The standing days as the router sees them: who works when, what stands where.

use super::records::{Visit, list_visits};
use crate::absences::records::{AbsenceRow, list_away};
use crate::appointments::records::list_bookable;
use crate::positions::{Known, Position};
use crate::work_hours::records::{AllHours, list_hours};
use office::Refusal;
use routing::problem::Standing;
use routing::slots::Horizon;
use routing::{
    Licences, Lunch, Place, Prices, Problem, Seconds, Shift, Stop, StraightLine, Technician,
    Travel, Window,
};
use settings::preferences;
use std::sync::Arc;
use store::Reader;
use values::{Day, Id, noun};

/// When lunch may begin, in minutes of the day.
const LUNCH: (i64, i64) = (11 * 60, 13 * 60 + 30);

/// Nobody has lunch in a shorter day than this, in minutes.
const DAY_WITH_LUNCH: i64 = 5 * 60;

/// Days and people, ready to be asked.
pub(super) struct Week {
    pub horizon: Horizon,
    pub travel: Arc<StraightLine>,
    /// Where the visit is that is asked for.
    pub place: Place,
    pub people: Vec<(Id<noun::Staff>, String)>,
    pub first: Day,
}

impl Week {
    /// Who a technician of the router is: each person is one for each day.
    pub fn person(&self, technician: usize) -> &(Id<noun::Staff>, String) {
        &self.people[technician % self.people.len()]
    }
}

/// When the days are looked at: the first and the last, and how far the first has gone.
#[derive(Clone, Copy)]
pub(super) struct Span {
    pub first: Day,
    pub last: Day,
    pub today: Day,
    /// The minute of today.
    pub minute: i64,
}

/// Reads the days; none when nobody can be booked or no place is known at all.
pub(super) fn read(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    span: Span,
    (at, zip): (Option<Position>, &str),
) -> Result<Option<Week>, Refusal> {
    let people = list_bookable(reader, branch)?;
    let visits = list_visits(reader, branch, (span.first, span.last))?;
    let hours = list_hours(reader, branch)?;
    let away = list_away(reader, branch, (span.first, span.last))?;
    let home = Position::parse(&preferences::text(reader, branch, "branch_at")?).ok();
    let mut known = Known::default();
    for visit in &visits {
        if let Some(at) = visit.position() {
            known.add(&visit.zip, at);
        }
    }
    let home = home.or_else(|| known.likely(""));
    let wanted = at.or_else(|| known.likely(zip)).or(home);
    let (Some(home), Some(wanted), false) = (home, wanted, people.is_empty()) else {
        return Ok(None);
    };
    let point = |at: Position| [at.latitude_micro, at.longitude_micro];
    let mut points = vec![point(home), point(wanted)];
    points.extend(visits.iter().map(|visit| {
        let likely = || known.likely(&visit.zip).unwrap_or(home);
        point(visit.position().unwrap_or_else(likely))
    }));
    let travel = Arc::new(StraightLine::of_micro_degrees(&points));
    let (technicians, stops) = (technicians(&people, (&hours, &away), span), stops(&visits));
    let routes: Arc<dyn Travel> = travel.clone();
    let prices = Prices::default();
    let problem = Problem { technicians, stops, travel: routes, prices };
    let horizon = horizon(&problem, &visits, &people, span);
    let (place, first) = (WANTED, span.first);
    Ok(Some(Week { horizon, travel, place, people, first }))
}

/// The branch, where days begin and end.
const HOME: Place = 0;
/// The visit that is asked for.
const WANTED: Place = 1;
/// The first of the standing visits.
const FIRST_VISIT: Place = 2;

fn seconds(minutes: i64) -> Seconds {
    Seconds::try_from(minutes * 60).unwrap_or(Seconds::MAX)
}

/// Each person once for each day, since her hours differ from day to day. Who is off has a
/// shift in which nothing fits.
fn technicians(
    people: &[(Id<noun::Staff>, String)],
    (hours, away): (&AllHours, &[AbsenceRow]),
    span: Span,
) -> Vec<Technician> {
    let days = span.first.days_until(span.last);
    let mut technicians = Vec::new();
    for day in (0..=days).map(|days| span.first.plus_days(days)) {
        for (person, _) in people {
            let is_away = away.iter().any(|absence| {
                absence.staff == *person && (absence.from_on..=absence.until_on).contains(&day)
            });
            let (working, lunch) = hours.of(*person, day);
            let working = working.filter(|_| !is_away);
            let (opens, closes) = match working {
                Some(working) if day == span.today => {
                    (working.from_minute.max(span.minute), working.until_minute)
                }
                Some(working) => (working.from_minute, working.until_minute),
                None => (0, 0),
            };
            let has_lunch = lunch > 0
                && closes - opens >= DAY_WITH_LUNCH
                && opens <= LUNCH.1
                && closes >= LUNCH.0 + lunch;
            let lunch = has_lunch.then(|| Lunch {
                opens: seconds(LUNCH.0),
                closes: seconds(LUNCH.1),
                length: seconds(lunch),
            });
            technicians.push(Technician {
                start: HOME,
                end: HOME,
                shift: Shift { opens: seconds(opens), closes: seconds(closes.max(opens)), lunch },
                licences: Licences::default(),
                capacity: 0,
                standing: Standing::AtHome,
            });
        }
    }
    technicians
}

fn stops(visits: &[Visit]) -> Vec<Stop> {
    let stops = visits.iter().enumerate().map(|(at, visit)| {
        let window =
            Window { opens: seconds(visit.from_minute), closes: seconds(visit.until_minute) };
        stop(FIRST_VISIT + at, visit.minutes, window)
    });
    stops.collect()
}

/// A visit without wishes.
pub(super) fn stop(place: Place, minutes: i64, window: Window) -> Stop {
    Stop {
        place,
        service: seconds(minutes),
        window,
        licences: Licences::default(),
        weight: 1,
        preferred: None,
        required: None,
        demand: 0,
        announced: None,
    }
}

fn horizon(
    problem: &Problem,
    visits: &[Visit],
    people: &[(Id<noun::Staff>, String)],
    span: Span,
) -> Horizon {
    let mut horizon = Horizon::new(problem.technicians.clone(), problem.prices);
    let days = usize::try_from(span.first.days_until(span.last)).unwrap_or(0);
    let mut next = 0;
    for number in 0..=days {
        let day = span.first.plus_days(number as i64);
        let begins = next;
        while visits.get(next).is_some_and(|visit| visit.day == day) {
            next += 1;
        }
        let of_day = begins..next;
        for (who, (person, _)) in people.iter().enumerate() {
            let technician = number * people.len() + who;
            let shift = problem.technicians[technician].shift;
            if shift.closes == shift.opens {
                continue;
            }
            let own = of_day.clone().filter(|&at| visits[at].technician == *person);
            let route = driven(problem, own.collect());
            horizon.set_day(number, technician, &route, problem);
        }
    }
    horizon
}

/// The order in which a day is driven until somebody plans it better: the windows that close
/// first, and within the same window always the nearest next.
fn driven(problem: &Problem, mut left: Vec<usize>) -> Vec<usize> {
    let mut route = Vec::with_capacity(left.len());
    let mut here = HOME;
    while !left.is_empty() {
        let price = |at: &usize| {
            let stop = &problem.stops[*at];
            (stop.window.closes, stop.window.opens, problem.travel.seconds(here, stop.place), *at)
        };
        let next = (0..left.len()).min_by_key(|&at| price(&left[at])).unwrap_or(0);
        let next = left.swap_remove(next);
        here = problem.stops[next].place;
        route.push(next);
    }
    route
}
