//! Tags: words the office puts on customers to find them together.

use office::{Desk, Refusal};
use store::{Reader, args, sql};
use values::{Id, noun};

/// A customer's tags, by letter.
pub fn list_tags(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    customer: Id<noun::Customer>,
) -> Result<Vec<String>, store::Error> {
    let rows: Vec<(String,)> = reader.all(
        sql!(
            "SELECT tag FROM customer_tags WHERE branch_id = $1 AND customer_id = $2 \
             ORDER BY tag"
        ),
        args![branch, customer],
    )?;
    Ok(rows.into_iter().map(|(tag,)| tag).collect())
}

/// Every tag in use in the branch with how many customers bear it.
pub fn list_all_tags(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
) -> Result<Vec<(String, i64)>, store::Error> {
    reader.all(
        sql!(
            "SELECT tag, COUNT(*) FROM customer_tags WHERE branch_id = $1 \
             GROUP BY tag ORDER BY tag"
        ),
        args![branch],
    )
}

/// Puts a tag on; 0 when it is on already.
pub(crate) fn insert_tag(
    desk: &mut Desk<'_>,
    customer: Id<noun::Customer>,
    tag: &str,
) -> Result<u64, Refusal> {
    desk.exec(
        sql!(
            "INSERT INTO customer_tags (branch_id, customer_id, tag, tagged_at) \
             VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING"
        ),
        args![desk.branch(), customer, tag, desk.now()],
    )
}

/// Takes a tag off; the journal keeps that it was on.
pub(in crate::customers) fn remove_tag(
    desk: &mut Desk<'_>,
    customer: Id<noun::Customer>,
    tag: &str,
) -> Result<u64, Refusal> {
    desk.exec(
        sql!("DELETE FROM customer_tags WHERE branch_id = $1 AND customer_id = $2 AND tag = $3"),
        args![desk.branch(), customer, tag],
    )
}
