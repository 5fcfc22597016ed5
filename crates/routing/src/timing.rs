//! When a technician can be where: earliest and latest times in two states, the lunch not yet
//! taken and taken.
//!
//! A route keeps, for each of its stops, the earliest times it can be left ([`Earliest`]) and
//! the latest times it may be reached ([`Latest`]). Whether one more stop fits between two
//! others is then answered from these two alone, however long the route (Savelsbergh, "The
//! vehicle routing problem with time windows: minimizing route duration", ORSA Journal on
//! Computing 4, 1992, for one state; the second state makes the break cost nothing extra).

use crate::problem::{Seconds, Shift, Stop};

/// Later than any day; sums with it stay below the largest number.
pub const NEVER: Seconds = 1 << 29;

/// Earliest times, by whether the lunch has been taken; [`NEVER`] when it cannot be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Earliest {
    /// The lunch lies ahead.
    pub hungry: Seconds,
    /// The lunch is over.
    pub fed: Seconds,
}

/// Latest times from which the rest of the route can still be driven; `-NEVER` when it cannot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Latest {
    /// The lunch lies ahead.
    pub hungry: Seconds,
    /// The lunch is over.
    pub fed: Seconds,
}

impl Earliest {
    /// Setting out.
    pub fn start(shift: &Shift) -> Self {
        Self { hungry: shift.opens, fed: NEVER }
    }

    /// Arriving after a drive. The lunch may be taken before, during or after it, as long as
    /// it can begin in time: it begins no later than its latest begin, and the drive and the
    /// lunch do not overlap.
    #[inline]
    pub fn drive(self, shift: &Shift, seconds: Seconds) -> Self {
        let hungry = self.hungry + seconds;
        let Some(lunch) = shift.lunch else {
            return Self { hungry, fed: NEVER };
        };
        let fed = self.fed + seconds;
        if self.hungry.max(lunch.opens) > lunch.closes {
            return Self { hungry, fed };
        }
        Self { hungry, fed: fed.min(hungry.max(lunch.opens) + lunch.length) }
    }

    /// Leaving a stop that was reached at these times.
    #[inline]
    pub fn serve(self, stop: &Stop) -> Self {
        self.serve_within(stop.window.opens, stop.window.closes, stop.service)
    }

    /// Leaving, with the window and the service told apart.
    #[inline]
    pub(crate) fn serve_within(self, opens: Seconds, closes: Seconds, service: Seconds) -> Self {
        let leave = |reached: Seconds| match reached <= closes {
            true => reached.max(opens) + service,
            false => NEVER,
        };
        Self { hungry: leave(self.hungry), fed: leave(self.fed) }
    }

    /// Whether the rest can be driven from here.
    #[inline]
    pub fn fits(self, latest: Latest) -> bool {
        self.hungry <= latest.hungry || self.fed <= latest.fed
    }
}

impl Latest {
    /// Being home again at the end of a route that has stops: fed, where there is a lunch.
    pub fn end(shift: &Shift) -> Self {
        match shift.lunch {
            Some(_) => Self { hungry: -NEVER, fed: shift.closes },
            None => Self { hungry: shift.closes, fed: -NEVER },
        }
    }

    /// The latest times to set out on a drive that must arrive by these.
    #[inline]
    pub fn before_drive(self, shift: &Shift, seconds: Seconds) -> Self {
        let hungry = self.hungry - seconds;
        let Some(lunch) = shift.lunch else {
            return Self { hungry, fed: -NEVER };
        };
        let fed = self.fed - seconds;
        if lunch.opens + lunch.length > self.fed || lunch.opens > lunch.closes {
            return Self { hungry, fed };
        }
        Self { hungry: hungry.max(lunch.closes.min(fed - lunch.length)), fed }
    }

    /// The latest times to reach a stop that must be left by these.
    #[inline]
    pub fn before_service(self, stop: &Stop) -> Self {
        self.before_within(stop.window.opens, stop.window.closes, stop.service)
    }

    /// The same with the window and the service told apart.
    #[inline]
    pub(crate) fn before_within(self, opens: Seconds, closes: Seconds, service: Seconds) -> Self {
        let reach = |left: Seconds| match opens + service <= left {
            true => closes.min(left - service),
            false => -NEVER,
        };
        Self { hungry: reach(self.hungry), fed: reach(self.fed) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::problem::Lunch;

    const NOON: Seconds = 12 * 3_600;

    fn shift() -> Shift {
        let lunch = Lunch { opens: NOON, closes: NOON + 3_600, length: 1_800 };
        Shift { opens: 8 * 3_600, closes: 17 * 3_600, lunch: Some(lunch) }
    }

    #[test]
    fn lunch_is_taken_on_arrival_or_once_it_opens() {
        let at = |hungry| Earliest { hungry, fed: NEVER };
        // Leaves at 11:50, drives 20 minutes, eats from 12:10 to 12:40.
        assert_eq!(at(NOON - 600).drive(&shift(), 1_200).fed, NOON + 600 + 1_800);
        // Arrives at 11:40: waits for noon.
        assert_eq!(at(NOON - 2_400).drive(&shift(), 1_200).fed, NOON + 1_800);
        // Sets out after one o'clock: too late to begin.
        assert!(at(NOON + 3_601).drive(&shift(), 1_200).fed >= NEVER);
    }

    #[test]
    fn without_a_lunch_there_is_one_state() {
        let plain = Shift { lunch: None, ..shift() };
        let home = Earliest::start(&plain).drive(&plain, 60);
        assert!(home.fits(Latest::end(&plain)));
        assert_eq!(Latest::end(&plain).before_drive(&plain, 60).hungry, 17 * 3_600 - 60);
    }

    #[test]
    fn latest_times_are_exactly_those_earliest_times_allow() {
        // Every departure up to the latest one works and the next second does not.
        let end = Latest { hungry: -NEVER, fed: NOON + 4_000 };
        for seconds in [0, 600, 2_000, 5_000] {
            let latest = end.before_drive(&shift(), seconds).hungry;
            let works = |at: Seconds| {
                Earliest { hungry: at, fed: NEVER }.drive(&shift(), seconds).fits(end)
            };
            assert!(works(latest), "{seconds}");
            assert!(!works(latest + 1), "{seconds}");
        }
    }
}
