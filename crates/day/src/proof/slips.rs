//! Small proofs about what hangs on the journal and on deposits.

use super::Check;
use store::{Reader, args, from_row, sql};
use values::{Id, noun};

/// How many rows are wrong, and one of them.
struct Wrong {
    count: i64,
    first: Option<String>,
}
from_row!(Wrong { count, first });

impl Wrong {
    fn check(self, name: &str, proved: &str, words: &str) -> Check {
        let detail = match &self.first {
            Some(first) => format!("{} {words}; look at {first} first.", self.count),
            None => proved.to_owned(),
        };
        Check { name: name.into(), ok: self.count == 0, detail }
    }
}

/// Every once-key names the journal line of the command it stands for.
pub(super) fn once_keys(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
) -> Result<Check, store::Error> {
    let wrong: Wrong = reader.one(
        sql!(
            "SELECT COUNT(*), MIN(o.command) FROM once_keys o LEFT JOIN journal j \
             ON j.branch_id = o.branch_id AND j.sequence = o.sequence \
             WHERE o.branch_id = $1 AND (j.sequence IS NULL OR j.command <> o.command \
             OR j.staff_id <> o.staff_id)"
        ),
        args![branch],
    )?;
    let proved = "Every once-key names the journal line it made.";
    Ok(wrong.check("once_keys_name_lines", proved, "once-keys name no line of theirs"))
}

/// Every timeline entry names a journal line.
pub(super) fn subjects(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
) -> Result<Check, store::Error> {
    let wrong: Wrong = reader.one(
        sql!(
            "SELECT COUNT(*), MIN(s.subject || ' ' || CAST(s.subject_id AS TEXT)) \
             FROM journal_subjects s LEFT JOIN journal j \
             ON j.branch_id = s.branch_id AND j.sequence = s.sequence \
             WHERE s.branch_id = $1 AND j.sequence IS NULL"
        ),
        args![branch],
    )?;
    let proved = "Every line of a timeline is a line of the journal.";
    Ok(wrong.check("timelines_name_lines", proved, "timeline lines are in no journal"))
}

/// Cash, checks and money orders stand in just one deposit, cards and ACH in none; nothing
/// slipped into a deposit after it was closed.
pub(super) fn one_deposit(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
) -> Result<Check, store::Error> {
    let wrong: Wrong = reader.one(
        sql!(
            "SELECT COUNT(*), MIN(p.number) FROM payments p \
             LEFT JOIN deposits d ON d.id = p.deposit_id \
             LEFT JOIN batches b ON b.id = p.batch_id \
             WHERE p.branch_id = $1 AND p.voided_at IS NULL AND (\
             (p.tender IN ('cash', 'check', 'money_order') AND p.deposit_id IS NULL) \
             OR (p.tender IN ('card', 'ach') AND p.deposit_id IS NOT NULL) \
             OR p.posted_at > d.closed_at OR b.deposit_id <> p.deposit_id)"
        ),
        args![branch],
    )?;
    let proved = "Every payment goes to the bank once: in one deposit, or by its processor.";
    Ok(wrong.check("payments_in_one_deposit", proved, "payments are not in just one deposit"))
}
