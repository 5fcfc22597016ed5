//! Which column means what: guessed from names or cells, corrected by a person, saved.

use serde::{Deserialize, Serialize};

use super::names::meanings_of;
use crate::amounts::parse_cents;
use crate::csv::{CsvError, Fault, Record};
use crate::customers::key;
use crate::dates::{DateFormat, parse_day};

/// What a column of a bank statement means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Meaning {
    /// The day the bank posted it.
    PostedOn,
    /// The amount with its sign, or without when [`Meaning::Kind`] says the direction.
    Amount,
    /// Money in; its sign does not count.
    Credit,
    /// Money out; its sign does not count.
    Debit,
    /// The check's number.
    CheckNumber,
    /// Words; several columns are joined.
    Description,
    /// A reference of the bank or ours.
    Reference,
    /// The balance after the movement.
    Balance,
    /// `DEBIT`, `CR`, `Withdrawal`, or what else the bank calls the kind of movement.
    Kind,
    /// The account.
    Account,
    /// The bank's id of the movement, unique for ever.
    Id,
    /// Left out.
    Ignore,
}

/// Which column of a table means what, to be saved as a profile of the bank.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mapping {
    /// What each column means; one that is not named here is left out.
    pub columns: Vec<MappedColumn>,
    /// How days are written.
    #[serde(default)]
    pub date_format: DateFormat,
    /// Which sign money in has.
    #[serde(default)]
    pub amount_sign: AmountSign,
}

/// One column of a [`Mapping`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MappedColumn {
    /// The column's name; capitals, spaces and punctuation do not count.
    pub column: String,
    /// What it means.
    pub meaning: Meaning,
}

/// Which sign money in has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AmountSign {
    /// Money in is positive, as in every account.
    #[default]
    InIsPositive,
    /// Money in is negative, as in the statement of a card.
    InIsNegative,
}

impl Mapping {
    /// Guesses from the names of the columns; where they say nothing, from the first rows.
    pub fn guess(columns: &[String], sample: &[Record]) -> Mapping {
        let mut meanings = by_names(columns);
        let has = |meanings: &[Meaning], wanted| meanings.contains(&wanted);
        let has_amount = has(&meanings, Meaning::Amount)
            || has(&meanings, Meaning::Credit) && has(&meanings, Meaning::Debit);
        if !has(&meanings, Meaning::PostedOn) || !has_amount {
            by_cells(&mut meanings, sample);
        }
        let mapped = columns.iter().zip(meanings);
        let columns = mapped
            .map(|(column, meaning)| MappedColumn { column: column.clone(), meaning })
            .collect();
        Mapping { columns, ..Mapping::default() }
    }

    /// The meaning of each column of a file, in its order.
    ///
    /// Fails when a column that carries a meaning is missing, and when there is no day or no
    /// amount.
    pub(super) fn plan(&self, columns: &[String], line: u64) -> Result<Vec<Meaning>, CsvError> {
        let meaning = |column: &String| {
            let exact = self.columns.iter().find(|mapped| mapped.column == *column);
            let loose = || self.columns.iter().find(|mapped| key(&mapped.column) == key(column));
            exact.or_else(loose).map_or(Meaning::Ignore, |mapped| mapped.meaning)
        };
        let plan: Vec<Meaning> = columns.iter().map(meaning).collect();
        let missing = |column: &str| {
            let found = columns.iter().take(60).cloned().collect();
            CsvError::new(line, Fault::MissingColumn { column: column.to_owned(), found })
        };
        for mapped in &self.columns {
            if mapped.meaning != Meaning::Ignore && !plan.contains(&mapped.meaning) {
                return Err(missing(&mapped.column));
            }
        }
        let has = |meaning| plan.contains(&meaning);
        if !has(Meaning::PostedOn) {
            return Err(missing("Date"));
        }
        if !has(Meaning::Amount) && !has(Meaning::Credit) && !has(Meaning::Debit) {
            return Err(missing("Amount"));
        }
        Ok(plan)
    }
}

/// Each meaning goes to the column with the best name for it; words take every column.
fn by_names(columns: &[String]) -> Vec<Meaning> {
    let candidates: Vec<Vec<(Meaning, usize)>> =
        columns.iter().map(|column| meanings_of(column)).collect();
    let best = |wanted: Meaning| {
        let ranks = candidates.iter().enumerate().filter_map(|(place, meanings)| {
            let rank = meanings.iter().find(|(meaning, _)| *meaning == wanted)?.1;
            Some((rank, place))
        });
        ranks.min().map(|(_, place)| place)
    };
    let mut plan = Vec::with_capacity(columns.len());
    for (place, meanings) in candidates.iter().enumerate() {
        // "Details" is the kind of movement beside a description, and the words without one.
        let mut mine = meanings.iter().map(|(meaning, _)| *meaning).filter(|meaning| {
            best(*meaning) == Some(place) || *meaning == Meaning::Description && meanings.len() == 1
        });
        plan.push(mine.next().unwrap_or(Meaning::Ignore));
    }
    plan
}

/// A table without a header: a column of days, the first of amounts, and the longest words.
fn by_cells(meanings: &mut [Meaning], sample: &[Record]) {
    let filled = |place: usize| {
        let cells = sample.iter().filter_map(move |row| row.get(place)).map(str::trim);
        cells.filter(|cell| !cell.is_empty()).collect::<Vec<_>>()
    };
    let all = |cells: &[&str], fits: &dyn Fn(&str) -> bool| {
        !cells.is_empty() && cells.iter().all(|cell| fits(cell))
    };
    let is_day = |cell: &str| {
        parse_day(cell, DateFormat::MonthFirst).or(parse_day(cell, DateFormat::DayFirst)).is_some()
    };
    let is_amount = |cell: &str| cell.contains(['.', ',']) && parse_cents(cell).is_some();
    let mut words = None;
    for place in 0..meanings.len() {
        if meanings[place] != Meaning::Ignore {
            continue;
        }
        let cells = filled(place);
        if all(&cells, &is_day) && !meanings.contains(&Meaning::PostedOn) {
            meanings[place] = Meaning::PostedOn;
        } else if all(&cells, &is_amount) && !meanings.contains(&Meaning::Amount) {
            meanings[place] = Meaning::Amount;
        } else {
            let letters = |cell: &&str| cell.chars().filter(|c| c.is_alphabetic()).count();
            let length = cells.iter().map(letters).sum::<usize>();
            words = words.max((length > 0).then_some((length, place)));
        }
    }
    if let Some((_, place)) = words
        && !meanings.contains(&Meaning::Description)
    {
        meanings[place] = Meaning::Description;
    }
}
