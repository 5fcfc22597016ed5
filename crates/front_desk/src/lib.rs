//! The front desk: whom we serve and where, who may talk for them, what was said, what
//! we do and for how much, and what they have signed.
//!
//! Read first: [`customers`] (accounts that never change their number), [`locations`]
//! (where the work is), [`agreements`] (signed promises and the visits that follow).

pub mod agreements;
pub mod contacts;
pub mod conversations;
pub mod customers;
mod forms;
pub mod imports;
mod in_place;
pub mod locations;
mod migrations;
pub mod services;
mod stale;
#[cfg(any(test, feature = "testing"))]
pub mod testing;
mod words;

/// What this room brings.
pub const ROOM: office::Room = office::Room {
    name: "front_desk",
    nouns: &[
        customers::NOUN,
        locations::NOUN,
        contacts::NOUN,
        conversations::NOUN,
        services::NOUN,
        agreements::NOUN,
        imports::NOUN,
    ],
    migrations: migrations::MIGRATIONS,
    jobs: &[imports::READ_FILE, imports::UNDO],
};
