//! One value of a list, of its column's kind.

use super::{Column, Kind, State};
use serde_json::Value;
use store::{Error, Row, V};
use values::{Day, Instant, Money, Rate, Zone};

/// One value of a list.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// There is none.
    Empty,
    /// Words.
    Text(String),
    /// An amount.
    Money(Money),
    /// A count.
    Count(i64),
    /// A rate.
    Rate(Rate),
    /// A day.
    Day(Day),
    /// A moment.
    Instant(Instant),
    /// An id.
    Id(i64),
    /// A state, with its word and mark.
    State(&'static State),
}

impl Cell {
    /// Reads the cell of `column` from place `index` of a row.
    pub(super) fn read(row: &Row<'_>, index: usize, column: &Column) -> Result<Cell, Error> {
        let cell = match column.kind {
            Kind::Text | Kind::Name => row.get::<Option<String>>(index)?.map(Cell::Text),
            Kind::Money => row.get::<Option<Money>>(index)?.map(Cell::Money),
            Kind::Count => row.get::<Option<i64>>(index)?.map(Cell::Count),
            Kind::Rate => {
                row.get::<Option<i64>>(index)?.map(|number| Cell::Rate(Rate::millionths(number)))
            }
            Kind::Day => row.get::<Option<Day>>(index)?.map(Cell::Day),
            Kind::Instant => row.get::<Option<Instant>>(index)?.map(Cell::Instant),
            Kind::Id => row.get::<Option<i64>>(index)?.map(Cell::Id),
            Kind::State(states) => row.get::<Option<String>>(index)?.map(|word| {
                let known = states.iter().find(|state| state.word == word);
                known.map_or(Cell::Text(word), Cell::State)
            }),
        };
        Ok(cell.unwrap_or(Cell::Empty))
    }

    /// The value to bind for a place in the list's order.
    pub(super) fn bound(&self) -> V<'static> {
        match self {
            Cell::Empty => V::Null,
            Cell::Text(text) => V::from(text.clone()),
            Cell::Money(amount) => V::from(*amount),
            Cell::Count(number) | Cell::Id(number) => V::Int(*number),
            Cell::Rate(rate) => V::Int(rate.as_millionths()),
            Cell::Day(day) => V::Day(*day),
            Cell::Instant(instant) => V::from(*instant),
            Cell::State(state) => V::from(state.word),
        }
    }

    /// As the API tells it: cents, `2026-03-02`, the stored word of a state.
    pub fn to_json(&self) -> Value {
        match self {
            Cell::Empty => Value::Null,
            Cell::Text(text) => text.as_str().into(),
            Cell::Money(amount) => amount.as_cents().into(),
            Cell::Count(number) | Cell::Id(number) => (*number).into(),
            Cell::Rate(rate) => rate.as_millionths().into(),
            Cell::Day(day) => day.to_string().into(),
            Cell::Instant(instant) => instant.to_string().into(),
            Cell::State(state) => state.word.into(),
        }
    }

    /// As people read it, in the branch's zone: "1,284.50", "7.25%", "Mon, Mar 2", "Open".
    pub fn words(&self, zone: &Zone) -> String {
        match self {
            Cell::Empty => String::new(),
            Cell::Text(text) => text.clone(),
            Cell::Money(amount) => amount.to_string(),
            Cell::Count(number) | Cell::Id(number) => number.to_string(),
            Cell::Rate(rate) => rate.to_string(),
            Cell::Day(day) => day.short(),
            Cell::Instant(instant) => wall_time(*instant, zone),
            Cell::State(state) => state.title.to_owned(),
        }
    }
}

/// `2026-03-02 15:34`, which sorts and which spreadsheets read.
pub(super) fn wall_time(instant: Instant, zone: &Zone) -> String {
    let local = instant.local(zone);
    format!("{} {:02}:{:02}", local.day, local.hour, local.minute)
}
