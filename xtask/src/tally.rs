//! Counting what passed and what failed, from our own results and from runners' closing lines.

use std::error::Error;
use std::fmt;
use std::ops::AddAssign;

/// The command has failed and its closing line has said so; nothing is printed after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Failed;

impl fmt::Display for Failed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("something failed")
    }
}

impl Error for Failed {}

/// How many tests passed and failed. Shown as `N passed, N failed`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    pub passed: u64,
    pub failed: u64,
}

/// Whose closing lines are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Runner {
    /// `test result: ok. 3 passed; 0 failed; …`, once for each of its binaries.
    CargoTest,
    /// `Summary [ 1.2s] 3 tests run: 3 passed, 0 skipped`
    Nextest,
    /// `3 passed, 0 failed`, alone on its line.
    Journeys,
}

impl Runner {
    /// The part of a closing line that counts.
    fn counts(self, line: &str) -> Option<&str> {
        match self {
            Self::CargoTest => {
                line.strip_prefix("test result: ")?.split_once(". ").map(|two| two.1)
            }
            Self::Nextest => line.strip_prefix("Summary [")?.split_once(" run: ").map(|two| two.1),
            Self::Journeys => {
                let words: Vec<&str> = line.split(' ').collect();
                let is_closing = matches!(words[..], [passed, "passed,", failed, "failed"]
                    if passed.parse::<u64>().is_ok() && failed.parse::<u64>().is_ok());
                is_closing.then_some(line)
            }
        }
    }
}

impl Tally {
    /// One test that passed.
    pub const PASSED: Self = Self { passed: 1, failed: 0 };
    /// One test that failed.
    pub const FAILED: Self = Self { passed: 0, failed: 1 };

    /// One test, passed when there was no error.
    pub fn of<T, E>(outcome: &Result<T, E>) -> Self {
        if outcome.is_ok() { Self::PASSED } else { Self::FAILED }
    }

    /// Adds what a line of a runner's output counts; other lines say nothing. What a failed test
    /// printed stands among them, so only the runner's own form is listened to.
    pub fn read(&mut self, runner: Runner, line: &str) {
        for count in runner.counts(line.trim()).unwrap_or_default().split([',', ';']) {
            let (number, word) = count.trim().split_once(' ').unwrap_or_default();
            let number = number.parse().unwrap_or(0);
            match word.split(" (").next().unwrap_or_default() {
                "passed" => self.passed += number,
                "failed" | "timed out" | "exec failed" => self.failed += number,
                _ => {}
            }
        }
    }

    /// Prints the closing line; fails when the tally is not good.
    pub fn close(self) -> Result<(), Failed> {
        println!("{self}");
        if self.is_good() { Ok(()) } else { Err(Failed) }
    }

    /// Whether nothing failed and something ran: a part that ran no test has shown nothing.
    pub fn is_good(self) -> bool {
        self.failed == 0 && self.passed > 0
    }
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} passed, {} failed", self.passed, self.failed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(runner: Runner, lines: &[&str]) -> Tally {
        let mut tally = Tally::default();
        for line in lines {
            tally.read(runner, line);
        }
        tally
    }

    #[test]
    fn cargo_test_is_added_up_over_its_binaries() {
        let lines = [
            "test result: ok. 3 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; \
             finished in 0.00s",
            "test result: FAILED. 2 passed; 4 failed; 0 ignored; 0 measured; 0 filtered out",
        ];
        assert_eq!(read(Runner::CargoTest, &lines), Tally { passed: 5, failed: 4 });
        assert_eq!(read(Runner::Nextest, &lines), Tally::default(), "a failed test's own output");
    }

    #[test]
    fn nextest_counts_what_timed_out_as_failed() {
        let line = "     Summary [  12.005s] 9 tests run: 6 passed (1 slow, 1 flaky), 1 failed, \
                    1 timed out, 1 exec failed, 4 skipped";
        // The bracket holds a comma of its own; what is inside it is counted already.
        assert_eq!(read(Runner::Nextest, &[line]), Tally { passed: 6, failed: 3 });
        let stopped = "Summary [ 1s] 2/9 tests run: 2 passed, 0 skipped";
        assert_eq!(read(Runner::Nextest, &[stopped]), Tally { passed: 2, failed: 0 });
    }

    #[test]
    fn only_a_closing_line_counts_among_prose() {
        let lines = ["7 passed, 1 failed", "the 7 passed, 1 failed", "passed, failed"];
        let tally = read(Runner::Journeys, &lines);
        assert_eq!(tally, Tally { passed: 7, failed: 1 });
        assert_eq!(tally.to_string(), "7 passed, 1 failed");
    }

    #[test]
    fn a_part_that_ran_nothing_is_not_good() {
        assert!(!Tally::default().is_good());
        assert!(!Tally { passed: 3, failed: 1 }.is_good());
        assert!(Tally::PASSED.is_good());
    }
}
