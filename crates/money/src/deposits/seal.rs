//! The seal of a closed deposit: the first 16 hex digits of its link in the journal, printed
//! on the slip. Whoever changed the journal afterwards would change every later link.

use super::CloseDeposit;
use super::records::DepositRow;
use office::Command;
use store::Reader;
use values::{Id, Noun, noun};

/// The seal of a deposit, once it is closed and committed.
pub fn find_seal(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    row: &DepositRow,
) -> Result<Option<String>, store::Error> {
    if row.closed_at.is_none() {
        return Ok(None);
    }
    let (subject, command) = (noun::Deposit::NAME, CloseDeposit::NAME);
    let link = office::records::find_link_of(reader, branch, subject, row.id.get(), command)?;
    Ok(link.map(|link| grouped(office::journal::seal(&link))))
}

/// `41D8 0C6E 92B7 F350`: four by four, as it is read aloud.
fn grouped(seal: &str) -> String {
    let letters: Vec<char> = seal.to_ascii_uppercase().chars().collect();
    let fours = letters.chunks(4).map(|four| four.iter().collect::<String>());
    fours.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seal_is_read_four_by_four() {
        assert_eq!(grouped("41d80c6e92b7f350"), "41D8 0C6E 92B7 F350");
    }
}
