//! Safekeeping: cash that lies in the house, and what is kept for somebody else.
//!
//! Read first: [`petty_funds`], [`unclaimed_items`].

pub mod petty_funds;
#[cfg(test)]
mod testing;
pub mod unclaimed_items;

/// Lets this room look at its own before a month closes, and every night.
pub fn follow(rooms: office::Rooms) -> office::Rooms {
    rooms.before_month_closes(petty_funds::ARE_COUNTED).daily(unclaimed_items::NIGHTLY)
}

/// Every proof of this room for one branch.
pub fn proofs(
    reader: &mut store::Reader<'_>,
    branch: values::Id<values::noun::Branch>,
) -> Result<Vec<books::Proof>, store::Error> {
    let mut proofs = petty_funds::proofs(reader, branch)?;
    proofs.extend(unclaimed_items::proofs(reader, branch)?);
    Ok(proofs)
}

/// What safekeeping brings to the house.
pub const ROOM: office::Room = office::Room {
    name: "safekeeping",
    nouns: &[petty_funds::NOUN, unclaimed_items::NOUN],
    migrations: &[petty_funds::records::MIGRATION, unclaimed_items::records::MIGRATION],
    jobs: &[unclaimed_items::LOOK_JOB],
};
