//! When each technician works: the hours of a week, from a day on. What held before that day
//! stays, so that a past week is read as it was. Somebody whose hours nobody has set works
//! Monday to Friday, 8 to 5.

mod listing;
mod pages;
pub mod records;
mod rules;
mod set;

pub use rules::{Hours, USUAL, WorkWeek};
pub use set::{SetWorkHours, WorkHoursSet};

use crate::appointments::READ;
use office::{Duty, NounEntry, entry, page};

/// To set people's hours.
pub const SET: Duty = Duty::new("work_hours.set", "Set the hours people work");

/// What this duty brings.
pub const NOUN: NounEntry = NounEntry {
    noun: "work_hours",
    title: "Hours",
    sentence: "When each technician works.",
    read: READ,
    commands: &[entry::<SetWorkHours>()],
    pages: &[page("/work-hours", READ, pages::list), page("/work-hours/new", SET, pages::new)],
    listings: &[&listing::LISTING],
    gates: &[],
};
