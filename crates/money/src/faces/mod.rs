//! Customers as a payment needs them: a number, a name, and whether money may be posted.

pub(crate) mod records;

use office::{Desk, Refusal};
use values::{Id, noun};

pub(crate) use records::Face;

/// The customer, unless her account was merged into another: then the refusal says which.
pub(crate) fn require_open(
    desk: &mut Desk<'_>,
    customer: Id<noun::Customer>,
) -> Result<Face, Refusal> {
    let branch = desk.branch();
    let face = records::find_face(desk, branch, customer)?
        .ok_or(Refusal::NotFound { what: "customer" })?;
    match &*face.standing {
        "merged" => Err(Refusal::conflict_with(
            "payments.customer_merged",
            format!(
                "{} is closed: it was merged into another account. Post to that one.",
                face.number
            ),
            format!("/customers/{customer}"),
            "See the account it became",
        )),
        _ => Ok(face),
    }
}
