//! Merges: which customer turned out to be which, and what was taken along.

use crate::customers::words::Standing;
use office::{Desk, Refusal};
use store::{Reader, V, args, from_row, sql};
use values::{Id, Instant, noun};

/// That one customer is another, dated.
#[derive(Clone, Debug, PartialEq)]
pub struct Merge {
    /// Its id.
    pub id: i64,
    /// The customer that ended.
    pub customer: Id<noun::Customer>,
    /// Her account number.
    pub number: String,
    /// Her name.
    pub name: String,
    /// The customer that goes on.
    pub into: Id<noun::Customer>,
    /// How the ended one stood before.
    pub was: Standing,
    /// When.
    pub merged_at: Instant,
}
from_row!(Merge { id, customer, number, name, into, was, merged_at });

/// The customers who were merged into this one and still are, in order.
pub fn list_merged_into(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    into: Id<noun::Customer>,
) -> Result<Vec<Merge>, store::Error> {
    reader.all(
        sql!(
            "SELECT m.id, m.customer_id, c.number, c.name, m.into_id, m.was, m.merged_at \
             FROM customer_merges m JOIN customers c ON c.id = m.customer_id \
             WHERE m.branch_id = $1 AND m.into_id = $2 AND m.undone_at IS NULL ORDER BY m.id"
        ),
        args![branch, into],
    )
}

/// The merge that ended this customer.
pub(in crate::customers) fn find_merge(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    customer: Id<noun::Customer>,
) -> Result<Option<Merge>, store::Error> {
    reader.find(
        sql!(
            "SELECT m.id, m.customer_id, c.number, c.name, m.into_id, m.was, m.merged_at \
             FROM customer_merges m JOIN customers c ON c.id = m.customer_id \
             WHERE m.branch_id = $1 AND m.customer_id = $2 AND m.undone_at IS NULL"
        ),
        args![branch, customer],
    )
}

/// Writes down a merge.
pub(in crate::customers) fn insert_merge(
    desk: &mut Desk<'_>,
    customer: Id<noun::Customer>,
    into: Id<noun::Customer>,
    was: Standing,
    reason: &str,
) -> Result<i64, Refusal> {
    let id: Id<noun::Customer> = desk.id();
    desk.exec(
        sql!(
            "INSERT INTO customer_merges (id, branch_id, customer_id, into_id, was, reason, \
             merged_at, merged_by) VALUES ($2, $1, $3, $4, $5, $6, $7, $8)"
        ),
        args![desk.branch(), id, customer, into, was, reason, desk.now(), desk.who()],
    )?;
    Ok(id.get())
}

/// Writes down what a merge took along.
pub(in crate::customers) fn insert_moves(
    desk: &mut Desk<'_>,
    merge: i64,
    subject: &'static str,
    ids: &[i64],
) -> Result<(), Refusal> {
    let branch = desk.branch();
    let rows =
        ids.iter().map(|id| [V::from(merge), V::from(branch), V::from(subject), V::from(*id)]);
    desk.insert_many(
        "customer_merge_moves",
        ["merge_id", "branch_id", "subject", "subject_id"],
        rows,
    )?;
    Ok(())
}

/// What a merge took along, of one noun.
pub(in crate::customers) fn list_moves(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    merge: i64,
    subject: &str,
) -> Result<Vec<i64>, store::Error> {
    let rows: Vec<(i64,)> = reader.all(
        sql!(
            "SELECT subject_id FROM customer_merge_moves WHERE branch_id = $1 \
             AND merge_id = $2 AND subject = $3 ORDER BY subject_id"
        ),
        args![branch, merge, subject],
    )?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// Takes a merge back.
pub(in crate::customers) fn mark_undone(desk: &mut Desk<'_>, merge: i64) -> Result<u64, Refusal> {
    desk.exec(
        sql!(
            "UPDATE customer_merges SET undone_at = $3, undone_by = $4 \
             WHERE branch_id = $1 AND id = $2 AND undone_at IS NULL"
        ),
        args![desk.branch(), merge, desk.now(), desk.who()],
    )
}
