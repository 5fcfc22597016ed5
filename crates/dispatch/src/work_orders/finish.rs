//! Finish a work order: the technician's word of what was done, used and collected.

use super::records::{self, Finished, WorkOrder};
use super::{FINISH, Outcome, Stage};
use crate::appointments;
use office::{Command, Desk, Duty, Problems, Refusal, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Day, Id, Instant, Money, Zone, noun};

/// Says what came of a visit.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct FinishWork {
    /// The work order.
    pub work_order: Id<noun::WorkOrder>,
    /// What came of it.
    pub outcome: Outcome,
    /// Who did it; the one it is booked with when nothing is said.
    #[serde(default)]
    pub technician: Option<Id<noun::Staff>>,
    /// The day; the booked day when nothing is said.
    #[serde(default)]
    pub done_on: Option<Day>,
    /// When the technician arrived.
    #[serde(default)]
    pub arrived_at: Option<Instant>,
    /// When the technician left.
    #[serde(default)]
    pub left_at: Option<Instant>,
    /// Words for the customer.
    #[serde(default)]
    pub report: Option<String>,
    /// What was used, or "no material applied".
    #[serde(default)]
    pub materials: Option<String>,
    /// What was collected at the door, into the technician's envelope.
    #[serde(default)]
    pub collected_cents: Option<Money>,
}

/// The office may look at it.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct WorkFinished {
    /// The work order.
    pub work_order: Id<noun::WorkOrder>,
    /// The day it was done.
    pub done_on: Day,
}

impl Command for FinishWork {
    const NAME: &'static str = "work_orders.finish";
    const TITLE: &'static str = "Finish a work order";
    const DUTY: Duty = FINISH;
    const SHAPE: Shape = Shape::ActsOn("work_order");
    type Receipt = WorkFinished;

    fn problems(&self) -> Problems {
        let left_first = self.arrived_at.zip(self.left_at).is_some_and(|(came, left)| left < came);
        let has_no_words = self.report.as_deref().unwrap_or("").trim().is_empty();
        Problems::none()
            .when(left_first, "left_at", "Enter a time after the arrival.")
            .when(
                !self.outcome.was_worked() && has_no_words,
                "report",
                "Enter why nothing was done, in words the customer may read.",
            )
            .when(
                self.collected_cents.is_some_and(Money::is_negative),
                "collected_cents",
                "Enter what was collected; 0 for nothing.",
            )
    }

    fn perform(self, desk: &mut Desk<'_>) -> Result<WorkFinished, Refusal> {
        let (branch, today) = (desk.branch(), desk.today());
        let order = records::require(desk, branch, self.work_order)?;
        refuse_not_open(&order)?;
        let booked = appointments::records::find_standing(desk, branch, self.work_order)?;
        let technician = self
            .technician
            .or(booked.as_ref().map(|booked| booked.technician))
            .ok_or_else(|| Refusal::invalid("technician", "Enter who did it."))?;
        office::records::find_staff(desk, technician)?
            .ok_or(Refusal::NotFound { what: "staff member" })?;
        let done_on = self.done_on.or(booked.map(|booked| booked.day)).unwrap_or(today);
        if done_on > today {
            let words = "This day is to come. Enter the day it was done.";
            return Err(Refusal::invalid("done_on", words));
        }
        let problems = wrong_times(&self, done_on, desk.now(), desk.zone());
        if !problems.is_empty() {
            return Err(Refusal::Invalid(problems));
        }
        let finished = Finished {
            outcome: self.outcome,
            technician,
            done_on,
            arrived_at: self.arrived_at,
            left_at: self.left_at,
            report: self.report.as_deref().unwrap_or("").trim(),
            materials: self.materials.as_deref().unwrap_or("").trim(),
            collected: self.collected_cents.unwrap_or(Money::ZERO),
        };
        records::mark_finished(desk, self.work_order, &finished)?;
        desk.subject(self.work_order);
        desk.subject(order.customer);
        Ok(WorkFinished { work_order: self.work_order, done_on })
    }

    fn reversal(receipt: &WorkFinished) -> Option<office::Errand> {
        Some(office::Errand::of(super::SendBackWork {
            work_order: receipt.work_order,
            reason: "Finished by mistake".into(),
        }))
    }
}

/// The longest visit; a later time of leaving was typed with the wrong day.
const LONGEST_SECONDS: i64 = 24 * 3600;

/// Arrival and leaving belong to the day of the visit by the branch's clocks: a time typed
/// without its day is today's, and the visit may have been yesterday.
fn wrong_times(visit: &FinishWork, done_on: Day, now: Instant, zone: &Zone) -> Problems {
    let with_its_day = |time: Instant| {
        let day = format!("{}/{}", done_on.month(), done_on.day());
        format!("The work was done on {}. Enter {day} {}.", done_on.short(), time.clock(zone))
    };
    let too_late = "This time is to come. Enter the time it was, such as 8:10 am.";
    let mut problems = Problems::none();
    if let Some(came) = visit.arrived_at {
        problems = problems
            .when(came.day_in(zone) != done_on, "arrived_at", &with_its_day(came))
            .when(came.day_in(zone) == done_on && came > now, "arrived_at", too_late);
    }
    if let Some(left) = visit.left_at {
        let began = visit.arrived_at.unwrap_or(zone.start_of(done_on));
        let is_far = !(0..=LONGEST_SECONDS).contains(&began.seconds_until(left));
        problems = problems.when(is_far, "left_at", &with_its_day(left)).when(
            !is_far && left > now,
            "left_at",
            too_late,
        );
    }
    problems
}

/// Only what is still to be done gets an outcome.
fn refuse_not_open(order: &WorkOrder) -> Result<(), Refusal> {
    let (code, words) = match order.stage() {
        Stage::Pool | Stage::Booked => return Ok(()),
        Stage::Aside => ("work_orders.on_hold", "is on hold. Bring it back first."),
        Stage::Cancelled => ("work_orders.cancelled_already", "is cancelled. Bring it back first."),
        _ => ("work_orders.finished_already", "has its outcome already."),
    };
    Err(Refusal::conflict_with(
        code,
        format!("Work order {} {words}", order.number),
        format!("/work-orders/{}", order.id),
        "Open the work order",
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{self, TODAY};
    use office::testing::Bench;
    use office::{Fields, Mode, decode};
    use values::Wall;

    /// What the form sends, through the decoder and the door.
    fn finish(bench: &Bench, work_order: Id<noun::WorkOrder>, typed: &[(&str, &str)]) -> Problems {
        let work_order = work_order.to_string();
        let own = [("work_order", work_order.as_str()), ("outcome", "done")];
        let fields = own.iter().chain(typed).map(|(name, text)| ((*name).into(), (*text).into()));
        let entry = bench.office.rooms().command(FinishWork::NAME).unwrap();
        let wall = Wall { today: TODAY, zone: Zone::parse("America/New_York").unwrap() };
        let errand = match decode::decode_fields(entry, &Fields(fields.collect()), &wall) {
            Ok(errand) => errand,
            Err(problems) => return problems,
        };
        match bench.office.errand(bench.slip(), errand, Mode::Now) {
            Ok(_) => Problems::none(),
            Err(Refusal::Invalid(problems)) => problems,
            Err(refusal) => panic!("{refusal}"),
        }
    }

    #[test]
    fn times_are_typed_by_the_branch_s_clock() {
        let bench = testing::bench();
        let order = testing::booked(&bench);
        let typed = [("arrived_at", "8:10 am"), ("left_at", "9:00")];
        assert_eq!(finish(&bench, order, &typed), Problems::none());
        let kept = bench.read(|r| records::find_particulars(r, bench.branch, order)).unwrap();
        let kept = kept.unwrap();
        let utc = |text: &str| Some(Instant::parse(text).unwrap());
        assert_eq!(kept.arrived_at, utc("2026-03-02T13:10:00Z"));
        assert_eq!(kept.left_at, utc("2026-03-02T14:00:00Z"));
    }

    #[test]
    fn a_time_of_another_day_names_what_to_enter() {
        let bench = testing::bench();
        let order = testing::booked(&bench);
        let yesterday = [("done_on", "3/1"), ("arrived_at", "8:10 am"), ("left_at", "9:00 am")];
        let wrong = finish(&bench, order, &yesterday);
        let words = "The work was done on Sun, Mar 1. Enter 3/1 8:10 am.";
        assert_eq!(wrong.of("arrived_at"), Some(words));
        let wrong = finish(&bench, order, &[("arrived_at", "3/2 9:00"), ("left_at", "3/4 8:00")]);
        assert!(wrong.of("left_at").unwrap().contains("Enter 3/2 8:00 am."), "{wrong:?}");
        let wrong = finish(&bench, order, &[("arrived_at", "11:59 pm")]);
        assert!(wrong.of("arrived_at").unwrap().contains("is to come"), "{wrong:?}");
        let wrong = finish(&bench, order, &[("arrived_at", "4:15")]);
        assert_eq!(wrong.of("arrived_at"), Some("Enter 4:15 am or 4:15 pm."));
        let typed = [("done_on", "3/1"), ("arrived_at", "3/1 8:10 am"), ("left_at", "3/1 9:00")];
        assert_eq!(finish(&bench, order, &typed), Problems::none());
    }
}
