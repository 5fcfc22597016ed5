//! Customers as a payment needs them: a number, a name, and whether money may be posted.

pub(crate) mod records;

use office::{Desk, Refusal};
use values::{Id, noun};

pub(crate) use records::Face;

/// The customer, when money may be posted to her. A merged account is closed, unless money
/// still stands on it; the front desk knows which account it became.
pub(crate) fn require_open(
    desk: &mut Desk<'_>,
    customer: Id<noun::Customer>,
) -> Result<Face, Refusal> {
    let branch = desk.branch();
    let face = records::find_face(desk, branch, customer)?
        .ok_or(Refusal::NotFound { what: "customer" })?;
    if face.standing == "merged" {
        front_desk::customers::records::require_open_for_money(desk, branch, customer)?;
    }
    Ok(face)
}
