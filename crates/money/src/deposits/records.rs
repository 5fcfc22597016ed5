//! The deposits' rows, and what was posted into them.

mod counts;
mod envelopes;
mod items;
mod marks;

pub(super) use counts::insert_count;
pub use counts::{Count, CountRow, find_count, list_counts};
pub(super) use envelopes::insert_envelope;
pub use envelopes::{EnvelopeRow, list_envelopes};
pub use items::{ItemRow, list_items};
pub(super) use marks::*;
pub(crate) use marks::{mark_confirmed, mark_unconfirmed};

use super::conditions::Before;
use super::rules::{Posted, Tally};
use crate::words::Tender;
use office::{Desk, Refusal};
use store::{Reader, args, from_row, sql};
use values::{Day, Id, Instant, Money, noun};

/// A deposit.
#[derive(Clone, Debug, PartialEq)]
pub struct DepositRow {
    /// Its id.
    pub id: Id<noun::Deposit>,
    /// Its number: `DB-0302`.
    pub number: String,
    /// The day whose money it is.
    pub day: Day,
    /// When it was opened.
    pub opened_at: Instant,
    /// By whom.
    pub opened_by: Id<noun::Staff>,
    /// The count that holds.
    pub count: Option<Id<Count>>,
    /// The difference that was explained.
    pub explained: Option<Money>,
    /// The explanation.
    pub explanation: String,
    /// Its cause.
    pub cause: Option<Cause>,
    /// The difference that was allowed.
    pub allowed: Option<Money>,
    /// What whoever allowed it noted.
    pub allowed_note: String,
    /// Who allowed it.
    pub allowed_by: Option<Id<noun::Staff>>,
    /// When it was verified.
    pub verified_at: Option<Instant>,
    /// By whom.
    pub verified_by: Option<Id<noun::Staff>>,
    /// Whether the same person had counted, as a small office may.
    pub verified_alone: bool,
    /// The posted amount that was verified.
    pub verified_cents: Option<Money>,
    /// The items that were verified.
    pub verified_items: Option<u32>,
    /// The sealed bag's number; blank when there is none.
    pub bag: String,
    /// When it was closed.
    pub closed_at: Option<Instant>,
    /// By whom.
    pub closed_by: Option<Id<noun::Staff>>,
    /// Its entry in the books.
    pub entry: Option<Id<noun::Entry>>,
    /// What went to the bank.
    pub total: Option<Money>,
    /// Cash over or short.
    pub over_short: Option<Money>,
    /// When the bank confirmed it.
    pub confirmed_at: Option<Instant>,
    /// The day the bank credited it.
    pub confirmed_on: Option<Day>,
    /// The bank's reference.
    pub bank_reference: String,
    /// Counts its changes.
    pub version: i64,
}
from_row!(DepositRow {
    id,
    number,
    day,
    opened_at,
    opened_by,
    count,
    explained,
    explanation,
    cause,
    allowed,
    allowed_note,
    allowed_by,
    verified_at,
    verified_by,
    verified_alone,
    verified_cents,
    verified_items,
    bag,
    closed_at,
    closed_by,
    entry,
    total,
    over_short,
    confirmed_at,
    confirmed_on,
    bank_reference,
    version
});

crate::words::stored_word! {
    /// Why cash is over or short.
    Cause "a cause of a difference" {
        /// Wrong change was given or taken.
        ChangeError => "change_error" "Change error",
        /// A payment was posted with another amount than was taken.
        PostingError => "posting_error" "Posting error",
        /// An envelope came in with less or more than was collected.
        Envelope => "envelope" "Envelope differs",
        /// The float was not what it should have been.
        Float => "float" "Float was off",
        /// A bill turned out to be false.
        Counterfeit => "counterfeit" "Counterfeit bill",
        /// Nobody can tell.
        Unknown => "unknown" "Not found",
    }
}

/// The deposit of this id, in this branch.
pub fn find_deposit(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    deposit: Id<noun::Deposit>,
) -> Result<Option<DepositRow>, store::Error> {
    reader.find(
        sql!(
            "SELECT id, number, day, opened_at, opened_by, count_id, explained_cents, \
             explanation, cause, allowed_cents, allowed_note, allowed_by, verified_at, \
             verified_by, verified_alone, verified_cents, verified_items, bag, closed_at, \
             closed_by, entry_id, total_cents, over_short_cents, confirmed_at, confirmed_on, \
             bank_reference, version FROM deposits WHERE branch_id = $1 AND id = $2"
        ),
        args![branch, deposit],
    )
}

/// The deposit of this id, or the refusal every command gives.
pub fn require(desk: &mut Desk<'_>, deposit: Id<noun::Deposit>) -> Result<DepositRow, Refusal> {
    let branch = desk.branch();
    find_deposit(desk, branch, deposit)?.ok_or(Refusal::NotFound { what: "deposit" })
}

/// The deposit, unless it was closed.
pub fn require_open(
    desk: &mut Desk<'_>,
    deposit: Id<noun::Deposit>,
) -> Result<DepositRow, Refusal> {
    let row = require(desk, deposit)?;
    match row.closed_at {
        None => Ok(row),
        Some(_) => Err(Refusal::conflict_with(
            "deposits.closed",
            format!("{} is closed. Reopen it first, with a reason.", row.number),
            format!("/deposits/{deposit}"),
            "See the deposit",
        )),
    }
}

/// The day's deposit that still takes money: open and not counted.
pub fn find_taking(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    day: Day,
) -> Result<Option<Id<noun::Deposit>>, store::Error> {
    let found: Option<(Id<noun::Deposit>,)> = reader.find(
        sql!(
            "SELECT id FROM deposits WHERE branch_id = $1 AND day = $2 AND closed_at IS NULL \
             AND count_id IS NULL ORDER BY place DESC LIMIT 1"
        ),
        args![branch, day],
    )?;
    Ok(found.map(|(id,)| id))
}

/// How many deposits the day has.
pub(super) fn count_of_day(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    day: Day,
) -> Result<i64, store::Error> {
    let (count,): (i64,) = reader.one(
        sql!("SELECT COUNT(*) FROM deposits WHERE branch_id = $1 AND day = $2"),
        args![branch, day],
    )?;
    Ok(count)
}

/// Writes a deposit.
pub(super) fn insert_deposit(
    desk: &mut Desk<'_>,
    id: Id<noun::Deposit>,
    number: &str,
    day: Day,
    place: i64,
) -> Result<(), Refusal> {
    let (branch, who, now) = (desk.branch(), desk.who(), desk.now());
    desk.exec(
        sql!(
            "INSERT INTO deposits (id, branch_id, number, day, place, opened_at, opened_by, \
             explanation, allowed_note, verified_alone, bag, bank_reference, version) \
             VALUES ($2, $1, $3, $4, $5, $6, $7, '', '', FALSE, '', '', 1)"
        ),
        args![branch, id, number, day, place, now, who],
    )?;
    Ok(())
}

/// What was posted into a deposit, without what was voided or is on hold.
pub fn posted(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    deposit: Id<noun::Deposit>,
) -> Result<Posted, store::Error> {
    let rows: Vec<(Tender, u32, Money)> = reader.all(
        sql!(
            "SELECT tender, COUNT(*), CAST(SUM(amount_cents) AS BIGINT) FROM payments \
             WHERE branch_id = $1 AND deposit_id = $2 AND voided_at IS NULL \
             AND customer_id IS NOT NULL GROUP BY tender"
        ),
        args![branch, deposit],
    )?;
    let tally = |tender| {
        let row = rows.iter().find(|(known, ..)| *known == tender);
        row.map_or(Tally::default(), |(_, items, amount_cents)| Tally {
            items: *items,
            amount_cents: *amount_cents,
        })
    };
    Ok(Posted {
        cash: tally(Tender::Cash),
        checks: tally(Tender::Check),
        money_orders: tally(Tender::MoneyOrder),
    })
}

/// What decides whether the deposit may close.
pub fn before_closing(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    row: &DepositRow,
    tolerance: Money,
) -> Result<Before, store::Error> {
    let count = match row.count {
        Some(_) => find_count(reader, branch, row.id)?,
        None => None,
    };
    let (held, open_batches, unwitnessed_logs): (u32, u32, u32) = reader.one(
        sql!(
            "SELECT (SELECT COUNT(*) FROM payments WHERE branch_id = $1 AND deposit_id = $2 \
             AND customer_id IS NULL AND voided_at IS NULL), \
             (SELECT COUNT(*) FROM batches WHERE branch_id = $1 AND deposit_id = $2 \
             AND closed_at IS NULL), \
             (SELECT COUNT(*) FROM remittance_logs WHERE branch_id = $1 AND deposit_id = $2 \
             AND witnessed_at IS NULL)"
        ),
        args![branch, row.id],
    )?;
    Ok(Before {
        posted: posted(reader, branch, row.id)?,
        counted: count.map(|count| count.counted()),
        held,
        open_batches,
        unwitnessed_logs,
        explained: row.explained,
        allowed: row.allowed,
        verified: row.verified_cents.zip(row.verified_items),
        tolerance,
    })
}

/// Deposits of a day or before that are not closed and hold money, the oldest first.
pub fn list_open(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    day: Day,
) -> Result<Vec<Id<noun::Deposit>>, store::Error> {
    let rows: Vec<(Id<noun::Deposit>,)> = reader.all(
        sql!(
            "SELECT d.id FROM deposits d WHERE d.branch_id = $1 AND d.day <= $2 \
             AND d.closed_at IS NULL AND EXISTS (SELECT 1 FROM payments p \
             WHERE p.deposit_id = d.id AND p.voided_at IS NULL) ORDER BY d.day, d.place"
        ),
        args![branch, day],
    )?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// How many closed deposits of the days up to one the bank has not confirmed.
pub(super) fn count_unconfirmed_until(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    until: Day,
) -> Result<i64, store::Error> {
    let (count,): (i64,) = reader.one(
        sql!(
            "SELECT COUNT(*) FROM deposits WHERE branch_id = $1 AND day <= $2 \
             AND closed_at IS NOT NULL AND confirmed_at IS NULL AND total_cents <> 0"
        ),
        args![branch, until],
    )?;
    Ok(count)
}

/// How many payments of a deposit the bank has returned.
pub(super) fn count_returned(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    deposit: Id<noun::Deposit>,
) -> Result<i64, store::Error> {
    let (count,): (i64,) = reader.one(
        sql!(
            "SELECT COUNT(*) FROM payments WHERE branch_id = $1 AND deposit_id = $2 \
             AND returned_at IS NOT NULL"
        ),
        args![branch, deposit],
    )?;
    Ok(count)
}
