//! Note that somebody will not work.

use super::{EndAbsence, SET, records};
use crate::appointments::records::{count_of, is_staff_of};
use office::{Command, Desk, Duty, Errand, Problems, Refusal, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Day, Id, noun};

/// The most days of one absence.
const MOST_DAYS: i64 = 366;

/// Notes the days on which somebody does not work.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct NoteAbsence {
    /// Who.
    pub staff: Id<noun::Staff>,
    /// The first day; today when left out.
    #[serde(default)]
    pub from_on: Option<Day>,
    /// The last day; the first one when left out.
    #[serde(default)]
    pub until_on: Option<Day>,
    /// Why, such as sick.
    pub reason: String,
}

/// It is noted.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct AbsenceNoted {
    /// The absence.
    pub absence: Id<noun::Absence>,
    /// The first day.
    pub from_on: Day,
    /// The last day.
    pub until_on: Day,
    /// How many visits stand with her on these days, to be given to others.
    pub visits: i64,
}

impl Command for NoteAbsence {
    const NAME: &'static str = "absences.note";
    const TITLE: &'static str = "Note that somebody does not work";
    const DUTY: Duty = SET;
    const SHAPE: Shape = Shape::Makes;
    type Receipt = AbsenceNoted;

    fn problems(&self) -> Problems {
        Problems::none().when(self.reason.trim().is_empty(), "reason", "Say why, such as sick.")
    }

    fn perform(self, desk: &mut Desk<'_>) -> Result<AbsenceNoted, Refusal> {
        let branch = desk.branch();
        is_staff_of(desk, branch, self.staff)?.ok_or(Refusal::NotFound { what: "technician" })?;
        let from_on = self.from_on.unwrap_or_else(|| desk.today());
        let until_on = self.until_on.unwrap_or(from_on);
        if !(0..MOST_DAYS).contains(&from_on.days_until(until_on)) {
            let words = "Enter a day from the first one on, within a year.";
            return Err(Refusal::invalid("until_on", words));
        }
        let absence = desk.id();
        let days = (from_on, until_on);
        records::insert_absence(desk, absence, self.staff, (days, self.reason.trim()))?;
        let visits = count_of(desk, branch, self.staff, days)?;
        desk.subject(absence);
        desk.subject(self.staff);
        Ok(AbsenceNoted { absence, from_on, until_on, visits })
    }

    fn reversal(receipt: &AbsenceNoted) -> Option<Errand> {
        Some(Errand::of(EndAbsence { absence: receipt.absence }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::absences::EndAbsence;
    use crate::appointments::BookAppointment;
    use crate::testing::{TODAY, agreement, bench, benches, book, book_first};
    use crate::work_orders::records::list_of_customer;
    use books::testing::page_at;
    use office::testing::Bench;

    fn sick(bench: &Bench, until: Day) -> NoteAbsence {
        NoteAbsence {
            staff: bench.ruth,
            from_on: Some(TODAY),
            until_on: Some(until),
            reason: "Sick".into(),
        }
    }

    #[test]
    fn nothing_is_booked_with_somebody_who_is_away_until_she_is_back() {
        for bench in benches() {
            let (customer, _) = agreement(&bench);
            let all = bench.read(|r| list_of_customer(r, bench.branch, customer, 9)).unwrap();
            let work_order = all[0].id;
            let noted = bench.run(sick(&bench, Day::ymd(2026, 3, 4))).unwrap();
            assert_eq!((noted.visits, noted.until_on), (0, Day::ymd(2026, 3, 4)));
            let refusal = bench.run(book(&bench, work_order)).unwrap_err();
            assert_eq!(refusal.code(), "appointments.away");
            assert!(refusal.words().contains("Ruth Ogden is away"), "{}", refusal.words());
            let later = BookAppointment { day: Day::ymd(2026, 3, 5), ..book(&bench, work_order) };
            bench.run(later).unwrap();
        }
    }

    #[test]
    fn what_stands_on_her_days_is_told_and_she_may_come_back_early() {
        let bench = bench();
        let (customer, _) = agreement(&bench);
        book_first(&bench, customer);
        let noted = bench.run(sick(&bench, TODAY)).unwrap();
        assert_eq!(noted.visits, 1);
        let page = page_at(&bench, &format!("/absences/{}", noted.absence)).unwrap();
        assert!(page.body.contains("Marisol Rivera"), "{}", page.body);
        let end = EndAbsence { absence: noted.absence };
        bench.run(end.clone()).unwrap();
        assert_eq!(bench.run(end).unwrap_err().code(), "absences.ended");
        page_at(&bench, "/absences").unwrap();
        page_at(&bench, "/absences/new").unwrap();
    }

    #[test]
    fn days_the_wrong_way_round_a_stranger_and_nobody_are_refused() {
        let bench = bench();
        let wrong = sick(&bench, Day::ymd(2026, 3, 1));
        assert_eq!(bench.run(wrong).unwrap_err().status(), 422);
        let good = sick(&bench, TODAY);
        assert_eq!(bench.run_as(bench.stranger, good.clone()).unwrap_err().status(), 403);
        let nobody = NoteAbsence { staff: Id::new(404), ..good };
        assert_eq!(bench.run(nobody).unwrap_err().status(), 404);
    }
}
