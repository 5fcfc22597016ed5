//! The accounts' rows, and what stands in them.

use super::Account;
use super::words::{AccountKind, Side};
use office::{Desk, Refusal};
use store::{Reader, args, from_row, sql};
use values::{Day, Id, Money, noun};

/// An account of the chart.
#[derive(Clone, Debug, PartialEq)]
pub struct AccountRow {
    /// Its number.
    pub account: Account,
    /// "Undeposited funds".
    pub name: String,
    /// What it is.
    pub kind: AccountKind,
    /// The side on which it normally stands.
    pub normal: Side,
    /// Counts its changes.
    pub version: i64,
}
from_row!(AccountRow { account, name, kind, normal, version });

/// The account of this number.
pub fn find_account(
    reader: &mut Reader<'_>,
    account: Account,
) -> Result<Option<AccountRow>, store::Error> {
    reader.find(
        sql!("SELECT id, name, kind, normal, version FROM accounts WHERE id = $1"),
        args![account],
    )
}

/// The whole chart, by number.
pub fn list_accounts(reader: &mut Reader<'_>) -> Result<Vec<AccountRow>, store::Error> {
    reader.all(sql!("SELECT id, name, kind, normal, version FROM accounts ORDER BY id"), &[])
}

/// What stands in an account at the end of a day: debits less credits.
pub fn balance_at(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    account: Account,
    as_of: Day,
) -> Result<Money, store::Error> {
    let (cents,): (Money,) = reader.one(
        sql!(
            "SELECT CAST(COALESCE((SELECT SUM(m.debit_cents - m.credit_cents) \
             FROM account_months m WHERE m.branch_id = $1 AND m.account_id = $2 \
             AND m.month < $3), 0) + COALESCE((SELECT SUM(l.amount_cents) \
             FROM entry_lines l WHERE l.branch_id = $1 AND l.account_id = $2 \
             AND l.day BETWEEN $3 AND $4), 0) AS BIGINT)"
        ),
        args![branch, account, as_of.first_of_month(), as_of],
    )?;
    Ok(cents)
}

/// An account's balance.
#[derive(Clone, Debug, PartialEq)]
pub struct BalanceRow {
    /// Which account.
    pub account: Account,
    /// Debits less credits.
    pub balance: Money,
}
from_row!(BalanceRow { account, balance });

/// Every account's balance at the end of a day, those that stand at zero left out.
pub fn list_balances_at(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    as_of: Day,
) -> Result<Vec<BalanceRow>, store::Error> {
    reader.all(
        sql!(
            "SELECT t.account_id, t.cents FROM ( \
             SELECT a.id AS account_id, CAST(COALESCE((SELECT \
             SUM(m.debit_cents - m.credit_cents) FROM account_months m \
             WHERE m.branch_id = $1 AND m.account_id = a.id AND m.month < $2), 0) + \
             COALESCE((SELECT SUM(l.amount_cents) FROM entry_lines l WHERE l.branch_id = $1 \
             AND l.account_id = a.id AND l.day BETWEEN $2 AND $3), 0) AS BIGINT) AS cents \
             FROM accounts a) t WHERE t.cents <> 0 ORDER BY t.account_id"
        ),
        args![branch, as_of.first_of_month(), as_of],
    )
}

/// Adds an account.
pub(super) fn insert_account(
    desk: &mut Desk<'_>,
    account: Account,
    name: &str,
    kind: AccountKind,
    normal: Side,
) -> Result<(), Refusal> {
    desk.exec(
        sql!("INSERT INTO accounts (id, name, kind, normal, version) VALUES ($1, $2, $3, $4, 1)"),
        args![account, name, kind, normal],
    )?;
    Ok(())
}

/// Gives an account another name.
pub(super) fn mark_renamed(
    desk: &mut Desk<'_>,
    account: Account,
    name: &str,
    version: i64,
) -> Result<(), Refusal> {
    desk.exec(
        sql!("UPDATE accounts SET name = $2, version = $3 WHERE id = $1"),
        args![account, name, version],
    )?;
    Ok(())
}

/// What an account moved on a day.
#[derive(Clone, Debug, PartialEq)]
pub struct DayRow {
    /// The day.
    pub day: Day,
    /// How many lines.
    pub lines: i64,
    /// The sum of its debits.
    pub debits: Money,
    /// The sum of its credits, above zero.
    pub credits: Money,
}
from_row!(DayRow { day, lines, debits, credits });

/// What an account moved on each day from `first` to `last`.
pub fn list_days(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    account: Account,
    first: Day,
    last: Day,
) -> Result<Vec<DayRow>, store::Error> {
    reader.all(
        sql!(
            "SELECT day, COUNT(*), \
             CAST(SUM(CASE WHEN amount_cents > 0 THEN amount_cents ELSE 0 END) AS BIGINT), \
             CAST(SUM(CASE WHEN amount_cents < 0 THEN -amount_cents ELSE 0 END) AS BIGINT) \
             FROM entry_lines WHERE branch_id = $1 AND account_id = $2 \
             AND day BETWEEN $3 AND $4 GROUP BY day ORDER BY day"
        ),
        args![branch, account, first, last],
    )
}

/// A line of an account with what it was for.
#[derive(Clone, Debug, PartialEq)]
pub struct AccountLine {
    /// Its entry.
    pub entry: Id<noun::Entry>,
    /// Its day.
    pub day: Day,
    /// What happened.
    pub memo: String,
    /// A debit above zero, a credit below.
    pub amount: Money,
}
from_row!(AccountLine { entry, day, memo, amount });

/// The lines of an account from `first` to `last`, in order.
pub fn list_account_lines(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    account: Account,
    first: Day,
    last: Day,
) -> Result<Vec<AccountLine>, store::Error> {
    reader.all(
        sql!(
            "SELECT l.entry_id, l.day, e.memo, l.amount_cents FROM entry_lines l \
             JOIN entries e ON e.id = l.entry_id \
             WHERE l.branch_id = $1 AND l.account_id = $2 AND l.day BETWEEN $3 AND $4 \
             ORDER BY l.day, l.id"
        ),
        args![branch, account, first, last],
    )
}
