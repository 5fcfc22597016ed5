//! A list as a file of comma-separated values.

use super::cell::wall_time;
use super::{Ask, Cell, Column, Listing, each_row};
use crate::Refusal;
use formats::csv::{Cell as Field, Writer};
use std::io::Write;
use store::{Error, Reader};
use values::{Day, Id, Zone, noun};

/// A list on its way into a file: all of its rows, the shown columns.
#[derive(Clone, Copy)]
pub struct Export<'e> {
    /// The list.
    pub listing: &'e Listing,
    /// Its filters, order and columns; its place and length do not matter.
    pub ask: &'e Ask,
    /// Whose rows.
    pub branch: Id<noun::Branch>,
    /// Today there.
    pub today: Day,
    /// Where instants become times on the wall.
    pub zone: &'e Zone,
}

impl Export<'_> {
    /// The shown columns, each with its place among the listing's.
    pub(super) fn columns(&self) -> Vec<(usize, &'static Column)> {
        let shown = self.ask.columns(self.listing);
        let all = self.listing.columns.iter().enumerate();
        all.filter(|(_, column)| shown.iter().any(|one| one.name == column.name)).collect()
    }

    /// Calls `visit` with every row of the shown columns.
    pub(super) fn each(
        &self,
        reader: &mut Reader<'_>,
        visit: &mut dyn FnMut(&[Cell]) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let places: Vec<usize> = self.columns().into_iter().map(|(place, _)| place).collect();
        let Export { listing, ask, branch, today, .. } = *self;
        each_row(reader, listing, ask, branch, today, &mut |mut row| {
            let cells =
                places.iter().map(|place| std::mem::replace(&mut row.cells[*place], Cell::Empty));
            visit(&cells.collect::<Vec<_>>())
        })
    }
}

/// Writes every row to `out`, row by row; answers `out`. Excel takes it as UTF-8, and no
/// text in it becomes a formula.
pub fn csv<W: Write>(reader: &mut Reader<'_>, export: Export<'_>, out: W) -> Result<W, Refusal> {
    let mut writer = Writer::for_excel(out).map_err(failed)?;
    writer.texts(export.columns().iter().map(|(_, column)| column.title)).map_err(failed)?;
    export.each(reader, &mut |cells| {
        let written: Vec<Option<String>> = cells
            .iter()
            .map(|cell| match cell {
                Cell::Instant(instant) => Some(wall_time(*instant, export.zone)),
                Cell::Rate(rate) => Some(rate.to_string()),
                _ => None,
            })
            .collect();
        let fields = cells.iter().zip(&written).map(|(cell, words)| match cell {
            Cell::Empty => Field::Empty,
            Cell::Text(text) => Field::Text(text),
            Cell::Money(amount) => Field::Cents(amount.as_cents()),
            Cell::Count(number) | Cell::Id(number) => Field::Number(*number),
            Cell::Day(day) => Field::Day(*day),
            Cell::Instant(_) | Cell::Rate(_) => Field::Text(words.as_deref().unwrap_or_default()),
            Cell::State(state) => Field::Text(state.title),
        });
        writer.row(fields).map_err(|error| Error::other(format!("writing CSV: {error}")))
    })?;
    writer.finish().map_err(failed)
}

fn failed(error: std::io::Error) -> Refusal {
    Refusal::broken(format!("writing CSV: {error}"))
}
