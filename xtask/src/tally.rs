//! Counting what passed and what failed, from our own results and from runners' closing lines.

use std::fmt;
use std::ops::AddAssign;

/// How many tests passed and failed. Shown as `N passed, N failed`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    pub passed: u64,
    pub failed: u64,
}

impl Tally {
    /// One test that passed.
    pub const PASSED: Self = Self {
        passed: 1,
        failed: 0,
    };
    /// One test that failed.
    pub const FAILED: Self = Self {
        passed: 0,
        failed: 1,
    };

    /// One test, passed when there was no error.
    pub fn of<T, E>(outcome: &Result<T, E>) -> Self {
        if outcome.is_ok() {
            Self::PASSED
        } else {
            Self::FAILED
        }
    }

    /// Adds what a runner's line says: cargo test's `test result:`, nextest's `Summary`, or our
    /// own `N passed, N failed`. Other lines say nothing.
    pub fn read(&mut self, line: &str) {
        let line = line.trim();
        let counts = if let Some(rest) = line.strip_prefix("test result: ") {
            rest.split_once(". ").map(|(_, counts)| counts)
        } else if line.starts_with("Summary [") {
            line.split_once(" run: ").map(|(_, counts)| counts)
        } else if is_closing_line(line) {
            Some(line)
        } else {
            None
        };
        for count in counts.unwrap_or_default().split([',', ';']) {
            let (number, word) = count.trim().split_once(' ').unwrap_or_default();
            let number = number.parse().unwrap_or(0);
            match word.split(" (").next().unwrap_or_default() {
                "passed" => self.passed += number,
                "failed" | "timed out" | "exec failed" => self.failed += number,
                _ => {}
            }
        }
    }

    /// Whether nothing failed and something ran: a part that ran no test has shown nothing.
    pub fn is_good(self) -> bool {
        self.failed == 0 && self.passed > 0
    }
}

/// `12 passed, 0 failed`, alone on its line.
fn is_closing_line(line: &str) -> bool {
    let words: Vec<&str> = line.split(' ').collect();
    matches!(words[..], [passed, "passed,", failed, "failed"]
        if passed.parse::<u64>().is_ok() && failed.parse::<u64>().is_ok())
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

    fn read(lines: &[&str]) -> Tally {
        let mut tally = Tally::default();
        for line in lines {
            tally.read(line);
        }
        tally
    }

    #[test]
    fn cargo_test_is_added_up_over_its_binaries() {
        let tally = read(&[
            "test result: ok. 3 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; \
             finished in 0.00s",
            "test result: FAILED. 2 passed; 4 failed; 0 ignored; 0 measured; 0 filtered out",
        ]);
        assert_eq!(
            tally,
            Tally {
                passed: 5,
                failed: 4
            }
        );
    }

    #[test]
    fn nextest_counts_what_timed_out_as_failed() {
        let line = "     Summary [  12.005s] 9 tests run: 6 passed (1 slow, 1 flaky), 1 failed, \
                    1 timed out, 1 exec failed, 4 skipped";
        // The bracket holds a comma of its own; what is inside it is counted already.
        assert_eq!(
            read(&[line]),
            Tally {
                passed: 6,
                failed: 3
            }
        );
        assert_eq!(
            read(&["Summary [ 1s] 2/9 tests run: 2 passed, 0 skipped"]),
            Tally {
                passed: 2,
                failed: 0
            }
        );
    }

    #[test]
    fn only_a_closing_line_counts_among_prose() {
        let tally = read(&[
            "7 passed, 1 failed",
            "the 7 passed, 1 failed",
            "passed, failed",
        ]);
        assert_eq!(
            tally,
            Tally {
                passed: 7,
                failed: 1
            }
        );
        assert_eq!(tally.to_string(), "7 passed, 1 failed");
    }

    #[test]
    fn a_part_that_ran_nothing_is_not_good() {
        assert!(!Tally::default().is_good());
        assert!(
            !Tally {
                passed: 3,
                failed: 1
            }
            .is_good()
        );
        assert!(Tally::PASSED.is_good());
    }
}
