//! Customers who may be the same as others.

use office::{Desk, Refusal};
use store::{Reader, V, args, from_row, sql};
use values::{Id, noun};

/// A possible duplicate.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::imports) struct Duplicate {
    pub customer: Id<noun::Customer>,
    pub other: Id<noun::Customer>,
    pub why: String,
    pub settled_how: Option<String>,
}
from_row!(Duplicate { customer, other, why, settled_how });

/// The possible duplicate of this id.
pub(in crate::imports) fn find_duplicate(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    id: Id<noun::PossibleDuplicate>,
) -> Result<Option<Duplicate>, store::Error> {
    reader.find(
        sql!(
            "SELECT customer_id, other_id, why, settled_how FROM possible_duplicates \
             WHERE branch_id = $1 AND id = $2"
        ),
        args![branch, id],
    )
}

/// Queues whom a new customer looks like, each with why.
pub(in crate::imports) fn insert_duplicates(
    desk: &mut Desk<'_>,
    import: Id<noun::Import>,
    customer: Id<noun::Customer>,
    others: &[(Id<noun::Customer>, String)],
) -> Result<(), Refusal> {
    if others.is_empty() {
        return Ok(());
    }
    let (branch, now) = (desk.branch(), desk.now());
    let rows: Vec<_> = others
        .iter()
        .map(|(other, why)| {
            [
                V::from(desk.id::<noun::PossibleDuplicate>()),
                V::from(branch),
                V::from(import),
                V::from(customer),
                V::from(*other),
                V::from(why.as_str()),
                V::from(now),
            ]
        })
        .collect();
    let columns = ["id", "branch_id", "import_id", "customer_id", "other_id", "why", "found_at"];
    desk.insert_many("possible_duplicates", columns, rows)?;
    Ok(())
}

/// Somebody has looked at it.
pub(in crate::imports) fn mark_settled(
    desk: &mut Desk<'_>,
    id: Id<noun::PossibleDuplicate>,
    how: &str,
) -> Result<u64, Refusal> {
    desk.exec(
        sql!(
            "UPDATE possible_duplicates SET settled_at = $3, settled_by = $4, \
             settled_how = $5 WHERE branch_id = $1 AND id = $2 AND settled_at IS NULL"
        ),
        args![desk.branch(), id, desk.now(), desk.who(), how],
    )
}

/// A customer who was taken back is nobody's duplicate.
pub(in crate::imports) fn mark_settled_with_customer(
    desk: &mut Desk<'_>,
    customer: Id<noun::Customer>,
    how: &str,
) -> Result<u64, Refusal> {
    desk.exec(
        sql!(
            "UPDATE possible_duplicates SET settled_at = $3, settled_by = $4, \
             settled_how = $5 WHERE branch_id = $1 AND (customer_id = $2 OR other_id = $2) \
             AND settled_at IS NULL"
        ),
        args![desk.branch(), customer, desk.now(), desk.who(), how],
    )
}
