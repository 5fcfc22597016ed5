//! Collections: what customers owe, how old it is, why a balance is what it is, and what is
//! given up of it.
//!
//! Read first: [`receivables::aging`] (how old what is owed is, on any day),
//! [`receivables::explain`] (the lines that make up one customer's balance) and [`write_offs`].

pub mod receivables;
#[cfg(test)]
mod testing;
pub mod write_offs;

/// Lets this room look at its own before a month closes.
pub fn follow(rooms: office::Rooms) -> office::Rooms {
    rooms
        .before_month_closes(write_offs::ARE_ANSWERED)
        .before_month_closes(receivables::IS_ALLOWED_FOR)
}

/// What collections bring to the house.
pub const ROOM: office::Room = office::Room {
    name: "collections",
    nouns: &[receivables::NOUN, write_offs::NOUN],
    migrations: &[write_offs::records::MIGRATION],
    jobs: &[],
};
