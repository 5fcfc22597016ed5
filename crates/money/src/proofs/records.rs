//! The sums and counts behind the proofs.

use store::{Reader, args, sql};
use values::{Id, Money, noun};

/// Cash, checks and money orders on accounts and not in a closed deposit.
pub(super) fn undeposited(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
) -> Result<Money, store::Error> {
    let (sum,): (Money,) = reader.one(
        sql!(
            "SELECT CAST(COALESCE(SUM(p.amount_cents), 0) AS BIGINT) FROM payments p \
             JOIN deposits d ON d.id = p.deposit_id WHERE p.branch_id = $1 \
             AND p.voided_at IS NULL AND p.customer_id IS NOT NULL AND d.closed_at IS NULL"
        ),
        args![branch],
    )?;
    Ok(sum)
}

/// Card and ACH payments on accounts that the processor has not paid out, nor the bank taken
/// back.
pub(super) fn unsettled(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
) -> Result<Money, store::Error> {
    let (sum,): (Money,) = reader.one(
        sql!(
            "SELECT CAST(COALESCE(SUM(amount_cents), 0) AS BIGINT) FROM payments \
             WHERE branch_id = $1 AND tender IN ('card', 'ach', 'lockbox') AND voided_at IS NULL \
             AND customer_id IS NOT NULL AND settled_on IS NULL AND returned_at IS NULL"
        ),
        args![branch],
    )?;
    Ok(sum)
}

/// Closed deposits that are not their payments plus what was over or short.
pub(super) fn count_deposits_off(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
) -> Result<i64, store::Error> {
    let (count,): (i64,) = reader.one(
        sql!(
            "SELECT COUNT(*) FROM deposits d WHERE d.branch_id = $1 AND d.closed_at IS NOT NULL \
             AND d.total_cents - d.over_short_cents <> (SELECT COALESCE(SUM(p.amount_cents), 0) \
             FROM payments p WHERE p.deposit_id = d.id AND p.voided_at IS NULL)"
        ),
        args![branch],
    )?;
    Ok(count)
}

/// Named payments whose credit is missing, of another customer or of another amount.
pub(super) fn count_without_credit(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
) -> Result<i64, store::Error> {
    let (count,): (i64,) = reader.one(
        sql!(
            "SELECT COUNT(*) FROM payments p LEFT JOIN credits c ON c.id = p.credit_id \
             WHERE p.branch_id = $1 AND p.customer_id IS NOT NULL AND (c.id IS NULL \
             OR c.customer_id <> p.customer_id OR c.amount_cents <> p.amount_cents)"
        ),
        args![branch],
    )?;
    Ok(count)
}

/// Closed deposits without a count, or signed by the counter outside a small office.
pub(super) fn count_unsigned(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
) -> Result<i64, store::Error> {
    let (count,): (i64,) = reader.one(
        sql!(
            "SELECT COUNT(*) FROM deposits d LEFT JOIN deposit_counts c ON c.id = d.count_id \
             WHERE d.branch_id = $1 AND d.closed_at IS NOT NULL AND (c.id IS NULL \
             OR d.verified_by IS NULL OR (d.verified_by = c.counted_by AND NOT d.verified_alone))"
        ),
        args![branch],
    )?;
    Ok(count)
}

/// Payments on hold in a closed deposit.
pub(super) fn count_held_in_closed(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
) -> Result<i64, store::Error> {
    let (count,): (i64,) = reader.one(
        sql!(
            "SELECT COUNT(*) FROM payments p JOIN deposits d ON d.id = p.deposit_id \
             WHERE p.branch_id = $1 AND p.customer_id IS NULL AND p.voided_at IS NULL \
             AND d.closed_at IS NOT NULL"
        ),
        args![branch],
    )?;
    Ok(count)
}

/// Refunds that were approved and not paid.
pub(super) fn refunds_payable(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
) -> Result<Money, store::Error> {
    let (sum,): (Money,) = reader.one(
        sql!(
            "SELECT CAST(COALESCE(SUM(amount_cents), 0) AS BIGINT) FROM refunds \
             WHERE branch_id = $1 AND approved_at IS NOT NULL AND paid_at IS NULL"
        ),
        args![branch],
    )?;
    Ok(sum)
}

/// Standing matches of which the two sides, or the kept amount, differ.
pub(super) fn count_matches_off(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
) -> Result<i64, store::Error> {
    let (count,): (i64,) = reader.one(
        sql!(
            "SELECT COUNT(*) FROM bank_matches m WHERE m.branch_id = $1 AND m.undone_at IS NULL \
             AND (m.amount_cents <> (SELECT COALESCE(SUM(l.amount_cents), 0) FROM bank_lines l \
             WHERE l.bank_match_id = m.id) OR m.amount_cents <> (SELECT \
             COALESCE(SUM(e.amount_cents), 0) FROM bank_match_lines k JOIN entry_lines e \
             ON e.id = k.entry_line_id WHERE k.bank_match_id = m.id AND k.freed_at IS NULL))"
        ),
        args![branch],
    )?;
    Ok(count)
}
