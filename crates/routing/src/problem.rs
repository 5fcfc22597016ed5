//! What is to be planned: technicians, stops, and what it costs to leave a wish unmet.

use crate::travel::{Place, Travel};
use std::sync::Arc;

/// A time of the day or a length of time, in seconds.
pub type Seconds = i32;

/// A stop's place in [`Problem::stops`].
pub type StopId = usize;

/// A technician's place in [`Problem::technicians`].
pub type TechnicianId = usize;

/// When service may begin, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Window {
    /// The earliest begin; who comes before waits.
    pub opens: Seconds,
    /// The latest begin.
    pub closes: Seconds,
}

impl Window {
    /// The whole day.
    pub const DAY: Self = Self { opens: 0, closes: 86_400 };
}

/// A set of licences or skills, a bit each; what a bit means is the caller's.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Licences(pub u64);

impl Licences {
    /// Whether all of `needed` are among these.
    pub fn cover(self, needed: Self) -> bool {
        self.0 & needed.0 == needed.0
    }
}

/// A break, taken once in a route that has stops.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lunch {
    /// The earliest begin.
    pub opens: Seconds,
    /// The latest begin.
    pub closes: Seconds,
    /// How long it lasts.
    pub length: Seconds,
}

/// The hours a technician works.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shift {
    /// When she sets out at the earliest.
    pub opens: Seconds,
    /// When she is back at the latest.
    pub closes: Seconds,
    /// Her lunch; none when she takes none, or has had it.
    pub lunch: Option<Lunch>,
}

/// Who drives a route.
#[derive(Clone, Debug)]
pub struct Technician {
    /// Where the route begins: her home, the branch, or where she is now.
    pub start: Place,
    /// Where it ends.
    pub end: Place,
    /// Her hours.
    pub shift: Shift,
    /// What she may do.
    pub licences: Licences,
    /// How much she can load; only stops with a demand count.
    pub capacity: i32,
    /// Whether she stays at home without stops, or is out and must drive to her end anyway.
    pub standing: Standing,
}

/// Where a technician without stops is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// At home: an empty route costs nothing.
    AtHome,
    /// On the road: an empty route is the drive from her start to her end.
    OnTheRoad,
}

/// One visit.
#[derive(Clone, Debug)]
pub struct Stop {
    /// Where.
    pub place: Place,
    /// How long service takes.
    pub service: Seconds,
    /// When it may begin.
    pub window: Window,
    /// What the technician must be licensed for.
    pub licences: Licences,
    /// How bad it is to leave it out, in multiples of [`Prices::unserved`].
    pub weight: i32,
    /// The technician the customer would like.
    pub preferred: Option<TechnicianId>,
    /// The only technician who may come.
    pub required: Option<TechnicianId>,
    /// What it takes of a technician's capacity.
    pub demand: i32,
    /// The technician who was announced, and what it costs, in seconds of travel, to send
    /// another.
    pub announced: Option<(TechnicianId, Seconds)>,
}

/// What unmet wishes cost, in seconds of travel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Prices {
    /// A stop of weight 1 that is not served.
    pub unserved: i64,
    /// A stop not served by the technician its customer prefers.
    pub not_preferred: Seconds,
}

impl Default for Prices {
    /// Ten hours of travel for a stop left out, ten minutes for another technician.
    fn default() -> Self {
        Self { unserved: 36_000, not_preferred: 600 }
    }
}

/// A day to plan.
#[derive(Clone)]
pub struct Problem {
    /// Who drives.
    pub technicians: Vec<Technician>,
    /// What is to be served.
    pub stops: Vec<Stop>,
    /// How long it takes from place to place.
    pub travel: Arc<dyn Travel>,
    /// What unmet wishes cost.
    pub prices: Prices,
}

impl Problem {
    /// Whether the technician may serve the stop at all: licences and who is required.
    pub fn may_serve(&self, technician: TechnicianId, stop: StopId) -> bool {
        let wanted = &self.stops[stop];
        self.technicians[technician].licences.cover(wanted.licences)
            && wanted.required.is_none_or(|required| required == technician)
    }

    /// What it costs, beside the drive, that this technician serves the stop.
    pub fn wish_price(&self, technician: TechnicianId, stop: StopId) -> Seconds {
        let wanted = &self.stops[stop];
        let other = |wished: TechnicianId| wished != technician;
        let preferred = match wanted.preferred.is_some_and(other) {
            true => self.prices.not_preferred,
            false => 0,
        };
        match wanted.announced {
            Some((announced, price)) if other(announced) => preferred + price,
            _ => preferred,
        }
    }

    /// What it costs to leave the stop out.
    pub fn unserved_price(&self, stop: StopId) -> i64 {
        self.prices.unserved * i64::from(self.stops[stop].weight)
    }
}
