//! Sums and counts over all write-offs of a branch.

use store::{Reader, args, sql};
use values::{Id, Money, noun};

/// How many write-offs wait for their answer.
pub(in crate::write_offs) fn count_waiting(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
) -> Result<i64, store::Error> {
    let (count,): (i64,) = reader.one(
        sql!(
            "SELECT COUNT(*) FROM write_offs WHERE branch_id = $1 AND approved_at IS NULL \
             AND declined_at IS NULL"
        ),
        args![branch],
    )?;
    Ok(count)
}

/// What is written off now, of all charges.
pub(in crate::write_offs) fn sum_left(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
) -> Result<Money, store::Error> {
    let (sum,): (Money,) = reader.one(
        sql!(
            "SELECT CAST(COALESCE(SUM(amount_cents - reinstated_cents), 0) AS BIGINT) \
             FROM write_offs WHERE branch_id = $1 AND approved_at IS NOT NULL"
        ),
        args![branch],
    )?;
    Ok(sum)
}

/// What came off charges because it was written off, and was not put back.
pub(in crate::write_offs) fn sum_came_off(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
) -> Result<Money, store::Error> {
    let (sum,): (Money,) = reader.one(
        sql!(
            "SELECT CAST(COALESCE(SUM(a.amount_cents), 0) AS BIGINT) FROM applications a \
             LEFT JOIN applications b ON b.reverses_id = a.id \
             WHERE a.branch_id = $1 AND a.kind = 'write_off' AND b.id IS NULL"
        ),
        args![branch],
    )?;
    Ok(sum)
}

/// How many write-offs are not what came off their charge.
pub(in crate::write_offs) fn count_off(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
) -> Result<i64, store::Error> {
    let (count,): (i64,) = reader.one(
        sql!(
            "SELECT COUNT(*) FROM write_offs w \
             LEFT JOIN applications a ON a.id = w.application_id \
             LEFT JOIN applications b ON b.reverses_id = a.id \
             WHERE w.branch_id = $1 AND w.approved_at IS NOT NULL \
             AND (w.amount_cents - w.reinstated_cents <> COALESCE(a.amount_cents, 0) \
             OR a.charge_id <> w.charge_id OR b.id IS NOT NULL)"
        ),
        args![branch],
    )?;
    Ok(count)
}
