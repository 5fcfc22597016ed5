//! Days on which somebody does not work: sick, on leave, at a course. Nothing is booked with her
//! on such a day, no slot is offered, and what stands already is told, to be given to others.

mod end;
mod listing;
mod note;
mod pages;
pub mod records;

pub use end::{AbsenceEnded, EndAbsence};
pub use note::{AbsenceNoted, NoteAbsence};

use crate::appointments::READ;
use crate::work_hours::SET;
use office::{NounEntry, entry, page};

/// What this duty brings.
pub const NOUN: NounEntry = NounEntry {
    noun: "absences",
    title: "Absences",
    sentence: "Who does not work on which days, and what stands with her on them.",
    read: READ,
    commands: &[entry::<NoteAbsence>(), entry::<EndAbsence>()],
    pages: &[
        page("/absences", READ, pages::list),
        page("/absences/new", SET, pages::new),
        page("/absences/{id}", READ, pages::show),
    ],
    listings: &[&listing::LISTING],
    gates: &[],
};
