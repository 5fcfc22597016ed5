//! The books' lines of a bank account, with the number by which the bank may name them.

use crate::bank_accounts::BankAccountRow;
use store::{Reader, args, from_row, sql};
use values::{Day, Id, Money, noun};

/// A line of the books on a bank account.
#[derive(Clone, Debug, PartialEq)]
pub struct BookRow {
    /// Its id.
    pub line: Id<noun::EntryLine>,
    /// Its entry.
    pub entry: Id<noun::Entry>,
    /// The day it stands on.
    pub day: Day,
    /// How much: money in above zero.
    pub amount: Money,
    /// What the entry says.
    pub memo: String,
    /// The noun of the document behind it.
    pub source: String,
    /// The id of that document.
    pub source_id: i64,
    /// The number by which the bank may name it; may be blank.
    pub reference: String,
    /// The entry it takes back.
    pub reverses: Option<Id<noun::Entry>>,
}
from_row!(BookRow { line, entry, day, amount, memo, source, source_id, reference, reverses });

/// Every line of the books that no match holds: from the account's first day on, and what had
/// not reached the bank before it.
pub fn list_open_books(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    account: &BankAccountRow,
) -> Result<Vec<BookRow>, store::Error> {
    reader.all(
        sql!(
            "SELECT l.id, e.id, l.day, l.amount_cents, e.memo, e.source, e.source_id, \
             COALESCE(d.number, NULLIF(r.reference, ''), NULLIF(p.settlement, ''), \
             NULLIF(q.reference, ''), ''), e.reverses_id \
             FROM entry_lines l JOIN entries e ON e.id = l.entry_id \
             LEFT JOIN deposits d ON e.source = 'deposit' AND d.id = e.source_id \
             LEFT JOIN refunds r ON e.source = 'refund' AND r.id = e.source_id \
             LEFT JOIN payments p ON e.source = 'payment' AND p.id = e.source_id \
             LEFT JOIN returns t ON e.source = 'return' AND t.id = e.source_id \
             LEFT JOIN payments q ON q.id = t.payment_id \
             WHERE l.branch_id = $1 AND l.account_id = $2 AND e.source <> 'bank_account' \
             AND (l.day >= $3 OR EXISTS (SELECT 1 FROM bank_start_lines s \
             WHERE s.entry_line_id = l.id)) \
             AND NOT EXISTS (SELECT 1 FROM bank_match_lines k \
             WHERE k.entry_line_id = l.id AND k.freed_at IS NULL) ORDER BY l.day, l.id"
        ),
        args![branch, account.account, account.starts_on],
    )
}

/// The line of this id, when it is of the account and no match holds it.
pub(in crate::bank_lines) fn find_open_book(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    account: &BankAccountRow,
    line: Id<noun::EntryLine>,
) -> Result<Option<BookRow>, store::Error> {
    reader.find(
        sql!(
            "SELECT l.id, e.id, l.day, l.amount_cents, e.memo, e.source, e.source_id, '', \
             e.reverses_id FROM entry_lines l JOIN entries e ON e.id = l.entry_id \
             WHERE l.branch_id = $1 AND l.account_id = $2 AND l.id = $4 \
             AND e.source <> 'bank_account' \
             AND (l.day >= $3 OR EXISTS (SELECT 1 FROM bank_start_lines s \
             WHERE s.entry_line_id = l.id)) \
             AND NOT EXISTS (SELECT 1 FROM bank_match_lines k \
             WHERE k.entry_line_id = l.id AND k.freed_at IS NULL)"
        ),
        args![branch, account.account, account.starts_on, line],
    )
}

/// An entry's lines on a bank account.
pub(in crate::bank_lines) fn list_books_of_entry(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    bank_account: Id<noun::BankAccount>,
    entry: Id<noun::Entry>,
) -> Result<Vec<BookRow>, store::Error> {
    reader.all(
        sql!(
            "SELECT l.id, e.id, l.day, l.amount_cents, e.memo, e.source, e.source_id, '', \
             e.reverses_id FROM entry_lines l JOIN entries e ON e.id = l.entry_id \
             JOIN bank_accounts b ON b.account_id = l.account_id AND b.branch_id = l.branch_id \
             WHERE l.branch_id = $1 AND b.id = $2 AND l.entry_id = $3 ORDER BY l.id"
        ),
        args![branch, bank_account, entry],
    )
}

/// The books' lines a match holds, or has held.
pub fn list_books_of(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    bank_match: Id<noun::BankMatch>,
) -> Result<Vec<BookRow>, store::Error> {
    reader.all(
        sql!(
            "SELECT l.id, e.id, l.day, l.amount_cents, e.memo, e.source, e.source_id, '', \
             e.reverses_id FROM bank_match_lines k JOIN entry_lines l ON l.id = k.entry_line_id \
             JOIN entries e ON e.id = l.entry_id \
             WHERE k.branch_id = $1 AND k.bank_match_id = $2 ORDER BY l.day, l.id"
        ),
        args![branch, bank_match],
    )
}
