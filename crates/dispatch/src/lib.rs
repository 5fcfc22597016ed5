//! Dispatch: the work that follows from what was signed, when it is to be done and by
//! whom, what was done, and the office's word that it was done.
//!
//! Read first: [`work_orders`] (what), [`appointments`] (when), [`slots`] (when best), and
//! [`follow`] (what happens to work when something happens to its agreement or its customer).

pub mod absences;
pub mod appointments;
mod follow;
mod migrations;
#[cfg(test)]
mod pages_story;
pub mod positions;
pub mod slots;
#[cfg(any(test, feature = "testing"))]
pub mod testing;
pub mod work_hours;
pub mod work_orders;

/// Lets this room follow what the front desk announces, and look at its work before a month
/// closes.
pub fn follow(rooms: office::Rooms) -> office::Rooms {
    follow::follow(rooms).before_month_closes(work_orders::OUTCOMES)
}

/// What this room brings.
pub const ROOM: office::Room = office::Room {
    name: "dispatch",
    nouns: &[
        work_orders::NOUN,
        appointments::NOUN,
        slots::NOUN,
        positions::NOUN,
        work_hours::NOUN,
        absences::NOUN,
    ],
    migrations: migrations::MIGRATIONS,
    jobs: &[work_orders::GENERATE],
};
