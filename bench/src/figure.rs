//! A figure: what was measured, beside what, against which goal; and percentiles.

use serde::Serialize;
use std::time::Duration;

/// What a figure should come to.
#[derive(Clone, Copy, Debug)]
pub enum Goal {
    /// The value itself, at most.
    ValueAtMost(f64),
    /// The value itself, at least.
    ValueAtLeast(f64),
    /// The value less the baseline, at most.
    OverBaselineAtMost(f64),
    /// The value by the baseline, at most.
    RatioAtMost(f64),
    /// The value by the baseline, at least.
    RatioAtLeast(f64),
}

/// One line of the benchmark.
#[derive(Clone, Debug)]
pub struct Figure {
    /// Its name.
    pub name: &'static str,
    /// What was measured.
    pub value: f64,
    /// In what.
    pub unit: &'static str,
    /// The same of the raw engine, or of one commit each, in this run.
    pub baseline: Option<f64>,
    /// What it should come to.
    pub goal: Goal,
}

/// How a figure is printed, in this order.
#[derive(Serialize)]
struct Line {
    name: &'static str,
    value: f64,
    unit: &'static str,
    baseline: Option<f64>,
    ratio: Option<f64>,
    goal: String,
    met: bool,
}

impl Figure {
    /// The value by the baseline.
    fn ratio(&self) -> Option<f64> {
        self.baseline.filter(|baseline| *baseline > 0.0).map(|baseline| self.value / baseline)
    }

    /// Whether the goal is met; a ratio without a baseline meets nothing.
    fn is_met(&self) -> bool {
        match self.goal {
            Goal::ValueAtMost(most) => self.value <= most,
            Goal::ValueAtLeast(least) => self.value >= least,
            Goal::OverBaselineAtMost(most) => {
                self.baseline.is_some_and(|baseline| self.value - baseline <= most)
            }
            Goal::RatioAtMost(most) => self.ratio().is_some_and(|ratio| ratio <= most),
            Goal::RatioAtLeast(least) => self.ratio().is_some_and(|ratio| ratio >= least),
        }
    }

    fn goal_words(&self) -> String {
        match self.goal {
            Goal::ValueAtMost(most) => format!("value <= {most}"),
            Goal::ValueAtLeast(least) => format!("value >= {least}"),
            Goal::OverBaselineAtMost(most) => format!("value <= baseline + {most}"),
            Goal::RatioAtMost(most) => format!("ratio <= {most}"),
            Goal::RatioAtLeast(least) => format!("ratio >= {least}"),
        }
    }

    /// The figure as a line of JSON.
    pub fn line(&self) -> String {
        let line = Line {
            name: self.name,
            value: rounded(self.value),
            unit: self.unit,
            baseline: self.baseline.map(rounded),
            ratio: self.ratio().map(rounded),
            goal: self.goal_words(),
            met: self.is_met(),
        };
        serde_json::to_string(&line).unwrap_or_default()
    }
}

/// Where figures are told, as soon as each is known.
pub struct Report<'w> {
    /// The names asked for; none means all.
    wanted: &'w [&'w str],
    /// How many could not be measured.
    pub failures: usize,
}

impl<'w> Report<'w> {
    /// A report of the figures of these names; of all, when there are none.
    pub fn of(wanted: &'w [&'w str]) -> Report<'w> {
        Report { wanted, failures: 0 }
    }

    /// Whether a figure was asked for.
    pub fn wants(&self, name: &str) -> bool {
        self.wanted.is_empty() || self.wanted.contains(&name)
    }

    /// Prints a figure that was asked for.
    pub fn tell(&self, figure: &Figure) {
        if self.wants(figure.name) {
            println!("{}", figure.line());
        }
    }

    /// Says why something could not be measured; the rest goes on.
    pub fn failed(&mut self, what: &str, trouble: &anyhow::Error) {
        eprintln!("bench: {what}: {trouble:#}");
        self.failures += 1;
    }
}

/// Three decimals: what is beyond them is noise.
fn rounded(value: f64) -> f64 {
    (value * 1000.0).round() / 1000.0
}

/// The duration that `percent` of them do not exceed, in milliseconds.
pub fn percentile_ms(durations: &mut [Duration], percent: usize) -> f64 {
    if durations.is_empty() {
        return f64::NAN;
    }
    durations.sort_unstable();
    let rank = (durations.len() * percent).div_ceil(100).max(1);
    durations[rank - 1].as_secs_f64() * 1000.0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn figure(value: f64, baseline: Option<f64>, goal: Goal) -> Figure {
        Figure { name: "a", value, unit: "ms", baseline, goal }
    }

    #[test]
    fn a_percentile_is_one_of_the_measurements() {
        let mut hundred: Vec<Duration> = (1..=100).rev().map(Duration::from_millis).collect();
        assert_eq!(percentile_ms(&mut hundred, 50), 50.0);
        assert_eq!(percentile_ms(&mut hundred, 99), 99.0);
        assert_eq!(percentile_ms(&mut [Duration::from_millis(7)], 99), 7.0);
        assert!(percentile_ms(&mut [], 99).is_nan());
    }

    #[test]
    fn goals_are_held_against_the_right_number() {
        assert!(figure(3.0, Some(2.5), Goal::OverBaselineAtMost(0.5)).is_met());
        assert!(!figure(3.1, Some(2.5), Goal::OverBaselineAtMost(0.5)).is_met());
        assert!(figure(4.0, Some(2.0), Goal::RatioAtMost(2.0)).is_met());
        assert!(!figure(4.0, None, Goal::RatioAtMost(2.0)).is_met());
        assert!(!figure(5.9, Some(2.0), Goal::RatioAtLeast(3.0)).is_met());
        assert!(!figure(f64::NAN, None, Goal::ValueAtMost(20.0)).is_met());
    }

    #[test]
    fn a_line_is_one_json_object() {
        let line = figure(1.23456, Some(1.0), Goal::RatioAtMost(2.0)).line();
        let read: serde_json::Value = serde_json::from_str(&line).unwrap();
        assert_eq!(read["value"], 1.235);
        assert_eq!(read["goal"], "ratio <= 2");
        assert_eq!(read["met"], true);
    }
}
