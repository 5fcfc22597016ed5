//! The only way into the ledger.

use super::records::{self, EntryRow};
use crate::accounts::{Account, CONTROLS};
use crate::periods;
use office::{Desk, Refusal};
use std::collections::BTreeSet;
use values::{Day, Id, Money, noun};

/// The document behind an entry or an open item.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Source {
    /// Its noun in the singular: `invoice`.
    pub noun: &'static str,
    /// Its id.
    pub id: i64,
}

impl Source {
    /// The document of this noun and id.
    pub fn of<T: values::Noun>(id: Id<T>) -> Source {
        Source { noun: T::NAME, id: id.get() }
    }
}

/// What is posted.
#[derive(Clone, Debug)]
pub struct NewEntry {
    /// The day it stands on in the books.
    pub day: Day,
    /// What happened, in words: "Invoice 0412-26-005501".
    pub memo: String,
    /// The document it comes from.
    pub source: Source,
    /// Debits and credits; lines of nothing are left out.
    pub lines: Vec<NewLine>,
}

/// One debit or credit.
#[derive(Clone, Copy, Debug)]
pub struct NewLine {
    /// Where.
    pub account: Account,
    /// How much: a debit above zero, a credit below.
    pub amount: Money,
    /// Whose, on every line of a control account.
    pub customer: Option<Id<noun::Customer>>,
}

/// Posts an entry. A closed month is a refusal that names the way out; an entry that does
/// not balance is a fault of the command that made it.
pub fn post(desk: &mut Desk<'_>, entry: NewEntry) -> Result<Id<noun::Entry>, Refusal> {
    periods::require_open(desk, entry.day)?;
    insert(desk, entry)
}

/// Posts many entries: runs that bill or take in hundreds ask for each month once.
pub fn post_many(
    desk: &mut Desk<'_>,
    entries: Vec<NewEntry>,
) -> Result<Vec<Id<noun::Entry>>, Refusal> {
    let months: BTreeSet<Day> = entries.iter().map(|entry| entry.day.first_of_month()).collect();
    for month in months {
        periods::require_open(desk, month)?;
    }
    entries.into_iter().map(|entry| insert(desk, entry)).collect()
}

/// Posts the opposite of an entry. An entry is reversed once.
pub fn reverse(
    desk: &mut Desk<'_>,
    entry: Id<noun::Entry>,
    day: Day,
    memo: String,
) -> Result<Id<noun::Entry>, Refusal> {
    let branch = desk.branch();
    let original =
        records::find_entry(desk, branch, entry)?.ok_or(Refusal::NotFound { what: "entry" })?;
    if let Some(by) = original.reversed_by {
        return Err(Refusal::conflict_with(
            "entries.reversed_before",
            "This entry was reversed before.",
            format!("/entries/{by}"),
            "See the reversal",
        ));
    }
    periods::require_open(desk, day)?;
    let lines: Vec<_> = records::list_lines(desk, branch, entry)?
        .into_iter()
        .map(|line| (line.account, -line.amount, line.customer))
        .collect();
    let reversal = desk.id();
    let EntryRow { source, source_id, .. } = original;
    records::insert_entry(desk, reversal, day, &memo, &source, source_id, Some(entry))?;
    records::insert_lines(desk, reversal, day, &lines)?;
    Ok(reversal)
}

fn insert(desk: &mut Desk<'_>, entry: NewEntry) -> Result<Id<noun::Entry>, Refusal> {
    let Source { noun, id } = entry.source;
    let lines: Vec<_> = entry
        .lines
        .iter()
        .filter(|line| !line.amount.is_zero())
        .map(|line| (line.account, line.amount, line.customer))
        .collect();
    if let Some(fault) = fault(&lines) {
        return Err(Refusal::broken(format!("entry of {noun} {id}: {fault}")));
    }
    let posted = desk.id();
    records::insert_entry(desk, posted, entry.day, &entry.memo, noun, id, None)?;
    records::insert_lines(desk, posted, entry.day, &lines)?;
    Ok(posted)
}

/// Posts what a person has entered by hand: the entry is its own document.
pub(super) fn post_adjustment(
    desk: &mut Desk<'_>,
    day: Day,
    memo: &str,
    lines: &[records::Posting],
) -> Result<Id<noun::Entry>, Refusal> {
    periods::require_open(desk, day)?;
    let entry: Id<noun::Entry> = desk.id();
    records::insert_entry(desk, entry, day, memo, ADJUSTMENT, entry.get(), None)?;
    records::insert_lines(desk, entry, day, lines)?;
    Ok(entry)
}

/// The source of entries posted by hand: they come from no other document.
pub(super) const ADJUSTMENT: &str = <noun::Entry as values::Noun>::NAME;

/// What is wrong with the lines of an entry.
fn fault(lines: &[records::Posting]) -> Option<String> {
    let mut sum: i128 = 0;
    for (account, amount, customer) in lines {
        sum += i128::from(amount.as_cents());
        if CONTROLS.contains(account) && customer.is_none() {
            return Some(format!("the line of {} names no customer", account.0));
        }
    }
    match (lines.len(), sum) {
        (0 | 1, _) => Some(String::from("it has fewer than two lines")),
        (_, 0) => None,
        (_, off) => Some(format!("debits exceed credits by {off} cents")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::accounts::{RECEIVABLE, REVENUE_RECURRING, SALES_TAX};

    #[test]
    fn lines_must_balance_and_control_accounts_must_name_a_customer() {
        let rivera = Some(Id::new(7));
        let line = |account, cents, customer| (account, Money::cents(cents), customer);
        let invoice = [
            line(RECEIVABLE, 12_840, rivera),
            line(REVENUE_RECURRING, -12_000, None),
            line(SALES_TAX, -840, None),
        ];
        assert_eq!(fault(&invoice), None);
        assert!(fault(&invoice[..2]).expect("a fault").contains("840 cents"));
        let nobody = [line(RECEIVABLE, 100, None), line(REVENUE_RECURRING, -100, None)];
        assert!(fault(&nobody).expect("a fault").contains("no customer"));
        assert!(fault(&[]).is_some());
        let wide = [
            line(RECEIVABLE, i64::MAX, rivera),
            line(RECEIVABLE, i64::MAX, rivera),
            line(SALES_TAX, -100, None),
        ];
        assert!(fault(&wide).is_some(), "sums do not overflow");
    }
}

#[cfg(test)]
mod story {
    use super::*;
    use crate::accounts::{self, OPERATING, RECEIVABLE, REVENUE_RECURRING, SALES_TAX};
    use crate::testing::{at_desk, bench, count_entries};

    fn invoice(day: Day) -> NewEntry {
        let line =
            |account, cents, customer| NewLine { account, amount: Money::cents(cents), customer };
        NewEntry {
            day,
            memo: "Invoice 0412-26-000001".into(),
            source: Source { noun: "invoice", id: 5 },
            lines: vec![
                line(RECEIVABLE, 12_840, Some(Id::new(7))),
                line(REVENUE_RECURRING, -12_000, None),
                line(SALES_TAX, -840, None),
                line(OPERATING, 0, None),
            ],
        }
    }

    #[test]
    fn posts_reverses_once_and_keeps_the_months() {
        let bench = bench();
        let march = Day::ymd(2026, 3, 2);
        let april = Day::ymd(2026, 4, 1);
        let entry = at_desk(&bench, move |desk| post(desk, invoice(march))).unwrap();
        let memo = || String::from("Invoice 0412-26-000001 voided");
        let reversal = at_desk(&bench, move |desk| reverse(desk, entry, april, memo())).unwrap();
        let again = at_desk(&bench, move |desk| reverse(desk, entry, april, memo()));
        assert_eq!(again.unwrap_err().code(), "entries.reversed_before");

        let branch = bench.branch;
        let standing = |day| {
            bench.read(|reader| accounts::records::balance_at(reader, branch, RECEIVABLE, day))
        };
        assert_eq!(standing(march.plus_days(-1)).unwrap(), Money::ZERO);
        assert_eq!(standing(march).unwrap(), Money::cents(12_840));
        assert_eq!(standing(april).unwrap(), Money::ZERO);
        let lines = bench.read(|reader| records::list_lines(reader, branch, entry)).unwrap();
        assert_eq!(lines.len(), 3, "the line of nothing is left out");
        let row = bench.read(|reader| records::find_entry(reader, branch, entry)).unwrap();
        assert_eq!(row.unwrap().reversed_by, Some(reversal));
        let elsewhere = bench.read(|reader| records::find_entry(reader, bench.other_branch, entry));
        assert_eq!(elsewhere.unwrap(), None);
    }

    #[test]
    fn a_lopsided_entry_is_our_fault_and_leaves_nothing() {
        let bench = bench();
        let refusal = at_desk(&bench, |desk| {
            let mut entry = invoice(Day::ymd(2026, 3, 2));
            entry.lines.pop();
            entry.lines.pop();
            post(desk, entry)
        });
        assert_eq!(refusal.unwrap_err().code(), "broken");
        assert_eq!(bench.read(count_entries).unwrap(), 0);
    }
}
