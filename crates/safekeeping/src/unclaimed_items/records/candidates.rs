//! Money that may lie unclaimed: open credits, and refund checks the bank never paid.

use store::{Reader, args, from_row, sql};
use values::{Day, Id, Instant, Money, noun};

/// Money of a customer that has lain for a while, with what she did last.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::unclaimed_items) struct Candidate {
    pub customer: Id<noun::Customer>,
    pub credit: Option<Id<noun::Credit>>,
    pub refund: Option<Id<noun::Refund>>,
    pub check_entry: Option<Id<noun::Entry>>,
    pub document: String,
    pub amount: Money,
    pub made_on: Day,
    /// The state her bills go to; blank when it is not known.
    pub state: String,
    /// When she paid last.
    pub paid_on: Option<Day>,
    /// When she last called, wrote or came in.
    pub spoke_at: Option<Instant>,
    /// When she last answered a letter about such money.
    pub answered_on: Option<Day>,
    /// The item that waits for it already, and the last touch it knows.
    pub item: Option<Id<noun::UnclaimedItem>>,
}
from_row!(Candidate {
    customer,
    credit,
    refund,
    check_entry,
    document,
    amount,
    made_on,
    state,
    paid_on,
    spoke_at,
    answered_on,
    item
});

/// Open credits and uncashed refund checks of until a day, oldest first. A check counts only
/// where the bank's own lines are in the house, so that one that was cashed is known.
pub(in crate::unclaimed_items) fn list_candidates(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    until: Day,
) -> Result<Vec<Candidate>, store::Error> {
    let mut found: Vec<Candidate> = reader.all(
        sql!(
            "SELECT c.customer_id, c.id, CAST(NULL AS BIGINT), CAST(NULL AS BIGINT), \
             c.document, c.open_cents, c.dated_on, k.state, \
             (SELECT MAX(p.received_on) FROM customer_payments p WHERE p.branch_id = $1 \
             AND p.customer_id = c.customer_id), \
             (SELECT MAX(v.held_at) FROM customer_calls v WHERE v.branch_id = $1 \
             AND v.customer_id = c.customer_id), \
             (SELECT MAX(u.ended_on) FROM unclaimed_items u WHERE u.branch_id = $1 \
             AND u.customer_id = c.customer_id AND u.ended_how = 'answered'), \
             (SELECT MAX(u.id) FROM unclaimed_items u WHERE u.credit_id = c.id \
             AND u.ended_on IS NULL) \
             FROM credits c JOIN customer_mail k ON k.id = c.customer_id \
             WHERE c.branch_id = $1 AND c.open_cents > 0 AND c.dated_on <= $2 \
             ORDER BY c.dated_on, c.id"
        ),
        args![branch, until],
    )?;
    let checks: Vec<Candidate> = reader.all(
        sql!(
            "SELECT r.customer_id, CAST(NULL AS BIGINT), r.id, r.entry_id, \
             'Check ' || r.reference, r.amount_cents, r.paid_on, k.state, \
             (SELECT MAX(p.received_on) FROM customer_payments p WHERE p.branch_id = $1 \
             AND p.customer_id = r.customer_id), \
             (SELECT MAX(v.held_at) FROM customer_calls v WHERE v.branch_id = $1 \
             AND v.customer_id = r.customer_id), \
             (SELECT MAX(u.ended_on) FROM unclaimed_items u WHERE u.branch_id = $1 \
             AND u.customer_id = r.customer_id AND u.ended_how = 'answered'), \
             (SELECT MAX(u.id) FROM unclaimed_items u WHERE u.refund_id = r.id \
             AND u.ended_on IS NULL) \
             FROM uncashed_checks r JOIN customer_mail k ON k.id = r.customer_id \
             WHERE r.branch_id = $1 AND r.paid_on <= $2 ORDER BY r.paid_on, r.id"
        ),
        args![branch, until],
    )?;
    found.extend(checks);
    Ok(found)
}

/// Whether the check of a refund is still out.
pub(in crate::unclaimed_items) fn is_out(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    refund: Id<noun::Refund>,
) -> Result<bool, store::Error> {
    let (is_out,): (bool,) = reader.one(
        sql!("SELECT EXISTS (SELECT 1 FROM uncashed_checks WHERE branch_id = $1 AND id = $2)"),
        args![branch, refund],
    )?;
    Ok(is_out)
}
