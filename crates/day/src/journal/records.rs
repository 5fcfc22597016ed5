//! One's own lines of the journal.

use store::{Reader, args, from_row, sql};
use values::{Id, Instant, noun};

/// How many lines a page shows.
pub(super) const ON_A_PAGE: usize = 60;

/// What was done, and whether it was taken back.
pub(super) struct Deed {
    /// Its number in the branch's chain.
    pub sequence: i64,
    /// When.
    pub at: Instant,
    /// Which command.
    pub command: String,
    /// What it answered.
    pub receipt: String,
    /// Why, where a reason was asked.
    pub reason: Option<String>,
    /// The key under which it was taken back, when it was.
    pub taken_back: Option<String>,
}
from_row!(Deed { sequence, at, command, receipt, reason, taken_back });

/// What `who` did in a branch since then, before line `before`, newest first: one line more
/// than a page shows when there is more. What followed out of another line is not told again.
pub(super) fn list_done(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    who: Id<noun::Staff>,
    since: Instant,
    before: i64,
) -> Result<Vec<Deed>, store::Error> {
    let most = i64::try_from(ON_A_PAGE + 1).unwrap_or(i64::MAX);
    reader.all(
        sql!(
            "SELECT j.sequence, j.at, j.command, j.receipt, j.reason, \
             (SELECT MIN(o.once_key) FROM once_keys o WHERE o.staff_id = j.staff_id \
              AND o.branch_id = j.branch_id AND o.once_key = \
              'undo-' || CAST(j.branch_id AS TEXT) || '.' || CAST(j.sequence AS TEXT)) \
             FROM journal j WHERE j.branch_id = $1 AND j.staff_id = $2 AND j.at >= $3 \
             AND j.sequence < $4 AND j.outer_sequence IS NULL ORDER BY j.sequence DESC LIMIT $5"
        ),
        args![branch, who, since, before, most],
    )
}
