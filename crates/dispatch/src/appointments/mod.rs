//! Appointments: when a work order is to be done, and by whom. A work order has at most
//! one that stands; moving it ends the old one and keeps it.

mod book;
mod cancel;
pub mod listing;
mod move_it;
pub(crate) mod pages;
pub mod records;

pub use book::{AppointmentBooked, BookAppointment};
pub use cancel::{AppointmentCancelled, CancelAppointment};
pub use move_it::MoveAppointment;
pub use records::Appointment;

use crate::{absences, work_hours};
use office::{Desk, Duty, NounEntry, Refusal, entry};
use values::{Day, Id, noun};

/// To see the schedule.
pub const READ: Duty = Duty::new("appointments.read", "See the schedule");

/// To book, move and cancel appointments.
pub const BOOK: Duty = Duty::new("appointments.book", "Book appointments");

/// What this duty brings.
pub const NOUN: NounEntry = NounEntry {
    noun: "appointments",
    title: "Schedule",
    sentence: "Who does what on which day, and when.",
    read: READ,
    commands: &[
        entry::<BookAppointment>(),
        entry::<MoveAppointment>(),
        entry::<CancelAppointment>(),
    ],
    pages: pages::PAGES,
    listings: &[&listing::LISTING],
    gates: &[],
};

/// The last minute of a day.
const MIDNIGHT: i64 = 24 * 60;

/// The windows the office usually promises: words, first and last minute of the day.
pub const WINDOWS: &[(&str, i64, i64)] = &[
    ("Any time, 8 to 5", 8 * 60, 17 * 60),
    ("Morning, 8 to 12", 8 * 60, 12 * 60),
    ("Afternoon, 12 to 4", 12 * 60, 16 * 60),
    ("8 to 10", 8 * 60, 10 * 60),
    ("10 to 12", 10 * 60, 12 * 60),
    ("1 to 3", 13 * 60, 15 * 60),
    ("3 to 5", 15 * 60, 17 * 60),
];

/// What is wrong with a window of minutes, if anything.
fn window_problems(from_minute: Option<i64>, until_minute: Option<i64>) -> office::Problems {
    let from = from_minute.unwrap_or(WINDOWS[0].1);
    let until = until_minute.unwrap_or(WINDOWS[0].2);
    office::Problems::none()
        .when(
            !(0..MIDNIGHT).contains(&from),
            "from_minute",
            "Enter a minute of the day, from 0 to 1439: 480 is 8:00 am.",
        )
        .when(
            until <= from || until > MIDNIGHT,
            "until_minute",
            "Enter a minute after the first: 720 is 12:00 noon.",
        )
}

/// Refuses a day that is over.
fn require_to_come(day: Day, today: Day) -> Result<(), Refusal> {
    match day < today {
        true => Err(Refusal::invalid("day", "This day is over. Enter today or a later day.")),
        false => Ok(()),
    }
}

/// Refuses somebody who is away on that day, or does not work in any minute of the window.
fn require_working(
    desk: &mut Desk<'_>,
    technician: Id<noun::Staff>,
    day: Day,
    (from_minute, until_minute): (i64, i64),
) -> Result<(), Refusal> {
    let branch = desk.branch();
    let staff = office::records::find_staff(desk, technician)?;
    let name = staff.map_or_else(|| String::from("She"), |staff| staff.name);
    let away = absences::records::list_away(desk, branch, (day, day))?;
    if let Some(absence) = away.iter().find(|absence| absence.staff == technician) {
        return Err(Refusal::conflict_with(
            "appointments.away",
            format!("{name} is away until {}: {}.", absence.until_on.us(), absence.reason),
            format!("/absences/{}", absence.id),
            "See the absence",
        ));
    }
    let (hours, _) = work_hours::records::list_hours(desk, branch)?.of(technician, day);
    let works = hours
        .is_some_and(|hours| from_minute < hours.until_minute && until_minute > hours.from_minute);
    match (works, hours) {
        (true, _) => Ok(()),
        (false, None) => Err(Refusal::conflict_with(
            "appointments.day_off",
            format!("{name} does not work on {}. Choose another day or somebody else.", day.long()),
            "/work-hours",
            "See the hours",
        )),
        (false, Some(hours)) => Err(Refusal::conflict_with(
            "appointments.outside_hours",
            format!(
                "{name} works from {} to {} on {}. Choose a window within it.",
                clock(hours.from_minute),
                clock(hours.until_minute),
                day.long()
            ),
            "/work-hours",
            "See the hours",
        )),
    }
}

/// `480` as "8:00 am".
pub fn clock(minute: i64) -> String {
    let (hour, minute) = (minute / 60 % 24, minute % 60);
    let half = if hour < 12 { "am" } else { "pm" };
    let shown = match hour % 12 {
        0 => 12,
        hour => hour,
    };
    format!("{shown}:{minute:02} {half}")
}

#[cfg(test)]
mod tests {
    #[test]
    fn minutes_read_like_a_clock() {
        assert_eq!(super::clock(480), "8:00 am");
        assert_eq!(super::clock(720), "12:00 pm");
        assert_eq!(super::clock(15), "12:15 am");
        assert_eq!(super::clock(1005), "4:45 pm");
    }
}
