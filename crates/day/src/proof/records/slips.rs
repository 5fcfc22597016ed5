//! Rows that hang on the journal or on deposits and should not be as they are.

use store::{Reader, args, from_row, sql};
use values::{Id, noun};

/// How many rows are wrong, and one of them.
pub(in crate::proof) struct Wrong {
    pub count: i64,
    pub first: Option<String>,
}
from_row!(Wrong { count, first });

/// Once-keys that name no journal line of theirs.
pub(in crate::proof) fn find_stray_once_keys(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
) -> Result<Wrong, store::Error> {
    reader.one(
        sql!(
            "SELECT COUNT(*), MIN(o.command) FROM once_keys o LEFT JOIN journal j \
             ON j.branch_id = o.branch_id AND j.sequence = o.sequence \
             WHERE o.branch_id = $1 AND (j.sequence IS NULL OR j.command <> o.command \
             OR j.staff_id <> o.staff_id)"
        ),
        args![branch],
    )
}

/// Timeline entries that are in no journal.
pub(in crate::proof) fn find_stray_subjects(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
) -> Result<Wrong, store::Error> {
    reader.one(
        sql!(
            "SELECT COUNT(*), MIN(s.subject || ' ' || CAST(s.subject_id AS TEXT)) \
             FROM journal_subjects s LEFT JOIN journal j \
             ON j.branch_id = s.branch_id AND j.sequence = s.sequence \
             WHERE s.branch_id = $1 AND j.sequence IS NULL"
        ),
        args![branch],
    )
}

/// Payments that are in no deposit or in one too many, or slipped into a closed one.
pub(in crate::proof) fn find_stray_payments(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
) -> Result<Wrong, store::Error> {
    reader.one(
        sql!(
            "SELECT COUNT(*), MIN(p.number) FROM payments p \
             LEFT JOIN deposits d ON d.id = p.deposit_id \
             LEFT JOIN batches b ON b.id = p.batch_id \
             WHERE p.branch_id = $1 AND p.voided_at IS NULL AND (\
             (p.tender IN ('cash', 'check', 'money_order') AND p.deposit_id IS NULL) \
             OR (p.tender IN ('card', 'ach', 'lockbox') AND p.deposit_id IS NOT NULL) \
             OR p.posted_at > d.closed_at OR b.deposit_id <> p.deposit_id)"
        ),
        args![branch],
    )
}
