//! What must always hold of money that nobody claims: account 2400 is what is set aside and not
//! with a state yet.

use super::records;
use books::Proof;
use books::accounts::UNCLAIMED;
use books::accounts::records::balance_at;
use store::Reader;
use values::{Day, Id, noun};

/// The proofs of one branch.
pub fn proofs(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
) -> Result<Vec<Proof>, store::Error> {
    let set_aside = records::sum_set_aside(reader, branch)?;
    let booked = -balance_at(reader, branch, UNCLAIMED, Day::ymd(9999, 12, 31))?;
    let ok = set_aside == booked;
    let detail = match ok {
        true => format!("Account 2400 and what is set aside for states are both {booked}."),
        false => format!("Account 2400 is {booked}, {set_aside} is set aside."),
    };
    Ok(vec![Proof { name: "unclaimed_is_set_aside", ok, detail }])
}
