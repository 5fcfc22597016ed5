//! Safekeeping: cash that lies in the house, and what is kept for somebody else.
//!
//! Read first: [`petty_funds`].

pub mod petty_funds;
#[cfg(test)]
mod testing;

/// Lets this room look at its own before a month closes.
pub fn follow(rooms: office::Rooms) -> office::Rooms {
    rooms.before_month_closes(petty_funds::ARE_COUNTED)
}

/// Every proof of this room for one branch.
pub fn proofs(
    reader: &mut store::Reader<'_>,
    branch: values::Id<values::noun::Branch>,
) -> Result<Vec<books::Proof>, store::Error> {
    petty_funds::proofs(reader, branch)
}

/// What safekeeping brings to the house.
pub const ROOM: office::Room = office::Room {
    name: "safekeeping",
    nouns: &[petty_funds::NOUN],
    migrations: &[petty_funds::records::MIGRATION],
    jobs: &[],
};
