//! What the proofs count. Each statement reads a whole table once; none looks row by row.

use crate::accounts::Account;
use store::{Reader, args, from_row, sql};
use values::{Day, Id, Instant, Money, noun};

/// How many rows are wrong, and the first of them.
pub(super) struct Wrong {
    pub count: i64,
    pub first: Option<String>,
}
from_row!(Wrong { count, first });

type Counted = Result<Wrong, store::Error>;
type Summed = Result<Money, store::Error>;

pub(super) fn sum_of_lines(reader: &mut Reader<'_>, branch: Id<noun::Branch>) -> Summed {
    let (sum,): (Money,) = reader.one(
        sql!(
            "SELECT CAST(COALESCE(SUM(amount_cents), 0) AS BIGINT) FROM entry_lines \
             WHERE branch_id = $1"
        ),
        args![branch],
    )?;
    Ok(sum)
}

pub(super) fn sum_of_account(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    account: Account,
) -> Summed {
    let (sum,): (Money,) = reader.one(
        sql!(
            "SELECT CAST(COALESCE(SUM(amount_cents), 0) AS BIGINT) FROM entry_lines \
             WHERE branch_id = $1 AND account_id = $2"
        ),
        args![branch, account],
    )?;
    Ok(sum)
}

pub(super) fn sum_of_open_charges(reader: &mut Reader<'_>, branch: Id<noun::Branch>) -> Summed {
    let (sum,): (Money,) = reader.one(
        sql!(
            "SELECT CAST(COALESCE(SUM(open_cents), 0) AS BIGINT) FROM charges \
             WHERE branch_id = $1 AND open_cents <> 0"
        ),
        args![branch],
    )?;
    Ok(sum)
}

pub(super) fn sum_of_open_credits(reader: &mut Reader<'_>, branch: Id<noun::Branch>) -> Summed {
    let (sum,): (Money,) = reader.one(
        sql!(
            "SELECT CAST(COALESCE(SUM(open_cents), 0) AS BIGINT) FROM credits \
             WHERE branch_id = $1 AND open_cents <> 0"
        ),
        args![branch],
    )?;
    Ok(sum)
}

pub(super) fn count_lopsided_entries(reader: &mut Reader<'_>, branch: Id<noun::Branch>) -> Counted {
    reader.one(
        sql!(
            "SELECT COUNT(*), 'entry ' || CAST(MIN(t.id) AS TEXT) FROM ( \
             SELECT e.id FROM entries e LEFT JOIN entry_lines l ON l.entry_id = e.id \
             WHERE e.branch_id = $1 GROUP BY e.id \
             HAVING COUNT(l.entry_id) < 2 OR SUM(l.amount_cents) <> 0) t"
        ),
        args![branch],
    )
}

pub(super) fn count_stray_lines(reader: &mut Reader<'_>, branch: Id<noun::Branch>) -> Counted {
    reader.one(
        sql!(
            "SELECT COUNT(*), 'entry ' || CAST(MIN(e.id) AS TEXT) FROM entries e \
             JOIN entry_lines l ON l.entry_id = e.id WHERE e.branch_id = $1 \
             AND (l.day <> e.day OR l.branch_id <> e.branch_id)"
        ),
        args![branch],
    )
}

pub(super) fn count_customers_off_in_receivable(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
) -> Counted {
    reader.one(
        sql!(
            "SELECT COUNT(*), 'customer ' || CAST(MIN(t.customer_id) AS TEXT) FROM ( \
             SELECT x.customer_id FROM ( \
             SELECT customer_id, amount_cents AS cents FROM entry_lines \
             WHERE branch_id = $1 AND account_id = 1100 UNION ALL \
             SELECT customer_id, -open_cents FROM charges \
             WHERE branch_id = $1 AND open_cents <> 0) x \
             GROUP BY x.customer_id HAVING SUM(x.cents) <> 0) t"
        ),
        args![branch],
    )
}

pub(super) fn count_customers_off_in_unapplied(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
) -> Counted {
    reader.one(
        sql!(
            "SELECT COUNT(*), 'customer ' || CAST(MIN(t.customer_id) AS TEXT) FROM ( \
             SELECT x.customer_id FROM ( \
             SELECT customer_id, amount_cents AS cents FROM entry_lines \
             WHERE branch_id = $1 AND account_id = 2150 UNION ALL \
             SELECT customer_id, open_cents FROM credits \
             WHERE branch_id = $1 AND open_cents <> 0) x \
             GROUP BY x.customer_id HAVING SUM(x.cents) <> 0) t"
        ),
        args![branch],
    )
}

/// Days on which 1100 or 2150 moved by another amount than charges and credits did.
pub(super) fn count_days_off(reader: &mut Reader<'_>, branch: Id<noun::Branch>) -> Counted {
    reader.one(
        sql!(
            "SELECT COUNT(*), CAST(MIN(t.day) AS TEXT) FROM ( \
             SELECT x.account_id, x.day FROM ( \
             SELECT account_id, day, SUM(amount_cents) AS cents FROM entry_lines \
             WHERE branch_id = $1 AND account_id IN (1100, 2150) \
             GROUP BY account_id, day UNION ALL \
             SELECT 1100, opened_on, -SUM(amount_cents) FROM charges \
             WHERE branch_id = $1 GROUP BY opened_on UNION ALL \
             SELECT 2150, opened_on, SUM(amount_cents) FROM credits \
             WHERE branch_id = $1 GROUP BY opened_on UNION ALL \
             SELECT 1100, effective_on, SUM(amount_cents) FROM applications \
             WHERE branch_id = $1 AND charge_id IS NOT NULL GROUP BY effective_on UNION ALL \
             SELECT 2150, effective_on, -SUM(amount_cents) FROM applications \
             WHERE branch_id = $1 AND credit_id IS NOT NULL GROUP BY effective_on) x \
             GROUP BY x.account_id, x.day HAVING SUM(x.cents) <> 0) t"
        ),
        args![branch],
    )
}

pub(super) fn count_charges_off(reader: &mut Reader<'_>, branch: Id<noun::Branch>) -> Counted {
    reader.one(
        sql!(
            "SELECT COUNT(*), MIN(c.document) FROM charges c LEFT JOIN ( \
             SELECT charge_id, SUM(amount_cents) AS taken FROM applications \
             WHERE branch_id = $1 AND charge_id IS NOT NULL GROUP BY charge_id) a \
             ON a.charge_id = c.id \
             WHERE c.branch_id = $1 AND c.open_cents <> c.amount_cents - COALESCE(a.taken, 0)"
        ),
        args![branch],
    )
}

pub(super) fn count_credits_off(reader: &mut Reader<'_>, branch: Id<noun::Branch>) -> Counted {
    reader.one(
        sql!(
            "SELECT COUNT(*), MIN(c.document) FROM credits c LEFT JOIN ( \
             SELECT credit_id, SUM(amount_cents) AS taken FROM applications \
             WHERE branch_id = $1 AND credit_id IS NOT NULL GROUP BY credit_id) a \
             ON a.credit_id = c.id \
             WHERE c.branch_id = $1 AND c.open_cents <> c.amount_cents - COALESCE(a.taken, 0)"
        ),
        args![branch],
    )
}

pub(super) fn count_crooked_reversals(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
) -> Counted {
    reader.one(
        sql!(
            "SELECT COUNT(*), 'application ' || CAST(MIN(b.id) AS TEXT) FROM applications b \
             JOIN applications a ON a.id = b.reverses_id WHERE b.branch_id = $1 \
             AND (a.amount_cents + b.amount_cents <> 0 OR a.customer_id <> b.customer_id \
             OR a.branch_id <> b.branch_id OR b.effective_on < a.effective_on \
             OR COALESCE(a.charge_id, 0) <> COALESCE(b.charge_id, 0) \
             OR COALESCE(a.credit_id, 0) <> COALESCE(b.credit_id, 0))"
        ),
        args![branch],
    )
}

/// What an account moved on a day, or in a month when `day` is its first.
pub(super) struct Moved {
    pub account: Account,
    pub day: Day,
    pub debits: Money,
    pub credits: Money,
}
from_row!(Moved { account, day, debits, credits });

/// Walks what each account moved on each day.
pub(super) fn each_account_day(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    visit: &mut dyn FnMut(Moved),
) -> Result<(), store::Error> {
    reader.each(
        sql!(
            "SELECT account_id, day, \
             CAST(SUM(CASE WHEN amount_cents > 0 THEN amount_cents ELSE 0 END) AS BIGINT), \
             CAST(SUM(CASE WHEN amount_cents < 0 THEN -amount_cents ELSE 0 END) AS BIGINT) \
             FROM entry_lines WHERE branch_id = $1 GROUP BY account_id, day"
        ),
        args![branch],
        &mut |row| {
            visit(store::FromRow::from_row(row)?);
            Ok(())
        },
    )
}

/// The sums kept for each account and month.
pub(super) fn list_account_months(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
) -> Result<Vec<Moved>, store::Error> {
    reader.all(
        sql!(
            "SELECT account_id, month, debit_cents, credit_cents FROM account_months \
             WHERE branch_id = $1"
        ),
        args![branch],
    )
}

/// Entries of the days from `first` to `last` that were posted after an instant.
pub(super) fn count_posted_after(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    first: Day,
    last: Day,
    after: Instant,
) -> Counted {
    reader.one(
        sql!(
            "SELECT COUNT(*), 'entry ' || CAST(MIN(id) AS TEXT) FROM entries \
             WHERE branch_id = $1 AND day BETWEEN $2 AND $3 AND posted_at > $4"
        ),
        args![branch, first, last, after],
    )
}
