//! "Why is the balance $64.20?": every fact that moved it, in order, to the cent.

use super::records;
use books::entries::source_href;
use books::open_items::history::{self, Fact, FactRow};
use books::open_items::{ApplicationKind, ChargeKind, CreditKind};
use serde::Serialize;
use std::collections::BTreeMap;
use store::Reader;
use values::{Day, Id, Money, noun};

/// A customer's balance at the end of a day, with all that made it.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Explanation {
    /// Whose.
    pub customer: Id<noun::Customer>,
    /// The day.
    pub as_of: Day,
    /// The facts, the oldest first.
    pub lines: Vec<Line>,
    /// The charges that are open, the oldest due first.
    pub open: Vec<OpenItem>,
    /// What is owed less what is unapplied; below zero when we owe her.
    #[serde(rename = "total_cents")]
    pub total: Money,
    /// What of her credits was not applied; the total counts it already.
    #[serde(rename = "unapplied_cents")]
    pub unapplied: Money,
    /// The same balance by the ledger, to prove the total.
    #[serde(rename = "ledger_cents")]
    pub ledger: Money,
}

/// One fact that moved the balance.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Line {
    /// Its day.
    pub day: Day,
    /// What happened: "Payment R-1204 for 0412-26-005501".
    pub what: String,
    /// The document's number.
    pub document: String,
    /// By how much the balance rose; below zero when it fell.
    #[serde(rename = "amount_cents")]
    pub amount: Money,
    /// The balance after it.
    #[serde(rename = "balance_after_cents")]
    pub balance_after: Money,
    /// What a payment or credit was put against.
    pub parts: Vec<Part>,
    /// Where the document is read.
    pub href: String,
}

/// A charge that a payment or credit was put against.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Part {
    /// The charge's document.
    pub document: String,
    /// How much went there.
    #[serde(rename = "amount_cents")]
    pub amount: Money,
}

/// A charge that is open.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct OpenItem {
    /// Its document.
    pub document: String,
    /// The day on it.
    pub issued_on: Day,
    /// The day it is to be paid by.
    pub due_on: Day,
    /// How much it was.
    #[serde(rename = "amount_cents")]
    pub amount: Money,
    /// How much of it is open.
    #[serde(rename = "open_cents")]
    pub open: Money,
    /// Where it is read.
    pub href: String,
}

impl Explanation {
    /// The lines since the balance last stood at zero, which alone explain it. All of them
    /// when it never did.
    pub fn since_settled(&self) -> &[Line] {
        let before_last = self.lines.len().saturating_sub(1);
        let settled =
            self.lines[..before_last].iter().rposition(|line| line.balance_after.is_zero());
        &self.lines[settled.map_or(0, |place| place + 1)..]
    }

    /// Whether the lines add up to what the ledger says.
    pub fn is_proved(&self) -> bool {
        self.total == self.ledger
    }
}

/// Explains a customer's balance at the end of any day.
pub fn explain(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    customer: Id<noun::Customer>,
    as_of: Day,
) -> Result<Explanation, store::Error> {
    let mut applied: BTreeMap<Id<noun::Credit>, Vec<Part>> = BTreeMap::new();
    for row in records::list_applied(reader, branch, customer, as_of)? {
        let part = Part { document: row.document, amount: row.amount };
        applied.entry(row.credit).or_default().push(part);
    }
    let mut total = Money::ZERO;
    let lines = history::list_facts(reader, branch, customer, as_of)?
        .into_iter()
        .map(|row| {
            total += row.amount;
            let parts = row.credit.and_then(|credit| applied.remove(&credit)).unwrap_or_default();
            Line {
                day: row.day,
                what: words(&row, &parts),
                amount: row.amount,
                balance_after: total,
                href: source_href(&row.source, row.source_id),
                document: row.document,
                parts,
            }
        })
        .collect();
    let open = history::list_items_at(reader, branch, customer, as_of)?
        .into_iter()
        .filter(|row| row.open.is_positive())
        .map(|row| OpenItem {
            href: source_href(&row.source, row.source_id),
            document: row.document,
            issued_on: row.on,
            due_on: row.due_on,
            amount: row.original,
            open: row.open,
        })
        .collect();
    Ok(Explanation {
        customer,
        as_of,
        lines,
        open,
        total,
        unapplied: history::unapplied_at(reader, branch, customer, as_of)?,
        ledger: books::entries::records::customer_balance_at(reader, branch, customer, as_of)?,
    })
}

/// What happened, in words.
fn words(row: &FactRow, parts: &[Part]) -> String {
    let document = &row.document;
    let fact = match row.fact {
        Fact::Charge(ChargeKind::Invoice) => format!("Invoice {document}"),
        Fact::Charge(ChargeKind::Fee) => format!("Fee {document}"),
        Fact::Charge(ChargeKind::Opening) => format!("Balance brought in, {document}"),
        Fact::Credit(CreditKind::Opening) => format!("Credit brought in, {document}"),
        Fact::Credit(CreditKind::Payment) => format!("Payment {document}{}", for_words(parts)),
        Fact::Credit(CreditKind::CreditMemo) => format!("Credit {document}{}", for_words(parts)),
        Fact::Credit(CreditKind::Transfer) => {
            format!("Credit {document} from another account{}", for_words(parts))
        }
        Fact::OffCharge(kind) => format!("{document} {}", off_charge(kind)),
        Fact::OffCredit(kind) => format!("{document} {}", off_credit(kind)),
    };
    match row.takes_back {
        true => format!("Taken back: {fact}"),
        false => fact,
    }
}

/// " for 5501", or ": 64.20 to 5377, 63.13 to 5501".
fn for_words(parts: &[Part]) -> String {
    let told = |part: &Part| format!("{} to {}", part.amount, part.document);
    match parts {
        [] => String::new(),
        [one] => format!(" for {}", one.document),
        [first, second] => format!(": {}, {}", told(first), told(second)),
        [first, second, more @ ..] => {
            format!(": {}, {} and {} more", told(first), told(second), more.len())
        }
    }
}

fn off_charge(kind: ApplicationKind) -> &'static str {
    match kind {
        ApplicationKind::Void => "voided",
        ApplicationKind::WriteOff => "written off",
        ApplicationKind::Return => "returned",
        ApplicationKind::Refund => "refunded",
        ApplicationKind::Transfer => "transferred",
        ApplicationKind::Unclaimed => "set aside",
        ApplicationKind::Applied | ApplicationKind::Unapplied => "reduced",
    }
}

fn off_credit(kind: ApplicationKind) -> &'static str {
    match kind {
        ApplicationKind::Void => "voided",
        ApplicationKind::WriteOff => "given up",
        ApplicationKind::Return => "returned by the bank",
        ApplicationKind::Refund => "refunded",
        ApplicationKind::Transfer => "transferred to another account",
        ApplicationKind::Unclaimed => "set aside, unclaimed",
        ApplicationKind::Applied | ApplicationKind::Unapplied => "reduced",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(balance_after: i64) -> Line {
        Line {
            day: Day::ymd(2026, 3, 2),
            what: String::new(),
            document: String::new(),
            amount: Money::ZERO,
            parts: Vec::new(),
            balance_after: Money::cents(balance_after),
            href: String::new(),
        }
    }

    fn after(balances: &[i64]) -> Vec<i64> {
        let explanation = Explanation {
            customer: Id::new(1),
            as_of: Day::ymd(2026, 3, 2),
            lines: balances.iter().copied().map(line).collect(),
            open: Vec::new(),
            total: Money::ZERO,
            unapplied: Money::ZERO,
            ledger: Money::ZERO,
        };
        explanation.since_settled().iter().map(|line| line.balance_after.as_cents()).collect()
    }

    #[test]
    fn only_what_came_after_the_last_zero_explains_a_balance() {
        assert_eq!(after(&[5, 0, 7, 9]), [7, 9]);
        assert_eq!(after(&[5, 7]), [5, 7]);
        assert_eq!(after(&[5, 0, 5, 0]), [5, 0], "a settled account tells how it was settled");
        assert_eq!(after(&[0]), [0]);
        assert!(after(&[]).is_empty());
    }

    #[test]
    fn many_parts_are_counted_not_listed() {
        let of = |count: i64| {
            let part = |number| Part { document: format!("I{number}"), amount: Money::cents(50) };
            for_words(&(1..=count).map(part).collect::<Vec<_>>())
        };
        assert_eq!(of(0), "");
        assert_eq!(of(1), " for I1");
        assert_eq!(of(2), ": 0.50 to I1, 0.50 to I2");
        assert_eq!(of(5), ": 0.50 to I1, 0.50 to I2 and 3 more");
    }
}
