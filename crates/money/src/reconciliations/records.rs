//! The reconciliations' rows, and what was outstanding on any day.

use super::CloseReconciliation;
use crate::bank_accounts::BankAccountRow;
use crate::bank_accounts::records::Standing;
use office::{Desk, Refusal};
use store::{Reader, args, from_row, sql};
use values::{Day, Id, Instant, Money, noun};

/// A reconciliation.
#[derive(Clone, Debug, PartialEq)]
pub struct ReconciliationRow {
    /// Its id.
    pub id: Id<noun::Reconciliation>,
    /// The bank account.
    pub bank_account: Id<noun::BankAccount>,
    /// The day the statement ends.
    pub ends_on: Day,
    /// The balance it ends with.
    pub ending: Money,
    /// What the books said on that day.
    pub books: Money,
    /// What the books had and the bank had not.
    pub outstanding: Money,
    /// How many lines that was.
    pub outstanding_items: i64,
    /// What was noted.
    pub note: String,
    /// When it was closed.
    pub closed_at: Instant,
    /// By whom.
    pub closed_by: Id<noun::Staff>,
    /// Her name.
    pub closed_by_name: String,
    /// When it was reopened.
    pub reopened_at: Option<Instant>,
    /// Why.
    pub reopened_why: String,
}
from_row!(ReconciliationRow {
    id,
    bank_account,
    ends_on,
    ending,
    books,
    outstanding,
    outstanding_items,
    note,
    closed_at,
    closed_by,
    closed_by_name,
    reopened_at,
    reopened_why
});

/// The reconciliation of this id, in this branch.
pub fn find_reconciliation(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    id: Id<noun::Reconciliation>,
) -> Result<Option<ReconciliationRow>, store::Error> {
    reader.find(
        sql!(
            "SELECT r.id, r.bank_account_id, r.ends_on, r.ending_cents, r.books_cents, \
             r.outstanding_cents, r.outstanding_items, r.note, r.closed_at, r.closed_by, s.name, \
             r.reopened_at, r.reopened_why FROM reconciliations r \
             JOIN staff s ON s.id = r.closed_by WHERE r.branch_id = $1 AND r.id = $2"
        ),
        args![branch, id],
    )
}

/// An account's reconciliations that stand, the latest first.
pub fn list_reconciliations(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    bank_account: Id<noun::BankAccount>,
) -> Result<Vec<ReconciliationRow>, store::Error> {
    reader.all(
        sql!(
            "SELECT r.id, r.bank_account_id, r.ends_on, r.ending_cents, r.books_cents, \
             r.outstanding_cents, r.outstanding_items, r.note, r.closed_at, r.closed_by, s.name, \
             r.reopened_at, r.reopened_why FROM reconciliations r \
             JOIN staff s ON s.id = r.closed_by WHERE r.branch_id = $1 \
             AND r.bank_account_id = $2 AND r.reopened_at IS NULL ORDER BY r.ends_on DESC"
        ),
        args![branch, bank_account],
    )
}

/// A line that stands on one side only.
#[derive(Clone, Debug, PartialEq)]
pub struct OutstandingRow {
    /// The day it stands on.
    pub day: Day,
    /// What it says.
    pub words: String,
    /// Its entry in the books, or its line of the bank.
    pub id: i64,
    /// How much.
    pub amount: Money,
}
from_row!(OutstandingRow { day, words, id, amount });

/// What the books had at the end of a day and the bank had not, the oldest first.
pub fn list_outstanding(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    account: &BankAccountRow,
    as_of: Day,
) -> Result<Vec<OutstandingRow>, store::Error> {
    reader.all(
        sql!(
            "SELECT l.day, e.memo, e.id, l.amount_cents \
             FROM entry_lines l JOIN entries e ON e.id = l.entry_id \
             WHERE l.branch_id = $1 AND l.account_id = $2 AND l.day <= $4 \
             AND e.source <> 'bank_account' \
             AND (l.day >= $3 OR EXISTS (SELECT 1 FROM bank_start_lines s \
             WHERE s.entry_line_id = l.id)) \
             AND NOT EXISTS (SELECT 1 FROM bank_match_lines k JOIN bank_matches m \
             ON m.id = k.bank_match_id WHERE k.entry_line_id = l.id AND k.freed_at IS NULL \
             AND m.cleared_on <= $4) ORDER BY l.day, l.id"
        ),
        args![branch, account.account, account.starts_on, as_of],
    )
}

/// What the bank had at the end of a day and the books had not, the oldest first.
pub fn list_unposted(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    account: &BankAccountRow,
    as_of: Day,
) -> Result<Vec<OutstandingRow>, store::Error> {
    reader.all(
        sql!(
            "SELECT l.posted_on, l.words, l.id, l.amount_cents FROM bank_lines l \
             LEFT JOIN bank_matches m ON m.id = l.bank_match_id WHERE l.branch_id = $1 \
             AND l.bank_account_id = $2 AND l.posted_on <= $3 AND l.withdrawn_at IS NULL \
             AND (m.id IS NULL OR m.cleared_on > $3) ORDER BY l.posted_on, l.id"
        ),
        args![branch, account.id, as_of],
    )
}

/// How many open bank accounts that began by a day are not reconciled to it or beyond.
pub(super) fn count_behind(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    end: Day,
) -> Result<i64, store::Error> {
    let (count,): (i64,) = reader.one(
        sql!(
            "SELECT COUNT(*) FROM bank_accounts b WHERE b.branch_id = $1 \
             AND b.closed_at IS NULL AND b.starts_on <= $2 AND NOT EXISTS (SELECT 1 \
             FROM reconciliations r WHERE r.bank_account_id = b.id AND r.ends_on >= $2 \
             AND r.reopened_at IS NULL)"
        ),
        args![branch, end],
    )?;
    Ok(count)
}

/// Writes a reconciliation.
pub(super) fn insert_reconciliation(
    desk: &mut Desk<'_>,
    id: Id<noun::Reconciliation>,
    close: &CloseReconciliation,
    now: &Standing,
) -> Result<(), Refusal> {
    let (branch, who, at) = (desk.branch(), desk.who(), desk.now());
    desk.exec(
        sql!(
            "INSERT INTO reconciliations (id, branch_id, bank_account_id, ends_on, ending_cents, \
             books_cents, outstanding_cents, outstanding_items, note, closed_at, closed_by, \
             reopened_why) VALUES ($2, $1, $3, $4, $5, $6, $7, $8, $9, $10, $11, '')"
        ),
        args![
            branch,
            id,
            close.bank_account,
            close.ends_on,
            close.ending_cents,
            now.books,
            now.outstanding,
            now.outstanding_items,
            close.note.trim(),
            at,
            who
        ],
    )?;
    Ok(())
}

/// Reopens a reconciliation.
pub(super) fn mark_reopened(
    desk: &mut Desk<'_>,
    id: Id<noun::Reconciliation>,
    why: &str,
) -> Result<(), Refusal> {
    let (branch, who, now) = (desk.branch(), desk.who(), desk.now());
    desk.exec(
        sql!(
            "UPDATE reconciliations SET reopened_at = $3, reopened_by = $4, reopened_why = $5 \
             WHERE branch_id = $1 AND id = $2"
        ),
        args![branch, id, now, who, why],
    )?;
    Ok(())
}
