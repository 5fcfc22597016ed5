//! Recurring visits: the nominal days of a service, and the days it is scheduled on.
//!
//! A nominal day on a Sunday or a holiday is scheduled on the next working day, but the days
//! after it are counted from the anchor, so a schedule never drifts: monthly from the 31st is
//! the 28th in February and the 31st again in March.

mod frequency;
mod months;
mod placement;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{Day, FieldProblem, ParseError, WorkCalendar};

pub use frequency::{Frequency, Standing, Step};
pub use months::Months;
pub use placement::{DayOfMonth, Nth, NthWeekday, Placement};

/// When a service recurs.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Recurrence {
    /// How often.
    pub frequency: Frequency,
    /// The first nominal day; everything is counted from it.
    pub anchor: Day,
    /// Which day of its month; only for frequencies counted in months.
    #[serde(default)]
    pub placement: Placement,
    /// The months with visits: the season, or the year without the months to skip.
    #[serde(default)]
    pub months: Months,
    /// What the next due day is counted from; the frequency's own custom when absent.
    #[serde(default)]
    pub counts_from: Option<CountsFrom>,
    /// The last day with a visit, when the agreement ends.
    #[serde(default)]
    pub until: Option<Day>,
}

/// What the next due day is counted from.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
#[schemars(inline)]
pub enum CountsFrom {
    /// The nominal days from the anchor, whenever the work was done.
    Nominal,
    /// The day the last visit was completed.
    LastCompleted,
}

/// One visit of a recurrence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Visit {
    /// The day the rule says.
    pub nominal: Day,
    /// The working day it is scheduled on, on or after it.
    pub scheduled: Day,
}

impl Recurrence {
    /// A recurrence on the anchor's own day, all year, without an end.
    pub fn new(frequency: Frequency, anchor: Day) -> Recurrence {
        Recurrence {
            frequency,
            anchor,
            placement: Placement::SameDay,
            months: Months::ALL,
            counts_from: None,
            until: None,
        }
    }

    /// The same recurrence on another day of the month.
    pub fn placed(self, placement: Placement) -> Recurrence {
        Recurrence { placement, ..self }
    }

    /// The same recurrence in these months only.
    pub fn during(self, months: Months) -> Recurrence {
        Recurrence { months, ..self }
    }

    /// The same recurrence up to a last day.
    pub fn ending(self, until: Day) -> Recurrence {
        Recurrence { until: Some(until), ..self }
    }

    /// What a person must correct before the recurrence makes sense.
    pub fn problems(&self) -> Vec<FieldProblem> {
        let mut problems = Vec::new();
        let mut wrong = |field, text: &'static str| {
            problems.push(FieldProblem { field, problem: ParseError::new(text) });
        };
        let by_months = matches!(self.frequency.step(), Step::Months(_));
        match self.placement {
            Placement::DayOfMonth(DayOfMonth { day }) if !(1..=31).contains(&day) => {
                wrong("placement", "A day of the month is between 1 and 31.");
            }
            Placement::DayOfMonth(_) | Placement::NthWeekday(_) if !by_months => {
                wrong("placement", "Weekly and one-time services keep the day they begin on.");
            }
            _ => {}
        }
        if self.months.is_empty() {
            wrong("months", "Choose at least one month.");
        } else if self.frequency == Frequency::Seasonal && self.months == Months::ALL {
            wrong("months", "Choose the months of the season.");
        }
        if self.until.is_some_and(|until| until < self.anchor) {
            wrong("until", "The last day is on or after the first.");
        } else if self.months.count() > 0 && self.nominals().next().is_none() {
            wrong("months", "None of the visits falls into these months.");
        }
        problems
    }

    /// The nominal days, from the anchor on.
    pub fn nominals(&self) -> Nominals<'_> {
        Nominals { recurrence: self, count: 0 }
    }

    /// The nominal days on or after a day.
    pub fn nominals_from(&self, day: Day) -> impl Iterator<Item = Day> + '_ {
        let months_ahead = 12 * (i64::from(day.year()) - i64::from(self.anchor.year()))
            + i64::from(day.month() - self.anchor.month());
        // One step early, for a placement may lie before or after the anchor's day.
        let count = match self.frequency.step() {
            Step::Days(days) => self.anchor.days_until(day) / days - 1,
            Step::Months(months) => months_ahead / months - 1,
            Step::Never => 0,
        };
        let nominals = Nominals { recurrence: self, count: count.max(0) };
        nominals.skip_while(move |nominal| *nominal < day)
    }

    /// The visits with a nominal day on or after a day, moved to working days.
    pub fn visits_from<'r>(
        &'r self,
        day: Day,
        calendar: &'r WorkCalendar,
    ) -> impl Iterator<Item = Visit> + 'r {
        self.nominals_from(day)
            .map(|nominal| Visit { nominal, scheduled: calendar.on_or_after(nominal) })
    }

    /// The nominal day of the visit after one that was nominally due and really completed on
    /// these days; nothing when there is no further visit.
    pub fn next_due(&self, nominal: Day, completed: Day) -> Option<Day> {
        match self.counts_from() {
            CountsFrom::Nominal => self.nominals_from(nominal.plus_days(1)).next(),
            CountsFrom::LastCompleted => self.after_completion(completed),
        }
    }

    /// What the next due day is counted from: as chosen, or the last completed day for every
    /// four weeks (label intervals), the nominal days for all else (handbook 2.14).
    pub fn counts_from(&self) -> CountsFrom {
        self.counts_from.unwrap_or(match self.frequency {
            Frequency::EveryFourWeeks => CountsFrom::LastCompleted,
            _ => CountsFrom::Nominal,
        })
    }

    /// How many visits a whole year has; for weekly frequencies, those of a common year.
    pub fn visits_per_year(&self) -> usize {
        match self.frequency.step() {
            Step::Never => 1,
            Step::Days(days) => usize::try_from(364 / days).unwrap_or(0),
            Step::Months(months) => (0..12 / months)
                .map(|k| self.anchor.first_of_month().plus_months(k * months).month())
                .filter(|month| self.months.contains(*month))
                .count(),
        }
    }

    /// The rule in words: `quarterly on the 2nd Tuesday`, `monthly in season, Apr-Oct`.
    pub fn words(&self) -> String {
        let mut words = self.frequency.name().to_owned();
        if self.placement != Placement::SameDay {
            words.push_str(&format!(" {}", self.placement));
        }
        if self.months != Months::ALL {
            words.push_str(&format!(", {}", self.months));
        }
        words
    }

    /// The rule's day so many steps after the anchor, before months are left out.
    fn nominal(&self, count: i64) -> Option<Day> {
        match self.frequency.step() {
            Step::Days(days) => Some(self.anchor.plus_days(count.saturating_mul(days))),
            Step::Months(months) => {
                let first = self.anchor.first_of_month().plus_months(count.saturating_mul(months));
                Some(self.placement.in_month(first, self.anchor.day()))
            }
            Step::Never => (count == 0).then_some(self.anchor),
        }
    }

    fn after_completion(&self, completed: Day) -> Option<Day> {
        let due = match self.frequency.step() {
            Step::Days(days) => completed.plus_days(days),
            Step::Months(months) => completed.plus_months(months),
            Step::Never => return None,
        };
        let in_season = match self.months.contains(due.month()) {
            true => due,
            // Out of season, the next season's first month has it on the rule's own day.
            false => (1..12)
                .map(|ahead| due.first_of_month().plus_months(ahead))
                .find(|first| self.months.contains(first.month()))
                .map(|first| self.placement.in_month(first, self.anchor.day()))?,
        };
        self.until.is_none_or(|until| in_season <= until).then_some(in_season)
    }
}

/// The nominal days of a recurrence, in order.
#[derive(Debug, Clone)]
pub struct Nominals<'r> {
    recurrence: &'r Recurrence,
    count: i64,
}

/// Schedules end here; a year later the calendar does.
const LAST_YEAR: i16 = 9998;

impl Iterator for Nominals<'_> {
    type Item = Day;

    fn next(&mut self) -> Option<Day> {
        let recurrence = self.recurrence;
        loop {
            let nominal = recurrence.nominal(self.count)?;
            self.count += 1;
            let over = recurrence.until.is_some_and(|until| nominal > until);
            if over || nominal.year() > LAST_YEAR {
                return None;
            }
            // In the anchor's own month the placement may lie before the anchor.
            if nominal >= recurrence.anchor && recurrence.months.contains(nominal.month()) {
                return Some(nominal);
            }
        }
    }
}

#[cfg(test)]
mod tests;
