//! Wrong passwords from one address: after ten within a minute it has to wait. Right ones are
//! not counted, so that an office of forty behind one address signs in at eight o'clock.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Mutex, MutexGuard};
use values::Instant;

/// How many wrong tries an address has within [`WINDOW_SECONDS`].
const MOST: usize = 10;

/// How long a wrong try counts.
const WINDOW_SECONDS: i64 = 60;

/// More addresses than this, and those that have nothing to wait for are forgotten.
const MANY: usize = 4_096;

/// The wrong tries of the last minute, by address.
#[derive(Default)]
pub struct Throttle(Mutex<HashMap<IpAddr, Vec<Instant>>>);

impl Throttle {
    /// For how many seconds an address has to wait; none when it may try.
    pub fn wait(&self, from: IpAddr, now: Instant) -> Option<i64> {
        let tries = self.lock();
        let tries = tries.get(&from)?;
        let recent: Vec<i64> = tries.iter().map(|at| left(*at, now)).filter(|s| *s > 0).collect();
        (recent.len() >= MOST).then(|| recent.into_iter().min().unwrap_or(1))
    }

    /// Counts a wrong try.
    pub fn count(&self, from: IpAddr, now: Instant) {
        let mut tries = self.lock();
        if tries.len() >= MANY {
            tries.retain(|_, tries| tries.iter().any(|at| left(*at, now) > 0));
        }
        let tries = tries.entry(from).or_default();
        tries.retain(|at| left(*at, now) > 0);
        tries.push(now);
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<IpAddr, Vec<Instant>>> {
        self.0.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
    }
}

/// For how many seconds a try of `at` still counts.
fn left(at: Instant, now: Instant) -> i64 {
    WINDOW_SECONDS - at.seconds_until(now)
}

#[cfg(test)]
mod tests {
    use super::Throttle;
    use std::net::{IpAddr, Ipv4Addr};
    use values::Instant;

    #[test]
    fn the_eleventh_wrong_try_of_a_minute_waits_and_nobody_elses_does() {
        let (throttle, start) = (Throttle::default(), Instant::from_micros(0));
        let [here, there] = [1, 2].map(|last| IpAddr::V4(Ipv4Addr::new(192, 0, 2, last)));
        for second in 0..10 {
            assert_eq!(throttle.wait(here, start.plus_seconds(second)), None);
            throttle.count(here, start.plus_seconds(second));
        }
        assert_eq!(throttle.wait(here, start.plus_seconds(9)), Some(51));
        assert_eq!(throttle.wait(there, start.plus_seconds(9)), None);
        assert_eq!(throttle.wait(here, start.plus_seconds(60)), None);
    }
}
