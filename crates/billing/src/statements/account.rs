//! A customer's account in a period: the lines a statement is made of.

use super::{StatementKind, StatementPeriod};
use books::entries::source_href;
use books::open_items::history::{self, Fact, FactRow, ItemRow};
use books::open_items::{ApplicationKind, ChargeKind, CreditKind};
use store::Reader;
use values::{Day, Id, Money, noun};

/// What a statement tells.
#[derive(Clone, Debug, PartialEq)]
pub struct Account {
    /// How it tells it.
    pub kind: StatementKind,
    /// The days it tells of.
    pub period: StatementPeriod,
    /// The balance before the period; nothing for open items.
    pub previous: Money,
    /// What happened, or what is open.
    pub lines: Vec<AccountLine>,
    /// What is owed at the end, less what is to her good.
    pub amount_due: Money,
    /// The same by how long it is owed.
    pub aged: Aged,
}

/// One line.
#[derive(Clone, Debug, PartialEq)]
pub struct AccountLine {
    /// Its day.
    pub on: Day,
    /// The document's number.
    pub number: String,
    /// What it is, in the customer's words.
    pub what: String,
    /// The day it is to be paid by, for what is owed.
    pub due_on: Option<Day>,
    /// How much it was.
    pub original: Money,
    /// By how much it counts: what is open of it, or what it moved.
    pub amount: Money,
    /// The document's page.
    pub href: String,
}

/// What is owed by days past due; what is to her good stands apart, below zero.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Aged {
    /// Not yet due; the due day itself counts.
    pub current: Money,
    /// 1 to 30 days.
    pub to_30: Money,
    /// 31 to 60 days.
    pub to_60: Money,
    /// 61 to 90 days.
    pub to_90: Money,
    /// 91 days and more.
    pub past_90: Money,
    /// Open credits, below zero.
    pub credits: Money,
}

/// Reads a customer's account.
pub fn account(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    customer: Id<noun::Customer>,
    kind: StatementKind,
    period: StatementPeriod,
) -> Result<Account, store::Error> {
    let items = history::list_items_at(reader, branch, customer, period.to_on)?;
    let aged = age(&items, period.to_on);
    let amount_due = items.iter().map(|item| item.open).sum();
    let (previous, lines) = match kind {
        StatementKind::OpenItem => (Money::ZERO, items.into_iter().map(item_line).collect()),
        StatementKind::BalanceForward => {
            let facts = history::list_facts(reader, branch, customer, period.to_on)?;
            carry_forward(facts, period.from_on)
        }
    };
    Ok(Account { kind, period, previous, lines, amount_due, aged })
}

/// The balance before a day, and the lines from that day on.
fn carry_forward(facts: Vec<FactRow>, from_on: Day) -> (Money, Vec<AccountLine>) {
    let (before, since): (Vec<_>, Vec<_>) = facts.into_iter().partition(|row| row.day < from_on);
    let previous = before.iter().map(|row| row.amount).sum();
    (previous, since.into_iter().map(fact_line).collect())
}

fn fact_line(row: FactRow) -> AccountLine {
    AccountLine {
        on: row.day,
        what: fact_words(&row),
        href: source_href(&row.source, row.source_id),
        number: row.document,
        due_on: None,
        original: row.amount,
        amount: row.amount,
    }
}

fn item_line(row: ItemRow) -> AccountLine {
    AccountLine {
        on: row.on,
        what: document_words(&row.kind),
        href: source_href(&row.source, row.source_id),
        number: row.document,
        due_on: row.original.is_positive().then_some(row.due_on),
        original: row.original,
        amount: row.open,
    }
}

fn document_words(kind: &str) -> String {
    match kind {
        "invoice" => "Invoice",
        "fee" => "Fee",
        "payment" => "Payment",
        "credit_memo" => "Credit",
        "transfer" => "Transferred credit",
        _ => "Balance brought in",
    }
    .to_owned()
}

/// What happened, in the customer's words.
fn fact_words(row: &FactRow) -> String {
    let document = &row.document;
    let words = match row.fact {
        Fact::Charge(ChargeKind::Invoice) => format!("Invoice {document}"),
        Fact::Charge(ChargeKind::Fee) => format!("Fee {document}"),
        Fact::Credit(CreditKind::Payment) => format!("Payment {document}, thank you"),
        Fact::Credit(CreditKind::CreditMemo) => format!("Credit {document}"),
        Fact::Credit(CreditKind::Transfer) => {
            format!("Credit {document} transferred from another account")
        }
        Fact::Charge(ChargeKind::Opening) | Fact::Credit(CreditKind::Opening) => {
            format!("Balance brought in, {document}")
        }
        Fact::OffCharge(kind) | Fact::OffCredit(kind) => match kind {
            ApplicationKind::Void => format!("{document} voided"),
            ApplicationKind::Refund => format!("Refund of {document}"),
            ApplicationKind::Return => format!("Payment {document} returned by the bank"),
            ApplicationKind::WriteOff => format!("{document} written off"),
            ApplicationKind::Transfer => format!("{document} transferred to another account"),
            ApplicationKind::Unclaimed => format!("{document} unclaimed, held for the state"),
            _ => format!("{document} corrected"),
        },
    };
    match row.takes_back {
        false => words,
        true => format!("{words}, taken back"),
    }
}

fn age(items: &[ItemRow], as_of: Day) -> Aged {
    let mut aged = Aged::default();
    for item in items {
        let bucket = match (item.open.is_negative(), item.due_on.days_until(as_of)) {
            (true, _) => &mut aged.credits,
            (false, ..=0) => &mut aged.current,
            (false, 1..=30) => &mut aged.to_30,
            (false, 31..=60) => &mut aged.to_60,
            (false, 61..=90) => &mut aged.to_90,
            (false, _) => &mut aged.past_90,
        };
        *bucket += item.open;
    }
    aged
}

impl Aged {
    /// The sum of the boxes, which is what is due.
    pub fn total(&self) -> Money {
        [self.current, self.to_30, self.to_60, self.to_90, self.past_90, self.credits]
            .into_iter()
            .sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn item(due_on: Day, cents: i64) -> ItemRow {
        let open = Money::cents(cents);
        let (kind, source) = ("invoice".to_owned(), "invoice".to_owned());
        let document = "1".to_owned();
        ItemRow { on: due_on, due_on, kind, document, source, source_id: 1, original: open, open }
    }

    /// Handbook 3.4: the due day itself is current, the thirtieth day still "1 to 30".
    #[test]
    fn boxes_meet_at_their_days() {
        let as_of = Day::ymd(2026, 3, 2);
        let cases = [0i64, 1, 30, 31, 60, 61, 90, 91];
        let items: Vec<_> = cases.iter().map(|days| item(as_of.plus_days(-days), 100)).collect();
        let aged = age(&items, as_of);
        let expected = Aged {
            current: Money::cents(100),
            to_30: Money::cents(200),
            to_60: Money::cents(200),
            to_90: Money::cents(200),
            past_90: Money::cents(100),
            credits: Money::ZERO,
        };
        assert_eq!(aged, expected);
        let credit = [item(as_of.plus_days(-400), -250)];
        assert_eq!(age(&credit, as_of).credits, Money::cents(-250));
        assert_eq!(age(&items, as_of).total(), Money::cents(800));
    }
}
