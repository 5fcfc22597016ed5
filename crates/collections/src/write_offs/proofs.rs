//! What must always hold of write-offs: each is what came off its charge and was not taken up
//! again, and nothing else is written off.

use super::records;
use books::Proof;
use store::Reader;
use values::{Id, noun};

/// The proofs of one branch.
pub fn proofs(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
) -> Result<Vec<Proof>, store::Error> {
    let listed = records::sum_left(reader, branch)?;
    let came_off = records::sum_came_off(reader, branch)?;
    let wrong = records::count_off(reader, branch)?;
    let ok = listed == came_off && wrong == 0;
    let detail = match (ok, wrong) {
        (true, _) => format!("Write-offs and what came off their charges are both {listed}."),
        (false, 0) => format!("Write-offs are {listed}, {came_off} came off charges."),
        (false, wrong) => format!("{wrong} write-offs differ from what came off their charge."),
    };
    Ok(vec![Proof { name: "write_offs_came_off_their_charge", ok, detail }])
}
