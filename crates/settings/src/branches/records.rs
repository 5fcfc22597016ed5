//! The rows of branches beyond what the office itself needs.

use super::OpenBranch;
use office::{Desk, Refusal};
use store::{Reader, args, from_row, sql};
use values::{Id, noun};

/// Names the company.
pub fn mark_company(desk: &mut Desk<'_>, name: &str) -> Result<u64, Refusal> {
    desk.exec(sql!("UPDATE branches SET name = $1 WHERE id = 0"), args![name])
}

/// Writes a branch and the beginning of its journal.
pub fn insert_branch(
    desk: &mut Desk<'_>,
    id: Id<noun::Branch>,
    branch: &OpenBranch,
) -> Result<(), Refusal> {
    desk.exec(
        sql!(
            "INSERT INTO branches (id, number, name, zone, line1, city, state, zip, phone, \
             email, small_office, opened_at) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, FALSE, $11)"
        ),
        args![
            id,
            &branch.number,
            branch.name.trim(),
            &branch.zone,
            branch.line1.trim(),
            branch.city.trim(),
            &branch.state,
            branch.zip.trim(),
            branch.phone.trim(),
            branch.email.trim(),
            desk.now()
        ],
    )?;
    desk.exec(
        sql!("INSERT INTO journal_heads (branch_id, sequence, link) VALUES ($1, 0, '')"),
        args![id],
    )?;
    Ok(())
}

/// How many people it takes for what usually takes two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hands {
    /// One may do it, journalled and listed: a small office.
    OneMayDo,
    /// Two, always.
    TwoAlways,
}

/// Keeps the small office rule.
pub fn mark_small_office(
    desk: &mut Desk<'_>,
    id: Id<noun::Branch>,
    hands: Hands,
) -> Result<u64, Refusal> {
    let is_small = hands == Hands::OneMayDo;
    desk.exec(sql!("UPDATE branches SET small_office = $2 WHERE id = $1"), args![id, is_small])
}

/// A branch with its address, as printed sheets show it.
#[derive(Clone, Debug)]
pub struct BranchAddress {
    /// The company's name.
    pub company: String,
    /// `0412`.
    pub number: String,
    /// `Cedar`.
    pub name: String,
    /// Street.
    pub line1: String,
    /// City.
    pub city: String,
    /// Two letters.
    pub state: String,
    /// Zip.
    pub zip: String,
    /// Telephone.
    pub phone: String,
    /// E-mail address.
    pub email: String,
}
from_row!(BranchAddress { company, number, name, line1, city, state, zip, phone, email });

/// A branch with its address and the company's name.
pub fn find_branch_address(
    reader: &mut Reader<'_>,
    id: Id<noun::Branch>,
) -> Result<Option<BranchAddress>, store::Error> {
    reader.find(
        sql!(
            "SELECT c.name, b.number, b.name, b.line1, b.city, b.state, b.zip, b.phone, \
             b.email FROM branches b JOIN branches c ON c.id = 0 WHERE b.id = $1"
        ),
        args![id],
    )
}
