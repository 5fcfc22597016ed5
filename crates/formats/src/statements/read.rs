//! Reading a statement row by row.

use std::io::Read;

use values::Day;

use super::balances::Balances;
use super::names::is_known;
use super::{AmountSign, Mapping, Meaning};
use crate::amounts::parse_cents;
use crate::csv::{CsvError, LeftOut, Record, Table, unguarded};
use crate::dates::{DateEvidence, DateFormat, Verdict, parse_day};
use crate::problems::{Problems, shown};

/// One movement of a statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatementRow {
    /// The line of the file, counted from 1.
    pub line: u64,
    /// The day the bank posted it.
    pub posted_on: Day,
    /// Whole cents, money in positive.
    pub amount_cents: i64,
    /// The account, where the table has a column for it.
    pub account: String,
    /// The check's number; may be empty.
    pub check_number: String,
    /// The words, joined by spaces.
    pub description: String,
    /// The reference; may be empty.
    pub reference: String,
    /// The kind of movement in the bank's words; may be empty.
    pub kind: String,
    /// The bank's id; may be empty.
    pub id: String,
    /// The balance after it, where the table has one.
    pub balance_cents: Option<i64>,
}

/// Reads the statement of any bank.
///
/// Iterating yields movements. A row that cannot be read is held: it becomes one of
/// [`Statements::problems`] and the next row follows. Memory does not grow with the file.
pub struct Statements<R> {
    table: Table<R>,
    mapping: Mapping,
    plan: Vec<Meaning>,
    format: DateFormat,
    verdict: Verdict,
    balances: Balances,
    problems: Problems,
    ended: bool,
}

impl<R: Read> Statements<R> {
    /// Opens a table, telling its columns by itself. Fails when it has no day or no amount.
    pub fn open(input: R) -> Result<Statements<R>, CsvError> {
        let table = Table::open_knowing(input, &is_known)?;
        let mapping = Mapping::guess(table.columns(), table.sample());
        Statements::of(table, mapping)
    }

    /// Opens a table by a saved mapping. Fails when a column that it gives a meaning is missing.
    pub fn open_mapped(input: R, mapping: Mapping) -> Result<Statements<R>, CsvError> {
        let named = |cell: &str| mapping.columns.iter().any(|mapped| mapped.column == cell.trim());
        let table = Table::open_knowing(input, &|cell| is_known(cell) || named(cell))?;
        Statements::of(table, mapping)
    }

    fn of(table: Table<R>, mapping: Mapping) -> Result<Statements<R>, CsvError> {
        let plan = mapping.plan(table.columns(), table.header_line().unwrap_or(1))?;
        let mut evidence = DateEvidence::default();
        if let Some(place) = plan.iter().position(|meaning| *meaning == Meaning::PostedOn) {
            for row in table.sample() {
                evidence.add(row.line(), row.get(place).unwrap_or(""));
            }
        }
        let verdict = evidence.verdict();
        let format = match mapping.date_format {
            DateFormat::Detect => verdict.format(),
            chosen => chosen,
        };
        let (balances, problems) = (Balances::default(), Problems::default());
        Ok(Statements { table, mapping, plan, format, verdict, balances, problems, ended: false })
    }

    /// What each column is read as.
    pub fn mapping(&self) -> &Mapping {
        &self.mapping
    }

    /// The columns of the file.
    pub fn columns(&self) -> &[String] {
        self.table.columns()
    }

    /// Some first rows, for a preview.
    pub fn sample(&self) -> &[Record] {
        self.table.sample()
    }

    /// Which way round the days are, and the row that proves it.
    pub fn date_verdict(&self) -> &Verdict {
        &self.verdict
    }

    /// What was wrong so far; complete after the last row.
    pub fn problems(&self) -> &Problems {
        &self.problems
    }

    /// Totals and stamps that are no movements; complete after the last row.
    pub fn left_out(&self) -> &[LeftOut] {
        self.table.left_out()
    }

    /// Everything that was wrong, once all rows are read.
    pub fn into_problems(self) -> Problems {
        self.problems
    }

    fn end(&mut self) {
        self.ended = true;
        self.balances.judge(&mut self.problems);
    }

    /// The movement of a row; `None` when it is held.
    fn row_of(&mut self, record: &Record) -> Option<StatementRow> {
        let line = record.line();
        let cells = Cells { record, plan: &self.plan };
        let written = cells.first(Meaning::PostedOn);
        let Some(posted_on) = parse_day(written, self.format) else {
            let says = format!(
                "\"{}\" is no day of the form {}; if the movement is pending, wait until the \
                 bank has posted it.",
                shown(written),
                self.format
            );
            self.problems.hold(line, "statement.day", "date", says);
            return None;
        };
        let amount = match amount_of(&cells, self.mapping.amount_sign) {
            Ok(amount) => amount,
            Err(says) => {
                self.problems.hold(line, "statement.amount", "amount", says);
                return None;
            }
        };
        let balance = cells.first(Meaning::Balance);
        Some(StatementRow {
            line,
            posted_on,
            amount_cents: amount,
            account: cells.joined(Meaning::Account),
            check_number: cells.joined(Meaning::CheckNumber),
            description: cells.joined(Meaning::Description),
            reference: cells.joined(Meaning::Reference),
            kind: cells.joined(Meaning::Kind),
            id: cells.joined(Meaning::Id),
            balance_cents: parse_cents(balance),
        })
    }
}

impl<R: Read> Iterator for Statements<R> {
    type Item = StatementRow;

    fn next(&mut self) -> Option<StatementRow> {
        let mut record = Record::new();
        while !self.ended {
            match self.table.read(&mut record) {
                Ok(true) => {
                    if let Some(row) = self.row_of(&record) {
                        self.balances.add(row.line, row.amount_cents, row.balance_cents);
                        return Some(row);
                    }
                }
                Ok(false) => self.end(),
                Err(error) if error.is_about_one_row() => {
                    self.problems.hold(error.line, "statement.row", "", error.reason());
                }
                Err(error) => {
                    self.problems.refuse(error.line, "statement.file", "", error.reason());
                    self.end();
                }
            }
        }
        None
    }
}

/// The cells of a row by their meaning.
struct Cells<'r> {
    record: &'r Record,
    plan: &'r [Meaning],
}

impl<'r> Cells<'r> {
    fn all(&self, wanted: Meaning) -> impl Iterator<Item = &'r str> {
        let record = self.record;
        let places = self.plan.iter().enumerate().filter(move |(_, meaning)| **meaning == wanted);
        let cells = places.filter_map(move |(place, _)| record.get(place)).map(str::trim);
        cells.map(unguarded).filter(|cell| !cell.is_empty())
    }

    fn first(&self, wanted: Meaning) -> &'r str {
        self.all(wanted).next().unwrap_or("")
    }

    fn joined(&self, wanted: Meaning) -> String {
        self.all(wanted).collect::<Vec<_>>().join(" ")
    }
}

/// The amount with its sign, or what keeps it from being read.
fn amount_of(cells: &Cells<'_>, sign: AmountSign) -> Result<i64, String> {
    let read =
        |text: &str| parse_cents(text).ok_or_else(|| format!("\"{}\" is no amount.", shown(text)));
    let written = cells.first(Meaning::Amount);
    if !written.is_empty() {
        let amount = read(written)?;
        let amount = match sign {
            AmountSign::InIsPositive => amount,
            AmountSign::InIsNegative => -amount,
        };
        return Ok(match direction_of(cells.first(Meaning::Kind)) {
            Some(Direction::In) => amount.abs(),
            Some(Direction::Out) => -amount.abs(),
            None => amount,
        });
    }
    let side = |meaning| match cells.first(meaning) {
        "" => Ok(0),
        text => read(text).map(i64::abs),
    };
    match (side(Meaning::Credit)?, side(Meaning::Debit)?) {
        (0, 0)
            if cells.first(Meaning::Credit).is_empty()
                && cells.first(Meaning::Debit).is_empty() =>
        {
            Err("There is no amount in the row.".to_owned())
        }
        (credit, 0) => Ok(credit),
        (0, debit) => Ok(-debit),
        _ => Err("The row has money in and money out; look which is meant.".to_owned()),
    }
}

enum Direction {
    In,
    Out,
}

/// The direction a bank's word says; most words say none and leave it to the sign.
fn direction_of(kind: &str) -> Option<Direction> {
    match kind.to_ascii_lowercase().as_str() {
        "credit" | "cr" | "c" | "deposit" => Some(Direction::In),
        "debit" | "dr" | "d" | "db" | "withdrawal" => Some(Direction::Out),
        _ => None,
    }
}
