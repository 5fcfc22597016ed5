//! Made-up days of the shape a branch has, for tests and the benchmark. The same ask gives the
//! same day on every machine.
//!
//! A town with a dense middle and some suburbs; two technicians in five set out from the
//! branch, the others from home; three stops in five may be served at any time, the others in
//! the morning, the afternoon or within two hours; one in eight needs a licence.

use crate::chance::Chance;
use crate::problem::{
    Licences, Lunch, Prices, Problem, Seconds, Shift, Standing, Stop, StopId, Technician, Window,
};
use crate::travel::StraightLine;
use std::sync::Arc;

/// Which day to make up.
#[derive(Clone, Copy, Debug)]
pub struct SampleAsk {
    /// How many technicians.
    pub technicians: usize,
    /// How many stops.
    pub stops: usize,
    /// The same seed gives the same day.
    pub seed: u64,
    /// How much is wished for.
    pub wishes: Wishes,
}

/// What people want beside being served.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wishes {
    /// Windows and licences only.
    Plain,
    /// Lunches, preferred technicians and required ones too.
    Full,
}

/// A day and where its places are.
pub struct Sample {
    /// What is to be planned.
    pub problem: Problem,
    /// Latitude and longitude of its places; the branch is the first.
    pub degrees: Vec<[f64; 2]>,
}

const HOUR: Seconds = 3_600;
const MIDDLE: [f64; 2] = [39.10, -84.51];
const LICENCE_KINDS: [Licences; 4] = [Licences(1), Licences(2), Licences(4), Licences(8)];

/// Makes up a day.
pub fn sample(ask: SampleAsk) -> Sample {
    let mut chance = Chance::new(ask.seed);
    let town = Town::new(ask.technicians, &mut chance);
    let mut degrees = vec![MIDDLE];
    let technicians: Vec<Technician> = (0..ask.technicians)
        .map(|number| technician(number, ask.wishes, &town, &mut degrees, &mut chance))
        .collect();
    let stops: Vec<Stop> = (0..ask.stops).map(|_| stop(&town, &mut degrees, &mut chance)).collect();
    let travel = Arc::new(StraightLine::new(&degrees));
    let prices = Prices::default();
    let mut problem = Problem { technicians, stops, travel, prices };
    if ask.wishes == Wishes::Full {
        for stop in 0..ask.stops {
            wish(&mut problem, stop, &mut chance);
        }
    }
    Sample { problem, degrees }
}

/// Where people live: some suburbs round the middle, wider for a larger branch.
struct Town {
    suburbs: Vec<[f64; 2]>,
    width: f64,
}

impl Town {
    fn new(technicians: usize, chance: &mut Chance) -> Self {
        let width = 0.045 * (technicians as f64).powf(0.25);
        let suburbs = (0..6 + technicians / 6).map(|_| near(MIDDLE, width, chance));
        Self { suburbs: suburbs.collect(), width }
    }

    fn address(&self, chance: &mut Chance) -> [f64; 2] {
        match chance.below(10) {
            0..7 => {
                let suburb = self.suburbs[chance.below(self.suburbs.len())];
                near(suburb, self.width / 5.0, chance)
            }
            _ => near(MIDDLE, self.width * 1.2, chance),
        }
    }
}

fn near([north, east]: [f64; 2], width: f64, chance: &mut Chance) -> [f64; 2] {
    let millionth = |degrees: f64| (degrees * 1e6).round() / 1e6;
    let [dy, dx] = [chance.normal() * width, chance.normal() * width * 1.2];
    [millionth(north + dy), millionth(east + dx)]
}

fn technician(
    number: usize,
    wishes: Wishes,
    town: &Town,
    degrees: &mut Vec<[f64; 2]>,
    chance: &mut Chance,
) -> Technician {
    let start = match chance.below(5) {
        0 | 1 => 0,
        _ => {
            degrees.push(town.address(chance));
            degrees.len() - 1
        }
    };
    let opens = match chance.below(10) {
        0..6 => 8 * HOUR,
        6..8 => 8 * HOUR - HOUR / 2,
        _ => 8 * HOUR + HOUR / 2,
    };
    let (lunch, length) = match wishes {
        Wishes::Plain => (None, 0),
        Wishes::Full => {
            let (opens, closes, length) = (11 * HOUR, 13 * HOUR, HOUR / 2);
            (Some(Lunch { opens, closes, length }), length)
        }
    };
    let licences = match (number % 10, chance.below(5)) {
        (0, _) => 15,
        (_, 0) => 0,
        (_, 1) => 1,
        (_, 2) => 3,
        (_, 3) => 2,
        _ => 6,
    };
    let shift = Shift { opens, closes: opens + 17 * HOUR / 2 + length, lunch };
    Technician {
        start,
        end: start,
        shift,
        licences: Licences(licences),
        capacity: 0,
        standing: Standing::AtHome,
    }
}

fn stop(town: &Town, degrees: &mut Vec<[f64; 2]>, chance: &mut Chance) -> Stop {
    degrees.push(town.address(chance));
    let window = |opens: Seconds, closes: Seconds| Window { opens, closes };
    let two_hours = |from: Seconds| window(from * HOUR, (from + 2) * HOUR);
    let window = match chance.below(100) {
        0..61 => Window::DAY,
        61..73 => window(8 * HOUR, 12 * HOUR),
        73..85 => window(12 * HOUR, 17 * HOUR),
        85..89 => two_hours(8),
        89..93 => two_hours(10),
        93..97 => two_hours(13),
        _ => two_hours(15),
    };
    let minutes = (25.0 + 8.5 * chance.normal()).clamp(17.0, 62.0).round() as Seconds;
    let licences = match chance.below(1_000) {
        0..55 => LICENCE_KINDS[0],
        55..98 => LICENCE_KINDS[1],
        98..115 => LICENCE_KINDS[2],
        115..125 => LICENCE_KINDS[3],
        _ => Licences(0),
    };
    let weight = match chance.below(20) {
        0 => 10,
        1..5 => 3,
        _ => 1,
    };
    Stop {
        place: degrees.len() - 1,
        service: minutes * 60,
        window,
        licences,
        weight,
        preferred: None,
        required: None,
        demand: 0,
        announced: None,
    }
}

/// Three customers in ten prefer a technician, mostly one of those near; a few insist.
fn wish(problem: &mut Problem, stop: StopId, chance: &mut Chance) {
    let place = problem.stops[stop].place;
    let mut allowed: Vec<usize> = (0..problem.technicians.len())
        .filter(|&technician| problem.may_serve(technician, stop))
        .collect();
    allowed.sort_by_key(|&one| problem.travel.seconds(problem.technicians[one].start, place));
    let near = match chance.below(4) {
        0 => allowed.len(),
        _ => allowed.len().min(4),
    };
    if near == 0 {
        return;
    }
    let chosen = allowed[chance.below(near)];
    match chance.below(100) {
        0..30 => problem.stops[stop].preferred = Some(chosen),
        30..34 => problem.stops[stop].required = Some(chosen),
        _ => {}
    }
}
