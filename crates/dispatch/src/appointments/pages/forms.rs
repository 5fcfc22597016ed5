//! The fields by which work is booked and moved, alike on the schedule and on the page of
//! a work order.

use crate::appointments::{WINDOWS, clock};
use ui::prelude::*;
use values::Day;

/// A promised window begins and ends on the half hour, between six and eight.
const FIRST_MINUTE: i64 = 6 * 60;
const LAST_MINUTE: i64 = 20 * 60;
const STEP: i64 = 30;

/// `8:00 am to 12:00 pm`.
pub(crate) fn describe(from_minute: i64, until_minute: i64) -> String {
    format!("{} to {}", clock(from_minute), clock(until_minute))
}

/// What a booking form begins with.
pub(crate) struct Begun {
    pub technician: Option<String>,
    pub day: Day,
    pub from_minute: i64,
    pub until_minute: i64,
}

impl Begun {
    /// Any time of a day, with nobody chosen.
    pub fn on(day: Day) -> Begun {
        let (_, from_minute, until_minute) = WINDOWS[0];
        Begun { technician: None, day, from_minute, until_minute }
    }
}

/// Technician, day and window.
pub(crate) fn book_fields(
    form: &CommandForm,
    technicians: &[(String, String)],
    begun: &Begun,
) -> Html {
    let mut technician = Field::select("technician", "Technician", technicians.iter().cloned());
    if let Some(chosen) = &begun.technician {
        technician = technician.value(chosen);
    }
    html!(
        "{}{}",
        field_row([
            form.field(technician),
            form.field(Field::day("day", "Day").on(begun.day).required()),
        ]),
        field_row([
            form.field(minute_field("from_minute", "Between", begun.from_minute)),
            form.field(minute_field("until_minute", "and", begun.until_minute)),
        ])
    )
}

/// A time of day in half hours; a time in between that stands already is offered too.
fn minute_field(name: &str, label: &str, stands: i64) -> Field {
    let mut minutes: Vec<i64> =
        (0..=(LAST_MINUTE - FIRST_MINUTE) / STEP).map(|step| FIRST_MINUTE + step * STEP).collect();
    if let Err(place) = minutes.binary_search(&stands) {
        minutes.insert(place, stands);
    }
    let options = minutes.into_iter().map(|minute| (minute, clock(minute)));
    Field::select(name, label, options).value(stands)
}
