//! The only source of time. Nothing else in the program reads the machine's clock.

use std::sync::atomic::{AtomicI64, Ordering};
use values::Instant;

/// Tells the time.
pub trait Clock: Send + Sync + 'static {
    /// Now, cut to whole microseconds.
    fn now(&self) -> Instant;
}

/// The machine's clock.
#[derive(Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "the one place that reads the clock")]
    fn now(&self) -> Instant {
        let since =
            std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
        Instant::from_micros(i64::try_from(since.as_micros()).unwrap_or(i64::MAX))
    }
}

/// A clock that stands where it was put, for tests, pictures and the demo.
#[derive(Debug)]
pub struct FixedClock(AtomicI64);

impl FixedClock {
    /// A clock that stands at `at`.
    pub fn at(at: Instant) -> FixedClock {
        FixedClock(AtomicI64::new(at.as_micros()))
    }

    /// Moves the hands.
    pub fn set(&self, at: Instant) {
        self.0.store(at.as_micros(), Ordering::SeqCst);
    }
}

impl Clock for FixedClock {
    fn now(&self) -> Instant {
        Instant::from_micros(self.0.load(Ordering::SeqCst))
    }
}
