//! The rows of ACH returns and corrections.

use office::{Desk, Refusal};
use store::{Reader, args, from_row, sql};
use values::{Day, Id, Instant, Money, Sealed, noun};

/// The debit that a trace number names.
pub(super) struct OfTrace {
    pub draw: Id<noun::Draw>,
    pub retry_of: Option<Id<noun::Draw>>,
    pub customer: Id<noun::Customer>,
    pub mandate: Option<Id<noun::Mandate>>,
    pub payment: Option<Id<noun::Payment>>,
    pub amount: Money,
    pub settle_on: Day,
}
from_row!(OfTrace { draw, retry_of, customer, mandate, payment, amount, settle_on });

impl OfTrace {
    /// The debit that was drawn first, of which this may be a retry.
    pub fn first(&self) -> Id<noun::Draw> {
        self.retry_of.unwrap_or(self.draw)
    }
}

/// The debit of this trace number.
pub(super) fn find_of_trace(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    trace: u64,
) -> Result<Option<OfTrace>, store::Error> {
    let trace = i64::try_from(trace).unwrap_or_default();
    reader.find(
        sql!(
            "SELECT d.id, d.retry_of, d.customer_id, d.mandate_id, d.payment_id, \
             d.amount_cents, f.settle_on FROM draws d JOIN ach_files f ON f.id = d.ach_file_id \
             WHERE d.branch_id = $1 AND d.trace = $2 AND d.trace > 0"
        ),
        args![branch, trace],
    )
}

/// Whether an entry of the bank's was read before.
pub(super) fn is_known(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    key: &str,
) -> Result<bool, store::Error> {
    let found: Option<(Id<noun::AchReturn>,)> = reader.find(
        sql!("SELECT id FROM ach_returns WHERE branch_id = $1 AND bank_key = $2"),
        args![branch, key],
    )?;
    Ok(found.is_some())
}

/// How often a debit was tried again.
pub(super) fn count_retries(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    first: Id<noun::Draw>,
) -> Result<i64, store::Error> {
    let (count,): (i64,) = reader.one(
        sql!("SELECT COUNT(*) FROM draws WHERE branch_id = $1 AND retry_of = $2"),
        args![branch, first],
    )?;
    Ok(count)
}

/// How many corrections must be made on a day or before it.
pub(super) fn count_due(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    day: Day,
) -> Result<i64, store::Error> {
    let (count,): (i64,) = reader.one(
        sql!(
            "SELECT COUNT(*) FROM ach_returns WHERE branch_id = $1 AND done_at IS NULL \
             AND due_on <= $2"
        ),
        args![branch, day],
    )?;
    Ok(count)
}

/// A return or correction as settling needs it.
pub(super) struct ReturnedRow {
    pub code: String,
    pub name: String,
    pub outcome: String,
    pub amount: Money,
    pub customer: Option<Id<noun::Customer>>,
    pub mandate: Option<Id<noun::Mandate>>,
    pub received_on: Day,
    pub due_on: Option<Day>,
    pub corrected_closed: String,
    pub done_at: Option<Instant>,
    pub note: String,
}
from_row!(ReturnedRow {
    code,
    name,
    outcome,
    amount,
    customer,
    mandate,
    received_on,
    due_on,
    corrected_closed,
    done_at,
    note
});

/// The return or correction of this id, in this branch.
pub(super) fn find_returned(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    id: Id<noun::AchReturn>,
) -> Result<Option<ReturnedRow>, store::Error> {
    reader.find(
        sql!(
            "SELECT code, name, outcome, amount_cents, customer_id, mandate_id, received_on, \
             due_on, corrected_closed, done_at, note FROM ach_returns \
             WHERE branch_id = $1 AND id = $2"
        ),
        args![branch, id],
    )
}

fn place_of(id: Id<noun::AchReturn>) -> String {
    format!("ach_returns:{id}")
}

/// The corrected values, opened.
pub(super) fn open_correction(
    desk: &Desk<'_>,
    id: Id<noun::AchReturn>,
    closed: &str,
) -> Result<Sealed, Refusal> {
    desk.open_text(&place_of(id), closed)
}

/// A return or correction to be written.
pub(super) struct NewReturned<'n> {
    pub id: Id<noun::AchReturn>,
    pub key: &'n str,
    pub kind: &'n str,
    pub code: &'n str,
    pub group: &'n str,
    pub of: Option<&'n OfTrace>,
    pub name: &'n str,
    pub amount: Money,
    pub outcome: &'n str,
    pub due_on: Option<Day>,
    pub corrected: Option<&'n Sealed>,
    pub is_done: bool,
}

/// Writes a return or correction; what is corrected is closed first.
pub(super) fn insert_returned(desk: &mut Desk<'_>, new: &NewReturned<'_>) -> Result<(), Refusal> {
    let (branch, today, now) = (desk.branch(), desk.today(), desk.now());
    let place = place_of(new.id);
    let closed = new.corrected.map_or_else(String::new, |text| desk.close_text(&place, text));
    let done_at = new.is_done.then_some(now);
    desk.exec(
        sql!(
            "INSERT INTO ach_returns (id, branch_id, bank_key, kind, code, rate_group, draw_id, \
             customer_id, mandate_id, name, amount_cents, outcome, received_on, due_on, \
             corrected_closed, done_at, note) \
             VALUES ($2, $1, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, '')"
        ),
        args![
            branch,
            new.id,
            new.key,
            new.kind,
            new.code,
            new.group,
            new.of.map(|of| of.draw),
            new.of.map(|of| of.customer),
            new.of.and_then(|of| of.mandate),
            new.name,
            new.amount,
            new.outcome,
            today,
            new.due_on,
            &closed,
            done_at
        ],
    )?;
    desk.subject(new.id);
    Ok(())
}

/// Notes what was done.
pub(super) fn mark_done(
    desk: &mut Desk<'_>,
    id: Id<noun::AchReturn>,
    note: &str,
) -> Result<(), Refusal> {
    let (branch, who, now) = (desk.branch(), desk.who(), desk.now());
    desk.exec(
        sql!(
            "UPDATE ach_returns SET done_at = $3, done_by = $4, note = $5 \
             WHERE branch_id = $1 AND id = $2"
        ),
        args![branch, id, now, who, note],
    )?;
    Ok(())
}

/// How many debits were sent since a day, and how many came back, by the rate they count for.
pub(super) fn counts_since(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    since: Day,
) -> Result<(i64, Vec<(String, i64)>), store::Error> {
    let (debits,): (i64,) = reader.one(
        sql!(
            "SELECT CAST(COALESCE(SUM(debits), 0) AS BIGINT) FROM ach_files \
             WHERE branch_id = $1 AND made_on >= $2"
        ),
        args![branch, since],
    )?;
    let returned = reader.all(
        sql!(
            "SELECT rate_group, COUNT(*) FROM ach_returns WHERE branch_id = $1 \
             AND kind = 'return' AND received_on >= $2 GROUP BY rate_group"
        ),
        args![branch, since],
    )?;
    Ok((debits, returned))
}
