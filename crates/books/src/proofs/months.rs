//! Proofs about months, which both engines would compute from a day differently: the
//! grouping is by day in SQL and by month here.

use super::{Proof, none_wrong, records};
use crate::accounts::Account;
use crate::periods;
use std::collections::BTreeMap;
use store::Reader;
use values::{Day, Id, Money, noun};

/// The sums kept for each account and month are those of its lines.
pub(super) fn months_add_up(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
) -> Result<Proof, store::Error> {
    let mut months: BTreeMap<(Account, Day), (Money, Money)> = BTreeMap::new();
    records::each_account_day(reader, branch, &mut |row| {
        let (debits, credits) = months.entry((row.account, row.day.first_of_month())).or_default();
        *debits += row.debits;
        *credits += row.credits;
    })?;
    for kept in records::list_account_months(reader, branch)? {
        let (debits, credits) = months.entry((kept.account, kept.day)).or_default();
        *debits -= kept.debits;
        *credits -= kept.credits;
    }
    let mut off = months.iter().filter(|(_, sums)| **sums != (Money::ZERO, Money::ZERO));
    let first = off
        .next()
        .map(|((account, month), _)| format!("account {} in {}", account.0, month.month_name()));
    let count = i64::from(first.is_some()) + i64::try_from(off.count()).unwrap_or(i64::MAX);
    let wrong = records::Wrong { count, first };
    let proved = "The sums kept by month are those of the lines.";
    Ok(none_wrong("months_add_up", proved, wrong, "sums by month differ from their lines"))
}

/// Nothing was posted into a month after it was closed.
pub(super) fn closed_months_stand(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
) -> Result<Proof, store::Error> {
    let mut wrong = records::Wrong { count: 0, first: None };
    for period in periods::records::list_periods(reader, branch)? {
        let Some(closed_at) = period.closed_at else {
            continue;
        };
        let last = period.month.last_of_month();
        let late = records::count_posted_after(reader, branch, period.month, last, closed_at)?;
        wrong.count += late.count;
        wrong.first = wrong.first.or(late.first);
    }
    let proved = "Nothing was posted into a month after it was closed.";
    Ok(none_wrong("closed_months_stand", proved, wrong, "entries came after the close"))
}
