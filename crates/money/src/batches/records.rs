//! The batches' rows.

use crate::deposits::Tally;
use crate::words::Tender;
use office::{Desk, Refusal};
use store::{Reader, V, args, from_row, sql};
use values::{Day, Id, Instant, Money, noun};

/// A batch.
#[derive(Clone, Debug, PartialEq)]
pub struct BatchRow {
    /// Its id.
    pub id: Id<noun::Batch>,
    /// Its number: `CK-0302`.
    pub number: String,
    /// The day whose money it is.
    pub day: Day,
    /// The deposit its money goes into.
    pub deposit: Id<noun::Deposit>,
    /// What was noted when it was opened.
    pub note: String,
    /// When it was opened.
    pub opened_at: Instant,
    /// By whom.
    pub opened_by_name: String,
    /// When its tape was keyed.
    pub keyed_at: Option<Instant>,
    /// By whom.
    pub keyed_by_name: Option<String>,
    /// When it was balanced.
    pub closed_at: Option<Instant>,
    /// When its deposit was verified.
    pub deposit_verified_at: Option<Instant>,
    /// Counts its changes.
    pub version: i64,
}
from_row!(BatchRow {
    id,
    number,
    day,
    deposit,
    note,
    opened_at,
    opened_by_name,
    keyed_at,
    keyed_by_name,
    closed_at,
    deposit_verified_at,
    version
});

/// The batch of this id, in this branch.
pub fn find_batch(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    batch: Id<noun::Batch>,
) -> Result<Option<BatchRow>, store::Error> {
    reader.find(
        sql!(
            "SELECT b.id, b.number, b.day, b.deposit_id, b.note, b.opened_at, o.name, \
             b.keyed_at, k.name, b.closed_at, d.verified_at, b.version FROM batches b \
             JOIN deposits d ON d.id = b.deposit_id JOIN staff o ON o.id = b.opened_by \
             LEFT JOIN staff k ON k.id = b.keyed_by WHERE b.branch_id = $1 AND b.id = $2"
        ),
        args![branch, batch],
    )
}

/// The batch, while lines may be posted into it.
pub fn require_open(desk: &mut Desk<'_>, batch: Id<noun::Batch>) -> Result<BatchRow, Refusal> {
    let branch = desk.branch();
    let row = find_batch(desk, branch, batch)?.ok_or(Refusal::NotFound { what: "batch" })?;
    if row.closed_at.is_some() {
        return Err(Refusal::conflict_with(
            "batches.closed",
            format!("{} is balanced and closed. Open another batch.", row.number),
            "/payments/post",
            "Open a batch",
        ));
    }
    if row.deposit_verified_at.is_some() {
        return Err(Refusal::conflict_with(
            "batches.deposit_verified",
            format!(
                "The deposit of {} was verified already. Open another batch for what came in \
                 since.",
                row.number
            ),
            "/payments/post",
            "Open a batch",
        ));
    }
    Ok(row)
}

/// How many batches the day has.
pub(super) fn count_of_day(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    day: Day,
) -> Result<i64, store::Error> {
    let (count,): (i64,) = reader.one(
        sql!("SELECT COUNT(*) FROM batches WHERE branch_id = $1 AND day = $2"),
        args![branch, day],
    )?;
    Ok(count)
}

/// Writes a batch.
pub(super) fn insert_batch(
    desk: &mut Desk<'_>,
    batch: Id<noun::Batch>,
    number: &str,
    day: Day,
    deposit: Id<noun::Deposit>,
    note: &str,
) -> Result<(), Refusal> {
    let (branch, who, now) = (desk.branch(), desk.who(), desk.now());
    desk.exec(
        sql!(
            "INSERT INTO batches (id, branch_id, number, day, deposit_id, note, opened_at, \
             opened_by, version) VALUES ($2, $1, $3, $4, $5, $6, $7, $8, 1)"
        ),
        args![branch, batch, number, day, deposit, note, now, who],
    )?;
    Ok(())
}

/// Writes a keyed tape, which holds from now on.
pub(super) fn insert_tape(
    desk: &mut Desk<'_>,
    batch: Id<noun::Batch>,
    tape: &[(Tender, Money)],
) -> Result<(), Refusal> {
    let (branch, who, now) = (desk.branch(), desk.who(), desk.now());
    let (keying,): (i64,) = desk.one(
        sql!(
            "SELECT COALESCE(MAX(keying), 0) + 1 FROM batch_tapes \
             WHERE branch_id = $1 AND batch_id = $2"
        ),
        args![branch, batch],
    )?;
    let columns = ["id", "branch_id", "batch_id", "keying", "tender", "place", "amount_cents"];
    let mut rows = Vec::with_capacity(tape.len());
    for (place, (tender, amount)) in (1_i64..).zip(tape) {
        let id: Id<noun::Batch> = desk.id();
        rows.push([
            V::from(id),
            V::from(branch),
            V::from(batch),
            V::from(keying),
            V::from(*tender),
            V::from(place),
            V::from(*amount),
        ]);
    }
    desk.insert_many("batch_tapes", columns, rows)?;
    desk.exec(
        sql!(
            "UPDATE batches SET keyed_at = $3, keyed_by = $4, version = version + 1 \
             WHERE branch_id = $1 AND id = $2"
        ),
        args![branch, batch, now, who],
    )?;
    Ok(())
}

/// The tape that holds: the last that was keyed, in its order.
pub fn list_tape(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    batch: Id<noun::Batch>,
) -> Result<Vec<(Tender, Money)>, store::Error> {
    reader.all(
        sql!(
            "SELECT t.tender, t.amount_cents FROM batch_tapes t WHERE t.branch_id = $1 \
             AND t.batch_id = $2 AND t.keying = (SELECT MAX(k.keying) FROM batch_tapes k \
             WHERE k.batch_id = $2) ORDER BY t.place"
        ),
        args![branch, batch],
    )
}

/// A posted line of a batch.
#[derive(Clone, Debug, PartialEq)]
pub struct LineRow {
    /// Its payment.
    pub payment: Id<noun::Payment>,
    /// What it came as.
    pub tender: Tender,
    /// The check's number and the like.
    pub reference: String,
    /// How much.
    pub amount: Money,
    /// Whose; none while it is on hold.
    pub customer: Option<Id<noun::Customer>>,
    /// Her account number.
    pub account: Option<String>,
    /// Her name.
    pub name: Option<String>,
    /// The name on it.
    pub payer: String,
    /// Its credit.
    pub credit: Option<Id<noun::Credit>>,
    /// Who posted it.
    pub posted_by: Id<noun::Staff>,
}
from_row!(LineRow {
    payment,
    tender,
    reference,
    amount,
    customer,
    account,
    name,
    payer,
    credit,
    posted_by
});

/// The lines posted in a batch, in order, without what was voided.
pub fn list_lines(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    batch: Id<noun::Batch>,
) -> Result<Vec<LineRow>, store::Error> {
    reader.all(
        sql!(
            "SELECT p.id, p.tender, p.reference, p.amount_cents, p.customer_id, c.number, \
             c.name, p.payer, p.credit_id, p.posted_by FROM payments p \
             LEFT JOIN customer_face c ON c.branch_id = p.branch_id AND c.id = p.customer_id \
             WHERE p.branch_id = $1 AND p.batch_id = $2 AND p.voided_at IS NULL ORDER BY p.id"
        ),
        args![branch, batch],
    )
}

/// The batches of a day or before that are not balanced, the oldest first.
pub fn list_open(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    day: Day,
) -> Result<Vec<(Id<noun::Batch>, String)>, store::Error> {
    reader.all(
        sql!(
            "SELECT id, number FROM batches WHERE branch_id = $1 AND day <= $2 \
             AND closed_at IS NULL ORDER BY day, id"
        ),
        args![branch, day],
    )
}

/// Closes a batch.
pub(super) fn mark_closed(desk: &mut Desk<'_>, batch: Id<noun::Batch>) -> Result<(), Refusal> {
    let (branch, who, now) = (desk.branch(), desk.who(), desk.now());
    desk.exec(
        sql!(
            "UPDATE batches SET closed_at = $3, closed_by = $4, version = version + 1 \
             WHERE branch_id = $1 AND id = $2"
        ),
        args![branch, batch, now, who],
    )?;
    Ok(())
}

/// What was keyed on the tapes of a deposit's batches: items and cents of a tender.
pub fn taped(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    deposit: Id<noun::Deposit>,
    tender: Tender,
) -> Result<Tally, store::Error> {
    let (items, amount_cents): (u32, Money) = reader.one(
        sql!(
            "SELECT COUNT(*), CAST(COALESCE(SUM(t.amount_cents), 0) AS BIGINT) \
             FROM batches b JOIN batch_tapes t ON t.batch_id = b.id \
             WHERE b.branch_id = $1 AND b.deposit_id = $2 AND t.tender = $3 \
             AND t.keying = (SELECT MAX(k.keying) FROM batch_tapes k WHERE k.batch_id = b.id)"
        ),
        args![branch, deposit, tender],
    )?;
    Ok(Tally { items, amount_cents })
}
