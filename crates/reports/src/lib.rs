//! Reports: what the other rooms know, put together for the person who asks. Nothing is
//! written here.
//!
//! Read first: [`customer_file`] (everything about one customer on one page, and finding
//! her while she is still saying her name), [`biographies`] (the whole life of a payment).

pub mod biographies;
pub mod customer_file;
#[cfg(test)]
mod testing;

/// What reports bring to the house.
pub const ROOM: office::Room = office::Room {
    name: "reports",
    nouns: &[biographies::NOUN, customer_file::NOUN],
    migrations: &[],
    jobs: &[],
};
