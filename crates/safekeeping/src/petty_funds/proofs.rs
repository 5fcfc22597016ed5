//! What must always hold of petty cash: each fund's cash and the slips that wait are its
//! imprest, and account 1020 is all imprests.

use super::records;
use books::Proof;
use books::accounts::PETTY_CASH;
use books::accounts::records::balance_at;
use store::Reader;
use values::{Day, Id, noun};

/// The proofs of one branch.
pub fn proofs(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
) -> Result<Vec<Proof>, store::Error> {
    let imprests = records::sum_imprests(reader, branch)?;
    let booked = balance_at(reader, branch, PETTY_CASH, Day::ymd(9999, 12, 31))?;
    let off = records::count_off(reader, branch)?;
    let ok = imprests == booked && off == 0;
    let detail = match (ok, off) {
        (true, _) => format!("Account 1020 and the funds' cash with their slips are {booked}."),
        (false, 0) => format!("Account 1020 is {booked}, the funds come to {imprests}."),
        (false, off) => format!("{off} funds' cash and slips are not their imprest."),
    };
    Ok(vec![Proof { name: "petty_cash_is_its_imprest", ok, detail }])
}
