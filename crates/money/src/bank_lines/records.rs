//! The rows of the bank's lines, and of what they are matched with.

mod books;
mod matches;
mod payouts;
mod rules;

pub use books::{BookRow, list_books_of, list_open_books};
pub(super) use books::{find_open_book, list_books_of_entry};
pub use matches::{MatchRow, find_match};
pub(super) use matches::{MatchToWrite, insert_matches, mark_match_undone};
pub(super) use payouts::sum_payments;
pub use payouts::{UnsettledRow, list_returnable, list_unsettled};
pub use rules::{RuleRow, list_rules};
pub(super) use rules::{insert_rule, mark_rule_withdrawn};

use super::EnterBankLine;
use super::words::BankKind;
use office::{Desk, Refusal};
use store::{Reader, args, from_row, sql};
use values::{Day, Id, Instant, Money, noun};

/// A line of the bank.
#[derive(Clone, Debug, PartialEq)]
pub struct LineRow {
    /// Its id.
    pub id: Id<noun::BankLine>,
    /// The bank account.
    pub bank_account: Id<noun::BankAccount>,
    /// The file that brought it; none when it was entered by hand.
    pub bank_import: Option<Id<noun::BankImport>>,
    /// The line of that file.
    pub line: i64,
    /// The day the bank posted it.
    pub posted_on: Day,
    /// How much: money in above zero.
    pub amount: Money,
    /// What it is.
    pub kind: BankKind,
    /// The bank's own code for that.
    pub code: String,
    /// The check's number; may be blank.
    pub check_number: String,
    /// A reference of ours or the bank's; may be blank.
    pub reference: String,
    /// What the bank says about it.
    pub words: String,
    /// The match that holds it.
    pub bank_match: Option<Id<noun::BankMatch>>,
    /// When it was withdrawn with its import.
    pub withdrawn_at: Option<Instant>,
}
from_row!(LineRow {
    id,
    bank_account,
    bank_import,
    line,
    posted_on,
    amount,
    kind,
    code,
    check_number,
    reference,
    words,
    bank_match,
    withdrawn_at
});

/// The line of this id, in this branch.
pub fn find_line(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    line: Id<noun::BankLine>,
) -> Result<Option<LineRow>, store::Error> {
    reader.find(
        sql!(
            "SELECT id, bank_account_id, bank_import_id, line, posted_on, amount_cents, kind, \
             code, check_number, reference, words, bank_match_id, withdrawn_at FROM bank_lines \
             WHERE branch_id = $1 AND id = $2"
        ),
        args![branch, line],
    )
}

/// Every line of an account that waits, the oldest first.
pub fn list_open_lines(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    bank_account: Id<noun::BankAccount>,
) -> Result<Vec<LineRow>, store::Error> {
    reader.all(
        sql!(
            "SELECT id, bank_account_id, bank_import_id, line, posted_on, amount_cents, kind, \
             code, check_number, reference, words, bank_match_id, withdrawn_at FROM bank_lines \
             WHERE branch_id = $1 AND bank_account_id = $2 AND bank_match_id IS NULL \
             AND withdrawn_at IS NULL ORDER BY posted_on, id"
        ),
        args![branch, bank_account],
    )
}

/// The lines a match holds.
pub fn list_lines_of(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    bank_match: Id<noun::BankMatch>,
) -> Result<Vec<LineRow>, store::Error> {
    reader.all(
        sql!(
            "SELECT id, bank_account_id, bank_import_id, line, posted_on, amount_cents, kind, \
             code, check_number, reference, words, bank_match_id, withdrawn_at FROM bank_lines \
             WHERE branch_id = $1 AND bank_match_id = $2 ORDER BY posted_on, id"
        ),
        args![branch, bank_match],
    )
}

/// How many lines of a day or before wait, over all accounts.
pub fn count_open_until(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    day: Day,
) -> Result<i64, store::Error> {
    let (count,): (i64,) = reader.one(
        sql!(
            "SELECT COUNT(*) FROM bank_lines WHERE branch_id = $1 AND posted_on <= $2 \
             AND bank_match_id IS NULL AND withdrawn_at IS NULL"
        ),
        args![branch, day],
    )?;
    Ok(count)
}

/// How many lines of an import are matched.
pub(super) fn count_matched_of(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    bank_import: Id<noun::BankImport>,
) -> Result<i64, store::Error> {
    let (count,): (i64,) = reader.one(
        sql!(
            "SELECT COUNT(*) FROM bank_lines WHERE branch_id = $1 AND bank_import_id = $2 \
             AND bank_match_id IS NOT NULL"
        ),
        args![branch, bank_import],
    )?;
    Ok(count)
}

/// Says which match holds a line.
pub(super) fn mark_line_matched(
    desk: &mut Desk<'_>,
    line: Id<noun::BankLine>,
    bank_match: Option<Id<noun::BankMatch>>,
) -> Result<(), Refusal> {
    let branch = desk.branch();
    desk.exec(
        sql!("UPDATE bank_lines SET bank_match_id = $3 WHERE branch_id = $1 AND id = $2"),
        args![branch, line, bank_match],
    )?;
    Ok(())
}

/// Writes a line a person has entered.
pub(super) fn insert_line_by_hand(
    desk: &mut Desk<'_>,
    id: Id<noun::BankLine>,
    line: &EnterBankLine,
) -> Result<(), Refusal> {
    let branch = desk.branch();
    let key = format!("hand/{id}");
    let check = line.check_number.trim();
    let kind = match (check.is_empty(), line.amount_cents.is_negative()) {
        (false, true) => BankKind::CheckPaid,
        _ => BankKind::Other,
    };
    desk.exec(
        sql!(
            "INSERT INTO bank_lines (id, branch_id, bank_account_id, line, key, posted_on, \
             amount_cents, kind, code, check_number, reference, words) \
             VALUES ($2, $1, $3, 0, $4, $5, $6, $7, '', $8, '', $9)"
        ),
        args![
            branch,
            id,
            line.bank_account,
            key,
            line.posted_on,
            line.amount_cents,
            kind,
            check,
            line.words.trim()
        ],
    )?;
    Ok(())
}
