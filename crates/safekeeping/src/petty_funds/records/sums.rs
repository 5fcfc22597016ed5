//! Sums and counts over all funds of a branch.

use store::{Reader, args, sql};
use values::{Day, Id, Money, noun};

/// How many open funds were not counted since a day, or have slips of until a day that wait.
pub(in crate::petty_funds) fn count_unsettled(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    last: Day,
    since: Day,
) -> Result<i64, store::Error> {
    let (count,): (i64,) = reader.one(
        sql!(
            "SELECT COUNT(*) FROM petty_funds f WHERE f.branch_id = $1 AND f.closed_at IS NULL \
             AND f.opened_on <= $2 AND (NOT EXISTS (SELECT 1 FROM petty_counts c \
             WHERE c.branch_id = $1 AND c.fund_id = f.id AND c.counted_on >= $3) \
             OR EXISTS (SELECT 1 FROM petty_slips p WHERE p.branch_id = $1 \
             AND p.fund_id = f.id AND p.paid_on <= $2 AND p.voided_at IS NULL \
             AND p.replenishment_id IS NULL))"
        ),
        args![branch, last, since],
    )?;
    Ok(count)
}

/// What all funds hold when they are replenished.
pub(in crate::petty_funds) fn sum_imprests(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
) -> Result<Money, store::Error> {
    let (sum,): (Money,) = reader.one(
        sql!(
            "SELECT CAST(COALESCE(SUM(imprest_cents), 0) AS BIGINT) FROM petty_funds \
             WHERE branch_id = $1"
        ),
        args![branch],
    )?;
    Ok(sum)
}

/// How many funds' cash and waiting slips are not their imprest: the cash by all that ever went
/// in or out (imprests, replenishments, what was found over or short, slips paid).
pub(in crate::petty_funds) fn count_off(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
) -> Result<i64, store::Error> {
    let (count,): (i64,) = reader.one(
        sql!(
            "SELECT COUNT(*) FROM petty_funds f WHERE f.branch_id = $1 AND f.imprest_cents <> \
             COALESCE((SELECT SUM(i.after_cents - i.before_cents) FROM petty_imprests i \
             WHERE i.branch_id = $1 AND i.fund_id = f.id), 0) + \
             COALESCE((SELECT SUM(r.amount_cents + r.over_short_cents) \
             FROM petty_replenishments r WHERE r.branch_id = $1 AND r.fund_id = f.id), 0) - \
             COALESCE((SELECT SUM(p.amount_cents) FROM petty_slips p WHERE p.branch_id = $1 \
             AND p.fund_id = f.id AND p.voided_at IS NULL), 0) + \
             COALESCE((SELECT SUM(p.amount_cents) FROM petty_slips p WHERE p.branch_id = $1 \
             AND p.fund_id = f.id AND p.voided_at IS NULL AND p.replenishment_id IS NULL), 0)"
        ),
        args![branch],
    )?;
    Ok(count)
}
