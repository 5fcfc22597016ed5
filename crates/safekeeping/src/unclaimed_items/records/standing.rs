//! How much waits, by state and by what is due next.

use super::ItemRow;
use store::{Reader, args, from_row, sql};
use values::{Day, Id, Money, noun};

/// What waits for one state.
#[derive(Clone, Debug, PartialEq)]
pub struct Standing {
    /// Which state.
    pub state: String,
    /// Owners to be written to.
    pub to_write: i64,
    /// What is theirs.
    pub to_write_amount: Money,
    /// The first day by which a letter must be out.
    pub letter_until: Option<Day>,
    /// Items that wait for an answer, or to be set aside.
    pub waiting: i64,
    /// What they come to.
    pub waiting_amount: Money,
    /// Items set aside and not with the state yet.
    pub set_aside: i64,
    /// What they come to.
    pub set_aside_amount: Money,
    /// The first day by which the state gets any of it.
    pub report_on: Day,
}
from_row!(Standing {
    state,
    to_write,
    to_write_amount,
    letter_until,
    waiting,
    waiting_amount,
    set_aside,
    set_aside_amount,
    report_on
});

/// What waits for each state, the first report first.
pub fn list_standing(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
) -> Result<Vec<Standing>, store::Error> {
    reader.all(
        sql!(
            "SELECT state, \
             CAST(SUM(CASE WHEN step = 1 THEN 1 ELSE 0 END) AS BIGINT), \
             CAST(SUM(CASE WHEN step = 1 THEN amount_cents ELSE 0 END) AS BIGINT), \
             MIN(CASE WHEN step = 1 THEN letter_until END), \
             CAST(SUM(CASE WHEN step = 2 THEN 1 ELSE 0 END) AS BIGINT), \
             CAST(SUM(CASE WHEN step = 2 THEN amount_cents ELSE 0 END) AS BIGINT), \
             CAST(SUM(CASE WHEN step = 3 THEN 1 ELSE 0 END) AS BIGINT), \
             CAST(SUM(CASE WHEN step = 3 THEN amount_cents ELSE 0 END) AS BIGINT), \
             MIN(report_on) FROM (SELECT state, amount_cents, letter_until, report_on, \
             CASE WHEN set_aside_on IS NOT NULL THEN 3 \
             WHEN letter_at IS NULL AND letter_is_due THEN 1 ELSE 2 END AS step \
             FROM unclaimed_items WHERE branch_id = $1 AND ended_on IS NULL \
             AND report_id IS NULL) AS waiting GROUP BY state ORDER BY MIN(report_on), state"
        ),
        args![branch],
    )
}

/// What is set aside for a state and not with it yet, by owner's name.
pub(in crate::unclaimed_items) fn list_to_report(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    state: &str,
) -> Result<Vec<ItemRow>, store::Error> {
    reader.all(
        sql!(
            "SELECT u.id, u.customer_id, u.credit_id, u.refund_id, u.check_entry_id, \
             u.document, u.amount_cents, u.touched_on, u.touch, u.state, u.dormant_on, \
             u.report_on, u.letter_from, u.letter_until, u.letter_is_due, u.letter_at, \
             u.letter_to, u.set_aside_on, u.set_aside_by, u.application_id, u.report_id, \
             u.ended_on, u.ended_how, u.ended_note FROM unclaimed_items u \
             JOIN customer_face k ON k.id = u.customer_id WHERE u.branch_id = $1 AND u.state = $2 \
             AND u.set_aside_on IS NOT NULL AND u.ended_on IS NULL AND u.report_id IS NULL \
             ORDER BY k.name, u.id"
        ),
        args![branch, state],
    )
}

/// What waits for its owner.
pub fn list_waiting_ids(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
) -> Result<Vec<Id<noun::UnclaimedItem>>, store::Error> {
    let ids: Vec<(Id<noun::UnclaimedItem>,)> = reader.all(
        sql!(
            "SELECT id FROM unclaimed_items WHERE branch_id = $1 AND ended_on IS NULL \
             AND set_aside_on IS NULL ORDER BY id"
        ),
        args![branch],
    )?;
    Ok(ids.into_iter().map(|(id,)| id).collect())
}

/// All that is set aside and not with a state yet.
pub(in crate::unclaimed_items) fn sum_set_aside(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
) -> Result<Money, store::Error> {
    let (sum,): (Money,) = reader.one(
        sql!(
            "SELECT CAST(COALESCE(SUM(amount_cents), 0) AS BIGINT) FROM unclaimed_items \
             WHERE branch_id = $1 AND set_aside_on IS NOT NULL AND ended_on IS NULL \
             AND report_id IS NULL"
        ),
        args![branch],
    )?;
    Ok(sum)
}
