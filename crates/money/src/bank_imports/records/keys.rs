//! What was brought before, so that no line is taken twice.

use std::collections::{HashMap, HashSet};
use store::{Reader, args, sql};
use values::{Day, Id, noun};

/// The keys of an account's lines in these days.
pub(in crate::bank_imports) fn list_keys(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    bank_account: Id<noun::BankAccount>,
    first: Day,
    last: Day,
) -> Result<HashSet<String>, store::Error> {
    let rows: Vec<(String,)> = reader.all(
        sql!(
            "SELECT key FROM bank_lines WHERE branch_id = $1 AND bank_account_id = $2 \
             AND posted_on >= $3 AND posted_on <= $4 AND withdrawn_at IS NULL"
        ),
        args![branch, bank_account, first, last],
    )?;
    Ok(rows.into_iter().map(|(key,)| key).collect())
}

/// How many lines of each day and amount files of other formats have brought.
pub(in crate::bank_imports) fn count_of_other_kind(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    bank_account: Id<noun::BankAccount>,
    kind: &str,
    first: Day,
    last: Day,
) -> Result<HashMap<(Day, i64), i64>, store::Error> {
    let rows: Vec<(Day, i64, i64)> = reader.all(
        sql!(
            "SELECT l.posted_on, l.amount_cents, COUNT(*) FROM bank_lines l \
             JOIN bank_imports i ON i.id = l.bank_import_id WHERE l.branch_id = $1 \
             AND l.bank_account_id = $2 AND i.kind <> $3 AND l.posted_on >= $4 \
             AND l.posted_on <= $5 AND l.withdrawn_at IS NULL \
             GROUP BY l.posted_on, l.amount_cents"
        ),
        args![branch, bank_account, kind, first, last],
    )?;
    Ok(rows.into_iter().map(|(day, cents, count)| ((day, cents), count)).collect())
}
