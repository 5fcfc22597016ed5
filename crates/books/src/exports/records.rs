//! The entries as they are handed out.

use crate::accounts::Account;
use store::{Reader, args, from_row, sql};
use values::{Day, Id, Money, noun};

/// One line with its entry.
pub(super) struct ExportedLine {
    pub entry: Id<noun::Entry>,
    pub day: Day,
    pub memo: String,
    pub source: String,
    pub source_id: i64,
    pub account: Account,
    pub account_name: String,
    pub amount: Money,
    pub customer: Option<Id<noun::Customer>>,
}

from_row!(ExportedLine {
    entry,
    day,
    memo,
    source,
    source_id,
    account,
    account_name,
    amount,
    customer
});

/// Walks the lines of the days from `first` to `last`, entry by entry.
pub(super) fn each_line(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    first: Day,
    last: Day,
    visit: &mut dyn FnMut(ExportedLine),
) -> Result<(), store::Error> {
    reader.each(
        sql!(
            "SELECT e.id, e.day, e.memo, e.source, e.source_id, l.account_id, a.name, \
             l.amount_cents, l.customer_id FROM entries e \
             JOIN entry_lines l ON l.entry_id = e.id JOIN accounts a ON a.id = l.account_id \
             WHERE e.branch_id = $1 AND e.day BETWEEN $2 AND $3 ORDER BY e.day, e.id, l.id"
        ),
        args![branch, first, last],
        &mut |row| {
            visit(store::FromRow::from_row(row)?);
            Ok(())
        },
    )
}

/// How many entries the days have, and what their debits come to.
pub(super) fn count_and_debits(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    first: Day,
    last: Day,
) -> Result<(i64, Money), store::Error> {
    reader.one(
        sql!(
            "SELECT COUNT(DISTINCT e.id), CAST(COALESCE(SUM(CASE WHEN l.amount_cents > 0 \
             THEN l.amount_cents END), 0) AS BIGINT) FROM entries e \
             JOIN entry_lines l ON l.entry_id = e.id \
             WHERE e.branch_id = $1 AND e.day BETWEEN $2 AND $3"
        ),
        args![branch, first, last],
    )
}
