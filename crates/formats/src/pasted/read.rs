//! A paste, row by row.

use super::columns::{self, Column, Headed, cell};
use super::{LONGEST_TEXT, MOST_ROWS, PasteError, cells};
use crate::amounts::parse_cents;
use crate::dates::{DateEvidence, DateFormat, parse_day};
use values::Day;

/// What a cell says, read or not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found<T> {
    /// Nothing stands there.
    Blank,
    /// It could be read.
    Read(T),
    /// This stands there, and cannot be read.
    Unread(String),
}

impl<T> Found<T> {
    fn of(text: &str, read: impl Fn(&str) -> Option<T>) -> Found<T> {
        match (text, read(text)) {
            ("", _) => Found::Blank,
            (_, Some(value)) => Found::Read(value),
            (_, None) => Found::Unread(text.to_owned()),
        }
    }
}

/// What a payment came as, in the words of sheets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// A check.
    Check,
    /// A money order.
    MoneyOrder,
    /// Bills and coins.
    Cash,
    /// A card.
    Card,
    /// A bank debit.
    Ach,
}

impl How {
    /// The tender this word means.
    pub fn of(text: &str) -> Option<How> {
        let letters = text.chars().filter(|letter| letter.is_alphanumeric());
        Some(match &*letters.collect::<String>().to_lowercase() {
            "check" | "checks" | "ck" | "chk" | "cheque" | "cashierscheck" => How::Check,
            "moneyorder" | "mo" => How::MoneyOrder,
            "cash" => How::Cash,
            "card" | "creditcard" | "debitcard" | "cc" | "visa" | "mastercard" => How::Card,
            "ach" | "eft" | "echeck" | "bankdebit" => How::Ach,
            _ => return None,
        })
    }
}

/// One row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PastedRow {
    /// The line of the paste it begins on, counted from 1.
    pub line: u64,
    /// Its cells as they stood.
    pub cells: Vec<String>,
    /// The account number.
    pub account: String,
    /// Who paid.
    pub name: String,
    /// The invoice.
    pub invoice: String,
    /// The check's number, or the reference of another tender.
    pub number: String,
    /// What it came as.
    pub tender: Found<How>,
    /// The day on the check.
    pub dated_on: Found<Day>,
    /// How much, in cents.
    pub amount_cents: Found<i64>,
}

/// What was pasted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pasted {
    /// What each column holds, from the left.
    pub columns: Vec<Column>,
    /// The rows, without the headings.
    pub rows: Vec<PastedRow>,
}

/// Reads a paste.
pub fn read(text: &str) -> Result<Pasted, PasteError> {
    if text.len() > LONGEST_TEXT {
        return Err(PasteError::TooLong);
    }
    let rows = cells::rows_of(text);
    if rows.is_empty() {
        return Err(PasteError::Empty);
    }
    let (columns, headed) = columns::tell(&rows)?;
    let rows = match headed {
        Headed::Yes => &rows[1..],
        Headed::No => &rows[..],
    };
    if rows.len() > MOST_ROWS {
        return Err(PasteError::TooManyRows { rows: rows.len() });
    }
    let place_of = |wanted: Column| columns.iter().position(|column| *column == wanted);
    let text_of = |row: &[String], wanted: Column| {
        place_of(wanted).map_or_else(String::new, |place| cell(row, place).to_owned())
    };
    let mut evidence = DateEvidence::default();
    for (line, row) in rows {
        evidence.add(*line, &text_of(row, Column::Dated));
    }
    let order: DateFormat = evidence.verdict().format();
    let read_row = |(line, row): &(u64, Vec<String>)| PastedRow {
        line: *line,
        account: text_of(row, Column::Account),
        name: text_of(row, Column::Name),
        invoice: text_of(row, Column::Invoice),
        number: text_of(row, Column::Number),
        tender: Found::of(&text_of(row, Column::Tender), How::of),
        dated_on: Found::of(&text_of(row, Column::Dated), |text| parse_day(text, order)),
        amount_cents: Found::of(&text_of(row, Column::Amount), parse_cents),
        cells: row.clone(),
    };
    Ok(Pasted { rows: rows.iter().map(read_row).collect(), columns })
}
