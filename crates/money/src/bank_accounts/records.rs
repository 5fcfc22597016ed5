//! The bank accounts' rows, and how bank and books stand to each other on any day.

use super::OpenBankAccount;
use books::Account;
use office::{Desk, Refusal};
use store::{Reader, V, args, from_row, sql};
use values::{Day, Id, Instant, Money, noun};

/// A bank account.
#[derive(Clone, Debug, PartialEq)]
pub struct BankAccountRow {
    /// Its id.
    pub id: Id<noun::BankAccount>,
    /// What the office calls it.
    pub name: String,
    /// The bank's name.
    pub bank: String,
    /// The last four digits of its number.
    pub last4: String,
    /// Its account of the ledger.
    pub account: Account,
    /// The first day whose lines are taken.
    pub starts_on: Day,
    /// The bank's balance when that day began.
    pub start: Money,
    /// When it was closed.
    pub closed_at: Option<Instant>,
}
from_row!(BankAccountRow { id, name, bank, last4, account, starts_on, start, closed_at });

/// The bank account of this id, in this branch.
pub fn find_bank_account(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    bank_account: Id<noun::BankAccount>,
) -> Result<Option<BankAccountRow>, store::Error> {
    reader.find(
        sql!(
            "SELECT id, name, bank, last4, account_id, starts_on, start_cents, closed_at \
             FROM bank_accounts WHERE branch_id = $1 AND id = $2"
        ),
        args![branch, bank_account],
    )
}

/// The open bank account that is this account of the ledger.
pub fn find_of_account(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    account: Account,
) -> Result<Option<BankAccountRow>, store::Error> {
    reader.find(
        sql!(
            "SELECT id, name, bank, last4, account_id, starts_on, start_cents, closed_at \
             FROM bank_accounts WHERE branch_id = $1 AND account_id = $2 AND closed_at IS NULL"
        ),
        args![branch, account],
    )
}

/// The branch's bank accounts, those that are open first.
pub fn list_bank_accounts(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
) -> Result<Vec<BankAccountRow>, store::Error> {
    reader.all(
        sql!(
            "SELECT id, name, bank, last4, account_id, starts_on, start_cents, closed_at \
             FROM bank_accounts WHERE branch_id = $1 \
             ORDER BY CASE WHEN closed_at IS NULL THEN 0 ELSE 1 END, account_id, id"
        ),
        args![branch],
    )
}

/// The bank account, or the refusal every command gives.
pub fn require_open(
    desk: &mut Desk<'_>,
    bank_account: Id<noun::BankAccount>,
) -> Result<BankAccountRow, Refusal> {
    let branch = desk.branch();
    let row = find_bank_account(desk, branch, bank_account)?
        .ok_or(Refusal::NotFound { what: "bank account" })?;
    match row.closed_at {
        None => Ok(row),
        Some(_) => {
            let words = format!("{} is closed. Open an account for what follows.", row.name);
            Err(Refusal::conflict("bank_accounts.closed", words))
        }
    }
}

/// How bank and books stand to each other at the end of a day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// What the bank has: its balance at the start and every line since.
    pub bank: Money,
    /// What the books say.
    pub books: Money,
    /// What the books have and the bank does not.
    pub outstanding: Money,
    /// How many lines of the books that is.
    pub outstanding_items: i64,
    /// What the bank has and the books do not.
    pub unposted: Money,
    /// How many lines of the bank that is.
    pub unposted_items: i64,
}

impl Standing {
    /// Books less what is outstanding, plus what is not posted, less the bank: zero always.
    pub fn off(&self) -> Money {
        self.books - self.outstanding + self.unposted - self.bank
    }
}

/// How bank and books stand to each other at the end of a day. A match counts once all of its
/// lines are there.
pub fn standing(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    row: &BankAccountRow,
    as_of: Day,
) -> Result<Standing, store::Error> {
    let (moved, unposted, unposted_items): (Money, Money, i64) = reader.one(
        sql!(
            "SELECT CAST(COALESCE(SUM(l.amount_cents), 0) AS BIGINT), \
             CAST(COALESCE(SUM(CASE WHEN m.id IS NULL OR m.cleared_on > $3 \
             THEN l.amount_cents ELSE 0 END), 0) AS BIGINT), \
             CAST(COALESCE(SUM(CASE WHEN m.id IS NULL OR m.cleared_on > $3 \
             THEN 1 ELSE 0 END), 0) AS BIGINT) FROM bank_lines l \
             LEFT JOIN bank_matches m ON m.id = l.bank_match_id WHERE l.branch_id = $1 \
             AND l.bank_account_id = $2 AND l.posted_on <= $3 AND l.withdrawn_at IS NULL"
        ),
        args![branch, row.id, as_of],
    )?;
    let (outstanding, outstanding_items): (Money, i64) = reader.one(
        sql!(
            "SELECT CAST(COALESCE(SUM(l.amount_cents), 0) AS BIGINT), COUNT(*) \
             FROM entry_lines l JOIN entries e ON e.id = l.entry_id \
             WHERE l.branch_id = $1 AND l.account_id = $2 AND l.day <= $4 \
             AND e.source <> 'bank_account' \
             AND (l.day >= $3 OR EXISTS (SELECT 1 FROM bank_start_lines s \
             WHERE s.entry_line_id = l.id)) \
             AND NOT EXISTS (SELECT 1 FROM bank_match_lines k JOIN bank_matches m \
             ON m.id = k.bank_match_id WHERE k.entry_line_id = l.id AND k.freed_at IS NULL \
             AND m.cleared_on <= $4)"
        ),
        args![branch, row.account, row.starts_on, as_of],
    )?;
    let books = books::accounts::records::balance_at(reader, branch, row.account, as_of)?;
    let bank = row.start + moved;
    Ok(Standing { bank, books, outstanding, outstanding_items, unposted, unposted_items })
}

/// What lines of the books from before a day come to. Refuses lines that are not of the account,
/// not before the day, or named twice.
pub(super) fn sum_before(
    desk: &mut Desk<'_>,
    account: Account,
    day: Day,
    lines: &[Id<noun::EntryLine>],
) -> Result<Money, Refusal> {
    let branch = desk.branch();
    let mut sum = Money::ZERO;
    for (place, line) in lines.iter().enumerate() {
        let found: Option<(Money,)> = desk.find(
            sql!(
                "SELECT amount_cents FROM entry_lines WHERE branch_id = $1 AND id = $2 \
                 AND account_id = $3 AND day < $4"
            ),
            args![branch, line, account, day],
        )?;
        let Some((amount,)) = found.filter(|_| !lines[..place].contains(line)) else {
            let field = format!("outstanding[{place}]");
            let words = "Choose lines of the account from before the first day, each once.";
            return Err(Refusal::invalid(&field, words));
        };
        sum += amount;
    }
    Ok(sum)
}

/// Every line of an account in the books, for tests.
#[cfg(test)]
pub(crate) fn list_book_ids(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    account: Account,
) -> Result<Vec<Id<noun::EntryLine>>, store::Error> {
    let rows: Vec<(Id<noun::EntryLine>,)> = reader.all(
        sql!("SELECT id FROM entry_lines WHERE branch_id = $1 AND account_id = $2 ORDER BY id"),
        args![branch, account],
    )?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// Writes a bank account and what was not at the bank when it began.
pub(super) fn insert_bank_account(
    desk: &mut Desk<'_>,
    id: Id<noun::BankAccount>,
    open: &OpenBankAccount,
    entry: Option<Id<noun::Entry>>,
) -> Result<(), Refusal> {
    let (branch, who, now) = (desk.branch(), desk.who(), desk.now());
    desk.exec(
        sql!(
            "INSERT INTO bank_accounts (id, branch_id, name, bank, last4, account_id, starts_on, \
             start_cents, entry_id, opened_at, opened_by, version) \
             VALUES ($2, $1, $3, $4, $5, $6, $7, $8, $9, $10, $11, 1)"
        ),
        args![
            branch,
            id,
            open.name.trim(),
            open.bank.trim(),
            open.last4.trim(),
            open.account,
            open.starts_on,
            open.start_cents,
            entry,
            now,
            who
        ],
    )?;
    let rows: Vec<_> = open
        .outstanding
        .iter()
        .map(|line| {
            let row: Id<noun::BankLine> = desk.id();
            [V::from(row), V::from(branch), V::from(id), V::from(*line)]
        })
        .collect();
    let columns = ["id", "branch_id", "bank_account_id", "entry_line_id"];
    desk.insert_many("bank_start_lines", columns, rows)?;
    Ok(())
}

/// Closes a bank account.
pub(super) fn mark_closed(
    desk: &mut Desk<'_>,
    bank_account: Id<noun::BankAccount>,
) -> Result<(), Refusal> {
    let (branch, who, now) = (desk.branch(), desk.who(), desk.now());
    desk.exec(
        sql!(
            "UPDATE bank_accounts SET closed_at = $3, closed_by = $4, version = version + 1 \
             WHERE branch_id = $1 AND id = $2"
        ),
        args![branch, bank_account, now, who],
    )?;
    Ok(())
}
