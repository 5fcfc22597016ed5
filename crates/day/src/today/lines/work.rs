//! Lines about work: stops without an outcome, and what waits for a look.

use super::super::moment::{Moment, month_day};
use super::super::records::{self, Stops};
use super::{Filled, Line, Sheet};
use dispatch::{absences, appointments};
use office::View;
use values::{Day, Id, noun};

impl Sheet {
    /// People who are away within a week while visits stand with them.
    pub(super) fn away(&mut self, view: &mut View<'_, '_>) -> Filled {
        let days = (self.today, self.today.plus_days(7));
        for absence in absences::records::list_away(view.reader, self.branch, days)? {
            let on = (absence.from_on.max(self.today), absence.until_on);
            let visits =
                appointments::records::count_of(view.reader, self.branch, absence.staff, on)?;
            if visits == 0 {
                continue;
            }
            self.lines.push(Line {
                by: Moment::of(on.0.plus_days(-1).max(self.today), self.hours.close),
                name: absence.name,
                what: format!(
                    "is away on {}, {} to give to others",
                    on.0.short(),
                    ui::counted(visits.unsigned_abs(), "visit", "visits")
                ),
                whose: None,
                amount: None,
                verb: "Give them",
                href: format!("/absences/{}", absence.id),
            });
        }
        Ok(())
    }

    pub(super) fn without_outcome(&mut self, view: &mut View<'_, '_>) -> Filled {
        let stops = records::list_without_outcome(view.reader, self.branch, self.today)?;
        for (day, stops) in by_day(stops) {
            let count: i64 = stops.iter().map(|stop| stop.count).sum();
            self.lines.push(Line {
                by: Moment::of(day, self.hours.close),
                name: match count {
                    1 => "1 stop without an outcome".into(),
                    count => format!("{count} stops without an outcome"),
                },
                what: names_of(&stops),
                whose: only_one(&stops),
                amount: None,
                verb: "Enter",
                href: format!("/work-orders?stage=booked&due_until={day}"),
            });
        }
        Ok(())
    }

    pub(super) fn waiting_for_a_look(&mut self, view: &mut View<'_, '_>) -> Filled {
        let stops = records::list_to_verify(view.reader, self.branch)?;
        for (day, stops) in by_day(stops) {
            let count: i64 = stops.iter().map(|stop| stop.count).sum();
            let of_day = match day == self.today {
                true => String::from("Verify the day"),
                false => format!("Verify {}", month_day(day)),
            };
            self.lines.push(Line {
                by: Moment::of(day, self.hours.close),
                name: of_day,
                what: format!("{count} finished: {}", names_of(&stops)),
                whose: None,
                amount: None,
                verb: "Verify",
                href: format!("/work-orders/verify?day={day}"),
            });
        }
        Ok(())
    }
}

/// Runs of stops of the same day; they come in order of their days.
fn by_day(stops: Vec<Stops>) -> Vec<(Day, Vec<Stops>)> {
    let mut days: Vec<(Day, Vec<Stops>)> = Vec::new();
    for stop in stops {
        match days.last_mut() {
            Some((day, same)) if *day == stop.day => same.push(stop),
            _ => days.push((stop.day, vec![stop])),
        }
    }
    days
}

/// "Omar 2, Luis 1".
fn names_of(stops: &[Stops]) -> String {
    let words: Vec<String> = stops
        .iter()
        .map(|stop| format!("{} {}", first_name(stop.technician_name.as_deref()), stop.count))
        .collect();
    words.join(", ")
}

fn only_one(stops: &[Stops]) -> Option<(Id<noun::Staff>, String)> {
    match stops {
        [one] => one.technician.zip(one.technician_name.clone()),
        _ => None,
    }
}

/// "Omar" of Omar Haddad.
pub(in crate::today) fn first_name(name: Option<&str>) -> &str {
    name.and_then(|name| name.split_whitespace().next()).unwrap_or("somebody")
}
