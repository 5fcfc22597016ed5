//! The entries' rows.

use crate::accounts::Account;
use office::{Desk, Refusal};
use std::collections::BTreeMap;
use store::{Reader, V, args, from_row, sql};
use values::{Day, Id, Instant, Money, noun};

/// A debit (above zero) or credit (below) as it is written.
pub(crate) type Posting = (Account, Money, Option<Id<noun::Customer>>);

/// Writes the head of an entry.
pub(super) fn insert_entry(
    desk: &mut Desk<'_>,
    entry: Id<noun::Entry>,
    day: Day,
    memo: &str,
    source: &str,
    source_id: i64,
    reverses: Option<Id<noun::Entry>>,
) -> Result<(), Refusal> {
    let (branch, who, now) = (desk.branch(), desk.who(), desk.now());
    desk.exec(
        sql!(
            "INSERT INTO entries (id, branch_id, day, memo, source, source_id, reverses_id, \
             staff_id, posted_at) VALUES ($2, $1, $3, $4, $5, $6, $7, $8, $9)"
        ),
        args![branch, entry, day, memo, source, source_id, reverses, who, now],
    )?;
    Ok(())
}

/// Writes an entry's lines and counts them into their accounts' month.
pub(super) fn insert_lines(
    desk: &mut Desk<'_>,
    entry: Id<noun::Entry>,
    day: Day,
    lines: &[Posting],
) -> Result<(), Refusal> {
    let branch = desk.branch();
    let rows: Vec<_> = lines
        .iter()
        .map(|(account, amount, customer)| {
            let id: Id<noun::EntryLine> = desk.id();
            [
                V::from(id),
                V::from(branch),
                V::from(entry),
                V::from(day),
                V::from(*account),
                V::from(*customer),
                V::from(*amount),
            ]
        })
        .collect();
    let columns =
        ["id", "branch_id", "entry_id", "day", "account_id", "customer_id", "amount_cents"];
    desk.insert_many("entry_lines", columns, rows)?;
    let month = day.first_of_month();
    let sums: Vec<_> = moved(lines)
        .map(|(account, debit, credit)| {
            [V::from(branch), V::from(account), V::from(month), V::from(debit), V::from(credit)]
        })
        .collect();
    let columns = ["branch_id", "account_id", "month", "debit_cents", "credit_cents"];
    desk.add_many("account_months", columns, 3, &sums)?;
    Ok(())
}

/// What lines move on each account's two sides, an account once.
fn moved(lines: &[Posting]) -> impl Iterator<Item = (Account, Money, Money)> {
    let mut sides: BTreeMap<Account, (Money, Money)> = BTreeMap::new();
    for (account, amount, _) in lines {
        let (debit, credit) = sides.entry(*account).or_default();
        match amount.is_positive() {
            true => *debit += *amount,
            false => *credit -= *amount,
        }
    }
    sides.into_iter().map(|(account, (debit, credit))| (account, debit, credit))
}

/// An entry.
#[derive(Clone, Debug, PartialEq)]
pub struct EntryRow {
    /// Its id.
    pub id: Id<noun::Entry>,
    /// The day it stands on.
    pub day: Day,
    /// What happened.
    pub memo: String,
    /// The noun of the document behind it.
    pub source: String,
    /// The id of the document behind it.
    pub source_id: i64,
    /// The entry it takes back.
    pub reverses: Option<Id<noun::Entry>>,
    /// The entry that takes it back.
    pub reversed_by: Option<Id<noun::Entry>>,
    /// Who posted it.
    pub who_name: String,
    /// When.
    pub posted_at: Instant,
}
from_row!(EntryRow {
    id,
    day,
    memo,
    source,
    source_id,
    reverses,
    reversed_by,
    who_name,
    posted_at
});

/// The entry of this id.
pub fn find_entry(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    entry: Id<noun::Entry>,
) -> Result<Option<EntryRow>, store::Error> {
    reader.find(
        sql!(
            "SELECT e.id, e.day, e.memo, e.source, e.source_id, e.reverses_id, r.id, s.name, \
             e.posted_at FROM entries e JOIN staff s ON s.id = e.staff_id \
             LEFT JOIN entries r ON r.reverses_id = e.id \
             WHERE e.branch_id = $1 AND e.id = $2"
        ),
        args![branch, entry],
    )
}

/// The entries of a document, oldest first.
pub fn list_entries_of(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    source: &str,
    source_id: i64,
) -> Result<Vec<EntryRow>, store::Error> {
    reader.all(
        sql!(
            "SELECT e.id, e.day, e.memo, e.source, e.source_id, e.reverses_id, r.id, s.name, \
             e.posted_at FROM entries e JOIN staff s ON s.id = e.staff_id \
             LEFT JOIN entries r ON r.reverses_id = e.id \
             WHERE e.branch_id = $1 AND e.source = $2 AND e.source_id = $3 ORDER BY e.id"
        ),
        args![branch, source, source_id],
    )
}

/// One debit or credit of an entry.
#[derive(Clone, Debug, PartialEq)]
pub struct LineRow {
    /// Where.
    pub account: Account,
    /// The account's name.
    pub account_name: String,
    /// A debit above zero, a credit below.
    pub amount: Money,
    /// Whose.
    pub customer: Option<Id<noun::Customer>>,
}
from_row!(LineRow { account, account_name, amount, customer });

/// The lines of an entry, in the order they were written.
pub fn list_lines(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    entry: Id<noun::Entry>,
) -> Result<Vec<LineRow>, store::Error> {
    reader.all(
        sql!(
            "SELECT l.account_id, a.name, l.amount_cents, l.customer_id FROM entry_lines l \
             JOIN accounts a ON a.id = l.account_id \
             WHERE l.branch_id = $1 AND l.entry_id = $2 ORDER BY l.id"
        ),
        args![branch, entry],
    )
}

/// What a customer owes less what she has to her good at the end of a day, by the ledger:
/// her lines of the control accounts.
pub fn customer_balance_at(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    customer: Id<noun::Customer>,
    as_of: Day,
) -> Result<Money, store::Error> {
    let (cents,): (Money,) = reader.one(
        sql!(
            "SELECT CAST(COALESCE(SUM(amount_cents), 0) AS BIGINT) FROM entry_lines \
             WHERE branch_id = $1 AND customer_id = $2 AND account_id IN (1100, 2150) \
             AND day <= $3"
        ),
        args![branch, customer, as_of],
    )?;
    Ok(cents)
}
