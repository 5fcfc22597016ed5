//! Reports: what the other rooms know, put together for the person who asks. All that is
//! written here is what was handed out.
//!
//! Read first: [`customer_file`] (everything about one customer on one page, and finding
//! her while she is still saying her name), [`biographies`] (the whole life of a payment),
//! [`journal_exports`] (the books for the accountant).

pub mod biographies;
pub mod customer_file;
pub mod journal_exports;
#[cfg(test)]
mod testing;

/// Lets this room look at its own before a month closes.
pub fn follow(rooms: office::Rooms) -> office::Rooms {
    rooms.before_month_closes(journal_exports::IS_ACKNOWLEDGED)
}

/// What reports bring to the house.
pub const ROOM: office::Room = office::Room {
    name: "reports",
    nouns: &[biographies::NOUN, customer_file::NOUN, journal_exports::NOUN],
    migrations: &[journal_exports::records::MIGRATION],
    jobs: &[],
};
