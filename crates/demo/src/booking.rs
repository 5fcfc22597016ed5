//! The days ahead are booked as callers ask: each visit takes the best slot there is, and every
//! third caller will call again. Then one of the technicians cannot come on one of them.

use crate::world::World;
use dispatch::absences::NoteAbsence;
use dispatch::appointments::BookAppointment;
use dispatch::appointments::records::list_stops;
use dispatch::slots::{Ask, best};
use dispatch::work_orders::records::{list_pool_rows, require};
use office::Refusal;
use values::Day;

/// How many days ahead callers are told a day.
const DAYS: i64 = 8;

/// How many visits are looked at.
const MOST: i64 = 90;

/// Books what is due in the next days.
pub fn book_ahead(world: &mut World<'_>, day: Day) -> Result<(), Refusal> {
    let branch = world.branch;
    let (first, last) = (day.plus_days(1), day.plus_days(DAYS));
    let pool = world.office.read(|reader| Ok(list_pool_rows(reader, branch, last, MOST)?))?;
    let ahead = pool.iter().filter(|row| row.due_on >= first);
    for (place, row) in ahead.enumerate().filter(|(place, _)| place % 3 != 2) {
        // Not everybody asks for the day the visit is due.
        let asked = row.due_on.plus_days(-i64::from(place as u8 % 4)).max(first);
        let found = world.office.read(|reader| {
            let order = require(reader, branch, row.work_order)?;
            let (location, minutes) = (order.location, order.minutes);
            let (minute, at_most) = (24 * 60, 1);
            best(reader, branch, Ask { location, minutes, day: asked, today: day, minute, at_most })
        })?;
        let Some(offer) = found.into_iter().next() else { continue };
        let book = BookAppointment {
            work_order: row.work_order,
            technician: offer.technician,
            day: offer.day,
            from_minute: Some(offer.from_minute),
            until_minute: Some(offer.until_minute),
            note: None,
        };
        world.run("Priya", day, (14, 40), book)?;
    }
    let booked = world.office.read(|reader| {
        let stops = list_stops(reader, branch, first, last)?;
        Ok(stops.first().map(|stop| (stop.technician, stop.day)))
    })?;
    let Some((staff, away_on)) = booked else { return Ok(()) };
    let reason = String::from("Jury duty");
    let away = NoteAbsence { staff, from_on: Some(away_on), until_on: None, reason };
    world.run("Dana", day, (14, 55), away)?;
    Ok(())
}
