//! Set somebody's hours from a day on.

use super::{SET, WorkWeek, records};
use crate::appointments;
use office::{Command, Desk, Duty, Problems, Refusal, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Day, Id, noun};

/// The longest lunch, in minutes.
const LONGEST_LUNCH: i64 = 120;

/// Sets the hours of a week.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct SetWorkHours {
    /// Whose.
    pub staff: Id<noun::Staff>,
    /// The week, such as `Mon-Fri 8-5, Sat 8-12`; days that are not named are off.
    pub week: String,
    /// Minutes of lunch on each day; 30 when left out.
    #[serde(default)]
    pub lunch_minutes: Option<i64>,
    /// From which day on; today when left out.
    #[serde(default)]
    pub holds_from: Option<Day>,
}

/// The hours hold.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct WorkHoursSet {
    /// Whose.
    pub staff: Id<noun::Staff>,
    /// The week as it is kept.
    pub week: String,
    /// From which day on.
    pub holds_from: Day,
}

impl Command for SetWorkHours {
    const NAME: &'static str = "work_hours.set";
    const TITLE: &'static str = "Set somebody's hours";
    const DUTY: Duty = SET;
    const SHAPE: Shape = Shape::Does;
    type Receipt = WorkHoursSet;

    fn problems(&self) -> Problems {
        let is_long = self.lunch_minutes.is_some_and(|most| !(0..=LONGEST_LUNCH).contains(&most));
        let mut problems = Problems::none().when(
            is_long,
            "lunch_minutes",
            "Enter minutes from 0 to 120; 0 for no lunch.",
        );
        if let Err(words) = WorkWeek::parse(&self.week) {
            problems.add("week", words);
        }
        problems
    }

    fn perform(self, desk: &mut Desk<'_>) -> Result<WorkHoursSet, Refusal> {
        let branch = desk.branch();
        appointments::records::is_staff_of(desk, branch, self.staff)?
            .ok_or(Refusal::NotFound { what: "technician" })?;
        let week = WorkWeek::parse(&self.week).map_err(|words| Refusal::invalid("week", words))?;
        let holds_from = self.holds_from.unwrap_or_else(|| desk.today());
        let lunch = self.lunch_minutes.unwrap_or(records::USUAL_LUNCH);
        records::put_week(desk, self.staff, holds_from, (week, lunch))?;
        desk.subject(self.staff);
        Ok(WorkHoursSet { staff: self.staff, week: week.words(), holds_from })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{bench, benches};
    use crate::work_hours::records::list_hours;
    use crate::work_hours::{Hours, USUAL};
    use books::testing::page_at;
    use office::testing::Bench;

    fn set(bench: &Bench, week: &str, from: Day) -> SetWorkHours {
        let holds_from = Some(from);
        SetWorkHours { staff: bench.ruth, week: week.into(), lunch_minutes: None, holds_from }
    }

    #[test]
    fn hours_hold_from_their_day_on_and_what_held_before_stays() {
        for bench in benches() {
            let (monday, sixth) = (Day::ymd(2026, 3, 2), Day::ymd(2026, 3, 6));
            bench.run(set(&bench, "Mon-Sat 7-3", monday)).unwrap();
            bench.run(set(&bench, "Tue-Fri 9-6", sixth)).unwrap();
            bench.run(set(&bench, "Tue-Fri 10-6", sixth)).unwrap();
            let hours = bench.read(|reader| list_hours(reader, bench.branch)).unwrap();
            let on = |day| hours.of(bench.ruth, day).0;
            let seven = Hours { from_minute: 420, until_minute: 900 };
            let ten = Hours { from_minute: 600, until_minute: 1080 };
            assert_eq!(on(Day::ymd(2026, 2, 27)), USUAL.on(monday), "before anything was set");
            assert_eq!((on(monday), on(sixth)), (Some(seven), Some(ten)));
            assert_eq!(on(Day::ymd(2026, 3, 9)), None, "Mondays are off from the sixth on");
            assert_eq!(hours.of(bench.dana, monday), (USUAL.on(monday), 30));
        }
    }

    #[test]
    fn what_is_no_week_and_who_is_nobody_are_refused() {
        let bench = bench();
        let monday = Day::ymd(2026, 3, 2);
        assert_eq!(bench.run(set(&bench, "always", monday)).unwrap_err().status(), 422);
        let long = SetWorkHours { lunch_minutes: Some(300), ..set(&bench, "Mon 8-5", monday) };
        assert_eq!(bench.run(long).unwrap_err().status(), 422);
        let nobody = SetWorkHours { staff: Id::new(404), ..set(&bench, "Mon 8-5", monday) };
        assert_eq!(bench.run(nobody).unwrap_err().status(), 404);
        let by_stranger = bench.run_as(bench.stranger, set(&bench, "Mon 8-5", monday));
        assert_eq!(by_stranger.unwrap_err().status(), 403);
        bench.run(set(&bench, "Mon-Fri 7-4", monday)).unwrap();
        let page = page_at(&bench, "/work-hours").unwrap();
        assert!(page.body.contains("Mon-Fri 7:00-16:00"), "{}", page.body);
        page_at(&bench, "/work-hours/new").unwrap();
    }
}
