//! Opening balances: what a row says is owed, as documents that fall into the same bucket
//! of the aging as at the source.
//!
//! A source names its open documents, or tells a balance by age, or a balance and how old
//! it is, or only a balance. The first of these that is there is taken.

use formats::customers::{Aging, CustomerRow};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use values::{Day, Money};

/// More than this on one row is a slip of the source, not a debt: 100 billion dollars.
const MOST_CENTS: u64 = 10_000_000_000_000;

/// An open document of an older program.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct OpenDocument {
    /// Its number there, or what it is.
    pub document: String,
    /// The day on it.
    pub issued_on: Day,
    /// The day it is due.
    pub due_on: Day,
    /// What is open of it; below zero when it is to the customer's good.
    pub open_cents: Money,
}

/// What a row says is owed, to be compared when the same customer comes again. Ages are
/// left out, for they grow by themselves.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, Default, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct Owed {
    /// The sum.
    pub total_cents: Money,
    /// Numbered documents and what is open of each.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub documents: Vec<(String, Money)>,
}

/// What a row brings to the books.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Opening {
    /// What the row says; none when it says nothing of money.
    pub owed: Option<Owed>,
    /// Its documents, none of them nothing.
    pub documents: Vec<OpenDocument>,
    /// The source's own aging of it.
    pub aging: Aging,
    /// What a person should look at.
    pub marks: Vec<String>,
}

/// What a row brings to the books, as of a day, for a customer who pays within
/// `terms_days`.
pub fn opening(row: &CustomerRow, as_of: Day, terms_days: i64) -> Opening {
    if is_beyond_belief(row) {
        let marks = vec![String::from(
            "The amounts are larger than any debt, so nothing was brought; enter it by hand.",
        )];
        return Opening { marks, ..Opening::default() };
    }
    let documents = match (row.opening_items.is_empty(), row.aging, row.balance_cents) {
        (false, ..) => numbered(row, as_of, terms_days),
        (true, Some(aging), _) => by_age(&aging, as_of, terms_days),
        (true, None, Some(cents)) => of_balance(cents, row.balance_age_days, as_of, terms_days),
        (true, None, None) => return Opening::default(),
    };
    let documents: Vec<_> = documents.into_iter().filter(|one| !one.open_cents.is_zero()).collect();
    let total: Money = documents.iter().map(|one| one.open_cents).sum();
    let named = row.opening_items.iter().filter(|item| !item.number.is_empty());
    Opening {
        owed: Some(Owed {
            total_cents: total,
            documents: named
                .map(|item| (item.number.clone(), Money::cents(item.amount_cents)))
                .collect(),
        }),
        aging: source_aging(row, as_of, terms_days),
        marks: contradictions(row, total),
        documents,
    }
}

/// What a row's balance is in all, for a person to add up: as the source tells it. What is
/// beyond belief counts for nothing; it is marked.
pub fn stated(row: &CustomerRow) -> Money {
    if is_beyond_belief(row) {
        return Money::ZERO;
    }
    let items = || row.opening_items.iter().map(|item| i128::from(item.amount_cents)).sum();
    let cents = match (row.opening_items.is_empty(), row.aging) {
        (false, _) => items(),
        (true, Some(aging)) => aging.buckets().iter().map(|cents| i128::from(*cents)).sum(),
        (true, None) => i128::from(row.balance_cents.unwrap_or(0)),
    };
    Money::cents(i64::try_from(cents).unwrap_or(0))
}

/// What a row that is rejected says is owed; what is beyond belief counts for nothing.
pub fn believed(cents: i64) -> Money {
    match cents.unsigned_abs() > MOST_CENTS {
        true => Money::ZERO,
        false => Money::cents(cents),
    }
}

fn is_beyond_belief(row: &CustomerRow) -> bool {
    let buckets = row.aging.map(|aging| aging.buckets());
    let amounts = row.opening_items.iter().map(|item| item.amount_cents);
    let amounts = amounts.chain(row.balance_cents).chain(buckets.into_iter().flatten());
    amounts.map(i64::unsigned_abs).fold(0u64, u64::saturating_add) > MOST_CENTS
}

fn numbered(row: &CustomerRow, as_of: Day, terms_days: i64) -> Vec<OpenDocument> {
    let items = row.opening_items.iter();
    let document = |item: &formats::customers::OpeningItem| {
        let due_on = due_day(item.issued_on, item.due_on, as_of, terms_days);
        OpenDocument {
            document: match item.number.as_str() {
                "" => String::from(WHOLE),
                number => number.to_owned(),
            },
            issued_on: item.issued_on.unwrap_or_else(|| due_on.plus_days(-terms_days)),
            due_on,
            open_cents: Money::cents(item.amount_cents),
        }
    };
    items.map(document).collect()
}

/// A document that tells only when it was written is due after the customer's terms; one
/// that tells nothing is due on the day of the import.
fn due_day(issued_on: Option<Day>, due_on: Option<Day>, as_of: Day, terms_days: i64) -> Day {
    due_on.or(issued_on.map(|day| day.plus_days(terms_days))).unwrap_or(as_of)
}

/// What a balance without a number is called.
const WHOLE: &str = "Opening balance";

/// The names of the buckets, from current to the oldest.
pub const BUCKETS: [&str; 5] =
    ["Current", "1-30 days", "31-60 days", "61-90 days", "91 days and more"];

/// How many days past due the youngest debt of each bucket is. Nobody is reminded of a
/// debt as if it were older than the source proves.
const YOUNGEST: [i64; 5] = [0, 1, 31, 61, 91];

fn by_age(aging: &Aging, as_of: Day, terms_days: i64) -> Vec<OpenDocument> {
    let parts = aging.buckets().into_iter().zip(YOUNGEST).zip(BUCKETS);
    let document = |((cents, days), bucket): ((i64, i64), &str)| OpenDocument {
        document: format!("{WHOLE}, {}", bucket.to_lowercase()),
        issued_on: as_of.plus_days(-days - terms_days),
        due_on: as_of.plus_days(-days),
        open_cents: Money::cents(cents),
    };
    parts.map(document).collect()
}

fn of_balance(cents: i64, age_days: Option<i64>, as_of: Day, terms_days: i64) -> Vec<OpenDocument> {
    let due_on = as_of.plus_days(-age_days.unwrap_or(0).max(0));
    vec![OpenDocument {
        document: String::from(WHOLE),
        issued_on: due_on.plus_days(-terms_days),
        due_on,
        open_cents: Money::cents(cents),
    }]
}

/// The row's money by age, as its source tells it and not as it was brought: both are
/// compared when the import is done.
fn source_aging(row: &CustomerRow, as_of: Day, terms_days: i64) -> Aging {
    if row.opening_items.is_empty() {
        let of_age = || {
            let age = row.balance_age_days.unwrap_or(0).max(0);
            Aging::of_age(age, row.balance_cents.unwrap_or(0))
        };
        return row.aging.unwrap_or_else(of_age);
    }
    let mut aging = Aging::default();
    for item in &row.opening_items {
        let due_on = due_day(item.issued_on, item.due_on, as_of, terms_days);
        add(&mut aging, &Aging::of_age(due_on.days_until(as_of), item.amount_cents));
    }
    aging
}

/// Adds one aging to another, bucket by bucket.
pub fn add(sum: &mut Aging, more: &Aging) {
    sum.current_cents = sum.current_cents.saturating_add(more.current_cents);
    sum.days_1_30_cents = sum.days_1_30_cents.saturating_add(more.days_1_30_cents);
    sum.days_31_60_cents = sum.days_31_60_cents.saturating_add(more.days_31_60_cents);
    sum.days_61_90_cents = sum.days_61_90_cents.saturating_add(more.days_61_90_cents);
    sum.days_91_up_cents = sum.days_91_up_cents.saturating_add(more.days_91_up_cents);
}

/// A balance that is not the sum of its documents is brought by its documents and marked.
fn contradictions(row: &CustomerRow, total: Money) -> Vec<String> {
    let stated = row.balance_cents.map(Money::cents);
    match (row.opening_items.is_empty(), stated) {
        (false, Some(balance)) if balance != total => vec![format!(
            "The balance is {balance}, its open documents add up to {total}; \
             the documents were brought."
        )],
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::imports::testing::row;
    use formats::customers::OpeningItem;

    const TODAY: Day = Day::ymd(2026, 3, 2);

    fn cents(opening: &Opening) -> Vec<(Day, i64)> {
        let all = opening.documents.iter();
        all.map(|one| (one.due_on, one.open_cents.as_cents())).collect()
    }

    fn with(change: impl FnOnce(&mut CustomerRow)) -> CustomerRow {
        let mut row = row("Ana");
        change(&mut row);
        row
    }

    fn item(number: &str, due_on: Option<Day>, amount_cents: i64) -> OpeningItem {
        OpeningItem { line: 2, number: number.into(), issued_on: None, due_on, amount_cents }
    }

    #[test]
    fn each_bucket_becomes_a_document_that_falls_into_it() {
        let aging = Aging {
            current_cents: 100,
            days_1_30_cents: 200,
            days_31_60_cents: -300,
            days_61_90_cents: 0,
            days_91_up_cents: 500,
        };
        let opening = opening(&with(|row| row.aging = Some(aging)), TODAY, 30);
        assert_eq!(
            cents(&opening),
            [
                (Day::ymd(2026, 3, 2), 100),
                (Day::ymd(2026, 3, 1), 200),
                (Day::ymd(2026, 1, 30), -300),
                (Day::ymd(2025, 12, 1), 500),
            ]
        );
        let mut books = Aging::default();
        for one in &opening.documents {
            let age = one.due_on.days_until(TODAY);
            add(&mut books, &Aging::of_age(age, one.open_cents.as_cents()));
        }
        assert_eq!(books, aging);
        assert_eq!(opening.aging, aging);
        assert_eq!(opening.owed.expect("money").total_cents, Money::cents(500));
    }

    #[test]
    fn a_balance_stands_at_its_age_and_a_bare_one_is_due_today() {
        let aged = with(|row| {
            row.balance_cents = Some(34_295);
            row.balance_age_days = Some(200);
        });
        let opening = super::opening(&aged, TODAY, 30);
        assert_eq!(cents(&opening), [(Day::ymd(2025, 8, 14), 34_295)]);
        assert_eq!(opening.aging.days_91_up_cents, 34_295);
        let bare = with(|row| row.balance_cents = Some(-500));
        let opening = super::opening(&bare, TODAY, 30);
        assert_eq!(cents(&opening), [(Day::ymd(2026, 3, 2), -500)]);
        assert_eq!(opening.aging.current_cents, -500);
        let nothing = super::opening(&row("Ana"), TODAY, 30);
        assert_eq!(nothing, Opening::default(), "no word of money");
        let zero = with(|row| row.balance_cents = Some(0));
        let opening = super::opening(&zero, TODAY, 30);
        assert!(opening.documents.is_empty() && opening.owed.is_some());
    }

    #[test]
    fn documents_keep_their_numbers_and_a_wrong_sum_is_marked() {
        let given = with(|row| {
            let due = Some(Day::ymd(2026, 2, 1));
            row.opening_items = vec![item("5500", due, 2_000), item("5501", None, -300)];
            row.balance_cents = Some(2_000);
        });
        let opening = opening(&given, TODAY, 30);
        assert_eq!(opening.documents[0].document, "5500");
        assert_eq!(opening.documents[0].issued_on, Day::ymd(2026, 1, 2));
        assert_eq!(cents(&opening), [(Day::ymd(2026, 2, 1), 2_000), (Day::ymd(2026, 3, 2), -300)]);
        assert_eq!((opening.aging.days_1_30_cents, opening.aging.current_cents), (2_000, -300));
        assert_eq!(opening.marks.len(), 1, "{:?}", opening.marks);
        assert_eq!(stated(&given), Money::cents(1_700));
    }

    #[test]
    fn more_than_any_debt_is_left_out_and_marked() {
        let given = with(|row| row.balance_cents = Some(i64::MIN));
        let opening = opening(&given, TODAY, 30);
        assert!(opening.documents.is_empty() && opening.owed.is_none());
        assert_eq!(opening.marks.len(), 1);
    }
}
