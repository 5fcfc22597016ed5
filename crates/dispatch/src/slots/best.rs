//! The best slots, as people read them.

use super::week::{self, Span};
use crate::appointments::WINDOWS;
use crate::positions::records::find_position;
use front_desk::locations;
use office::Refusal;
use routing::Window;
use routing::slots::{Slot, Wanted, Weights};
use store::Reader;
use values::{Day, Id, noun};

/// How many days are looked at from the first on.
const DAYS: i64 = 14;

/// What a visit needs.
#[derive(Clone, Copy, Debug)]
pub struct Ask {
    /// Where.
    pub location: Id<noun::Location>,
    /// How long it takes.
    pub minutes: i64,
    /// The day it is asked for, or is due.
    pub day: Day,
    /// Today.
    pub today: Day,
    /// The minute of today.
    pub minute: i64,
    /// How many slots are told at most.
    pub at_most: usize,
}

/// A slot that can be offered.
#[derive(Clone, Debug, PartialEq)]
pub struct Offer {
    /// The day.
    pub day: Day,
    /// Who would come.
    pub technician: Id<noun::Staff>,
    /// Her name.
    pub name: String,
    /// The first minute of the window that would be promised.
    pub from_minute: i64,
    /// Its last minute.
    pub until_minute: i64,
    /// The minute at which she would begin, as the day stands.
    pub begins_minute: i64,
    /// Minutes of driving it adds.
    pub added_minutes: i64,
    /// Stops of that day within ten minutes.
    pub neighbours: i64,
    /// Minutes from the nearest stop beside it.
    pub nearest_minutes: i64,
}

impl Offer {
    /// Why it is offered: "+4 min of driving, 2 stops nearby".
    pub fn reason(&self) -> String {
        let drive = match self.added_minutes {
            0 => String::from("no detour"),
            more => format!("+{more} min of driving"),
        };
        match self.neighbours {
            0 => drive,
            1 => format!("{drive}, 1 stop nearby"),
            more => format!("{drive}, {more} stops nearby"),
        }
    }
}

/// The two hours that are promised, from the windows the office usually promises.
fn promised() -> impl Iterator<Item = (i64, i64)> {
    WINDOWS
        .iter()
        .map(|(_, from, until)| (*from, *until))
        .filter(|(from, until)| until - from <= 120)
}

/// The best slots for a visit, the best first; none when nothing fits within a fortnight.
pub fn best(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    ask: Ask,
) -> Result<Vec<Offer>, Refusal> {
    let place = locations::records::require(reader, branch, ask.location)?;
    let at = find_position(reader, branch, ask.location)?;
    // A week before it is due, and a week after; never before today.
    let first = ask.day.plus_days(-DAYS / 2).max(ask.today);
    let last = first.plus_days(DAYS - 1);
    let span = Span { first, last, today: ask.today, minute: ask.minute };
    let Some(week) = week::read(reader, branch, span, (at, &place.zip))? else {
        return Ok(Vec::new());
    };
    let second = |minute: i64| i32::try_from(minute * 60).unwrap_or(i32::MAX);
    let windows: Vec<(i64, i64)> = promised().collect();
    let day_number = |day: Day| usize::try_from(first.days_until(day)).unwrap_or(0);
    let wanted = Wanted {
        stop: week::stop(week.place, ask.minutes, Window::DAY),
        windows: windows
            .iter()
            .map(|(from, until)| Window { opens: second(*from), closes: second(*until) })
            .collect(),
        asked_day: day_number(ask.day),
        days: (0, day_number(last)),
    };
    let found = routing::slots::best(
        &week.horizon,
        &*week.travel,
        &wanted,
        &Weights::default(),
        ask.at_most,
    );
    let offer = |slot: &Slot| {
        let (technician, name) = week.person(slot.technician);
        let (from_minute, until_minute) = windows[slot.window];
        let minutes = |seconds: i32| i64::from((seconds + 30).div_euclid(60));
        Offer {
            day: week.first.plus_days(slot.day as i64),
            technician: *technician,
            name: name.clone(),
            from_minute,
            until_minute,
            begins_minute: i64::from(slot.begins / 60),
            added_minutes: minutes(slot.added.max(0)),
            neighbours: slot.neighbours as i64,
            nearest_minutes: minutes(slot.nearest),
        }
    };
    Ok(found.iter().map(offer).collect())
}
