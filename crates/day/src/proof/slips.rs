//! Small proofs about what hangs on the journal and on deposits.

use super::Check;
use super::records::slips::{self, Wrong};
use store::Reader;
use values::{Id, noun};

/// Every once-key names the journal line of the command it stands for.
pub(super) fn once_keys(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
) -> Result<Check, store::Error> {
    let wrong = slips::find_stray_once_keys(reader, branch)?;
    let proved = "Every once-key names the journal line it made.";
    Ok(check(&wrong, "once_keys_name_lines", proved, "once-keys name no line of theirs"))
}

/// Every timeline entry names a journal line.
pub(super) fn subjects(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
) -> Result<Check, store::Error> {
    let wrong = slips::find_stray_subjects(reader, branch)?;
    let proved = "Every line of a timeline is a line of the journal.";
    Ok(check(&wrong, "timelines_name_lines", proved, "timeline lines are in no journal"))
}

/// Cash, checks and money orders stand in just one deposit, cards and ACH in none; nothing
/// slipped into a deposit after it was closed.
pub(super) fn one_deposit(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
) -> Result<Check, store::Error> {
    let wrong = slips::find_stray_payments(reader, branch)?;
    let proved = "Every payment goes to the bank once: in one deposit, or by its processor.";
    Ok(check(&wrong, "payments_in_one_deposit", proved, "payments are not in just one deposit"))
}

fn check(wrong: &Wrong, name: &str, proved: &str, words: &str) -> Check {
    let detail = match &wrong.first {
        Some(first) => format!("{} {words}; look at {first} first.", wrong.count),
        None => proved.to_owned(),
    };
    Check { name: name.into(), ok: wrong.count == 0, detail }
}
