//! Dispatch: the work that follows from what was signed, when it is to be done and by
//! whom, what was done, and the office's word that it was done.
//!
//! Read first: [`work_orders`] (what), [`appointments`] (when).

pub mod appointments;
mod migrations;
#[cfg(test)]
mod pages_story;
#[cfg(test)]
mod testing;
pub mod work_orders;

/// What this room brings.
pub const ROOM: office::Room = office::Room {
    name: "dispatch",
    nouns: &[work_orders::NOUN, appointments::NOUN],
    migrations: migrations::MIGRATIONS,
    jobs: &[work_orders::GENERATE],
};
