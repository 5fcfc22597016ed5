//! Aging: what is owed, by how long it is owed.
//!
//! By due day the buckets are current (not yet due), 1 to 30, 31 to 60, 61 to 90 and 91
//! and more days past due; by invoice day there is no "current" and the first is 0 to 30
//! days old. A returned payment opens its invoices again with the due days they had.

use super::records;
use books::accounts::{self, RECEIVABLE, UNAPPLIED};
use office::listing::Totals;
use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};
use store::Reader;
use values::{Day, Id, Money, noun};

/// From which day on age is counted.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    /// The day it was to be paid by.
    #[default]
    DueDate,
    /// The day on the document.
    InvoiceDate,
}

impl Basis {
    /// The basis of a word in an address or on the command line.
    pub fn parse(word: &str) -> Option<Basis> {
        match word {
            "due_date" | "due-date" | "due" => Some(Basis::DueDate),
            "invoice_date" | "invoice-date" | "invoice" => Some(Basis::InvoiceDate),
            _ => None,
        }
    }

    /// The word in an address.
    pub const fn word(self) -> &'static str {
        match self {
            Basis::DueDate => "due_date",
            Basis::InvoiceDate => "invoice_date",
        }
    }

    /// "by due date".
    pub const fn words(self) -> &'static str {
        match self {
            Basis::DueDate => "by due date",
            Basis::InvoiceDate => "by invoice date",
        }
    }
}

/// What is owed since a stretch of days.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Bucket {
    /// Stable name: `31_60`.
    pub name: &'static str,
    /// "31 to 60 days".
    pub title: &'static str,
    /// The sum of what is open.
    pub amount: Money,
}

/// What is owed to a branch at the end of a day, by age.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Aging {
    /// The day.
    pub as_of: Day,
    /// From which day on age is counted.
    pub basis: Basis,
    /// The youngest first.
    #[serde(serialize_with = "by_name")]
    pub buckets: Vec<Bucket>,
    /// What customers have to their good and is not applied: in no bucket.
    #[serde(rename = "unapplied_cents")]
    pub unapplied: Money,
    /// The sum of the buckets.
    #[serde(rename = "total_cents")]
    pub total: Money,
    /// Account 1100 at the end of that day.
    #[serde(rename = "receivable_account_cents")]
    pub receivable_account: Money,
    /// Account 2150 at the end of that day, as what we owe.
    #[serde(rename = "unapplied_account_cents")]
    pub unapplied_account: Money,
}

impl Aging {
    /// What is owed in the bucket of this name; nothing when there is no such bucket.
    pub fn bucket(&self, name: &str) -> Money {
        let bucket = self.buckets.iter().find(|bucket| bucket.name == name);
        bucket.map_or(Money::ZERO, |bucket| bucket.amount)
    }

    /// What is owed beyond its day: all buckets but the youngest.
    pub fn past_due(&self) -> Money {
        self.buckets.iter().skip(1).map(|bucket| bucket.amount).sum()
    }

    /// Whether buckets and unapplied credits are what the ledger says.
    pub fn ties_out(&self) -> bool {
        self.total == self.receivable_account && self.unapplied == self.unapplied_account
    }
}

/// Ages what is owed to a branch at the end of any day.
pub fn aging(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    as_of: Day,
    basis: Basis,
) -> Result<Aging, store::Error> {
    let sums = match basis {
        Basis::DueDate => records::sum_by_due_day(reader, branch, as_of)?,
        Basis::InvoiceDate => records::sum_by_invoice_day(reader, branch, as_of)?,
    };
    let unapplied = records::sum_unapplied(reader, branch, as_of)?;
    beside_the_ledger(reader, branch, as_of, buckets(basis, sums), (basis, unapplied))
}

/// The same by due day, out of the foot of the whole list of customers on that day.
pub(super) fn aging_of_totals(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    as_of: Day,
    totals: &Totals,
) -> Result<Aging, store::Error> {
    let sums = records::Sums {
        not_due: totals.money("current_cents"),
        from_1: totals.money("from_1_cents"),
        from_31: totals.money("from_31_cents"),
        from_61: totals.money("from_61_cents"),
        from_91: totals.money("from_91_cents"),
    };
    let basis = Basis::DueDate;
    let unapplied = totals.money("unapplied_cents");
    beside_the_ledger(reader, branch, as_of, buckets(basis, sums), (basis, unapplied))
}

fn beside_the_ledger(
    reader: &mut Reader<'_>,
    branch: Id<noun::Branch>,
    as_of: Day,
    buckets: Vec<Bucket>,
    (basis, unapplied): (Basis, Money),
) -> Result<Aging, store::Error> {
    Ok(Aging {
        as_of,
        basis,
        total: buckets.iter().map(|bucket| bucket.amount).sum(),
        buckets,
        unapplied,
        receivable_account: accounts::records::balance_at(reader, branch, RECEIVABLE, as_of)?,
        unapplied_account: -accounts::records::balance_at(reader, branch, UNAPPLIED, as_of)?,
    })
}

/// The names of the buckets over their sums.
fn buckets(basis: Basis, sums: records::Sums) -> Vec<Bucket> {
    let older = [
        ("31_60", "31 to 60 days", sums.from_31),
        ("61_90", "61 to 90 days", sums.from_61),
        ("91_plus", "91 days and more", sums.from_91),
    ];
    let younger = match basis {
        Basis::DueDate => {
            vec![("current", "Not yet due", sums.not_due), ("1_30", "1 to 30 days", sums.from_1)]
        }
        Basis::InvoiceDate => vec![("0_30", "0 to 30 days", sums.not_due + sums.from_1)],
    };
    younger
        .into_iter()
        .chain(older)
        .map(|(name, title, amount)| Bucket { name, title, amount })
        .collect()
}

fn by_name<S: Serializer>(buckets: &[Bucket], serializer: S) -> Result<S::Ok, S::Error> {
    let mut map = serializer.serialize_map(Some(buckets.len()))?;
    for bucket in buckets {
        map.serialize_entry(bucket.name, &bucket.amount)?;
    }
    map.end()
}
