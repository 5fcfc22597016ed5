//! Which column of a paste is which: by its heading, else by what stands in it.

use super::PasteError;
use super::read::How;
use crate::amounts::parse_cents;
use crate::dates::{DateFormat, parse_day};

/// What a column of a paste holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    /// Account numbers.
    Account,
    /// Who paid: a name, or whatever else she is found by.
    Name,
    /// The invoice that is paid.
    Invoice,
    /// The check's number, or the reference of another tender.
    Number,
    /// What it came as.
    Tender,
    /// The day on the check.
    Dated,
    /// How much.
    Amount,
    /// What is kept with the row and asked for nothing.
    Other,
}

/// Whether a cell looks like one of a column.
type Tells = fn(&str) -> bool;

/// The headings of each column, as [`folded`] leaves them.
const HEADINGS: &[(Column, &[&str])] = &[
    (
        Column::Account,
        &[
            "account",
            "account no",
            "account number",
            "acct",
            "acct no",
            "acct number",
            "customer no",
            "customer number",
            "customer id",
        ],
    ),
    (
        Column::Name,
        &["name", "customer", "customer name", "payer", "payer name", "paid by", "from", "who"],
    ),
    (
        Column::Invoice,
        &["invoice", "invoice no", "invoice number", "inv", "inv no", "inv number", "invoices"],
    ),
    (
        Column::Number,
        &[
            "check",
            "check no",
            "check number",
            "ck",
            "ck no",
            "chk",
            "chk no",
            "no",
            "number",
            "ref",
            "ref no",
            "reference",
            "serial",
            "serial number",
        ],
    ),
    (
        Column::Tender,
        &["tender", "type", "method", "payment type", "payment method", "pay method", "how"],
    ),
    (
        Column::Dated,
        &["date", "check date", "dated", "dated on", "payment date", "paid on", "date paid"],
    ),
    (
        Column::Amount,
        &["amount", "amt", "amount paid", "payment", "payment amount", "check amount", "paid"],
    ),
];

/// The columns of the rows, and whether the first row names them.
pub(super) fn tell(rows: &[(u64, Vec<String>)]) -> Result<(Vec<Column>, Headed), PasteError> {
    let width = rows.iter().map(|(_, cells)| cells.len()).max().unwrap_or(0);
    let filled = |place: usize| rows.iter().any(|(_, row)| !cell(row, place).is_empty());
    if (0..width).filter(|place| filled(*place)).count() < 2 {
        return Err(PasteError::OneColumn);
    }
    let (_, first) = rows.first().ok_or(PasteError::Empty)?;
    if let Some(columns) = by_heading(first, width) {
        if rows.len() == 1 {
            return Err(PasteError::HeadingsOnly);
        }
        let amounts = columns.iter().filter(|column| **column == Column::Amount).count();
        return match amounts {
            0 => Err(PasteError::NoAmounts),
            1 => Ok((columns, Headed::Yes)),
            _ => Err(PasteError::SeveralAmounts),
        };
    }
    by_content(rows, width).map(|columns| (columns, Headed::No))
}

/// Whether the first row is headings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Headed {
    Yes,
    No,
}

/// The cell of a row, blank where the row is shorter.
pub(super) fn cell(row: &[String], place: usize) -> &str {
    row.get(place).map_or("", String::as_str)
}

/// The columns by their headings: at least two of the row are known, and no cell of it is money
/// or a day. A heading met twice counts the first time, that of the amounts always.
fn by_heading(first: &[String], width: usize) -> Option<Vec<Column>> {
    if first.iter().any(|text| is_money(text) || is_day(text)) {
        return None;
    }
    let mut columns: Vec<Column> = Vec::with_capacity(width);
    for place in 0..width {
        let words = folded(cell(first, place));
        let known = HEADINGS.iter().find(|(_, headings)| headings.contains(&&*words));
        let column = known.map_or(Column::Other, |(column, _)| *column);
        let is_second = column != Column::Amount && columns.contains(&column);
        columns.push(if is_second { Column::Other } else { column });
    }
    let known = columns.iter().filter(|column| **column != Column::Other).count();
    (known >= 2).then_some(columns)
}

/// "Check #" as `check no`, "Acct. No." as `acct no`.
fn folded(heading: &str) -> String {
    let spelled = heading.to_lowercase().replace('#', " no ");
    let words = spelled.split(|letter: char| !letter.is_alphanumeric());
    words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// The columns by what stands in them. Each kind is looked for in turn among the columns that
/// are left, the surest first.
fn by_content(rows: &[(u64, Vec<String>)], width: usize) -> Result<Vec<Column>, PasteError> {
    let mut columns = vec![Column::Other; width];
    // Most cells of a column tell what it is, so that one slip of the hand does not hide it.
    let fits = |place: usize, is_kind: fn(&str) -> bool| {
        let cells = rows.iter().map(|(_, row)| cell(row, place)).filter(|text| !text.is_empty());
        let (all, fitting) =
            cells.fold((0, 0), |(all, fit), text| (all + 1, fit + usize::from(is_kind(text))));
        fitting * 2 > all
    };
    let amounts: Vec<usize> = (0..width).filter(|place| fits(*place, is_money)).collect();
    match amounts[..] {
        [] => return Err(PasteError::NoAmounts),
        [one] => columns[one] = Column::Amount,
        _ => return Err(PasteError::SeveralAmounts),
    }
    let kinds: [(Column, Tells); 6] = [
        (Column::Tender, |text| How::of(text).is_some()),
        (Column::Dated, is_day),
        (Column::Invoice, is_document),
        (Column::Account, is_account),
        (Column::Number, is_number),
        (Column::Name, |text| text.chars().any(char::is_alphabetic)),
    ];
    for (column, is_kind) in kinds {
        let found =
            (0..width).find(|place| columns[*place] == Column::Other && fits(*place, is_kind));
        if let Some(place) = found {
            columns[place] = column;
        }
    }
    Ok(columns)
}

/// Money by its looks: a whole number alone may be anything.
fn is_money(text: &str) -> bool {
    let has_looks = text.contains('$') || text.contains('.') || text.contains(',');
    has_looks && parse_cents(text).is_some()
}

fn is_day(text: &str) -> bool {
    let read = |format| parse_day(text, format).is_some();
    read(DateFormat::MonthFirst) || read(DateFormat::DayFirst)
}

/// `0412-26-005440`, `INV-5440`: digits in groups.
fn is_document(text: &str) -> bool {
    let digits = text.trim_start_matches("INV").trim_start_matches(['-', ' ', '#']);
    let has_groups = digits.len() < text.len() || digits.contains('-');
    let is_whole = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    has_groups && digits.split('-').all(is_whole)
}

/// `A10001`: one word of letters and digits.
fn is_account(text: &str) -> bool {
    let is_one = text.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '-');
    is_one
        && text.starts_with(|letter: char| letter.is_ascii_alphabetic())
        && text.ends_with(|letter: char| letter.is_ascii_digit())
}

fn is_number(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}
